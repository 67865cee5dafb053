"""Whether a field is asked for, given what the fields beside it hold."""

from typing import Protocol

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, Pointer, same_json
from explorer.schema.field import Condition, Field, GroupField, ListField, NoticeField
from explorer.ui.form.document.labelled import bare_value


class Places(Protocol):
    """A form that knows what stands at its places."""

    def effective(self, field: Field, pointer: Pointer) -> Field:
        """What the field comes to at the place."""
        ...

    def child(self, around: Field, place: Pointer) -> Field | None:
        """The field of the place, given the one around it."""
        ...


def asked_only(places: Places, field: Field, value: JsonValue, pointer: Pointer) -> JsonValue:
    """The value of a place without what stands in fields that are not asked for."""
    field = places.effective(field, pointer)
    if isinstance(field, GroupField) and isinstance(value, dict):
        named = {one.key: one for one in field.fields if not isinstance(one, NoticeField)}
        wanted = [key for key in value if key not in named or is_asked(field, value, named[key])]
        return {key: _asked_inside(places, field, value[key], (*pointer, key)) for key in wanted}
    if isinstance(field, ListField) and isinstance(value, list):
        return [_asked_inside(places, field, item, (*pointer, index)) for index, item in enumerate(value)]
    return value


def _asked_inside(places: Places, around: Field, value: JsonValue, pointer: Pointer) -> JsonValue:
    field = places.child(around, pointer)
    return value if field is None else asked_only(places, field, value, pointer)


def is_asked(group: GroupField, values: JsonObject, field: Field) -> bool:
    """Whether the condition of a field of the group holds. A field that is not asked for counts as absent itself."""
    return _is_asked(group, values, field, frozenset())


def _is_asked(group: GroupField, values: JsonObject, field: Field, asking: frozenset[str]) -> bool:
    condition = field.visible_when
    if condition is None or field.key in asking:
        return True
    beside = next((one for one in group.fields if one.key == condition.key), None)
    value: JsonValue | Absent = values.get(condition.key, ABSENT)
    if isinstance(value, Absent) and beside is not None:
        # The platform takes the default where nothing is sent, so a condition on it already holds.
        value = beside.default
    if beside is not None and not _is_asked(group, values, beside, asking | {field.key}):
        value = ABSENT
    return holds(condition, value)


def holds(condition: Condition, value: JsonValue | Absent) -> bool:
    """Whether the condition holds for a value; an operator that nobody knows never hides a field."""
    bare = bare_value(value)
    is_filled = not isinstance(bare, Absent) and bare is not None and bare not in ("", [], {})
    wanted = condition.value if isinstance(condition.value, list) else [condition.value]
    match condition.operator:
        case "filled":
            return is_filled
        case "empty":
            return not is_filled
        case "eq":
            return same_json(bare, condition.value)
        case "neq":
            return not same_json(bare, condition.value)
        case "in":
            return any(same_json(bare, one) for one in wanted)
        case "not_in":
            return not any(same_json(bare, one) for one in wanted)
        case _:
            return True
