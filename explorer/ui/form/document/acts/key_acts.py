"""What is done to keys of one's own in an object."""

from explorer.domain.json_value import Absent, Pointer
from explorer.schema.field import GroupField
from explorer.ui.form.document.acts.item_acts import put_new
from explorer.ui.form.document.form_document import FormDocument


def why_not(document: FormDocument, pointer: Pointer, key: str) -> str:
    """Why the object at the place cannot get the key; empty if it can."""
    group = document.field_at(pointer)
    if not isinstance(group, GroupField):
        return "There is no object here"
    if not key:
        return "Write the name of the key"
    if key in document.tree.named(group):
        return f'"{key}" has a field of its own'
    if not isinstance(document.at((*pointer, key)), Absent):
        return f'"{key}" is there already'
    if not document.tree.takes(group, key):
        allowed = ", ".join(group.key_names)
        return f"Choose one of {allowed}" if allowed else group.key_rule or f'"{key}" is not a key of this object'
    return ""


def add_key(document: FormDocument, pointer: Pointer, key: str) -> Pointer:
    """One more key, whose value is yet to be written; asked for with a key that `why_not` lets pass."""
    place = (*pointer, key)
    group = document.field_at(pointer)
    assert isinstance(group, GroupField)
    field = document.tree.own(group, key)
    document.vanishing.forget(place)
    put_new(document, field, place)
    return place


def rename(document: FormDocument, place: Pointer, key: str) -> Pointer:
    """Call a key otherwise; asked for with a key that `why_not` lets pass."""
    renamed = (*place[:-1], key)
    document.vanishing.forget(renamed)
    document.rename_key(place, key)
    return renamed


def remove_key(document: FormDocument, place: Pointer) -> Pointer:
    """The object without the key; gives the place of the next one, or the object."""
    group = document.field_at(place[:-1])
    own = document.own_keys(group, place[:-1]) if isinstance(group, GroupField) else []
    number = own.index(str(place[-1])) if place[-1] in own else 0
    document.leave_out(place)
    rest = [key for key in own if key != place[-1]]
    return (*place[:-1], rest[min(number, len(rest) - 1)]) if rest else place[:-1]
