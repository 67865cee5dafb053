"""
Which field stands at a place for the value that is there.

A closed part is opened once it holds something; a field of variants gives way to the shape that was chosen or that the
value tells; a group of branches is the one of those that apply. What comes out is a text, number, group, list and so
on, beside the choices that led to it.
"""

from dataclasses import dataclass
from typing import Final

from explorer.domain.json_value import Absent, JsonValue, Pointer, same_json, value_at
from explorer.schema.field import Field, Form, GroupField, JsonField, VariantField
from explorer.schema.shape import shaped
from explorer.schema.variant import kinds_of, variant_of
from explorer.ui.form.document.place_map import PlaceMap
from explorer.ui.form.document.standing.field_tree import FieldTree

_MOST_CHOICES: Final = 8
"""Variants inside variants at one place."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice between variants; `number` is None as long as nothing tells which."""

    field: VariantField
    number: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """
    What stands at a place.

    Args:
        field: What the place is edited as; a `VariantField` only while no variant is chosen or null is sent.
        picks: The choices that led to it, the outermost first.
        whole: A group before its branches were applied; the same field for all others.
    """

    field: Field
    picks: tuple[Pick, ...]
    whole: Field

    @property
    def is_misfit(self) -> bool:
        """Whether there is a value that no variant fits."""
        return bool(self.picks) and self.picks[-1].number is None and not isinstance(self.field, VariantField)


class Standings:
    """
    The choices of one form, made by a person or told by what was loaded.

    A choice holds until another is made, or until its place gets a value of a kind that it cannot have: it never
    changes because of what is typed inside it.

    Attributes:
        picked: The choices by place.
    """

    def __init__(self, form: Form, tree: FieldTree) -> None:
        self._form = form
        self._tree = tree
        self.picked: PlaceMap[tuple[Pick, ...]] = PlaceMap()
        self._known: dict[Pointer, tuple[Field, JsonValue | Absent, tuple[Pick, ...] | None, Standing]] = {}

    def of(self, field: Field, pointer: Pointer, value: JsonValue | Absent, *, is_opened: bool = False) -> Standing:
        """
        What stands at the place.

        Args:
            field: The field that the form has there.
            pointer: The place, for choices that were made.
            value: What the place holds.
            is_opened: A closed part is opened though it holds nothing yet.
        """
        if not gives_way(field) or (isinstance(field, JsonField) and isinstance(value, Absent) and not is_opened):
            return Standing(field, (), field)
        known = self._known.get(pointer)
        if known is not None and known[0] is field and known[1] is value and known[2] is self.picked.get(pointer):
            return known[3]
        found = self._resolve(field, pointer, value)
        self._known[pointer] = (field, value, self.picked.get(pointer), found)
        return found

    def forget_changed(self, before: JsonValue | Absent, after: JsonValue | Absent) -> None:
        """Another value was loaded: choices at places that hold something else now are void."""
        for pointer in list(self.picked):
            if not same_json(value_at(before, pointer), value_at(after, pointer)):
                del self.picked[pointer]

    def _resolve(self, field: Field, pointer: Pointer, value: JsonValue | Absent) -> Standing:
        picks: list[Pick] = []
        while len(picks) < _MOST_CHOICES:
            if isinstance(field, JsonField) and field.closed is not None:
                field = self._tree.opened(field)
            elif isinstance(field, VariantField):
                number = self._number(field, pointer, len(picks), value)
                picks.append(Pick(field, number))
                if (isinstance(value, Absent) and number is None) or (value is None and field.is_nullable):
                    return Standing(field, tuple(picks), field)
                if number is None:
                    misfit = self._tree.misfit(field)
                    return Standing(misfit, tuple(picks), misfit)
                field = self._tree.shape(field, number)
            else:
                break
        shape = self.shape_for(field, value) if isinstance(field, GroupField) else field
        return Standing(shape, tuple(picks), field)

    def shape_for(self, group: GroupField, value: JsonValue | Absent) -> GroupField:
        """The group with the branches that apply to a value."""
        return shaped(self._form, group, value if isinstance(value, dict) else {}) if group.branches else group

    def _number(self, field: VariantField, pointer: Pointer, depth: int, value: JsonValue | Absent) -> int | None:
        picked = self.picked.get(pointer, ())
        if depth < len(picked) and picked[depth].field is field:
            number = picked[depth].number
            if number is not None and _is_of_kind(field, number, value):
                return number
        number = variant_of(self._form, field, value)
        if number is not None:
            # Kept, so that the choice does not change under the hands of whoever types in it.
            self.picked[pointer] = (*picked[:depth], Pick(field, number))
        return number


def gives_way(field: Field) -> bool:
    """Whether the value has a say in what stands in the place of the field."""
    if isinstance(field, JsonField):
        return field.closed is not None
    return isinstance(field, VariantField) or (isinstance(field, GroupField) and bool(field.branches))


def _is_of_kind(field: VariantField, number: int, value: JsonValue | Absent) -> bool:
    kinds = field.variants[number].kinds
    if isinstance(value, Absent) or value is None or not kinds:
        return True
    return bool(set(kinds) & set(kinds_of(value)))
