"""Which problems are shown at which row."""

from collections.abc import Iterable, Sequence

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, Pointer
from explorer.schema.field import GroupField, ListField, NoticeField
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
            elif problem not in self._by_place.setdefault(place, []):
                self._by_place[place].append(problem)
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
    The place of the field that shows a problem at `pointer`; None for the root and for fields that are not in view.

    Keys may come as text where the value has an index, as a JSON Pointer has them.
    """
    field = document.form.root
    place: Pointer = ()
    found: Pointer | None = None
    current: object = field
    for part in pointer:
        if isinstance(current, GroupField) and not (place and document.is_json(current, place)):
            inner = next((one for one in document.asked_fields(current, place) if one.key == str(part)), None)
            if inner is None:
                return found if found and not _is_unseen(current, str(part)) else None
            if inner.is_hidden or isinstance(inner, NoticeField):
                return None
            place = (*place, inner.key)
            current = document.effective(inner, place)
        elif isinstance(current, ListField) and not document.is_json(current, place) and str(part).isdigit():
            if isinstance(document.at((*place, int(part))), Absent):
                return found
            place = (*place, int(part))
            current = document.effective(current.item, place)
        else:
            return found
        found = place
    return found


def _is_unseen(group: GroupField, key: str) -> bool:
    return any(one.key == key for one in group.fields)
