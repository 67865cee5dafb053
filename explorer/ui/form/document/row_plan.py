"""Which rows a form has at the moment: its fields in order, those of unfolded groups and lists beneath them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from explorer.domain.json_value import Absent, JsonValue, Pointer
from explorer.schema.field import Field, GroupField, JsonField, ListField, NoticeField, VariantField
from explorer.ui.form.document.fitting import is_whole
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.standing.field_tree import is_map, takes_keys
from explorer.ui.form.document.standing.standing import Pick

MOST_ITEMS_UNFOLDED = 100
"""A longer list starts folded."""


class RowKind(Enum):
    """What a row shows."""

    FIELD = "field"
    GROUP = "group"
    LIST = "list"
    VARIANT = "choice between variants"
    ADD_KEY = "add key"
    EARLIER = "earlier items"
    LATER = "later items"
    NOTICE = "notice"


RowKey: TypeAlias = tuple[RowKind, Pointer]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """
    One row.

    Args:
        pointer: The place; for ADD_KEY the object that gets the key, for EARLIER and LATER the list.
        field: What the place is edited as; for VARIANT the field of the variants, of which none is chosen.
        block: The group or list that the row stands in, by its place; rows of one block are aligned.
        is_item: The row is an item of a list; its label is its number, or its title where places have one.
        is_entry: The row is a key of one's own, which may be renamed and removed.
        picks: The choices between variants that led to the field, the outermost first.
    """

    kind: RowKind
    pointer: Pointer
    field: Field
    block: Pointer
    is_item: bool = False
    is_json: bool = False
    is_entry: bool = False
    picks: tuple[Pick, ...] = ()
    title: str = ""

    @property
    def stays(self) -> bool:
        """Whether the place goes on existing when it is emptied, until it is removed."""
        return self.is_item or self.is_entry

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
    return list(every_row(document, which, kept))


def every_row(
    document: FormDocument, which: str = "all", kept: frozenset[Pointer] = frozenset()
) -> Iterator[PlannedRow]:
    """The same, one after the other as they are wanted."""
    return _Planner(document, which, kept).whole()


def is_open(document: FormDocument, field: Field, pointer: Pointer) -> bool:
    """Whether the group or list shows its rows: as somebody said, else required ones and short lists do."""
    if document.is_searched:
        return document.unfolded.get(pointer, True)
    said = document.opened.get(pointer)
    if said is not None:
        return said
    value = document.at(pointer)
    if isinstance(value, list) or (isinstance(value, dict) and isinstance(field, GroupField) and not field.fields):
        return len(value) <= MOST_ITEMS_UNFOLDED
    if pointer and isinstance(pointer[-1], int):
        beside = document.at(pointer[:-1])
        return isinstance(beside, list) and len(beside) <= 3
    return field.is_required or (document.has_sections and len(pointer) == 1)


def offers_keys(document: FormDocument, group: GroupField, pointer: Pointer) -> bool:
    """
    Whether the row for one more key is there: where keys of one's own are what the group is for, where it has some
    already, and where a person asked for it. The whole of a form that has no fields and no schema takes none.
    """
    if not takes_keys(group):
        return False
    if group.key_names and all(key in document.tree.named(group) for key in group.key_names):
        return False
    is_asked_for = pointer in document.adding_keys or bool(document.own_keys(group, pointer))
    return is_asked_for or (is_map(group) and (bool(pointer) or document.form.schema is not None))


def is_closed(field: Field) -> bool:
    """Whether the field is a part of a schema that is opened when it is set."""
    return isinstance(field, JsonField) and field.closed is not None


class _Planner:
    def __init__(self, document: FormDocument, which: str, kept: frozenset[Pointer]) -> None:
        self._document = document
        self._which = which
        self._kept = frozenset(place[:length] for place in kept for length in range(len(place) + 1))

    def whole(self) -> Iterator[PlannedRow]:
        root = self._document.form.root
        standing = self._document.standing(root, ())
        group = standing.field
        if not isinstance(group, GroupField) or self._document.is_json(group, ()):
            yield from self._rows(root, (), ())
            return
        if standing.picks:
            yield PlannedRow(RowKind.VARIANT, (), standing.picks[-1].field, (), picks=standing.picks)
        yield from self._group_rows(group, ())

    def _rows(
        self, field: Field, pointer: Pointer, block: Pointer, *, is_entry: bool = False, title: str = ""
    ) -> Iterator[PlannedRow]:
        document = self._document
        is_item = bool(pointer) and isinstance(pointer[-1], int)
        if isinstance(field, NoticeField):
            yield PlannedRow(RowKind.NOTICE, (*pointer, str(id(field))) if not field.key else pointer, field, block)
            return
        if not is_item and not self._is_wanted(field, pointer):
            return
        standing = document.standing(field, pointer)
        field, picks = standing.field, standing.picks
        is_json = document.is_json(field, pointer) or standing.is_misfit
        if is_json or is_whole(field, document.at(pointer)):
            kind = RowKind.FIELD
        elif isinstance(field, VariantField):
            kind = RowKind.VARIANT
        elif isinstance(field, GroupField) or is_closed(field):
            kind = RowKind.GROUP
        else:
            kind = RowKind.LIST if isinstance(field, ListField) else RowKind.FIELD
        yield PlannedRow(kind, pointer, field, block, is_item, is_json, is_entry, picks, title)
        if kind is RowKind.GROUP and isinstance(field, GroupField):
            if document.shows_fields(field, pointer) and is_open(document, field, pointer):
                yield from self._group_rows(field, pointer)
        elif kind is RowKind.LIST and isinstance(field, ListField) and isinstance(document.at(pointer), list):
            yield from self._item_rows(field, pointer) if is_open(document, field, pointer) else ()

    def _group_rows(self, group: GroupField, pointer: Pointer) -> Iterator[PlannedRow]:
        document = self._document
        for field in document.asked_fields(group, pointer):
            if not field.is_hidden:
                yield from self._rows(field, (*pointer, field.key), pointer)
        yield from self._entry_rows(group, pointer)
        if self._which == "all" and offers_keys(document, group, pointer):
            yield PlannedRow(RowKind.ADD_KEY, pointer, group, pointer)

    def _entry_rows(self, group: GroupField, pointer: Pointer) -> Iterator[PlannedRow]:
        document = self._document
        keys = document.own_keys(group, pointer)
        page = document.page(pointer) if keys else range(0)
        if page.start:
            yield PlannedRow(RowKind.EARLIER, pointer, group, pointer)
        for key in keys[page.start : page.stop]:
            yield from self._rows(document.tree.own(group, key), (*pointer, key), pointer, is_entry=True)
        if page.stop < len(keys):
            yield PlannedRow(RowKind.LATER, pointer, group, pointer)

    def _item_rows(self, field: ListField, pointer: Pointer) -> Iterator[PlannedRow]:
        items = self._document.at(pointer)
        page = self._document.page(pointer)
        if page.start:
            yield PlannedRow(RowKind.EARLIER, pointer, field, pointer)
        for index in page:
            item = field.field_of(index) or field.item
            title = item.label if index < len(field.places) else ""
            yield from self._rows(item, (*pointer, index), pointer, title=title)
        if isinstance(items, list) and page.stop < len(items):
            yield PlannedRow(RowKind.LATER, pointer, field, pointer)

    def _is_wanted(self, field: Field, pointer: Pointer) -> bool:
        if self._which == "all" or not pointer or pointer in self._kept:
            return True
        value = self._document.at(pointer)
        if self._which == "required":
            return field.is_required or _may_require(field, value)
        return not isinstance(value, Absent)


def _may_require(field: Field, value: JsonValue | Absent) -> bool:
    """Whether something may be required within an optional field, now that it holds something."""
    if isinstance(field, ListField):
        return any(_may_require(field.field_of(place) or field.item, item) for place, item in enumerate(_first(value)))
    return isinstance(value, dict) and (isinstance(field, GroupField | VariantField) or is_closed(field))


def _first(value: JsonValue | Absent) -> list[JsonValue]:
    return value[:MOST_ITEMS_UNFOLDED] if isinstance(value, list) else []
