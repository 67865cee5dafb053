"""Whether a field is asked for, given what the fields beside it hold."""

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, same_json
from explorer.schema.field import Condition, Field, GroupField
from explorer.ui.form.document.labelled import bare_value


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
