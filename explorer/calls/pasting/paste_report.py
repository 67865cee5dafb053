"""
What came of a paste, for a person: which keys the form does not know, what is missing, what does not fit.

    report(form, arguments)     the three lists
    PasteReport.lines()         the same as sentences
    value_count(arguments)      how many values there are
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import JsonObject, JsonValue, Pointer
from explorer.schema.check import check
from explorer.schema.field import Field, Form, GroupField, ListField, NoticeField
from explorer.schema.shape import shaped

MOST_NAMED: Final = 6
"""So many places are named in one sentence; of others only how many they are is told."""

_UNKNOWN_WORDS: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_MISSING_WORDS: Final = frozenset({"required", "dependentRequired", "dependencies"})
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class PasteReport:
    """
    Args:
        unknown: Places of keys that the form has no field for; their values are kept.
        missing: Required places without a value, each with the label of its field.
        unfit: Places whose value breaks a rule, each with the rule in words.
    """

    unknown: Sequence[Pointer]
    missing: Sequence[tuple[Pointer, str]]
    unfit: Sequence[tuple[Pointer, str]]

    def lines(self) -> list[str]:
        """A sentence for each list that is not empty."""
        found: list[str] = []
        if self.unknown:
            names = _listed([_name(one) for one in self.unknown])
            found.append(
                f"The form has no field for {names}. It is kept, and will be sent."
                if len(self.unknown) == 1
                else f"The form has no fields for {names}. They are kept, and will be sent."
            )
        if self.missing:
            found.append(f"Still missing: {_listed([label or _name(place) for place, label in self.missing])}.")
        if self.unfit:
            words = [
                f"{_name(place)}: {words.rstrip('.')}" if place else words.rstrip(".") for place, words in self.unfit
            ]
            found.append(f"Does not fit: {_listed(words, '; ')}.")
        return found


def report(form: Form, arguments: JsonObject) -> PasteReport:
    """What the form says to the arguments."""
    unknown = list(_unknown(form, form.root, arguments, ()))
    missing: list[tuple[Pointer, str]] = []
    unfit: list[tuple[Pointer, str]] = []
    for problem in check(form, arguments):
        if problem.keyword in _MISSING_WORDS and problem.pointer:
            missing.append((problem.pointer, _label(form, problem.pointer)))
        elif not _is_of_unknown(problem, unknown):
            unfit.append((problem.pointer, problem.message))
    return PasteReport(unknown, missing, unfit)


def _is_of_unknown(problem: FieldProblem, unknown: list[Pointer]) -> bool:
    if problem.keyword in _UNKNOWN_WORDS and problem.pointer not in unknown:
        unknown.append(problem.pointer)
    return problem.keyword in _UNKNOWN_WORDS


def _unknown(form: Form, field: Field, value: JsonValue, place: Pointer) -> Iterator[Pointer]:
    if isinstance(field, GroupField) and isinstance(value, dict):
        group = shaped(form, field, value)
        if not group.fields:
            return
        named = {one.key: one for one in group.fields if not isinstance(one, NoticeField)}
        for key, inside in value.items():
            if key in named:
                yield from _unknown(form, named[key], inside, (*place, key))
            elif group.others is None and not group.patterns:
                yield (*place, key)
    elif isinstance(field, ListField) and isinstance(value, list):
        for index, inside in enumerate(value):
            item = field.field_of(index)
            if item is not None:
                yield from _unknown(form, item, inside, (*place, index))


def _label(form: Form, place: Pointer) -> str:
    field: Field | None = form.root
    for part in place:
        if isinstance(field, GroupField):
            field = next((one for one in field.fields if one.key == part), None)
        else:
            field = field.field_of(part) if isinstance(field, ListField) and isinstance(part, int) else None
    return field.label if field is not None else ""


def value_count(value: JsonValue) -> int:
    """How many values stand in it, those of lists and objects one by one; none in an empty object."""
    count = 0
    waiting: list[JsonValue] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list) and one:
            waiting.extend(one.values() if isinstance(one, dict) else one)
        else:
            count += 1
    return count if value else 0


def _name(place: Pointer) -> str:
    whole = ".".join(str(part) for part in place)
    return whole if len(whole) <= _LONGEST_NAME else f"{whole[:_LONGEST_NAME]}\u2026"


def _listed(names: Sequence[str], joint: str = ", ") -> str:
    more = len(names) - MOST_NAMED
    return joint.join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
