"""New JSON values made from old ones by one change; what did not change is shared, nothing is altered in place."""

from collections.abc import Sequence

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, Pointer


def with_value(
    whole: JsonValue | Absent, pointer: Pointer, value: JsonValue, orders: Sequence[Sequence[str]]
) -> JsonValue:
    """
    The whole value with `value` at the place. Objects that are missing on the way are made.

    `orders` holds, for each part of the pointer, the keys of its object in the form's order: a new key is put behind
    the nearest of its forerunners that is there. It is empty for lists.

    Raises:
        IndexError: The way leads through an item of a list that is not there.
    """
    if not pointer:
        return value
    part, rest = pointer[0], pointer[1:]
    if isinstance(part, int):
        if not isinstance(whole, list) or not 0 <= part < len(whole):
            raise IndexError(f"no item {part}")
        items = list(whole)
        items[part] = with_value(whole[part], rest, value, orders[1:])
        return items
    before: JsonObject = whole if isinstance(whole, dict) else {}
    inner = with_value(before.get(part, ABSENT), rest, value, orders[1:])
    if part in before:
        return {**before, part: inner}
    return with_new_key(before, part, inner, orders[0] if orders else ())


def with_new_key(before: JsonObject, key: str, value: JsonValue, order: Sequence[str]) -> JsonObject:
    """The object with one key more, put where `order` wants it as far as the present keys allow; else at its end."""
    if key not in order:
        return {**before, key: value}
    place = list(order).index(key)
    forerunner = next((one for one in reversed(order[:place]) if one in before), None)
    follower = next((one for one in order[place + 1 :] if one in before), None) if forerunner is None else None
    if forerunner is None and follower is None:
        return {**before, key: value}
    made: JsonObject = {}
    for one, item in before.items():
        if one == follower:
            made[key] = value
        made[one] = item
        if one == forerunner:
            made[key] = value
    return made


def with_key_renamed(whole: JsonValue, place: Pointer, old: str, new: str) -> JsonValue:
    """The whole value with one key of the object at the place called otherwise; the order stays."""
    if place:
        part, rest = place[0], place[1:]
        if isinstance(whole, list) and isinstance(part, int):
            return [*whole[:part], with_key_renamed(whole[part], rest, old, new), *whole[part + 1 :]]
        if isinstance(whole, dict) and isinstance(part, str):
            return {**whole, part: with_key_renamed(whole[part], rest, old, new)}
        return whole
    return {new if key == old else key: item for key, item in whole.items()} if isinstance(whole, dict) else whole


def without(whole: JsonValue, pointer: Pointer) -> JsonValue:
    """The whole value without what stands at the place, which is not the root; itself if nothing stands there."""
    part, rest = pointer[0], pointer[1:]
    if isinstance(whole, list) and isinstance(part, int) and 0 <= part < len(whole):
        if not rest:
            return whole[:part] + whole[part + 1 :]
        items = list(whole)
        items[part] = without(whole[part], rest)
        return items
    if isinstance(whole, dict) and isinstance(part, str) and part in whole:
        if not rest:
            return {key: item for key, item in whole.items() if key != part}
        return {**whole, part: without(whole[part], rest)}
    return whole
