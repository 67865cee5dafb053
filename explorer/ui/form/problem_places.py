"""Which problems are shown at which row."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, Pointer
from explorer.schema.field import Field, GroupField, ListField
from explorer.ui.form.document.fitting import is_whole
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.place_map import PlaceMap


class ProblemPlaces:
    """The problems of a form by the field that shows them: their own, or the nearest around them."""

    def __init__(self) -> None:
        self._by_place: PlaceMap[list[FieldProblem]] = PlaceMap()

    def replace(self, document: FormDocument, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Take these for all that were there; gives those that belong to no field in view."""
        self._by_place.clear()
        homeless: list[FieldProblem] = []
        for problem in problems:
            place = home_of(document, problem.pointer)
            if place is None:
                homeless.append(problem)
            else:
                self.add(place, _said_of_part(document, place, problem))
        return homeless

    def add(self, place: Pointer, problem: FieldProblem) -> None:
        """One more."""
        if problem not in self._by_place.setdefault(place, []):
            self._by_place[place].append(problem)

    def clear(self, place: Pointer) -> bool:
        """The field was changed: what was said about it may hold no longer. Whether anything was."""
        return self._by_place.pop(place, None) is not None

    def at(self, place: Pointer) -> Sequence[FieldProblem]:
        """What is wrong with the field."""
        return self._by_place.get(place, ())

    def places(self) -> frozenset[Pointer]:
        """Every place with a problem."""
        return frozenset(self._by_place)

    def clear_below(self, place: Pointer) -> None:
        """The items of a list have moved: what was said about them is said of others now."""
        self._by_place.forget(place)


def home_of(document: FormDocument, pointer: Pointer) -> Pointer | None:
    """
    The place of the field that shows a problem at `pointer`; None for a root that is a group, and for fields that are
    not in view.

    Keys may come as text where the value has an index, as a JSON Pointer has them.
    """
    root = document.standing(document.form.root, ())
    current = root.field
    place: Pointer = ()
    has_row = bool(root.picks) or not isinstance(current, GroupField) or document.is_json(current, ())
    found: Pointer | None = () if has_row else None
    for part in pointer:
        if document.is_json(current, place) or is_whole(current, document.at(place)):
            return found
        if isinstance(current, GroupField):
            named = document.tree.named(current).get(str(part))
            inner: Pointer = (*place, str(part))
            if named is not None and not _is_in_view(document, current, place, named):
                return None
            if named is None and isinstance(document.at(inner), Absent):
                return found
        elif isinstance(current, ListField) and str(part).isdigit():
            inner = (*place, int(part))
            if isinstance(document.at(inner), Absent):
                return found
        else:
            return found
        field = document.child(current, inner)
        if field is None:
            return found
        found = place = inner
        current = document.effective(field, place)
    return found


def _said_of_part(document: FormDocument, place: Pointer, problem: FieldProblem) -> FieldProblem:
    """An editor of a whole object shows the problems of all of its parts: each says which it means."""
    if place == problem.pointer:
        return problem
    field = document.field_at(place)
    part = document.field_at(problem.pointer)
    if field is None or part is None or not part.label or not is_whole(field, document.at(place)):
        return problem
    return replace(problem, message=f"{part.label}: {problem.message}")


def _is_in_view(document: FormDocument, group: GroupField, place: Pointer, field: Field) -> bool:
    return not field.is_hidden and any(one is field for one in document.asked_fields(group, place))
