"""The tree of differences between two JSON values: a node for each pair of values, with a count of what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Final

from explorer.domain.json_value import ABSENT, Absent, JsonValue

Name = str | int
"""A key or an index."""


class Change(Enum):
    """What became of a value; the text is what a person reads."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RETYPED = "type changed"
    RESPELLED = "same value, written differently"
    INSIDE = "differs inside"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Tally:
    """
    How many differences there are in a value and below it, of each kind.

    Args:
        reordered: Objects whose keys come in another order, which is told and is no difference.
        ignored: Places that were not compared.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    retyped: int = 0
    respelled: int = 0
    moved: int = 0
    reordered: int = 0
    ignored: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        if other is NOTHING or self is NOTHING:
            return self if other is NOTHING else other
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    @property
    def total(self) -> int:
        """All differences."""
        return self.added + self.removed + self.changed + self.retyped + self.respelled + self.moved

    def words(self) -> str:
        """The counts in words: "2 changed, 1 added"; "no differences"."""
        parts = (
            (self.changed, "changed"),
            (self.retyped, "of another type"),
            (self.added, "added"),
            (self.removed, "removed"),
            (self.moved, "moved"),
            (self.respelled, "written differently"),
        )
        return ", ".join(f"{count:,} {word}" for count, word in parts if count) or "no differences"


NOTHING: Final = Tally()
ONE: Final = {
    Change.ADDED: Tally(added=1),
    Change.REMOVED: Tally(removed=1),
    Change.CHANGED: Tally(changed=1),
    Change.RETYPED: Tally(retyped=1),
    Change.RESPELLED: Tally(respelled=1),
    Change.IGNORED: Tally(ignored=1),
}
"""What a single value of each change counts."""
MOVED: Final = Tally(moved=1)
REORDERED: Final = Tally(reordered=1)


@dataclass(frozen=True, slots=True)
class Difference:
    """
    Two values that stand for each other, or one that has no counterpart.

    Args:
        before, after: `ABSENT` where there is none.
        name_before, name_after: Key or index in the value above; None at the root and where there is none.
        children: What was compared below, in the order in which it is shown. Empty where all of it shares the fate of
            this value: `members` gives it then.
        is_moved: It stands at another place among its neighbours than before; `change` tells of the value itself.
        is_reordered: An object with the same keys as before, in another order.
    """

    change: Change
    before: JsonValue | Absent
    after: JsonValue | Absent
    name_before: Name | None = None
    name_after: Name | None = None
    children: Sequence["Difference"] = ()
    is_moved: bool = False
    is_reordered: bool = False
    tally: Tally = NOTHING

    @property
    def name(self) -> Name | None:
        """What it is called now, or was called if it is gone."""
        return self.name_before if self.name_after is None else self.name_after

    @property
    def is_difference(self) -> bool:
        """Whether it is one itself, and not only holds some."""
        return self.is_moved or self.change not in (Change.SAME, Change.INSIDE, Change.IGNORED)


def members(difference: Difference) -> Sequence[Difference]:
    """What is below a node: what was compared, else the members of a value that is the same, new or gone."""
    if difference.children or difference.change not in (Change.SAME, Change.ADDED, Change.REMOVED):
        return difference.children
    value = difference.before if difference.change is Change.REMOVED else difference.after
    change = difference.change
    found: list[Difference] = []
    for name, item in _named(value):
        before = ABSENT if change is Change.ADDED else item
        after = ABSENT if change is Change.REMOVED else item
        was = None if change is Change.ADDED else name
        found.append(Difference(change, before, after, was, None if change is Change.REMOVED else name))
    return found


def places(difference: Difference) -> Iterator[tuple[int, ...]]:
    """The way to each node that is a difference itself, as positions among `children`, from top to bottom."""
    if difference.is_difference:
        yield ()
    for number, child in enumerate(difference.children):
        if child.tally.total:
            for place in places(child):
                yield (number, *place)


def _named(value: JsonValue | Absent) -> Iterator[tuple[Name, JsonValue]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)
