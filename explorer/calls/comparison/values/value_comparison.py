"""Two JSON values to a tree of differences."""

from collections.abc import Callable
from typing import Final

from explorer.calls.comparison.values.canonical import Kind, canonical_number, kind_of
from explorer.calls.comparison.values.difference import (
    MOVED,
    NOTHING,
    ONE,
    REORDERED,
    Change,
    Difference,
    Name,
    Tally,
)
from explorer.calls.comparison.values.ignored_paths import NOTHING_IGNORED, IgnoredPaths
from explorer.calls.comparison.values.list_matching import matched_rows
from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue

_LOOKS_EVERY: Final = 500
"""Pairs of values between two looks whether anybody still waits."""


class GivenUp(Exception):
    """Nobody waits for the comparison any more."""


def compare_values(
    before: JsonValue,
    after: JsonValue,
    ignored: IgnoredPaths = NOTHING_IGNORED,
    *,
    is_given_up: Callable[[], bool] | None = None,
) -> Difference:
    """
    How `after` differs from `before`. Takes about 2 seconds for 5 MB: for a thread.

    Args:
        before: As `parse_json` gives it.
        after: The same.
        ignored: Places that do not count.
        is_given_up: Asked now and then.

    Raises:
        GivenUp: `is_given_up` said so.
    """
    return _Comparison(is_given_up).pair(before, after, ignored, None, None)


class _Comparison:
    def __init__(self, is_given_up: Callable[[], bool] | None) -> None:
        self._is_given_up = is_given_up
        self._looked_at = 0

    def pair(
        self, before: JsonValue, after: JsonValue, ignored: IgnoredPaths, was: Name | None, name: Name | None
    ) -> Difference:
        """Two values that stand for each other."""
        self._looked_at += 1
        if self._looked_at % _LOOKS_EVERY == 0 and self._is_given_up is not None and self._is_given_up():
            raise GivenUp
        if isinstance(before, dict) and isinstance(after, dict):
            is_reordered = before.keys() == after.keys() and list(before) != list(after)
            return _whole(before, after, was, name, self._members(before, after, ignored), is_reordered=is_reordered)
        if isinstance(before, list) and isinstance(after, list):
            return _whole(before, after, was, name, self._items(before, after, ignored))
        change = _change(before, after)
        return Difference(change, before, after, was, name, tally=ONE.get(change, NOTHING))

    def _members(self, before: JsonObject, after: JsonObject, ignored: IgnoredPaths) -> list[Difference]:
        found: list[Difference] = []
        # What is gone stands where it was: before the first key that came after it.
        for key in _merged(list(before), list(after)):
            below = ignored.below(key)
            found.append(self._one(before.get(key, ABSENT), after.get(key, ABSENT), below, key, key))
        return found

    def _items(self, before: list[JsonValue], after: list[JsonValue], ignored: IgnoredPaths) -> list[Difference]:
        found: list[Difference] = []
        for row in matched_rows(before, after, ignored):
            one = ABSENT if row.before is None else before[row.before]
            other = ABSENT if row.after is None else after[row.after]
            places = [place for place in (row.before, row.after) if place is not None]
            below = ignored.below(places[0]).both(ignored.below(places[-1]))
            child = self._one(one, other, below, row.before, row.after)
            found.append(_moved(child) if row.is_moved else child)
        return found

    def _one(
        self,
        before: JsonValue | Absent,
        after: JsonValue | Absent,
        ignored: IgnoredPaths,
        was: Name | None,
        name: Name | None,
    ) -> Difference:
        if ignored.is_here:
            change = Change.IGNORED
        elif isinstance(before, Absent):
            change, was = Change.ADDED, None
        elif isinstance(after, Absent):
            change, name = Change.REMOVED, None
        else:
            return self.pair(before, after, ignored, was, name)
        return Difference(change, before, after, was, name, tally=ONE[change])


def _whole(
    before: JsonValue,
    after: JsonValue,
    was: Name | None,
    name: Name | None,
    children: list[Difference],
    *,
    is_reordered: bool = False,
) -> Difference:
    """A container and what was found in it; members that are all the same are not kept."""
    tally: Tally = REORDERED if is_reordered else NOTHING
    for child in children:
        tally += child.tally
    change = Change.INSIDE if tally.total else Change.SAME
    kept = () if tally == NOTHING else tuple(children)
    return Difference(change, before, after, was, name, kept, is_reordered=is_reordered, tally=tally)


def _moved(child: Difference) -> Difference:
    return Difference(
        child.change,
        child.before,
        child.after,
        child.name_before,
        child.name_after,
        child.children,
        is_moved=True,
        is_reordered=child.is_reordered,
        tally=child.tally + MOVED,
    )


def _change(before: JsonValue, after: JsonValue) -> Change:
    kind = kind_of(before)
    if kind is not kind_of(after):
        return Change.RETYPED
    if kind is Kind.NUMBER:
        one, other = str(before), str(after)
        if one == other:
            return Change.SAME
        return Change.RESPELLED if canonical_number(one) == canonical_number(other) else Change.CHANGED
    return Change.SAME if before == after else Change.CHANGED


def _merged(before: list[str], after: list[str]) -> list[str]:
    """All keys in the order of `after`, those that are gone behind their neighbour of before."""
    if before == after:
        return after
    kept, merged = set(after), list(after)
    behind: dict[str | None, list[str]] = {}
    neighbour: str | None = None
    for key in before:
        if key in kept:
            neighbour = key
        else:
            behind.setdefault(neighbour, []).append(key)
    if behind:
        merged = [*behind.get(None, ())]
        for key in after:
            merged += [key, *behind.get(key, ())]
    return merged
