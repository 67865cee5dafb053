"""The value that a form edits, and everything that is known about its places beside the value itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, Pointer, value_at
from explorer.schema.build import open_level
from explorer.schema.field import Field, Form, GroupField, JsonField, ListField, NoticeField
from explorer.ui.form.document.changed_value import with_value, without
from explorer.ui.form.document.condition import is_asked
from explorer.ui.form.document.fitting import fits
from explorer.ui.form.document.place_map import PlaceMap

OTHER_KEYS: Final = -1
"""Stands below a group for all of its keys that have no field; no key and no index."""

ITEMS_AT_ONCE: Final = 200
"""A longer list is shown by so many items at a time: planning rows takes time for each of them."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Text that was typed and is no value of its field yet, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class FormContent:
    """
    What the form holds.

    Args:
        value: Exactly what is shown. Nothing stands where text is unreadable (null for an item of a list).
        unreadable: The places with text that is no value yet, each with its reason.
    """

    value: JsonObject
    unreadable: list[FieldProblem]


class FormDocument:
    """
    The value of one form, changed place by place.

    Attributes:
        value: All values, those of fields that are not asked for at present too. Never changed in place.
        unreadable: Text that is no value yet, by place; the value beneath it is what was there before.
        as_json: Places that are edited as JSON, by wish or because nothing else holds the value exactly.
        opened: Whether the group or list at a place is unfolded, where somebody said so.
        unfolded: The same for as long as fields are searched: what leads to one that was found is open.
        has_sections: The form has nothing but groups, such as the path, query and body of a request.
    """

    def __init__(self, form: Form, value: JsonObject) -> None:
        self.form = form
        self.value: JsonObject = value
        self.unreadable: PlaceMap[Unreadable] = PlaceMap()
        self.as_json: PlaceMap[bool] = PlaceMap()
        self.opened: PlaceMap[bool] = PlaceMap()
        self.unfolded: PlaceMap[bool] = PlaceMap()
        top = form.root.fields if isinstance(form.root, GroupField) else ()
        shown = [field for field in top if not field.is_hidden and not isinstance(field, NoticeField)]
        self.has_sections = bool(shown) and all(isinstance(field, GroupField) and field.fields for field in shown)
        self._aside: PlaceMap[JsonValue] = PlaceMap()
        self._made: PlaceMap[bool] = PlaceMap()
        self._pages: PlaceMap[int] = PlaceMap()
        self._levels: PlaceMap[Field] = PlaceMap()
        self._fields: dict[int, dict[str, Field]] = {}
        self._with_conditions = _groups_with_conditions(form.root)

    def load(self, value: JsonObject) -> None:
        """Replace the whole value. Text that was no value yet is gone; folding and what was kept aside stay."""
        self.value = value
        self.unreadable.clear()
        self.as_json.clear()
        self._made.clear()

    def kept_notes(self) -> tuple[PlaceMap[Any], ...]:
        """What is noted of the value and comes back with it when a change is taken back."""
        return (self.as_json, self._aside, self._made)

    def sight_notes(self) -> tuple[PlaceMap[Any], ...]:
        """What is noted of how the value is seen."""
        return (self.opened, self.unfolded, self._pages)

    def at(self, pointer: Pointer) -> JsonValue | Absent:
        """What stands at the place."""
        return value_at(self.value, pointer)

    def field_at(self, pointer: Pointer) -> Field | None:
        """The field of the place, or None where the form has none."""
        field: Field = self.form.root
        place: Pointer = ()
        for part in pointer:
            if isinstance(field, GroupField) and isinstance(part, str):
                found = self._named(field).get(part)
            else:
                found = field.item if isinstance(field, ListField) and isinstance(part, int) else None
            if found is None:
                return None
            place = (*place, part)
            field = self.effective(found, place)
        return field

    def effective(self, field: Field, pointer: Pointer) -> Field:
        """The field itself; for a part that repeats itself, and that holds something, its next level."""
        if not isinstance(field, JsonField) or field.closed is None:
            return field
        if isinstance(self.at(pointer), Absent):
            return field
        found = self._levels.get(pointer)
        if found is None:
            opened = open_level(self.form, field)
            # Kept, since fields are known by their identity.
            found = self._levels[pointer] = replace(opened, label=field.label or opened.label)
        return found

    def is_json(self, field: Field, pointer: Pointer) -> bool:
        """Whether the place is edited as JSON. A value that fits nothing else makes it so until it is loaded anew."""
        if pointer in self.as_json:
            return self.as_json[pointer]
        if not fits(field, self.at(pointer)):
            self.as_json[pointer] = True
            return True
        return isinstance(field, GroupField) and not field.fields and bool(pointer)

    def put(self, pointer: Pointer, value: JsonValue) -> None:
        """Set the value of a place; objects on the way to it are made. A new key goes where the form has it."""
        self.unreadable.pop(pointer, None)
        for length in range(1, len(pointer)):
            if isinstance(self.at(pointer[:length]), Absent):
                self._made[pointer[:length]] = True
        orders: list[Sequence[str]] = []
        for length in range(len(pointer)):
            group = self.field_at(pointer[:length])
            orders.append(tuple(self._named(group)) if isinstance(group, GroupField) else ())
        changed = with_value(self.value, pointer, value, orders)
        assert isinstance(changed, dict)
        self.value = changed

    def put_unreadable(self, pointer: Pointer, text: str, reason: str) -> None:
        """Remember text that is no value yet."""
        self.unreadable[pointer] = Unreadable(text, reason)

    def erase(self, pointer: Pointer) -> None:
        """
        Take away what was typed. A group that was made by typing goes with the last that was typed in it, so that all
        is as it was before.
        """
        self.leave_out(pointer, keeps=False)
        outer = pointer[:-1]
        while outer and outer in self._made and self.at(outer) == {}:
            del self._made[outer]
            self.leave_out(outer, keeps=False)
            outer = outer[:-1]

    def shows_fields(self, field: Field, pointer: Pointer) -> bool:
        """Whether the fields of a group can be filled in: it is there, or the first of them makes it."""
        value = self.at(pointer)
        is_section = self.has_sections and len(pointer) == 1
        return isinstance(value, dict) or (isinstance(value, Absent) and (field.is_required or is_section))

    def leave_out(self, pointer: Pointer, *, keeps: bool = True) -> None:
        """Take the value away, and keep it aside for when the field is switched on again."""
        self.unreadable.forget(pointer)
        self._made.pop(pointer, None)
        if keeps:
            self.keep_aside(pointer)
        if not isinstance(self.at(pointer), Absent):
            changed = without(self.value, pointer)
            assert isinstance(changed, dict)
            self.value = changed

    def kept_aside(self, pointer: Pointer) -> JsonValue | Absent:
        """The value that the field had when it was switched off, for switching it on again."""
        return self._aside.get(pointer, ABSENT)

    def keep_aside(self, pointer: Pointer) -> None:
        """Remember the present value, before another takes its place."""
        value = self.at(pointer)
        if not isinstance(value, Absent) and value is not None:
            self._aside[pointer] = value

    def page(self, pointer: Pointer) -> range:
        """Which items of the list at the place are shown: all of a list that is not very long."""
        count = len(self._items(pointer))
        start = min(self._pages.get(pointer, 0), max(0, count - 1) // ITEMS_AT_ONCE * ITEMS_AT_ONCE)
        return range(start, min(count, start + ITEMS_AT_ONCE))

    def turn_to(self, pointer: Pointer) -> None:
        """Show the items that lead to the place, in all lists around it."""
        for length in range(1, len(pointer) + 1):
            index = pointer[length - 1]
            if isinstance(index, int) and index >= 0:
                self._pages[pointer[: length - 1]] = index // ITEMS_AT_ONCE * ITEMS_AT_ONCE

    def insert_item(self, place: Pointer, index: int, value: JsonValue) -> None:
        """Put an item into the list at the place; the list is made if it is absent or null."""
        items = self._items(place)
        self._renumber(place, lambda old: old if old < index else old + 1)
        self.put(place, [*items[:index], value, *items[index:]])

    def remove_item(self, place: Pointer, index: int) -> None:
        """Take an item out of the list at the place."""
        items = self._items(place)
        self._renumber(place, lambda old: None if old == index else old - (old > index))
        self.put(place, [*items[:index], *items[index + 1 :]])

    def move_item(self, place: Pointer, index: int, target: int) -> None:
        """Move an item of the list at the place, so that it stands at `target` afterwards."""
        items = self._items(place)
        order = list(range(len(items)))
        order.insert(target, order.pop(index))
        new_place = {old: new for new, old in enumerate(order)}
        self._renumber(place, new_place.get)
        self.put(place, [items[old] for old in order])

    def asked_fields(self, group: GroupField, pointer: Pointer) -> list[Field]:
        """The fields of a group that are asked for at present, hidden ones too."""
        if id(group) not in self._with_conditions:
            return list(group.fields)
        value = self.at(pointer)
        held = value if isinstance(value, dict) else {}
        return [field for field in group.fields if is_asked(group, held, field)]

    def has_conditions(self) -> bool:
        """Whether any field of the form is asked for only under a condition."""
        return bool(self._with_conditions)

    def extra_keys(self, group: GroupField, pointer: Pointer) -> JsonObject:
        """What the object at the place holds beyond the fields of its group."""
        value = self.at(pointer)
        known = self._named(group)
        return {key: item for key, item in value.items() if key not in known} if isinstance(value, dict) else {}

    def put_extra_keys(self, group: GroupField, pointer: Pointer, extra: JsonObject) -> None:
        """Replace what the object holds beyond its fields; keys that stay keep their places."""
        value = self.at(pointer)
        held = value if isinstance(value, dict) else {}
        known = self._named(group)
        kept = {key: extra.get(key, item) for key, item in held.items() if key in known or key in extra}
        self.put(pointer, {**kept, **{key: item for key, item in extra.items() if key not in known}})

    def content(self) -> FormContent:
        """What the form holds now; see `FormContent`."""
        unreadable = [
            FieldProblem(pointer[:-1] if pointer[-1:] == (OTHER_KEYS,) else pointer, found.reason, "type")
            for pointer, found in self.unreadable.items()
        ]
        value = self.value
        for pointer in self.unreadable:
            field_is_item = bool(pointer) and isinstance(pointer[-1], int)
            if isinstance(self.at(pointer), Absent):
                continue
            changed = with_value(value, pointer, None, ()) if field_is_item else without(value, pointer)
            assert isinstance(changed, dict)
            value = changed
        if self._with_conditions:
            asked = self._asked_only(self.form.root, value, ())
            assert isinstance(asked, dict)
            value = asked
        return FormContent(value, unreadable)

    def _asked_only(self, field: Field, value: JsonValue, pointer: Pointer) -> JsonValue:
        if isinstance(field, GroupField) and isinstance(value, dict):
            named = self._named(field)
            asked = {one.key for one in self.asked_fields(field, pointer)}
            return {
                key: self._asked_only(named[key], item, (*pointer, key)) if key in named else item
                for key, item in value.items()
                if key in asked or key not in named
            }
        if isinstance(field, ListField) and isinstance(value, list):
            return [self._asked_only(field.item, item, (*pointer, index)) for index, item in enumerate(value)]
        return value

    def _items(self, place: Pointer) -> list[JsonValue]:
        items = self.at(place)
        return items if isinstance(items, list) else []

    def _renumber(self, place: Pointer, new_index: Callable[[int], int | None]) -> None:
        noted: tuple[PlaceMap[Any], ...] = (self.unreadable, self._levels, *self.kept_notes(), *self.sight_notes())
        for notes in noted:
            notes.renumber(place, new_index)

    def _named(self, group: GroupField) -> dict[str, Field]:
        # Kept by identity: the form holds the group for as long as this document lives.
        found = self._fields.get(id(group))
        if found is None:
            found = self._fields[id(group)] = {
                field.key: field for field in group.fields if not isinstance(field, NoticeField)
            }
        return found


def _groups_with_conditions(root: Field) -> frozenset[int]:
    found: set[int] = set()
    seen: set[int] = set()
    waiting: list[Field] = [root]
    while waiting:
        field = waiting.pop()
        if id(field) in seen:
            continue
        seen.add(id(field))
        if isinstance(field, GroupField):
            if any(one.visible_when for one in field.fields):
                found.add(id(field))
            waiting.extend(field.fields)
        elif isinstance(field, ListField):
            waiting.append(field.item)
    return frozenset(found)
