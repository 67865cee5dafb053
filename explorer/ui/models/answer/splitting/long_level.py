"""
An object or list with so many members that splitting it at once would take seconds and fill the memory.

It is gone through once, in slices, and of each block of `BLOCK` members only the place is kept: eight bytes for a
thousand members. A block is split when one of its members is looked at, and the last few blocks stay split.
"""

import re
import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar, overload

from explorer.ui.models.answer.splitting.deep_level import MemberPassing

BLOCK: Final = 1_000
KEPT_BLOCKS: Final = 16
LONG: Final = 500_000
"""So many members are split at once, in some 80 ms; more of them a block at a time."""

_LEAST_BYTES: Final = 1_000_000
_SAMPLE: Final = 65_536
_WINDOW: Final = 262_144
_DEPTH: Final = 4
"""How deep a member may nest to be passed over in one step of the regular expression."""

Slice = TypeVar("Slice")
Entry = TypeVar("Entry")


def _nested(depth: int) -> bytes:
    inner = rb'[^\[\]{}"]++|"(?:[^"\\]++|\\.)*+"' + (b"|" + _nested(depth - 1) if depth else b"")
    return rb"[\[{](?:" + inner + rb")*+[\]}]"


_MEMBER: Final = rb'(?:[^\[\]{}",]++|"(?:[^"\\]++|\\.)*+"|' + _nested(_DEPTH) + rb")*+,"
_MEMBERS: Final = re.compile(_MEMBER, re.DOTALL)
_BLOCK: Final = re.compile(rb"(?:" + _MEMBER + rb"){%d}+" % BLOCK, re.DOTALL)
_BLANKS: Final = b" \t\r\n"


def is_long(view: memoryview) -> bool:
    """Whether an object or list holds about `LONG` members or more, told from its beginning."""
    if len(view) < _LEAST_BYTES:
        return False
    sample = bytes(view[:_SAMPLE])
    place = len(sample) - len(sample.lstrip(_BLANKS)) + 1
    count = 0
    # One after the other: to look for the next one anywhere would find what stands within a large one.
    while (member := _MEMBERS.match(sample, place)) is not None:
        place = member.end()
        count += 1
    return place > _SAMPLE // 2 and count * (len(view) / place) >= LONG


class BlockPlaces:
    """
    Where the blocks of an object or list begin, found by going through it once.

    Args:
        view: The whole of it, brackets included.
    """

    def __init__(self, view: memoryview) -> None:
        self.view = view
        self.count = 0
        """How many members were found so far."""
        self.is_done = False
        self.is_broken = False
        """Whether it is no JSON; what was found before that is right."""
        self._starts = array("Q")
        self._place = _after_blanks(view, _after_blanks(view, 0) + 1)
        self._end = _before_blanks(view, _before_blanks(view, len(view)) - 1)
        self._in_block = 0
        self._passing: MemberPassing | None = None
        if self._place < self._end:
            self._starts.append(self._place)

    def look_on(self, budget_s: float) -> bool:
        """Go on for about that long; gives whether the end was reached."""
        until = time.perf_counter() + budget_s
        while not self.is_done and time.perf_counter() < until:
            self._step()
        return self.is_done

    def block(self, number: int) -> bytes:
        """The members of a block with the commas between them."""
        last = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else self._end
        return bytes(self.view[self._starts[number] : last])

    def _step(self) -> None:
        if self._passing is not None:
            self._pass_large(self._passing)
            return
        if self._place >= self._end:
            self.is_done = True
            return
        window = min(self._end, self._place + _WINDOW)
        if self._in_block == 0 and (block := _BLOCK.match(self.view, self._place, window)) is not None:
            self._pass(block.end(), BLOCK)
        elif (member := _MEMBERS.match(self.view, self._place, window)) is not None:
            self._pass(member.end(), 1)
        else:
            self._passing = MemberPassing(self.view, self._place, self._end)

    def _pass_large(self, passing: MemberPassing) -> None:
        comma = passing.end()
        if comma is not None:
            self._passing = None
            self._pass(comma + 1, 1)
        elif passing.is_broken:
            self.is_broken = self.is_done = True

    def _pass(self, end: int, count: int) -> None:
        self._place = end
        self.count += count
        self._in_block += count
        if self._in_block >= BLOCK and end < self._end:
            self._in_block = 0
            self._starts.append(end)


class BlockCache(Generic[Entry]):
    """The last few blocks, split."""

    def __init__(self, places: BlockPlaces, split: Callable[[bytes], Entry]) -> None:
        self._places = places
        self._split = split
        self._kept: OrderedDict[int, Entry] = OrderedDict()

    def __len__(self) -> int:
        return self._places.count

    def text(self, block: int) -> bytes:
        """A block as it stands there."""
        return self._places.block(block)

    def block_of(self, number: int) -> Entry:
        """The block that a member is in."""
        block = number // BLOCK
        if block not in self._kept:
            self._kept[block] = self._split(self._places.block(block))
            if len(self._kept) > KEPT_BLOCKS:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(block)
        return self._kept[block]


class LongColumn(Sequence[Slice]):
    """Names or values of a long level, one of the two columns of its blocks."""

    def __init__(self, blocks: BlockCache[Entry], column: Callable[[Entry], Sequence[Slice]]) -> None:
        self._blocks = blocks
        self._column = column

    def __len__(self) -> int:
        return len(self._blocks)

    def block_text(self, number: int) -> bytes:
        """The members of the block that a member is in, as they stand there, not split."""
        return self._blocks.text(number // BLOCK)

    @overload
    def __getitem__(self, number: int) -> Slice: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Slice]: ...

    def __getitem__(self, number: int | slice) -> Slice | Sequence[Slice]:
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._column(self._blocks.block_of(number))[number % BLOCK]


def _after_blanks(view: memoryview, place: int) -> int:
    while place < len(view) and view[place] in _BLANKS:
        place += 1
    return place


def _before_blanks(view: memoryview, place: int) -> int:
    while place > 0 and view[place - 1] in _BLANKS:
        place -= 1
    return place
