"""How much a value holds that another one does not share with it, and where the two differ first."""

import sys

from explorer.domain.json_value import Absent, JsonValue, Pointer, same_json


def unshared_bytes(kept: JsonValue | Absent, beside: JsonValue | Absent) -> int:
    """About how many bytes go when `kept` goes and `beside` stays. Parts count as shared where they are the same."""
    size = 0
    waiting: list[tuple[JsonValue | Absent, JsonValue | Absent]] = [(kept, beside)]
    while waiting:
        one, other = waiting.pop()
        if one is other:
            continue
        size += sys.getsizeof(one)
        if isinstance(one, dict):
            there = other if isinstance(other, dict) else {}
            waiting.extend((item, there.get(key)) for key, item in one.items() if item is not there.get(key))
        elif isinstance(one, list):
            known = {id(item) for item in other} if isinstance(other, list) else set()
            pair = other if isinstance(other, list) and len(other) == len(one) else [None] * len(one)
            waiting.extend((item, beside) for item, beside in zip(one, pair, strict=True) if id(item) not in known)
    return size


def first_change(before: JsonValue | Absent, after: JsonValue | Absent) -> Pointer | None:
    """The first place at which two values differ, as deep as it goes; None where they are the same."""
    place: Pointer = ()
    while True:
        if before is after:
            return None
        if isinstance(before, dict) and isinstance(after, dict):
            keys = [*after, *(key for key in before if key not in after)]
            key = next((one for one in keys if one not in before or one not in after), None)
            inner = next((one for one in keys if one in before and one in after and _differ(before, after, one)), None)
            if inner is None or (key is not None and keys.index(key) < keys.index(inner)):
                return None if key is None else (*place, key)
            place, before, after = (*place, inner), before[inner], after[inner]
        elif isinstance(before, list) and isinstance(after, list):
            both = min(len(before), len(after))
            index = next((one for one in range(both) if not _is_same(before[one], after[one])), both)
            if index == both:
                return None if len(before) == len(after) else (*place, both)
            place, before, after = (*place, index), before[index], after[index]
        else:
            return None if _is_same(before, after) else place


def _differ(before: dict[str, JsonValue], after: dict[str, JsonValue], key: str) -> bool:
    return not _is_same(before[key], after[key])


def _is_same(before: JsonValue | Absent, after: JsonValue | Absent) -> bool:
    return before is after or same_json(before, after)
