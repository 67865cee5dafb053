"""What is done to items of lists. Each gives the place that the keyboard should be at afterwards."""

from typing import Final

from explorer.domain.json_value import Absent, JsonValue, Pointer
from explorer.schema.default import start_of
from explorer.schema.field import Field, GroupField, ListField, TextField, VariantField
from explorer.schema.parse import Unreadable as NotRead
from explorer.schema.parse import parse
from explorer.ui.form.document.form_document import FormDocument

NOTHING_YET: Final = "This is empty: fill it in or remove it"
NO_KIND_YET: Final = "Choose what this is, or remove it"


def empty_value(field: Field) -> JsonValue:
    """What a new item starts as: its default, or the empty value of its kind; null where there is none."""
    start = start_of(field)
    if not isinstance(start, Absent):
        return start
    if isinstance(field, GroupField):
        return {}
    if isinstance(field, ListField):
        return []
    return "" if isinstance(field, TextField) else None


def put_new(document: FormDocument, field: Field, pointer: Pointer, *, may_be_null: bool = True) -> None:
    """
    Put the first value of a place; one that only holds the place is not sent without a word.

    Args:
        document: Where.
        field: The field of the place.
        pointer: The place.
        may_be_null: Null will do where the field takes it and has no empty value.
    """
    document.opened[pointer] = True
    document.put(pointer, empty_value(field))
    if document.at(pointer) is not None:
        return
    document.put_unreadable(pointer, "", NO_KIND_YET)
    opened = document.effective(field, pointer)
    if isinstance(opened, VariantField):
        return
    start = empty_value(opened)
    if start is not None or (opened.is_nullable and may_be_null):
        document.put(pointer, start)
    else:
        document.put_unreadable(pointer, "", NOTHING_YET)


def add_item(document: FormDocument, field: ListField, place: Pointer) -> Pointer:
    """One more item at the end of the list."""
    items = document.at(place)
    document.opened[place] = True
    return insert_item(document, field, place, len(items) if isinstance(items, list) else 0)


def insert_item(document: FormDocument, field: ListField, place: Pointer, index: int) -> Pointer:
    """One more item; none where the list takes none."""
    item = field.field_of(index)
    if item is None:
        return place
    document.insert_item(place, index, None)
    made = (*place, index)
    put_new(document, item, made)
    return made


def duplicate_item(document: FormDocument, pointer: Pointer) -> Pointer:
    """The same item once more, below."""
    items, index = _around(document, pointer)
    copy = (*pointer[:-1], index + 1)
    document.insert_item(pointer[:-1], index + 1, items[index])
    text = document.unreadable.get(pointer)
    if text is not None:
        document.put_unreadable(copy, text.text, text.reason)
    picks = document.standings.picked.get(pointer)
    if picks is not None:
        document.standings.picked[copy] = picks
    return copy


def remove_item(document: FormDocument, pointer: Pointer) -> Pointer:
    """The list without the item."""
    items, index = _around(document, pointer)
    document.remove_item(pointer[:-1], index)
    return (*pointer[:-1], min(index, len(items) - 2)) if len(items) > 1 else pointer[:-1]


def move_item(document: FormDocument, pointer: Pointer, target: int) -> Pointer:
    """The item at another place of its list; nothing where it may not stand there."""
    items, index = _around(document, pointer)
    first = fixed_places(document, pointer[:-1])
    if not first <= index < len(items) or not first <= target < len(items):
        return pointer
    document.move_item(pointer[:-1], index, target)
    return (*pointer[:-1], target)


def fixed_places(document: FormDocument, place: Pointer) -> int:
    """How many items of the list at the place stand where each has a kind of its own, and so stay where they are."""
    field = document.field_at(place)
    return len(field.places) if isinstance(field, ListField) else 0


def takes_item(field: ListField, count: int) -> bool:
    """Whether a list with so many items has a field for one more."""
    return field.field_of(count) is not None


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


def _around(document: FormDocument, pointer: Pointer) -> tuple[list[JsonValue], int]:
    items, index = document.at(pointer[:-1]), pointer[-1]
    assert isinstance(items, list)
    assert isinstance(index, int)
    return items, index
