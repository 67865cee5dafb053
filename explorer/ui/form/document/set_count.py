"""How many fields are set, for the summary of a form or group."""

from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer
from explorer.schema.field import GroupField, NoticeField
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.standing.standing import gives_way


def set_count(document: FormDocument, group: GroupField, pointer: Pointer) -> tuple[int, int]:
    """
    How many fields of the group hold something, and how many there are; fields of groups inside count, those groups
    themselves do not. A list is one field, and so is an object of keys of one's own. Notices and hidden fields are
    none.
    """
    is_set = total = 0
    held = document.at(pointer)
    values = held if isinstance(held, dict) else {}
    for named in document.asked_fields(group, pointer):
        if named.is_hidden or isinstance(named, NoticeField):
            continue
        place = (*pointer, named.key)
        value = values.get(named.key, ABSENT)
        field = document.effective(named, place) if gives_way(named) else named
        if isinstance(field, GroupField) and field.fields and isinstance(value, dict):
            inner_set, inner_total = set_count(document, field, place)
            is_set, total = is_set + inner_set, total + inner_total
        elif isinstance(field, GroupField) and field.fields and isinstance(value, Absent):
            total += _size(field)
        else:
            is_set += not isinstance(value, Absent)
            total += 1
    return is_set, total


def _size(group: GroupField) -> int:
    return sum(
        _size(field) if isinstance(field, GroupField) and field.fields else 1
        for field in group.fields
        if not field.is_hidden and not isinstance(field, NoticeField)
    )


def first_words(value: JsonValue | Absent, *, most: int = 60) -> str:
    """A few words that tell an object from its neighbours: the first text that it holds."""
    if not isinstance(value, dict):
        return ""
    found = next((item for item in value.values() if isinstance(item, str) and item.strip()), "")
    return found if len(found) <= most else found[: most - 3] + "..."
