"""Where secrets stood in a value that was kept: places that have to be filled in before it is sent again."""

from collections.abc import Iterator

from explorer.domain.json_value import JsonObject, JsonValue, Pointer
from explorer.domain.masking import MASK


def masked_places(value: JsonValue, place: Pointer = ()) -> Iterator[Pointer]:
    """The places whose text, or whose name, has a secret masked in it."""
    if isinstance(value, str) and MASK in value:
        yield place
    elif isinstance(value, dict):
        for key, item in value.items():
            if MASK in key:
                yield (*place, key)
            else:
                yield from masked_places(item, (*place, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from masked_places(item, (*place, number))


def without_masked(value: JsonObject) -> JsonObject:
    """
    The value without the keys whose text was a secret as a whole, so that no mask is sent for it.

    What stands in a list stays, so that its neighbours keep their places, and so does text around a secret.
    """
    return {key: _without_masked(item) for key, item in value.items() if item != MASK}


def _without_masked(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return without_masked(value)
    return [_without_masked(item) for item in value] if isinstance(value, list) else value
