"""
Which of several shapes a value has.

    variant_of(form, field, value)      the number of the variant, or None where no shape is told by the value
"""

from typing import Final

from explorer.domain.json_value import Absent, ExactNumber, JsonValue, same_json
from explorer.schema.field import Form, Variant, VariantField

_NO_FIT: Final = -1


def variant_of(form: Form, field: VariantField, value: JsonValue | Absent) -> int | None:
    """
    The variant that fits best: None for a value that is absent or null, or of a type that no variant has.

    Args:
        form: The form that the field is a part of.
        field: The field with the shapes.
        value: What stands at its place.
    """
    del form
    if isinstance(value, Absent) or value is None:
        return None
    likeness = [_likeness(variant, value) for variant in field.variants]
    best = max(likeness, default=_NO_FIT)
    return None if best == _NO_FIT else likeness.index(best)


def kinds_of(value: JsonValue) -> tuple[str, ...]:
    """The JSON types of a value; a whole number has two."""
    if value is None:
        return ("null",)
    if isinstance(value, bool):
        return ("boolean",)
    if isinstance(value, int):
        return ("integer", "number")
    if isinstance(value, ExactNumber):
        return ("number", "integer")
    if isinstance(value, str):
        return ("string",)
    return ("array",) if isinstance(value, list) else ("object",)


def _likeness(variant: Variant, value: JsonValue) -> int:
    if variant.kinds and not set(variant.kinds) & set(kinds_of(value)):
        return _NO_FIT
    if not isinstance(value, dict):
        return 1 if variant.kinds else 0
    told = 0
    for key, allowed in variant.marks.items():
        if key in value:
            is_marked = any(same_json(value[key], one) for one in allowed)
            told += 10 if is_marked else -10
    return max(0, told + (1 if variant.kinds else 0))
