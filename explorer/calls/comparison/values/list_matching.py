"""
Which item of one list is which of another, and which of them moved.

Items are the same by an identity that they carry (`id`, `key`, `name`, ...), else by their content. What stays in
order is the longest common part of both, sought exactly up to `MOST_CELLS`, and for longer lists among the first
occurrences. What is left between two items that stayed is paired by its position. The answer for two lists is the
mirror of the answer for the two exchanged.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from explorer.calls.comparison.values.canonical import canonical_text, kind_of
from explorer.calls.comparison.values.ignored_paths import IgnoredPaths
from explorer.domain.json_value import ExactNumber, JsonValue

IDENTITIES: Final = ("id", "_id", "uuid", "guid", "key", "code", "slug", "email", "name", "url", "href")
"""Keys that may name an item, the surest first; after them any that ends with `_id` or `Id`."""
MOST_CELLS: Final = 250_000
"""Pairs of items that are weighed against each other."""

_Keys = Sequence[str]
_Pairs = dict[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """Two items that stand for each other, or one alone, by their indexes."""

    before: int | None
    after: int | None
    is_moved: bool = False
    is_ignored: bool = False


def matched_rows(before: Sequence[JsonValue], after: Sequence[JsonValue], ignored: IgnoredPaths) -> list[Row]:
    """A row for each item, in the order in which they are shown."""
    known = [(number, item) for number, item in enumerate(before) if not ignored.below(number).is_here]
    other = [(number, item) for number, item in enumerate(after) if not ignored.below(number).is_here]
    found = _identities([item for _, item in known], [item for _, item in other], ignored)
    has_identity = found is not None
    pairs, stayed = _aligned(*(found or (_contents(known, ignored), _contents(other, ignored))))
    rows = _rows([item for _, item in known], [item for _, item in other], pairs, stayed, is_paired=not has_identity)
    placed = [
        Row(
            None if row.before is None else known[row.before][0],
            None if row.after is None else other[row.after][0],
            row.is_moved,
        )
        for row in rows
    ]
    return [*placed, *_ignored_rows(len(before), len(after), ignored)]


def _ignored_rows(before: int, after: int, ignored: IgnoredPaths) -> Iterator[Row]:
    if not ignored.paths:
        return
    for number in range(max(before, after)):
        if ignored.below(number).is_here:
            yield Row(number if number < before else None, number if number < after else None, is_ignored=True)


def _contents(items: Sequence[tuple[int, JsonValue]], ignored: IgnoredPaths) -> list[str]:
    return [canonical_text(item, ignored.below(number)) for number, item in items]


def _identities(
    before: Sequence[JsonValue], after: Sequence[JsonValue], ignored: IgnoredPaths
) -> tuple[_Keys, _Keys] | None:
    """What names each item on both sides, if one key does so and at least one item is on both sides."""
    first = before[0] if before else None
    if not isinstance(first, dict) or not after:
        return None
    own = sorted(key for key in first if key.endswith(("_id", "Id")) and key not in IDENTITIES)
    within = ignored.below(0)
    for key in (*IDENTITIES, *own):
        if key not in first or within.below(key).is_here:
            continue
        one, other = _names(before, key), _names(after, key)
        if one and other and not set(one).isdisjoint(other):
            return one, other
    return None


def _names(items: Sequence[JsonValue], key: str) -> list[str]:
    """The items' values of a key as texts; empty if one has none, or two have the same."""
    names: list[str] = []
    for item in items:
        value = item.get(key) if isinstance(item, dict) else None
        if isinstance(value, bool) or not isinstance(value, str | int | ExactNumber) or value == "":
            return []
        names.append(f'"{value}' if isinstance(value, str) else str(value))
    return names if len(set(names)) == len(names) else []


def _aligned(before: _Keys, after: _Keys) -> tuple[_Pairs, set[int]]:
    """Pairs of equal keys, and which of them stayed in order, by their index before."""
    if list(before) > list(after):
        pairs, stayed = _aligned(after, before)
        return {other: one for one, other in pairs.items()}, {pairs[one] for one in stayed}
    start, most = 0, min(len(before), len(after))
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    pairs = {number: number for number in range(start)}
    pairs |= {len(before) - 1 - number: len(after) - 1 - number for number in range(end)}
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    common = _common(one, other) if len(one) * len(other) <= MOST_CELLS else _in_order(_by_occurrence(one, other, {}))
    stayed = set(pairs) | {start + number for number in common}
    everything = _by_occurrence(one, other, common)
    pairs |= {start + number: start + place for number, place in everything.items()}
    return pairs, stayed


def _common(before: _Keys, after: _Keys) -> _Pairs:
    """The longest common subsequence."""
    lengths = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for one in range(len(before) - 1, -1, -1):
        row, below, key = lengths[one], lengths[one + 1], before[one]
        for other in range(len(after) - 1, -1, -1):
            if key == after[other]:
                row[other] = below[other + 1] + 1
            else:
                row[other] = max(below[other], row[other + 1])
    pairs: _Pairs = {}
    one = other = 0
    while one < len(before) and other < len(after):
        if before[one] == after[other]:
            pairs[one] = other
            one, other = one + 1, other + 1
        elif lengths[one + 1][other] >= lengths[one][other + 1]:
            one += 1
        else:
            other += 1
    return pairs


def _by_occurrence(before: _Keys, after: _Keys, known: Mapping[int, int]) -> _Pairs:
    """Known pairs, and the first of each key that is left with the first that is left on the other side."""
    taken = set(known.values())
    free: dict[str, deque[int]] = defaultdict(deque)
    for place, key in enumerate(after):
        if place not in taken:
            free[key].append(place)
    pairs = dict(known)
    for number, key in enumerate(before):
        if number not in pairs and (places := free.get(key)):
            pairs[number] = places.popleft()
    return pairs


def _in_order(pairs: _Pairs) -> _Pairs:
    """The most pairs that keep their order: a longest increasing subsequence."""
    ends: list[int] = []
    last: list[int] = []
    above: dict[int, int | None] = {}
    for number in sorted(pairs):
        place = bisect_left(ends, pairs[number])
        above[number] = last[place - 1] if place else None
        ends[place : place + 1] = [pairs[number]]
        last[place : place + 1] = [number]
    kept: _Pairs = {}
    at = last[-1] if last else None
    while at is not None:
        kept[at] = pairs[at]
        at = above[at]
    return kept


def _rows(
    before: Sequence[JsonValue],
    after: Sequence[JsonValue],
    pairs: Mapping[int, int],
    stayed: set[int],
    *,
    is_paired: bool,
) -> Iterator[Row]:
    """Row by row from one item that stayed to the next; what is left between them is paired if `is_paired`."""
    came_from = {place: number for number, place in pairs.items()}
    one = other = 0
    for anchor in [*sorted(stayed), None]:
        last = len(before) if anchor is None else anchor
        limit = len(after) if anchor is None else pairs[anchor]
        gone = [number for number in range(one, last) if number not in pairs]
        new = [place for place in range(other, limit) if place not in came_from]
        both = min(len(gone), len(new)) if is_paired else 0
        partners = {
            place: number
            for number, place in zip(gone[:both], new[:both], strict=True)
            if kind_of(before[number]) is kind_of(after[place])
        }
        alone = set(gone) - set(partners.values())
        yield from (Row(number, None) for number in gone if number in alone)
        for place in range(other, limit):
            if place in came_from:
                yield Row(came_from[place], place, is_moved=True)
            else:
                yield Row(partners.get(place), place)
        if anchor is not None:
            yield Row(anchor, pairs[anchor])
            one, other = anchor + 1, pairs[anchor] + 1
