"""What a person can do to a field beside typing: switch it on and off, send null or nothing in it, work on items."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from explorer.domain.json_value import Absent, JsonValue, Pointer
from explorer.schema.field import ChoiceField, Field, GroupField, JsonField, ListField, TextField, VariantField
from explorer.ui.form.document.acts import item_acts, key_acts, variant_acts
from explorer.ui.form.document.fitting import fits, is_locked
from explorer.ui.form.document.form_document import FormDocument, Unreadable
from explorer.ui.form.document.row_plan import PlannedRow, RowKind, is_open, offers_keys
from explorer.ui.form.document.standing.field_tree import takes_keys


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
    RENAME_KEY = "Rename key"
    REMOVE_KEY = "Remove key"
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
    if plan.kind in _WITHOUT_ACTS or is_locked(field, value):
        return []
    acts = _item_acts(document, plan) if plan.is_item else [Act.RENAME_KEY, Act.REMOVE_KEY] if plan.is_entry else []
    takes_null = field.is_nullable or (bool(plan.picks) and plan.picks[0].field.is_nullable)
    offers = {
        Act.LEAVE_OUT: not plan.stays and not isinstance(value, Absent),
        Act.SEND_NULL: takes_null and (value is not None or plan.pointer in document.unreadable),
        Act.SEND_EMPTY_TEXT: isinstance(field, TextField) and value != "",
        Act.SEND_EMPTY_LIST: takes_list(field) and value != [],
        Act.SEND_EMPTY_OBJECT: isinstance(field, GroupField) and value != {},
        Act.USE_DEFAULT: not isinstance(field.default, Absent) and isinstance(value, Absent),
        Act.OTHER_KEYS: other_keys_place(document, plan) is not None,
        Act.AS_FIELD: plan.is_json and plan.pointer in document.as_json and _may_be_field(document, plan),
        Act.AS_JSON: not plan.is_json and not (isinstance(field, JsonField) and field.closed is None),
    }
    return [*acts, *(act for act, is_offered in offers.items() if is_offered)]


def takes_list(field: Field) -> bool:
    """Whether the field holds a list, of whatever or of choices."""
    return isinstance(field, ListField) or (isinstance(field, ChoiceField) and field.is_multiple)


def other_keys_place(document: FormDocument, plan: PlannedRow) -> Pointer | None:
    """
    The object to which keys can be added that does not offer it by itself: that of the row, or the whole of a schema
    for its outermost rows. None where there is none.
    """
    root = document.effective(document.form.root, ())
    is_outermost = len(plan.pointer) == 1 and document.form.schema is not None
    around: list[tuple[Field, Pointer]] = [(root, ())] if is_outermost else []
    for group, place in [(plan.field, plan.pointer), *around]:
        is_there = isinstance(document.at(place), dict) or not place
        if isinstance(group, GroupField) and is_there and takes_keys(group) and not offers_keys(document, group, place):
            return place
    return None


def perform(document: FormDocument, plan: PlannedRow, act: Act) -> Pointer:
    """Carry it out; gives the place that the keyboard should be at afterwards."""
    pointer, field = plan.pointer, plan.field
    if plan.picks and act in (Act.SEND_NULL, Act.LEAVE_OUT):
        (variant_acts.choose_null if act is Act.SEND_NULL else variant_acts.choose_none)(document, pointer)
    elif act in _VALUES:
        document.keep_aside(pointer)
        document.put(pointer, _VALUES[act])
    elif act is Act.OTHER_KEYS:
        place = other_keys_place(document, plan) or ()
        document.opened[place] = document.adding_keys[place] = True
        return place
    elif act in _ON_SPOT:
        _ON_SPOT[act](document, field, pointer)
    elif act is Act.SET:
        return _set(document, field, pointer)
    elif act is Act.ADD:
        assert isinstance(field, ListField)
        return item_acts.add_item(document, field, pointer)
    elif act is Act.REMOVE_KEY:
        return key_acts.remove_key(document, pointer)
    elif act is not Act.RENAME_KEY:
        return _work_on_item(document, plan, act)
    return pointer


def take_reading(document: FormDocument, plan: PlannedRow, reading: JsonValue | Absent | Unreadable) -> None:
    """
    Put what an editor holds into the document. An item and a key of one's own cannot be absent: emptied, they are
    empty text or unreadable.
    """
    pointer = plan.pointer
    if isinstance(reading, Unreadable):
        document.put_unreadable(pointer, reading.text, reading.reason)
    elif not isinstance(reading, Absent):
        document.put(pointer, reading)
    elif not plan.stays:
        document.erase(pointer)
    elif isinstance(plan.field, TextField):
        document.put(pointer, "")
    else:
        document.put_unreadable(pointer, "", item_acts.NOTHING_YET)


def _set(document: FormDocument, field: Field, pointer: Pointer) -> Pointer:
    aside = document.kept_aside(pointer)
    document.opened[pointer] = True
    field = document.effective(field, pointer)
    if not isinstance(aside, Absent):
        document.put(pointer, aside)
    elif isinstance(field, ListField):
        return item_acts.add_item(document, field, pointer)
    elif not isinstance(field, VariantField | JsonField):
        document.put(pointer, item_acts.empty_value(field))
    return pointer


def _item_acts(document: FormDocument, plan: PlannedRow) -> list[Act]:
    items, index = document.at(plan.pointer[:-1]), plan.pointer[-1]
    field = document.field_at(plan.pointer[:-1])
    if not isinstance(items, list) or not isinstance(index, int) or not isinstance(field, ListField):
        return [Act.REMOVE]
    fixed, last = len(field.places), len(items) - 1
    is_movable, may_insert = index >= fixed, index + 1 >= fixed and item_acts.takes_item(field, len(items))
    offers = {
        Act.INSERT: may_insert,
        Act.DUPLICATE: may_insert and is_movable,
        Act.MOVE_UP: index > fixed,
        Act.MOVE_DOWN: is_movable and index < last,
        Act.REMOVE: is_movable or index == last,
    }
    return [act for act, is_offered in offers.items() if is_offered]


def _work_on_item(document: FormDocument, plan: PlannedRow, act: Act) -> Pointer:
    pointer, field = plan.pointer, document.field_at(plan.pointer[:-1])
    index = pointer[-1]
    if not isinstance(index, int) or not isinstance(field, ListField):
        return pointer
    if act is Act.INSERT:
        return item_acts.insert_item(document, field, pointer[:-1], index + 1)
    if act is Act.DUPLICATE:
        return item_acts.duplicate_item(document, pointer)
    if act is Act.REMOVE:
        return item_acts.remove_item(document, pointer)
    return item_acts.move_item(document, pointer, index - 1 if act is Act.MOVE_UP else index + 1)


def _may_be_field(document: FormDocument, plan: PlannedRow) -> bool:
    if isinstance(plan.field, VariantField):
        return True
    return not isinstance(plan.field, JsonField) and fits(plan.field, document.at(plan.pointer))


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
    document.standings.picked.forget(pointer)


def _fold(document: FormDocument, field: Field, pointer: Pointer) -> None:
    notes = document.unfolded if document.is_searched else document.opened
    notes[pointer] = not is_open(document, field, pointer)


def _turn_back(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.turn_page(pointer, max(0, document.page(pointer).start - 1))


def _turn_on(document: FormDocument, _field: Field, pointer: Pointer) -> None:
    document.turn_page(pointer, document.page(pointer).stop)


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
    Act.FOLD: _fold,
    Act.EARLIER: _turn_back,
    Act.LATER: _turn_on,
}
_WITHOUT_ACTS: Final = (RowKind.ADD_KEY, RowKind.NOTICE, RowKind.EARLIER, RowKind.LATER)
