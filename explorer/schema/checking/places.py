"""Where the fields of a form stand for one value: what problems are put in order by, and moved to."""

from explorer.domain.json_value import ABSENT, Absent, JsonValue, Pointer
from explorer.schema.build import open_level
from explorer.schema.field import Field, Form, GroupField, JsonField, ListField, VariantField
from explorer.schema.shape import shaped
from explorer.schema.variant import variant_of

_MOST_STEPS = 8
"""Closed parts, shapes and branches that stand at one place, one inside the other."""


class Places:
    """The fields of a form, by where they stand in a value. Parts that are closed are opened once."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._opened: dict[int, tuple[Field, Field]] = {}
        self._numbers: dict[int, tuple[GroupField, dict[str, int]]] = {}

    def field_at(self, pointer: Pointer, whole: JsonValue) -> Field | None:
        """The field whose value stands at the place of the whole value; None where no field is."""
        field: Field | None = self._form.root
        value: JsonValue | Absent = whole
        for part in pointer:
            field, _ = self._step(field, part, value)
            value = _inside(value, part)
        return None if field is None else self._standing(field, value)

    def order(self, pointer: Pointer, whole: JsonValue) -> tuple[int, ...]:
        """What puts places in the order of the form; keys without a field come last."""
        field: Field | None = self._form.root
        value: JsonValue | Absent = whole
        numbers: list[int] = []
        for part in pointer:
            field, number = self._step(field, part, value)
            value = _inside(value, part)
            numbers.append(number)
        return tuple(numbers)

    def _step(self, field: Field | None, part: str | int, value: JsonValue | Absent) -> tuple[Field | None, int]:
        here = None if field is None else self._standing(field, value)
        if isinstance(here, GroupField):
            known = self._numbers.get(id(here))
            if known is None:
                numbers = {inside.key: number for number, inside in enumerate(here.fields)}
                known = self._numbers[id(here)] = (here, numbers)
            number = known[1].get(str(part), len(here.fields))
            return (here.fields[number] if number < len(here.fields) else None), number
        index = part if isinstance(part, int) else 0
        return (here.field_of(index) if isinstance(here, ListField) else None), index

    def _standing(self, field: Field, value: JsonValue | Absent) -> Field:
        """The field as it is for the value: closed parts opened, the shape that it has, the branches that apply."""
        for _ in range(_MOST_STEPS):
            if isinstance(field, VariantField):
                number = variant_of(self._form, field, value)
                if number is None:
                    return field
                field = field.variants[number].shape
            elif isinstance(field, JsonField) and field.closed is not None:
                field = self._open(field)
            else:
                break
        if isinstance(field, GroupField):
            return shaped(self._form, field, None if isinstance(value, Absent) else value)
        return field

    def _open(self, field: JsonField) -> Field:
        known = self._opened.get(id(field))
        if known is None:
            known = self._opened[id(field)] = (field, open_level(self._form, field))
        return known[1]


def _inside(value: JsonValue | Absent, part: str | int) -> JsonValue | Absent:
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part, ABSENT)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return ABSENT
