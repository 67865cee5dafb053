"""What a person can do to a field beside typing: switch it on and off, send null or nothing in it, work on items."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from explorer.domain.json_value import Absent, JsonValue, Pointer, write_json
from explorer.schema.default import start_of
from explorer.schema.field import Field, GroupField, JsonField, ListField, TextField
from explorer.schema.parse import Unreadable as NotRead
from explorer.schema.parse import parse
from explorer.ui.form.document.fitting import fits
from explorer.ui.form.document.form_document import OTHER_KEYS, FormDocument, Unreadable
from explorer.ui.form.document.row_plan import PlannedRow, RowKind, is_closed, is_open


class Act(Enum):
    """Something to do with a row; the value is how it is said in a menu."""

    SET = "Set"
    LEAVE_OUT = "Leave out (not sent)"
    SEND_NULL = "Send null"
    SEND_EMPTY_TEXT = "Send empty text"
    SEND_EMPTY_LIST = "Send empty list"
    SEND_EMPTY_OBJECT = "Send empty object"
    USE_DEFAULT = "Fill in the default"
    AS_JSON = "Edit as JSON"
    AS_FIELD = "Edit as field"
    OTHER_KEYS = "Add other keys"
    FOLD = "Fold or unfold"
    EARLIER = "Show earlier items"
    LATER = "Show later items"
    ADD = "Add item"
    INSERT = "Insert item below"
    DUPLICATE = "Duplicate item"
    MOVE_UP = "Move up"
    MOVE_DOWN = "Move down"
    REMOVE = "Remove item"


def possible_acts(document: FormDocument, plan: PlannedRow) -> list[Act]:
    """What the menu of a row offers, in its order."""
    field, value = plan.field, document.at(plan.pointer)
    if plan.kind in (RowKind.EXTRA, RowKind.NOTICE, RowKind.EARLIER, RowKind.LATER) or field.is_fixed:
        return []
    acts = _item_acts(document, plan) if plan.is_item else []
    offers = {
        Act.LEAVE_OUT: not plan.is_item and not isinstance(value, Absent),
        Act.SEND_NULL: field.is_nullable and value is not None,
        Act.SEND_EMPTY_TEXT: isinstance(field, TextField) and value != "",
        Act.SEND_EMPTY_LIST: isinstance(field, ListField) and value != [],
        Act.SEND_EMPTY_OBJECT: isinstance(field, GroupField) and value != {},
        Act.USE_DEFAULT: not isinstance(field.default, Absent) and isinstance(value, Absent),
        Act.OTHER_KEYS: plan.kind is RowKind.GROUP and _takes_other_keys(field) and isinstance(value, dict),
        Act.AS_FIELD: plan.is_json and _has_own_editor(field) and fits(field, value),
        Act.AS_JSON: not plan.is_json,
    }
    return [*acts, *(act for act, is_offered in offers.items() if is_offered)]


def perform(document: FormDocument, plan: PlannedRow, act: Act) -> Pointer:
    """Carry it out; gives the place that the keyboard should be at afterwards."""
    pointer, field = plan.pointer, plan.field
    if act in _VALUES:
        document.keep_aside(pointer)
        document.put(pointer, _VALUES[act])
    elif act in _ON_SPOT:
        _ON_SPOT[act](document, field, pointer)
    elif act is Act.SET:
        return _set(document, field, pointer)
    elif act is Act.ADD:
        return _add(document, field, pointer)
    else:
        return _work_on_item(document, plan, act)
    return pointer


def take_reading(document: FormDocument, plan: PlannedRow, reading: JsonValue | Absent | Unreadable) -> None:
    """Put what an editor holds into the document. An item cannot be absent: emptied, it is empty text or unreadable."""
    pointer = plan.pointer
    if plan.kind is RowKind.EXTRA:
        _take_extra(document, plan, reading)
    elif isinstance(reading, Unreadable):
        document.put_unreadable(pointer, reading.text, reading.reason)
    elif not isinstance(reading, Absent):
        document.put(pointer, reading)
    elif not plan.is_item:
        document.erase(pointer)
    elif isinstance(plan.field, TextField):
        document.put(pointer, "")
    else:
        document.put_unreadable(pointer, "", "This item is empty: fill it in or remove it")


def paste_lines(document: FormDocument, field: ListField, pointer: Pointer, text: str) -> int:
    """Add an item for each line that is not blank; gives how many."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    held = document.at(pointer)
    items = list(held) if isinstance(held, list) else []
    unread: dict[int, tuple[str, str]] = {}
    for line in lines:
        read = parse(field.item, line)
        if isinstance(read, NotRead):
            unread[len(items)] = (line, read.reason)
        items.append(None if isinstance(read, NotRead) else read)
    if lines:
        document.put(pointer, items)
    for index, (line, reason) in unread.items():
        document.put_unreadable((*pointer, index), line, reason)
    return len(lines)


def empty_item(field: Field) -> JsonValue:
    """What a new item starts as: its default, or the empty value of its kind; null where there is none."""
    start = start_of(field)
    if not isinstance(start, Absent):
        return start
    if isinstance(field, GroupField):
        return {}
    if isinstance(field, ListField):
        return []
    return "" if isinstance(field, TextField) else None


