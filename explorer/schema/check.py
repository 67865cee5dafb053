"""
A value held against its form: everything that is wrong, each at its field.

    check(form, value)             problems in the order of the fields
    Checker(form).problems(value)  the same, for one form many times

A form that was made from a schema is checked by that schema, any other by its fields. So is one whose schema the
validator cannot read.
"""

import threading
from collections import deque
from collections.abc import Iterator
from typing import Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import MOST_LEVELS, JsonObject, Pointer, depth
from explorer.schema.checking import wording
from explorer.schema.checking.from_fields import schema_of
from explorer.schema.checking.validator import Validator, compiled
from explorer.schema.field import Field, Form, GroupField, ListField

_MOST_KEPT: Final = 8
_lock = threading.Lock()
_kept: deque["Checker"] = deque(maxlen=_MOST_KEPT)


def check(form: Form, value: JsonObject) -> list[FieldProblem]:
    """
    Everything that is wrong with the value, in the order of the fields, at most 500 problems; never fails.

    What is compiled for a form is kept for the forms used last.
    """
    with _lock:
        checker = next((one for one in _kept if one.form is form), None)
        if checker is None:
            checker = Checker(form)
            _kept.append(checker)
    return checker.problems(value)


class Checker:
    """The check of one form; compiled when first used."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._by_schema: Validator | None = None
        self._by_fields: Validator | None = None
        self._is_compiled = False

    def problems(self, value: JsonObject) -> list[FieldProblem]:
        """Everything that is wrong with the value, in the order of the fields."""
        if depth(value) > MOST_LEVELS:
            return [FieldProblem((), wording.too_deep(MOST_LEVELS), "depth")]
        if not self._is_compiled:
            self._by_schema = None if self.form.schema is None else compiled(self.form.schema)
            self._is_compiled = True
        found = None if self._by_schema is None else self._by_schema.problems(value)
        if found is None:
            found = self._of_fields(value)
        whole = [told for problem in found for told in self._at_fields(problem)]
        return sorted(whole, key=lambda problem: _position(self.form.root, problem.pointer))

    def _of_fields(self, value: JsonObject) -> list[FieldProblem]:
        if self._by_fields is None:
            self._by_fields = compiled(schema_of(self.form.root))
        found = None if self._by_fields is None else self._by_fields.problems(value)
        return [FieldProblem((), wording.too_large(), "size")] if found is None else found

    def _at_fields(self, problem: FieldProblem) -> Iterator[FieldProblem]:
        """A missing group is told at the fields in it that have to be filled, since those are what a person sees."""
        if problem.keyword == "required":
            group = field_at(self.form.root, problem.pointer)
            if isinstance(group, GroupField):
                for place in _required_inside(group, problem.pointer):
                    yield FieldProblem(place, problem.message, problem.keyword)
                return
        yield problem


def field_at(root: Field, pointer: Pointer) -> Field | None:
    """The field whose value stands at the place; None where no field is."""
    field: Field | None = root
    for part in pointer:
        if isinstance(field, GroupField):
            field = next((inside for inside in field.fields if inside.key == part), None)
        elif isinstance(field, ListField) and isinstance(part, int):
            field = field.item
        else:
            return None
    return field


def _required_inside(group: GroupField, pointer: Pointer) -> list[Pointer]:
    places: list[Pointer] = []
    for inside in group.fields:
        if inside.is_required and inside.visible_when is None:
            place = (*pointer, inside.key)
            places.extend(_required_inside(inside, place) if isinstance(inside, GroupField) else [place])
    return places or [pointer]


def _position(root: Field, pointer: Pointer) -> tuple[int, ...]:
    field: Field | None = root
    numbers: list[int] = []
    for part in pointer:
        if isinstance(field, GroupField):
            keys = [inside.key for inside in field.fields]
            number = keys.index(str(part)) if part in keys else len(keys)
            field = field.fields[number] if number < len(keys) else None
        else:
            number = part if isinstance(part, int) else 0
            field = field.item if isinstance(field, ListField) else None
        numbers.append(number)
    return tuple(numbers)
