"""
Two schemas that both apply, as one: what `allOf` and a `$ref` with keywords beside it mean.

    merged(own, other)      one schema, or the reason why one schema cannot say it

`own` wins where both merely describe (title, default), the stricter wins where both limit.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final

from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, write_json
from explorer.schema.reading.union import UNIONS, products


def merged(own: JsonObject, other: JsonObject) -> JsonObject | str:
    """One schema that says both, or why there is none. Both are flat: no `$ref`, `allOf` or `const` at their top."""
    together = dict(own)
    for key, value in other.items():
        if key not in own:
            together[key] = value
        elif key in UNIONS:
            several = _unions(own[key], value)
            if several is None:
                return "combined rules (allOf) with more sets of alternatives than anybody could choose from"
            together[key] = several
        elif key in _RULES:
            together[key] = _RULES[key](own[key], value)
    names = _names(own) ^ _names(other)
    if names and isinstance(together.get("properties"), dict):
        together["properties"] = _within(own, _within(other, together["properties"], names), names)
    return together


def _unions(own: JsonValue, other: JsonValue) -> JsonValue:
    if not isinstance(own, list) or not isinstance(other, list) or not other or own == other:
        return own
    return products(own, other) if own else other


def _within(closed: JsonObject, properties: JsonValue, names: set[str]) -> JsonValue:
    """The properties that only one side names, as far as the other allows keys that it does not name."""
    rule = closed.get("additionalProperties", True)
    if rule is True or rule == {} or closed.get("patternProperties") or not isinstance(properties, dict):
        return properties
    strange = names - _names(closed)
    if rule is False:
        return {key: value for key, value in properties.items() if key not in strange}
    return {key: _both(value, rule) if key in strange else value for key, value in properties.items()}


def _names(schema: JsonObject) -> set[str]:
    properties = schema.get("properties")
    return set(properties) if isinstance(properties, dict) else set()


def _properties(own: JsonValue, other: JsonValue) -> JsonValue:
    if not isinstance(own, dict) or not isinstance(other, dict):
        return own if isinstance(own, dict) else other
    together = dict(own)
    for key, value in other.items():
        together[key] = _both(own[key], value) if key in own else value
    return together


def _both(own: JsonValue, other: JsonValue) -> JsonValue:
    return own if own is other or other is True or other == {} else {"allOf": [own, other]}


def _places(own: JsonValue, other: JsonValue) -> JsonValue:
    if not isinstance(own, list) or not isinstance(other, list):
        return own if isinstance(own, list) else other
    longer = own if len(own) >= len(other) else other
    return [*(_both(one, two) for one, two in zip(own, other, strict=False)), *longer[min(len(own), len(other)) :]]


def _items(own: JsonValue, other: JsonValue) -> JsonValue:
    # Draft 7 lists the schemas of places under `items`.
    return _places(own, other) if isinstance(own, list) or isinstance(other, list) else _both(own, other)


def _union_of_lists(own: JsonValue, other: JsonValue) -> JsonValue:
    if not isinstance(own, list) or not isinstance(other, list):
        return own if isinstance(own, list) else other
    seen = {name for name in own if isinstance(name, str)}
    return [*own, *(name for name in other if name not in seen)] if all(isinstance(n, str) for n in other) else own


def _types(own: JsonValue, other: JsonValue) -> JsonValue:
    ours = own if isinstance(own, list) else [own]
    theirs = other if isinstance(other, list) else [other]
    kept = [kind for kind in ours if kind in theirs or (kind == "integer" and "number" in theirs)]
    if "number" in ours and "integer" in theirs and "integer" not in kept:
        kept.append("integer")
    return kept or own


def _enums(own: JsonValue, other: JsonValue) -> JsonValue:
    if not isinstance(own, list) or not isinstance(other, list):
        return own
    theirs = {write_json(value) for value in other}
    return [value for value in own if write_json(value) in theirs]


def _stricter(choose: Callable[[Decimal, Decimal], Decimal]) -> Callable[[JsonValue, JsonValue], JsonValue]:
    def chosen(own: JsonValue, other: JsonValue) -> JsonValue:
        ours, theirs = _decimal(own), _decimal(other)
        if ours is None or theirs is None:
            return other if ours is None else own
        return own if choose(ours, theirs) == ours else other

    return chosen


def _decimal(value: JsonValue) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | ExactNumber):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _closing(own: JsonValue, other: JsonValue) -> JsonValue:
    return False if own is False or other is False else _both(own, other)


_RULES: Final[dict[str, Callable[[JsonValue, JsonValue], JsonValue]]] = {
    "properties": _properties,
    "required": _union_of_lists,
    "type": _types,
    "enum": _enums,
    "items": _items,
    "prefixItems": _places,
    "patternProperties": _properties,
    "unevaluatedProperties": _closing,
    "unevaluatedItems": _closing,
    "additionalItems": _closing,
    "propertyNames": _both,
    "additionalProperties": _closing,
    "minimum": _stricter(max),
    "exclusiveMinimum": _stricter(max),
    "minLength": _stricter(max),
    "minItems": _stricter(max),
    "minProperties": _stricter(max),
    "maximum": _stricter(min),
    "exclusiveMaximum": _stricter(min),
    "maxLength": _stricter(min),
    "maxItems": _stricter(min),
    "maxProperties": _stricter(min),
}
