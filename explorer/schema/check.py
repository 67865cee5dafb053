"""
A value held against its form: everything that is wrong, each at its field.

    check(form, value)             problems in the order of the fields
    Checker(form).problems(value)  the same, for one form many times

A form that was made from a schema is checked by that schema, any other by its fields. So is one whose schema the
validator cannot read.
"""

from collections.abc import Iterator
from typing import Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import MOST_LEVELS, Absent, JsonValue, Pointer, depth
from explorer.schema.checking import wording
from explorer.schema.checking.from_fields import schema_of
from explorer.schema.checking.places import Places
from explorer.schema.checking.validator import Validator, compiled
from explorer.schema.field import Form, GroupField
from explorer.schema.last_used import LastUsed

_TOO_LARGE: Final = (FieldProblem((), wording.too_large(), "size"),)


def check(form: Form, value: JsonValue | Absent) -> list[FieldProblem]:
    """
    Everything that is wrong with the value, in the order of the fields, at most 500 problems; never fails.

    What is compiled for a form is kept for the forms used last.
    """
    return _checkers.of(form).problems(value)


class Checker:
    """The check of one form; compiled when first used."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._by_schema: Validator | None = None
        self._by_fields: Validator | None = None
        self._is_compiled = False
        self._places = Places(form)

    def problems(self, value: JsonValue | Absent) -> list[FieldProblem]:
        """Everything that is wrong with the value, in the order of the fields; that there is none at all is wrong."""
        if isinstance(value, Absent):
            return [FieldProblem((), wording.required(), "required")]
        if depth(value) > MOST_LEVELS:
            return [FieldProblem((), wording.too_deep(MOST_LEVELS), "depth")]
        if not self._is_compiled:
            self._by_schema = None if self.form.schema is None else compiled(self.form.schema)
            self._is_compiled = True
        if self._by_schema is None:
            found = self._of_fields(value)
        else:
            told = self._by_schema.problems(value)
            found = [*_TOO_LARGE, *self._of_fields(value)] if told is None else told
        whole = [told for problem in found for told in self._at_fields(problem, value)]
        return sorted(whole, key=lambda problem: self._places.order(problem.pointer, value))

    def _of_fields(self, value: JsonValue) -> list[FieldProblem]:
        if self._by_fields is None:
            self._by_fields = compiled(schema_of(self.form.root))
        found = None if self._by_fields is None else self._by_fields.problems(value)
        return list(_TOO_LARGE) if found is None else found

    def _at_fields(self, problem: FieldProblem, value: JsonValue) -> Iterator[FieldProblem]:
        """A missing group is told at the fields in it that have to be filled, since those are what a person sees."""
        if problem.keyword == "required":
            group = self._places.field_at(problem.pointer, value)
            if isinstance(group, GroupField):
                for place in _required_inside(group, problem.pointer):
                    yield FieldProblem(place, problem.message, problem.keyword)
                return
        yield problem


def _required_inside(group: GroupField, pointer: Pointer) -> list[Pointer]:
    places: list[Pointer] = []
    for inside in group.fields:
        if inside.is_required and inside.visible_when is None:
            place = (*pointer, inside.key)
            places.extend(_required_inside(inside, place) if isinstance(inside, GroupField) else [place])
    return places or [pointer]


_checkers: Final = LastUsed(Checker)
