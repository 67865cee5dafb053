"""The value that a form edits, and everything that is known about its places beside the value itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer, value_at
from explorer.schema.field import Field, Form, GroupField, ListField, NoticeField, VariantField
from explorer.ui.form.dependence.kept import Outdated, Unplaced
from explorer.ui.form.document.changed_value import with_key_renamed, with_value, without
from explorer.ui.form.document.fitting import fits
from explorer.ui.form.document.pages import ITEMS_AT_ONCE, Pages
from explorer.ui.form.document.place_map import PlaceMap
from explorer.ui.form.document.standing.condition import asked_only, is_asked
from explorer.ui.form.document.standing.field_tree import FieldTree
from explorer.ui.form.document.standing.standing import Standing, Standings
from explorer.ui.form.document.standing.vanishing import Vanishing


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Text that was typed and is no value of its field yet, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptVariant:
    """What stood in a variant when another was chosen; `texts` by their places below it."""

    field: VariantField
    number: int
    value: JsonValue | Absent
    texts: tuple[tuple[Pointer, Unreadable], ...]


@dataclass(frozen=True, slots=True)
class FormContent:
    """
    What the form holds.

    Args:
        value: Exactly what is shown; absent where the root is unset. Nothing stands where text is unreadable (null
            for an item of a list).
        unreadable: The places with text that is no value yet, each with its reason.
    """

    value: JsonValue | Absent
    unreadable: list[FieldProblem]


class FormDocument:
    """
    The value of one form, changed place by place.

    Attributes:
        value: All values, those of fields that are not asked for at present too. Never changed in place.
        unreadable: Text that is no value yet, by place; the value beneath it is what was there before.
        as_json: Places that are edited as JSON, by wish or because nothing else holds the value exactly.
        outdated: Choices that may not fit any more, since an earlier field was changed.
        unplaced: Values that are kept and not sent, by the key of a field that the form does not have at present.
        opened: Whether the group or list at a place is unfolded, where somebody said so.
        is_searched: A field is looked for: all is unfolded, but for what somebody folds meanwhile.
        unfolded: Whether it is, for that time.
        has_sections: The form has nothing but groups, such as the path, query and body of a request.
        tree: The fields that come to be while the form is used.
        standings: The choices between variants.
        kept_variants: What each variant held when another was chosen.
        adding_keys: The groups to which a person wants to add keys.
        vanishing: What was typed into fields that come and go.
        shapes_changed: Grows whenever fields have come or gone because of a value.
    """

    def __init__(self, form: Form, value: JsonValue | Absent) -> None:
        self.form = form
        self.value = value
        self.unreadable: PlaceMap[Unreadable] = PlaceMap()
        self.as_json: PlaceMap[bool] = PlaceMap()
        self.opened: PlaceMap[bool] = PlaceMap()
        self.outdated: PlaceMap[Outdated] = PlaceMap()
        self.unplaced: dict[str, Unplaced] = {}
        self.is_searched = False
        self.unfolded: PlaceMap[bool] = PlaceMap()
        top = form.root.fields if isinstance(form.root, GroupField) else ()
        shown = [field for field in top if not field.is_hidden and not isinstance(field, NoticeField)]
        self.has_sections = bool(shown) and all(isinstance(field, GroupField) and field.fields for field in shown)
        self.tree = FieldTree(form)
        self.standings = Standings(form, self.tree)
        self.kept_variants: PlaceMap[tuple[KeptVariant, ...]] = PlaceMap()
        self.adding_keys: PlaceMap[bool] = PlaceMap()
        self.shapes_changed = 0
        self.vanishing = Vanishing(self.tree)
        self._aside: PlaceMap[JsonValue] = PlaceMap()
        self._made: PlaceMap[bool] = PlaceMap()
        self._pages = Pages()

    def take_notes(self, other: "FormDocument") -> None:
        """Know what is known about the places of another form of the same action: folding, and what is kept aside."""
        self.opened.update(other.opened)
        self.outdated.update(other.outdated)
        self.unplaced.update(other.unplaced)
        self._aside.update(other._aside)  # noqa: SLF001  # of the same class
        self._pages.update(other._pages)  # noqa: SLF001
        for place in other.as_json:
            if self.field_at(place) == other.field_at(place):
                self.as_json[place] = other.as_json[place]

    def load(self, value: JsonValue | Absent) -> None:
        """
        Replace the whole value. Text that was no value yet is gone; folding and what was kept aside stay, and choices
        of variants where the same value stands again.
        """
        self.standings.forget_changed(self.value, value)
        self.value = value
        for notes in (self.unreadable, self.as_json, self._made, self.vanishing.typed, self.vanishing.aside):
            notes.clear()

    def kept_notes(self) -> tuple[PlaceMap[Any], ...]:
        """What is noted of the value and comes back with it when a change is taken back."""
        choices = (self.standings.picked, self.kept_variants, self.vanishing.typed, self.vanishing.aside)
        return (self.as_json, self.outdated, self._aside, self._made, *choices)

    def sight_notes(self) -> tuple[PlaceMap[Any], ...]:
        """What is noted of how the value is seen."""
        return (self.opened, self.unfolded, self.adding_keys, self._pages)

    def at(self, pointer: Pointer) -> JsonValue | Absent:
        """What stands at the place."""
        return value_at(self.value, pointer)

    def standing(self, field: Field, pointer: Pointer) -> Standing:
        """What the field comes to at a place, for the value there; see `Standing`."""
        value = self.at(pointer)
        if value is None and pointer in self.unreadable:
            value = ABSENT  # it merely holds the place of an item that has no value yet
        return self.standings.of(field, pointer, value, is_opened=bool(self.opened.get(pointer)))

    def effective(self, field: Field, pointer: Pointer) -> Field:
        """The field that `standing` comes to."""
        return self.standing(field, pointer).field

    def walk(self, pointer: Pointer) -> Iterator[Standing]:
        """What stands at the root and at each place on the way; ends early where the form has nothing."""
        field: Field | None = self.form.root
        for length in range(len(pointer) + 1):
            if field is None:
                return
            found = self.standing(field, pointer[:length])
            yield found
            field = self.child(found.field, pointer[: length + 1]) if length < len(pointer) else None

    def standing_at(self, pointer: Pointer) -> Standing | None:
        """What stands at the place, or None where the form has nothing."""
        steps = list(self.walk(pointer))
        return steps[-1] if len(steps) > len(pointer) else None

    def field_at(self, pointer: Pointer) -> Field | None:
        """The field of the place, or None where the form has none."""
        found = self.standing_at(pointer)
        return None if found is None else found.field

    def child(self, around: Field, place: Pointer) -> Field | None:
        """
        The field of a place, given the one that stands around it.

        A key that a group does not name has the field of its pattern, or the one for all others, or one for any JSON;
        none if the group takes no such key and holds none.
        """
        part = place[-1]
        if isinstance(around, GroupField) and isinstance(part, str):
            named = self.tree.named(around).get(part)
            if named is not None:
                return named
            is_there = not isinstance(self.at(place), Absent)
            return self.tree.own(around, part) if is_there or self.tree.takes(around, part) else None
        return around.field_of(part) if isinstance(around, ListField) and isinstance(part, int) else None

    def is_json(self, field: Field, pointer: Pointer) -> bool:
        """Whether the place is edited as JSON. A value that fits nothing else makes it so until it is loaded anew."""
        if pointer in self.as_json:
            return self.as_json[pointer]
        value = self.at(pointer)
        if not fits(field, value):
            self.as_json[pointer] = True
            return True
        return False

    def put(self, pointer: Pointer, value: JsonValue) -> None:
        """Set the value of a place; objects on the way to it are made. A new key goes where the form has it."""
        self.unreadable.pop(pointer, None)
        for length in range(1, len(pointer)):
            if isinstance(self.at(pointer[:length]), Absent):
                self._made[pointer[:length]] = True
        orders: list[Sequence[str]] = [()] * len(pointer)
        for length, step in enumerate(self.walk(pointer[:-1])):
            if isinstance(step.field, GroupField) and length < len(pointer):
                orders[length] = tuple(self.tree.named(step.field))
                if step.field is not step.whole and isinstance(step.whole, GroupField):
                    self.vanishing.note(step.whole, step.field, pointer[: length + 1])
        self._change(with_value(self.value, pointer, value, orders), pointer)

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
        is_offered = field.is_required or is_section or self.is_searched
        return isinstance(value, dict) or (isinstance(value, Absent) and is_offered)

    def leave_out(self, pointer: Pointer, *, keeps: bool = True) -> None:
        """Take the value away, and keep it aside for when the field is switched on again."""
        self.unreadable.forget(pointer)
        self._made.pop(pointer, None)
        if keeps:
            self.keep_aside(pointer)
        if not isinstance(self.value, Absent) and not isinstance(self.at(pointer), Absent):
            self._change(without(self.value, pointer) if pointer else ABSENT, pointer)

    def kept_aside(self, pointer: Pointer) -> JsonValue | Absent:
        """The value that the field had when it was switched off, for switching it on again."""
        return self._aside.get(pointer, ABSENT)

    def keep_aside(self, pointer: Pointer) -> None:
        """Remember the present value, before another takes its place."""
        value = self.at(pointer)
        if not isinstance(value, Absent) and value is not None:
            self._aside[pointer] = value

    def members(self, pointer: Pointer) -> Sequence[str | int]:
        """The indexes of the list at the place, or the keys of the object there that its group does not name."""
        value = self.at(pointer)
        group = self.field_at(pointer) if isinstance(value, dict) else None
        if isinstance(group, GroupField):
            return self.own_keys(group, pointer)
        return range(len(value)) if isinstance(value, list) else ()

    def page(self, pointer: Pointer) -> range:
        """Which of the members at the place are shown: all where they are not very many."""
        return self._pages.page(pointer, len(self.members(pointer)))

    def turn_page(self, pointer: Pointer, number: int) -> None:
        """Show the members at the place from about this one on."""
        self._pages.turn_to(pointer, number)

    def turn_to(self, pointer: Pointer) -> None:
        """Show the members that lead to the place, in all lists and objects around it."""
        for length, part in enumerate(pointer):
            if isinstance(part, int):
                self._pages.turn_to(pointer[:length], part)
                continue
            members = self.members(pointer[:length])
            if len(members) > ITEMS_AT_ONCE and part in members:
                self._pages.turn_to(pointer[:length], members.index(part))

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

    def rename_key(self, place: Pointer, new_key: str) -> None:
        """Call the key that the place ends with otherwise; its value, its order and all that is noted of it stay."""
        assert not isinstance(self.value, Absent)
        for notes in (self.unreadable, *self.kept_notes(), *self.sight_notes()):
            notes.rename(place, new_key)
        self._change(with_key_renamed(self.value, place[:-1], str(place[-1]), new_key), place[:-1])

    def asked_fields(self, group: GroupField, pointer: Pointer) -> list[Field]:
        """The fields of a group that are asked for at present, hidden ones too."""
        if not self.tree.has_conditions(group):
            return list(group.fields)
        value = self.at(pointer)
        held = value if isinstance(value, dict) else {}
        return [field for field in group.fields if is_asked(group, held, field)]

    def own_keys(self, group: GroupField, pointer: Pointer) -> list[str]:
        """The keys of the object at the place that its group does not name, in their order."""
        value = self.at(pointer)
        named = self.tree.named(group)
        return [key for key in value if key not in named] if isinstance(value, dict) else []

    def content(self) -> FormContent:
        """What the form holds now; see `FormContent`."""
        unreadable = [FieldProblem(pointer, found.reason, "type") for pointer, found in self.unreadable.items()]
        value = self.value
        for pointer in self.unreadable:
            is_item = bool(pointer) and isinstance(pointer[-1], int)
            if isinstance(value, Absent) or isinstance(value_at(value, pointer), Absent):
                continue
            if not pointer:
                value = ABSENT
            else:
                value = with_value(value, pointer, None, ()) if is_item else without(value, pointer)
        if self.tree.has_conditions() and not isinstance(value, Absent):
            value = asked_only(self, self.form.root, value, ())
        return FormContent(value, unreadable)

    def _change(self, value: JsonValue | Absent, pointer: Pointer) -> None:
        """Take another whole value that differs at the place; fields around it come and go, innermost first."""
        before = [step.field for step in self.walk(pointer)]
        self.value = value
        steps = list(self.walk(pointer))
        for length in range(len(steps) - 1, -1, -1):
            whole, place = steps[length].whole, pointer[:length]
            held = self.at(place)
            if isinstance(whole, GroupField) and whole.branches and not isinstance(held, Absent):
                settled = self.vanishing.settled(held, place, whole, self.standings.shape_for)
                if settled is not held:
                    self.value = with_value(self.value, place, settled, ())
        after = [step.field for step in self.walk(pointer)]
        if len(before) != len(after) or any(one is not other for one, other in zip(before, after, strict=True)):
            self.shapes_changed += 1

    def _items(self, place: Pointer) -> list[JsonValue]:
        items = self.at(place)
        return items if isinstance(items, list) else []

    def _renumber(self, place: Pointer, new_index: Callable[[int], int | None]) -> None:
        for notes in (self.unreadable, *self.kept_notes(), *self.sight_notes()):
            notes.renumber(place, new_index)
