"""
A schema compiled for checking: `jsonschema-rs`, never fetching, formats on, patterns bounded.

    compiled(schema)              a `Validator`; None where the schema cannot be read even in part
    validator.problems(value)     what is wrong, each at its place

A schema with a place that breaks the rules for schemas is compiled without the keyword at that place.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import jsonschema_rs

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import JsonObject, JsonValue, Pointer, depth, value_at, write_json
from explorer.schema.checking.convert import Plain, plain
from explorer.schema.checking.effort import Effort, may_repeat
from explorer.schema.checking.prepare import prepared
from explorer.schema.checking.problems import problems_of

MOST_PROBLEMS: Final = 500
"""Problems told of one value."""

_MOST_SCHEMA_LEVELS: Final = 110
"""The validator reads schemas of at most 127 levels."""

_MOST_REPAIRS: Final = 60
_MOST_BACKTRACKS: Final = 100_000
_FIRST_ITEMS: Final = 500
"""The validator makes all problems before it gives the first: 300,000 of them take four seconds."""

_SHRUNK: Final = frozenset({"minItems", "contains", "minContains"})
"""Rules that a list may break only because it was shortened."""


def compiled(schema: JsonObject) -> "Validator | None":
    """The validator of a schema, or None: too deep, or not to be read whatever is left out of it."""
    if depth(schema) > _MOST_SCHEMA_LEVELS:
        return None
    whole = prepared(schema)
    for _ in range(_MOST_REPAIRS):
        text = write_json(whole)
        try:
            engine = jsonschema_rs.validator_for(
                text,
                validate_formats=True,
                offline=True,
                pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_MOST_BACKTRACKS),
            )
        except ValueError as error:
            place = error.instance_path if isinstance(error, jsonschema_rs.ValidationError) else ()
            if not _remove(whole, place):
                return None
        else:
            return Validator(engine, whole, Effort(whole) if may_repeat(text) else None)
    return None


def _remove(schema: JsonObject, place: Sequence[str | int]) -> bool:
    """Take out the keyword at the place; whether there was one."""
    for length in range(len(place), 0, -1):
        around = value_at(schema, tuple(place[: length - 1]))
        last = place[length - 1]
        if isinstance(around, dict) and last in around:
            del around[str(last)]
            return True
    return False


def _is_by_shortening(problem: FieldProblem, value: JsonValue) -> bool:
    whole = value_at(value, problem.pointer)
    return problem.keyword in _SHRUNK and isinstance(whole, list) and len(whole) > _FIRST_ITEMS


class Validator:
    """One compiled schema. Checking may happen in any thread."""

    def __init__(self, engine: jsonschema_rs.Validator, schema: JsonObject, effort: Effort | None) -> None:
        self._engine = engine
        self._schema = schema
        self._effort = effort

    def is_valid(self, value: JsonValue) -> bool | None:
        """Whether nothing is wrong; None where checking would take too long. The value as for `problems`."""
        if self._effort is not None and not self._effort.is_reasonable(value):
            return None
        return self._engine.is_valid(plain(value))

    def problems(self, value: JsonValue) -> list[FieldProblem] | None:
        """
        All that is wrong, at most `MOST_PROBLEMS`; None where checking would take too long.

        Args:
            value: At most `MOST_LEVELS` deep.
        """
        if self._effort is not None and not self._effort.is_reasonable(value):
            return None
        whole = plain(value)
        if self._engine.is_valid(whole):
            return []
        some = plain(value, _FIRST_ITEMS)
        found: list[FieldProblem] = []
        if some != whole:
            found = [one for one in self._told(some, value) if not _is_by_shortening(one, value)]
        return found or list(self._told(whole, value))

    def _told(self, plain_value: Plain, value: JsonValue) -> Iterator[FieldProblem]:
        seen: set[tuple[Pointer, str]] = set()
        for error in self._engine.iter_errors(plain_value):
            for problem in problems_of(error, self._schema, value):
                key = (problem.pointer, problem.message)
                if key not in seen:
                    seen.add(key)
                    yield problem
                if len(seen) >= MOST_PROBLEMS:
                    return
