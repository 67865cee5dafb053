"""
The differences as JSON Patch: carried out on the value of before, it gives the value of after.

Key order and ignored places stay as they were.

Source: RFC 6902; the operations are `add`, `remove`, `replace` and `move`.
"""

from collections.abc import Sequence
from typing import Final

from explorer.calls.comparison.values.difference import Change, Difference
from explorer.domain.json_value import Absent, JsonObject, JsonValue, Pointer, pointer_text

MOST_STEPS: Final = 4_000_000
"""Items of one list times its changes of places, up to which each is an operation; beyond it the list is replaced."""


def json_patch(difference: Difference) -> list[JsonObject]:
    """The operations, in the order in which they are to be carried out."""
    operations: list[JsonObject] = []
    _write(difference, (), operations)
    return operations


def _write(difference: Difference, at: Pointer, operations: list[JsonObject]) -> None:
    if difference.change in (Change.CHANGED, Change.RETYPED, Change.RESPELLED):
        operations.append({"op": "replace", "path": pointer_text(at), "value": _value(difference)})
    elif difference.tally.total and isinstance(difference.after, dict):
        _write_object(difference.children, at, operations)
    elif difference.tally.total and isinstance(difference.after, list):
        _write_list(difference, at, operations)


def _write_object(children: Sequence[Difference], at: Pointer, operations: list[JsonObject]) -> None:
    for child in children:
        place = (*at, child.name if child.name is not None else "")
        if child.change is Change.REMOVED:
            operations.append({"op": "remove", "path": pointer_text(place)})
        elif child.change is Change.ADDED:
            operations.append({"op": "add", "path": pointer_text(place), "value": _value(child)})
        else:
            _write(child, place, operations)


def _write_list(difference: Difference, at: Pointer, operations: list[JsonObject]) -> None:
    """First what goes, then what moves, then what comes, then what changes within."""
    rows = difference.children
    current = sorted((row for row in rows if isinstance(row.name_before, int)), key=_index_before)
    following = sorted((row for row in rows if row.name_after is not None and not _is_ignored(row)), key=_index_after)
    shifts = sum(row.is_moved or row.change in (Change.ADDED, Change.REMOVED) for row in rows)
    if shifts * len(current) > MOST_STEPS:
        operations.append({"op": "replace", "path": pointer_text(at), "value": _value(difference)})
        return
    gone = [place for place, row in enumerate(current) if row.change is Change.REMOVED]
    operations.extend({"op": "remove", "path": pointer_text((*at, place))} for place in reversed(gone))
    order = [id(row) for row in current if row.change is not Change.REMOVED]
    _write_moves(following, order, at, operations)
    _write_additions(following, order, at, operations)
    places = {one: place for place, one in enumerate(order)}
    for row in following:
        if row.change is not Change.ADDED:
            _write(row, (*at, places[id(row)]), operations)


def _write_moves(following: Sequence[Difference], order: list[int], at: Pointer, operations: list[JsonObject]) -> None:
    """Put each item that moved behind the one that it follows; `order` is what the list is like meanwhile."""
    behind: int | None = None
    for row in following:
        if row.is_moved:
            came_from = order.index(id(row))
            del order[came_from]
            place = 0 if behind is None else order.index(behind) + 1
            order.insert(place, id(row))
            here, there = pointer_text((*at, came_from)), pointer_text((*at, place))
            operations.append({"op": "move", "from": here, "path": there})
        if row.change is not Change.ADDED:
            behind = id(row)


def _write_additions(
    following: Sequence[Difference], order: list[int], at: Pointer, operations: list[JsonObject]
) -> None:
    behind: int | None = None
    for row in following:
        if row.change is Change.ADDED:
            place = 0 if behind is None else order.index(behind) + 1
            order.insert(place, id(row))
            operations.append({"op": "add", "path": pointer_text((*at, place)), "value": _value(row)})
        behind = id(row)


def _value(difference: Difference) -> JsonValue:
    assert not isinstance(difference.after, Absent)
    return difference.after


def _is_ignored(row: Difference) -> bool:
    return row.change is Change.IGNORED


def _index_before(row: Difference) -> int:
    assert isinstance(row.name_before, int)
    return row.name_before


def _index_after(row: Difference) -> int:
    assert isinstance(row.name_after, int)
    return row.name_after
