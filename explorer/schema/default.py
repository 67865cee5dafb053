"""
What a new form holds before anything is typed.

A default is filled in only where the field is required; where it is not, the platform takes the default by itself, and
the form merely shows it. Required fields without a default stay absent, so that running sends what was filled in.
"""

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue
from explorer.schema.field import ChoiceField, Field, Form, GroupField, NoticeField


def start_value(form: Form) -> JsonObject:
    """
    The value of a new form.

    A required group is there from the start if a default inside it is filled in, or if it has no required field: then
    `{}` is all that it needs. Any other group is made by the first field that is filled in it.
    """
    return _filled(form.root) if isinstance(form.root, GroupField) else {}


def start_of_whole(form: Form) -> JsonValue | Absent:
    """The value of a new form of any kind: as `start_value` for an object; anything else is as required as can be."""
    return start_value(form) if isinstance(form.root, GroupField) else start_of(form.root)


def start_of(field: Field) -> JsonValue | Absent:
    """What one required field starts with; `ABSENT` if a person has to say."""
    if field.default is not ABSENT:
        return field.default
    if isinstance(field, ChoiceField) and field.is_fixed and len(field.options) == 1 and not field.is_multiple:
        return field.options[0].value
    if isinstance(field, GroupField):
        inside = _filled(field)
        return inside if inside or not any(one.is_required for one in field.fields) else ABSENT
    return ABSENT


def _filled(group: GroupField) -> JsonObject:
    filled: JsonObject = {}
    for field in group.fields:
        if field.is_required and field.visible_when is None and not isinstance(field, NoticeField):
            start = start_of(field)
            if not isinstance(start, Absent):
                filled[field.key] = start
    return filled