def _set(document: FormDocument, field: Field, pointer: Pointer) -> Pointer:
    aside = document.kept_aside(pointer)
    document.opened[pointer] = True
    if is_closed(field):
        document.put(pointer, {} if isinstance(aside, Absent) else aside)
        opened = document.effective(field, pointer)
        if isinstance(aside, Absent) and not isinstance(opened, GroupField):
            document.put(pointer, empty_item(opened))
    elif not isinstance(aside, Absent):
        document.put(pointer, aside)
    elif isinstance(field, ListField):
        return _add(document, field, pointer)
    else:
        document.put(pointer, empty_item(field))
    return pointer


def _add(document: FormDocument, field: Field, pointer: Pointer) -> Pointer:
    items = document.at(pointer)
    index = len(items) if isinstance(items, list) else 0
    assert isinstance(field, ListField)
    document.opened[pointer] = True
    return _insert(document, field, pointer, index)


def _insert(document: FormDocument, field: ListField, place: Pointer, index: int) -> Pointer:
    value = empty_item(field.item)
    document.insert_item(place, index, value)
    made = (*place, index)
    document.opened[made] = True
    if value is None and not field.item.is_nullable:
        document.put_unreadable(made, "", "This item is empty: fill it in or remove it")
    return made


def _item_acts(document: FormDocument, plan: PlannedRow) -> list[Act]:
    items = document.at(plan.pointer[:-1])
    index = plan.pointer[-1]
    acts = [Act.INSERT, Act.DUPLICATE]
    if index != 0:
        acts.append(Act.MOVE_UP)
    if isinstance(items, list) and isinstance(index, int) and index + 1 < len(items):
        acts.append(Act.MOVE_DOWN)
    return [*acts, Act.REMOVE]


def _work_on_item(document: FormDocument, plan: PlannedRow, act: Act) -> Pointer:
    place, index = plan.pointer[:-1], plan.pointer[-1]
    items = document.at(place)
    if not isinstance(items, list) or not isinstance(index, int):
        return plan.pointer
    if act is Act.INSERT:
        field = document.field_at(place)
        return _insert(document, field, place, index + 1) if isinstance(field, ListField) else plan.pointer
    if act is Act.DUPLICATE:
        document.insert_item(place, index + 1, items[index])
        text = document.unreadable.get(plan.pointer)
        if text is not None:
            document.put_unreadable((*place, index + 1), text.text, text.reason)
        return (*place, index + 1)
    if act is Act.REMOVE:
        document.remove_item(place, index)
        return (*place, min(index, len(items) - 2)) if len(items) > 1 else place
    target = index - 1 if act is Act.MOVE_UP else index + 1
    if 0 <= target < len(items):
        document.move_item(place, index, target)
        return (*place, target)
    return plan.pointer


def _take_extra(document: FormDocument, plan: PlannedRow, reading: JsonValue | Absent | Unreadable) -> None:
    place = (*plan.pointer, OTHER_KEYS)
    group = document.field_at(plan.pointer)
    assert isinstance(group, GroupField)
    if isinstance(reading, Absent):
        reading = {}
    if isinstance(reading, Unreadable):
        document.put_unreadable(place, reading.text, reading.reason)
        return
    taken = {field.key for field in group.fields}
    if not isinstance(reading, dict):
        document.put_unreadable(place, write_json(reading), 'Write an object, such as { "key": 1 }')
    elif taken & set(reading):
        word = next(iter(taken & set(reading)))
        document.put_unreadable(place, write_json(reading), f'"{word}" has a field of its own above')
    else:
        document.unreadable.pop(place, None)
        document.put_extra_keys(group, plan.pointer, reading)


def _takes_other_keys(field: Field) -> bool:
    return isinstance(field, GroupField) and field.is_open


def _has_own_editor(field: Field) -> bool:
    return not isinstance(field, JsonField) and not (isinstance(field, GroupField) and not field.fields)


def _leave_out(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.leave_out(pointer)


def _use_default(document: FormDocument, field: Field, pointer: Pointer) -> None:
    if not isinstance(field.default, Absent):
        document.put(pointer, field.default)


def _edit_as_json(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.as_json[pointer] = True


def _edit_as_field(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.as_json.pop(pointer, None)
    document.unreadable.pop(pointer, None)


def _offer_other_keys(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.opened[pointer] = True
    document.opened[(*pointer, OTHER_KEYS)] = True


def _fold(document: FormDocument, field: Field, pointer: Pointer) -> None:
    document.opened[pointer] = not is_open(document, field, pointer)


def _turn_back(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.turn_to((*pointer, max(0, document.page(pointer).start - 1)))


def _turn_on(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.turn_to((*pointer, document.page(pointer).stop))


_VALUES: Final[dict[Act, JsonValue]] = {
    Act.SEND_NULL: None,
    Act.SEND_EMPTY_TEXT: "",
    Act.SEND_EMPTY_LIST: [],
    Act.SEND_EMPTY_OBJECT: {},
}
_ON_SPOT: Final[dict[Act, Callable[[FormDocument, Field, Pointer], None]]] = {
    Act.LEAVE_OUT: _leave_out,
    Act.USE_DEFAULT: _use_default,
    Act.AS_JSON: _edit_as_json,
    Act.AS_FIELD: _edit_as_field,
    Act.OTHER_KEYS: _offer_other_keys,
    Act.FOLD: _fold,
    Act.EARLIER: _turn_back,
    Act.LATER: _turn_on,
}
