"""Plain text looked for in the keys and values of JSON, in slices short enough that the window never waits."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Final, TypeAlias

from explorer.ui.models.answer.splitting.json_level import (
    JsonKind,
    Level,
    NotReadable,
    Slice,
    kind_of,
    level_of_blocks,
    split_level,
    split_root,
    text_of,
)
from explorer.ui.models.answer.splitting.long_level import BLOCK, BlockPlaces, LongColumn, is_long

MOST_SHOWN: Final = 300
"""Matches that are kept to be shown; the others are counted."""

Matches: TypeAlias = dict[int, "Matches | None"]
"""Which members of a level to show, by their numbers: None for one that matches itself."""

_BATCH: Final = 256
_STEP_S: Final = 0.005
_PIECE: Final = 262_144
_LARGE: Final = 1 << 20
"""A value of more bytes is opened without a look at it as a whole, which would take too long at once."""


class JsonSearch:
    """
    Looks for one text, regardless of case.

    Args:
        known: Gives the split of a value where that is known already; the whole text is asked for first.
        places_in: Gives how far a value with very many members has been gone through already.
    """

    def __init__(
        self,
        content: Slice,
        wanted: str,
        known: Callable[[Slice], Level | None] | None = None,
        places_in: Callable[[Slice], BlockPlaces] | None = None,
    ) -> None:
        self.wanted = wanted.casefold()
        self.matches: Matches = {}
        self.found = 0
        self.is_done = False
        self._encoded = self.wanted.encode("utf-8", "replace")
        # JSON escapes nothing else than these in text that holds no backslash.
        self._can_skip = not any(letter in '"\\' or ord(letter) < 32 for letter in self.wanted)
        self._known = known or _nothing_known
        self._places_in = places_in or _from_the_start
        root = self._known(content) or split_root(content)
        self._work = self._walk(Level(None, [content]) if root is None else root)

    def look_on(self, budget_s: float = 0.01) -> bool:
        """Go on for about that long; gives whether the end was reached."""
        end = time.perf_counter() + budget_s
        for _ in self._work:
            if time.perf_counter() >= end:
                return False
        self.is_done = True
        return True

    def _walk(self, root: Level) -> Iterator[None]:
        """Gives after every few values, so that the caller can stop."""
        stack: list[tuple[int, Level]] = [(0, root)]
        path: list[int] = []
        looked_at = 0
        while stack:
            number, level = stack.pop()
            number = yield from self._next_worth_a_look(level, number)
            if number >= len(level.raws):
                if path:
                    path.pop()
                continue
            stack.append((number + 1, level))
            looked_at += 1
            if looked_at % 64 == 0:
                yield
            raw = level.raws[number]
            if kind_of(raw) is JsonKind.TEXT and len(memoryview(raw)) > _LARGE:
                yield from self._look_at_large_text(level, number, path)
            elif self._look_at(level, number, path):
                below = yield from self._split(raw)
                if below is not None:
                    path.append(number)
                    stack.append((0, below))
            elif len(memoryview(raw)) > _LARGE:
                yield

    def _next_worth_a_look(self, level: Level, number: int) -> Generator[None, None, int]:
        """The member itself, or the first behind it that may hold a match; beyond the last one if none does."""
        batch = BLOCK if isinstance(level.raws, LongColumn) else _BATCH
        while number % batch == 0 and number < len(level.raws) and not self._batch_may_hold(level, number):
            number += batch
            yield
        return number

    def _batch_may_hold(self, level: Level, number: int) -> bool:
        """Whether any of some neighbours in a list may match; most hold nothing, and looking at each takes long."""
        if not self._can_skip or len(level.raws) <= _BATCH:
            return True
        if isinstance(level.raws, LongColumn):
            return self._may_hold(level.raws.block_text(number))
        if level.names is not None:
            return True
        batch = level.raws[number : number + _BATCH]
        if max(len(memoryview(raw)) for raw in batch) > _LARGE // 16:
            return True
        return self._may_hold(b"\n".join(batch))

    def _look_at(self, level: Level, number: int, path: list[int]) -> bool:
        """Keep a member that matches; gives whether what is below it has to be looked at too."""
        raw = level.raws[number]
        is_found = level.names is not None and self.wanted in level.names[number].casefold()
        if is_found:
            self._keep([*path, number])
        if self._can_skip and len(memoryview(raw)) <= _LARGE and not self._may_hold(bytes(raw)):
            return False
        if kind_of(raw) not in (JsonKind.OBJECT, JsonKind.LIST):
            if not is_found and self.wanted in text_of(raw).casefold():
                self._keep([*path, number])
            return False
        return True

    def _look_at_large_text(self, level: Level, number: int, path: list[int]) -> Iterator[None]:
        """A piece at a time; its escapes are not undone."""
        view = memoryview(level.raws[number])
        is_found = level.names is not None and self.wanted in level.names[number].casefold()
        longest = 4 * len(self.wanted)
        for start in range(0, len(view), _PIECE):
            if is_found:
                break
            piece = bytes(view[start : start + _PIECE + longest]).decode("utf-8", "replace")
            is_found = self.wanted in piece.casefold()
            yield
        if is_found:
            self._keep([*path, number])

    def _split(self, raw: Slice) -> Generator[None, None, Level | None]:
        """The members of a value; None if it cannot be split."""
        level = self._known(raw)
        if level is not None:
            return level
        try:
            if not is_long(memoryview(raw)):
                return split_level(raw)
            places = self._places_in(raw)
            while not places.look_on(_STEP_S):
                yield
            return level_of_blocks(places)
        except NotReadable:
            return None

    def _may_hold(self, text: bytes) -> bool:
        if b"\\" in text:
            return True
        if self.wanted.isascii() and text.isascii():
            return self._encoded in text.lower()
        return self.wanted in text.decode("utf-8", "replace").casefold()

    def _keep(self, path: Sequence[int]) -> None:
        self.found += 1
        if self.found > MOST_SHOWN:
            return
        place = self.matches
        for step in path[:-1]:
            below = place.setdefault(step, {})
            if below is None:
                return  # all of it is shown, because its key matched
            place = below
        place[path[-1]] = None


def _from_the_start(raw: Slice) -> BlockPlaces:
    return BlockPlaces(memoryview(raw))


def _nothing_known(_raw: Slice) -> Level | None:
    return None
