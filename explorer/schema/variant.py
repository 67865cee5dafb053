"""
Which of several shapes a value has.

    variant_of(form, field, value)      the number of the variant, or None where no shape is told by the value

What tells most comes first: the JSON type and the values that mark a shape, then the schema of each shape that is left,
then how many of the value's keys it names.
"""

from typing import Final

from explorer.domain.json_value import Absent, ExactNumber, JsonObject, JsonValue, same_json
from explorer.schema.checking.part import passes
from explorer.schema.field import Form, GroupField, JsonField, Variant, VariantField

_NO_FIT: Final = -1
_UNMARKED: Final = 1
_MOST_TRIED: Final = 30
"""Shapes that a value is held against, of those that type and marks leave."""


def variant_of(form: Form, field: VariantField, value: JsonValue | Absent) -> int | None:
    """
    The variant that fits best: None for a value that is absent or null, or of a type that no variant has.

    Args:
        form: The form that the field is a part of.
        field: The field with the shapes.
        value: What stands at its place.
    """
    if isinstance(value, Absent) or value is None:
        return None
    likeness = [_likeness(variant, value) for variant in field.variants]
    best = max(likeness, default=_NO_FIT)
    if best == _NO_FIT:
        return None
    alike = [number for number, one in enumerate(likeness) if one == best]
    if len(alike) == 1 or field.is_any:
        return alike[0]
    schema = form.schema if form.schema is not None else {}
    for number in alike[:_MOST_TRIED]:
        closed = _schema_of(field.variants[number])
        if closed is not None and passes(schema, closed, value):
            return number
    known = [_known_keys(field.variants[number], value) for number in alike]
    return alike[known.index(max(known))]


def kinds_of(value: JsonValue) -> tuple[str, ...]:
    """The JSON types of a value; a whole number has two."""
    if value is None:
        return ("null",)
    if isinstance(value, bool):
        return ("boolean",)
    if isinstance(value, int | ExactNumber):
        return ("integer", "number") if isinstance(value, int) else ("number", "integer")
    if isinstance(value, str):
        return ("string",)
    return ("array",) if isinstance(value, list) else ("object",)


def _likeness(variant: Variant, value: JsonValue) -> int:
    if variant.kinds and kinds_of(value)[0] not in variant.kinds:
        # 1.0 is an integer by the rules of JSON Schema, but hardly what is meant by one.
        is_near = bool(set(variant.kinds) & set(kinds_of(value)))
        return 0 if is_near else _NO_FIT
    told = _UNMARKED if variant.kinds else 0
    return max(0, told + _marked(variant, value)) if isinstance(value, dict) else told


def _marked(variant: Variant, value: JsonObject) -> int:
    held = [(value[key], allowed) for key, allowed in variant.marks.items() if key in value]
    return sum(10 if any(same_json(one, other) for other in allowed) else -10 for one, allowed in held)


def _schema_of(variant: Variant) -> JsonObject | None:
    return variant.shape.closed if isinstance(variant.shape, JsonField) else None


def _known_keys(variant: Variant, value: JsonValue) -> int:
    if not isinstance(value, dict):
        return 0
    if isinstance(variant.shape, GroupField):
        return len(value.keys() & {field.key for field in variant.shape.fields})
    closed = _schema_of(variant)
    return 0 if closed is None else len(value.keys() & _names(closed))


def _names(schema: JsonObject) -> set[str]:
    """The keys that the schema and what it combines name; references are not followed."""
    properties = schema.get("properties")
    names = set(properties) if isinstance(properties, dict) else set()
    members = schema.get("allOf")
    for member in members if isinstance(members, list) else ():
        names |= _names(member) if isinstance(member, dict) else set()
    return names
