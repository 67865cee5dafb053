"""
What the validator found, at the field that it belongs to and in words.

    problems_of(error, schema, value)      one error of the validator as problems, several for several unknown keys

A missing field is told at its own place, an unknown key at that key. Of a union, the branch that was plainly meant is
told: the one that fits but for its fields.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from jsonschema_rs import ValidationError, ValidationErrorKind

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, ExactNumber, JsonObject, JsonValue, Pointer, value_at
from explorer.schema.checking import wording
from explorer.schema.checking.convert import encodable

_SIZES: Final = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_LIMITS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_MOST_UNIONS: Final = 20
"""Unions inside unions that are looked into."""


def problems_of(error: ValidationError, schema: JsonObject, value: JsonValue, level: int = 0) -> Iterator[FieldProblem]:
    """
    The problems that one error stands for.

    Args:
        error: As the validator gave it.
        schema: The schema as the validator has it, for the digits of its limits.
        value: The value as it was before it was made fit for the validator.
        level: How many unions this one lies in.
    """
    kind: Any = error.kind
    pointer = _original(value, error.instance_path)
    if kind.name in ("anyOf", "oneOf"):
        yield from _union(error, schema, value, level)
    elif kind.name == "required":
        keyword = _keyword(error)
        words = wording.required() if keyword == "required" else wording.needed_by_others()
        yield FieldProblem((*pointer, kind.property), words, keyword)
    elif kind.name in ("additionalProperties", "unevaluatedProperties"):
        for key in kind.unexpected:
            yield FieldProblem(_original(value, [*error.instance_path, key]), wording.unknown_key(), kind.name)
    elif kind.name == "propertyNames":
        name: Any = kind.error.instance
        why = _words(kind.error, schema, name)
        yield FieldProblem(_original(value, [*error.instance_path, name]), wording.bad_key(why), kind.name)
    else:
        yield FieldProblem(pointer, _words(error, schema, value_at(value, pointer)), _keyword(error))


def _union(error: ValidationError, schema: JsonObject, value: JsonValue, level: int) -> Iterator[FieldProblem]:
    pointer = _original(value, error.instance_path)
    kind: Any = error.kind
    if isinstance(kind, ValidationErrorKind.OneOfMultipleValid):
        yield FieldProblem(pointer, wording.several_alternatives(), kind.name)
        return
    branches: list[list[ValidationError]] = [branch for branch in kind.context if not _is_null(branch, error)]
    place = list(error.instance_path)
    types = [kind for branch in branches for kind in _wrong_types(branch, place)]
    if types and len(branches) > 1 and all(_wrong_types(branch, place) for branch in branches):
        words = wording.wrong_type(list(dict.fromkeys(types)), is_null=value_at(value, pointer) is None)
        yield FieldProblem(pointer, words, kind.name)
        return
    meant = _meant(branches, place) if level < _MOST_UNIONS else None
    if meant is None:
        yield FieldProblem(pointer, wording.no_alternative(len(kind.context)), kind.name)
        return
    for inside in meant:
        yield from problems_of(inside, schema, value, level + 1)


def _meant(branches: Sequence[list[ValidationError]], place: Sequence[str | int]) -> list[ValidationError] | None:
    """The branch whose kind of value and whose constants fit, if there is exactly one."""
    if len(branches) == 1:
        return branches[0]
    fitting = [
        branch
        for branch in branches
        if not _wrong_types(branch, place) and not any(error.kind.name in ("const", "enum") for error in branch)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_null(branch: Sequence[ValidationError], union: ValidationError) -> bool:
    return _wrong_types(branch, union.instance_path) == ["null"]


def _wrong_types(branch: Sequence[ValidationError], place: Sequence[str | int]) -> list[str]:
    for error in branch:
        kind: Any = error.kind
        if kind.name == "type" and list(error.instance_path) == list(place):
            return list(kind.types)
    return []


def _words(error: ValidationError, schema: JsonObject, here: Any) -> str:
    kind: Any = error.kind
    name = kind.name
    if name == "type":
        return wording.wrong_type(kind.types, is_null=here is None)
    if name == "enum":
        rule = _rule(error, schema)
        return wording.not_a_choice(rule if isinstance(rule, list) else [_exact(one) for one in kind.options])
    if name == "const":
        return wording.not_a_choice([_exact(kind.expected_value)])
    if name in _LIMITS:
        rule = _rule(error, schema)
        given = kind.multiple_of if name == "multipleOf" else kind.limit
        return wording.limit(name, str(rule if isinstance(rule, int | ExactNumber) else given))
    if name in _SIZES:
        return wording.size(name, str(kind.limit), len(here) if isinstance(here, str | list | dict) else 0)
    return _other_words(error, schema)


def _other_words(error: ValidationError, schema: JsonObject) -> str:
    kind: Any = error.kind
    if isinstance(kind, ValidationErrorKind.Pattern):
        return wording.pattern(kind.pattern)
    if kind.name == "pattern":  # The engine gave up on it.
        return wording.too_costly_pattern(str(_rule(error, schema)))
    if kind.name == "format":
        return wording.wrong_format(kind.format)
    if kind.name == "contentEncoding":
        return wording.not_decoded(kind.content_encoding)
    if kind.name == "contentMediaType":
        return wording.not_decoded(kind.content_media_type)
    if kind.name == "contains":
        return wording.lacks_entry(_keyword(error))
    if kind.name == "additionalItems":
        return wording.too_many_places(kind.limit)
    return wording.of_rule(kind.name)


def _keyword(error: ValidationError) -> str:
    last = error.schema_path[-1] if error.schema_path else ""
    is_keyword = isinstance(last, str) and error.kind.name != "falseSchema"
    return str(last) if is_keyword and last else error.kind.name


def _rule(error: ValidationError, schema: JsonObject) -> Any:
    rule = value_at(schema, tuple(error.schema_path))
    return None if rule is ABSENT else rule


def _exact(value: Any) -> JsonValue:
    if isinstance(value, float | Decimal):
        return ExactNumber(str(value)) if value == value and str(value)[-1].isdigit() else str(value)  # noqa: PLR0124
    if isinstance(value, list):
        return [_exact(one) for one in value]
    if isinstance(value, dict):
        return {key: _exact(one) for key, one in value.items()}
    return value if isinstance(value, str | int | None) else str(value)


def _original(value: JsonValue, place: Sequence[str | int]) -> Pointer:
    """The place with the keys as the value has them: the validator was given encodable ones."""
    pointer: list[str | int] = []
    here: Any = value
    for part in place:
        step = part
        if isinstance(here, dict) and part not in here and isinstance(part, str):
            step = next((key for key in here if encodable(key) == part), part)
        pointer.append(step)
        here = value_at(here, (step,))
    return tuple(pointer)
