"""Plain text looked for in the keys and values of JSON, in slices short enough that the window never waits."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from explorer.ui.models.json_level import JsonKind, Level, NotReadable, Slice, kind_of, split_level, split_root, text_of

MOST_SHOWN: Final = 300
"""Matches that are kept to be shown; the others are counted."""

Matches: TypeAlias = dict[int, "Matches | None"]
"""Which members of a level to show, by their numbers: None for one that matches itself."""

_LARGE: Final = 1 << 20
"""A value of more bytes is opened without a look at it as a whole, which would take too long at once."""


class JsonSearch:
    """
    Looks for one text, regardless of case.

    Args:
        known: Gives the split of a value where that is known already; the whole text is asked for first.
    """

    def __init__(self, content: bytes, wanted: str, known: Callable[[Slice], Level | None] | None = None) -> None:
        self.wanted = wanted.casefold()
        self.matches: Matches = {}
        self.found = 0
        self.is_done = False
        self._encoded = self.wanted.encode("utf-8", "replace")
        # JSON escapes nothing else than these in text that holds no backslash.
        self._can_skip = not any(letter in '"\\' or ord(letter) < 32 for letter in self.wanted)
        self._known = known or _nothing_known
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
        stack: list[tuple[Iterator[int], Level]] = [(iter(range(len(root.raws))), root)]
        path: list[int] = []
        looked_at = 0
        while stack:
            numbers, level = stack[-1]
            number = next(numbers, None)
            if number is None:
                stack.pop()
                if path:
                    path.pop()
                continue
            looked_at += 1
            if looked_at % 64 == 0:
                yield
            below = self._look_at(level, number, path)
            if below is not None:
                path.append(number)
                stack.append((iter(range(len(below.raws))), below))
            elif len(memoryview(level.raws[number])) > _LARGE:
                yield

    def _look_at(self, level: Level, number: int, path: list[int]) -> Level | None:
        """Keep a member that matches; gives what is below it, if that has to be looked at too."""
        raw = level.raws[number]
        is_found = level.names is not None and self.wanted in level.names[number].casefold()
        if is_found:
            self._keep([*path, number])
        if self._can_skip and len(memoryview(raw)) <= _LARGE and not self._may_hold(raw):
            return None
        if kind_of(raw) not in (JsonKind.OBJECT, JsonKind.LIST):
            if not is_found and self.wanted in text_of(raw).casefold():
                self._keep([*path, number])
            return None
        try:
            return self._known(raw) or split_level(raw)
        except NotReadable:
            return None

    def _may_hold(self, raw: Slice) -> bool:
        text = bytes(raw)
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


def _nothing_known(_raw: Slice) -> Level | None:
    return None
