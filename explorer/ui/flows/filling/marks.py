"""Which fields of the open form are marked as wrong, and for how long."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, JsonObject, JsonValue, Pointer, same_json, value_at


@dataclass(slots=True)
class Marks:
    """
    What is to be marked: where somebody has been, what stood against a run, and what the platform refused.

    Args:
        left: Fields that the keyboard has left; whatever is wrong in them or below them.
        places: Where something stood against the run that was wanted last.
        refused: What a platform said of a field, and the value that it said it of.
    """

    left: set[Pointer] = field(default_factory=set)
    places: set[Pointer] = field(default_factory=set)
    refused: Sequence[tuple[FieldProblem, JsonValue | Absent]] = ()

    def still(self, found: Sequence[FieldProblem], arguments: JsonObject) -> list[FieldProblem]:
        """What holds now: refusals of values that have not been changed, and of `found` what is to be marked."""
        refused = [problem for problem, was in self.refused if _is_same(value_at(arguments, problem.pointer), was)]
        said = {problem.pointer for problem in refused}
        own = [problem for problem in found if problem.pointer not in said and self._is_marked(problem.pointer)]
        return [*refused, *own]

    def _is_marked(self, pointer: Pointer) -> bool:
        return pointer in self.places or any(pointer[: len(left)] == left for left in self.left if left)


def _is_same(now: JsonValue | Absent, was: JsonValue | Absent) -> bool:
    if isinstance(now, Absent) or isinstance(was, Absent):
        return isinstance(now, Absent) and isinstance(was, Absent)
    return same_json(now, was)
