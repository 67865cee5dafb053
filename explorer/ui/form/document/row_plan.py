"""Which rows a form has at the moment: its fields in order, those of unfolded groups and lists beneath them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from explorer.domain.json_value import Absent, Pointer
from explorer.schema.field import Field, GroupField, JsonField, ListField, NoticeField
from explorer.ui.form.document.form_document import OTHER_KEYS, FormDocument

MOST_ITEMS_UNFOLDED = 100
"""A longer list starts folded."""


class RowKind(Enum):
    """What a row shows."""

    FIELD = "field"
    GROUP = "group"
    LIST = "list"
    EXTRA = "extra"
    EARLIER = "earlier items"
    LATER = "later items"
    NOTICE = "notice"


RowKey: TypeAlias = tuple[RowKind, Pointer]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """
    One row.

    Args:
        pointer: The place; for EXTRA the object whose further keys are shown, for EARLIER and LATER the list.
        block: The group or list that the row stands in, by its place; rows of one block are aligned.
        is_item: The row is an item of a list; its label is its number.
    """

    kind: RowKind
    pointer: Pointer
    field: Field
    block: Pointer
    is_item: bool = False
    is_json: bool = False

    @property
    def key(self) -> RowKey:
        """What tells the row from all others of the form."""
        return (self.kind, self.pointer)


def plan_rows(document: FormDocument, which: str, kept: frozenset[Pointer] = frozenset()) -> list[PlannedRow]:
    """
    The rows from top to bottom.

    `which` is `required`, `set` or `all`; `kept` are places that are shown all the same: where the keyboard is, and
    where a problem is.
    """
    root = document.form.root
    if not isinstance(root, GroupField):
        return list(_rows(document, root, (), (), which, kept))
    return list(_group_rows(document, root, (), which, kept))


def is_open(document: FormDocument, field: Field, pointer: Pointer) -> bool:
    """Whether the group or list shows its rows: as somebody said, else required ones and short lists do."""
    said = document.opened.get(pointer)
    if said is not None:
        return said
    value = document.at(pointer)
    if isinstance(value, list):
        return len(value) <= MOST_ITEMS_UNFOLDED
    if pointer and isinstance(pointer[-1], int):
        beside = document.at(pointer[:-1])
        return isinstance(beside, list) and len(beside) <= 3
    return field.is_required or (document.has_sections and len(pointer) == 1)


def is_closed(field: Field) -> bool:
    """Whether the field is a part of a schema that is opened when it is set."""
    return isinstance(field, JsonField) and field.closed is not None


def _group_rows(
    document: FormDocument, group: GroupField, pointer: Pointer, which: str, kept: frozenset[Pointer]
) -> Iterator[PlannedRow]:
    for field in document.asked_fields(group, pointer):
        if not field.is_hidden:
            yield from _rows(document, field, (*pointer, field.key), pointer, which, kept)
    if document.extra_keys(group, pointer) or document.opened.get((*pointer, OTHER_KEYS)):
        extra = JsonField(label="Other keys")
        yield PlannedRow(RowKind.EXTRA, pointer, extra, pointer, is_json=True)


def _rows(
    document: FormDocument, field: Field, pointer: Pointer, block: Pointer, which: str, kept: frozenset[Pointer]
) -> Iterator[PlannedRow]:
    value = document.at(pointer)
    is_item = bool(pointer) and isinstance(pointer[-1], int)
    if isinstance(field, NoticeField):
        yield PlannedRow(RowKind.NOTICE, (*pointer, str(id(field))) if not field.key else pointer, field, block)
        return
    if not is_item and not _is_wanted(field, value, pointer, which, kept):
        return
    field = document.effective(field, pointer)
    if is_closed(field):
        yield PlannedRow(RowKind.GROUP, pointer, field, block, is_item)
    elif document.is_json(field, pointer):
        yield PlannedRow(RowKind.FIELD, pointer, field, block, is_item, is_json=True)
    elif isinstance(field, GroupField):
        yield PlannedRow(RowKind.GROUP, pointer, field, block, is_item)
        if document.shows_fields(field, pointer) and is_open(document, field, pointer):
            yield from _group_rows(document, field, pointer, which, kept)
    elif isinstance(field, ListField):
        yield PlannedRow(RowKind.LIST, pointer, field, block, is_item)
        if isinstance(value, list) and is_open(document, field, pointer):
            yield from _item_rows(document, field, pointer, which, kept)
    else:
        yield PlannedRow(RowKind.FIELD, pointer, field, block, is_item)


def _item_rows(
    document: FormDocument, field: ListField, pointer: Pointer, which: str, kept: frozenset[Pointer]
) -> Iterator[PlannedRow]:
    items = document.at(pointer)
    page = document.page(pointer)
    if page.start:
        yield PlannedRow(RowKind.EARLIER, pointer, field, pointer)
    for index in page:
        yield from _rows(document, field.item, (*pointer, index), pointer, which, kept)
    if isinstance(items, list) and page.stop < len(items):
        yield PlannedRow(RowKind.LATER, pointer, field, pointer)


def _is_wanted(field: Field, value: object, pointer: Pointer, which: str, kept: frozenset[Pointer]) -> bool:
    if which == "all" or any(place[: len(pointer)] == pointer for place in kept):
        return True
    if which == "required":
        return field.is_required or (isinstance(field, GroupField) and isinstance(value, dict))
    return not isinstance(value, Absent)
