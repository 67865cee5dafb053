"""
What the validator found, at the field that it belongs to and in words.

    problems_of(error, schema, value)      one error of the validator as problems, several for several unknown keys

A missing field is told at its own place, an unknown key at that key. Of a union, the branch that was plainly meant is
told: the one that fits but for its fields. Where none was, what would decide between them is told.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from jsonschema_rs import ValidationError, ValidationErrorKind

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import ABSENT, Absent, ExactNumber, JsonObject, JsonValue, Pointer, parse_json, value_at
from explorer.schema.checking import wording
from explorer.schema.checking.convert import encodable, plain

_SIZES: Final = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
_LIMITS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_MOST_UNIONS: Final = 20
"""Unions inside unions that are looked into."""

_UNKNOWN: Final = ("additionalProperties", "unevaluatedProperties")
_MOST_WAYS: Final = 1_000
"""Places that are tried for one problem, where keys have no name."""


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
    pointer = _place_of(error, value)
    if kind.name in ("anyOf", "oneOf"):
        yield from _union(error, schema, value, level)
    elif kind.name == "required":
        keyword = _keyword(error)
        words = wording.required() if keyword == "required" else wording.needed_by_others()
        yield FieldProblem((*pointer, kind.property), words, keyword)
    elif kind.name in _UNKNOWN:
        for key in kind.unexpected:
            yield FieldProblem(_original(value, [*pointer, key]), wording.unknown_key(), kind.name)
    elif kind.name == "falseSchema" and error.schema_path[-1:] == ["additionalProperties"]:
        # Where no key is known at all, jsonschema-rs 0.60.3 names the object and none of its keys.
        around = value_at(value, pointer)
        for key in around if isinstance(around, dict) else ():
            yield FieldProblem((*pointer, key), wording.unknown_key(), "additionalProperties")
    elif kind.name == "unevaluatedItems":
        numbers = _numbers_of(kind.unexpected, value_at(value, pointer))
        for place in [(*pointer, number) for number in numbers] or [pointer]:
            yield FieldProblem(place, wording.unknown_entry(), kind.name)
    elif kind.name == "propertyNames":
        name: Any = kind.error.instance
        why = _words(kind.error, schema, name)
        yield FieldProblem(_original(value, [*pointer, name]), wording.bad_key(why), kind.name)
    else:
        yield FieldProblem(pointer, _words(error, schema, value_at(value, pointer)), _keyword(error))


def _numbers_of(untold: Sequence[str], items: Any) -> list[int]:
    """Where the entries stand that the validator names by their JSON; empty where that cannot be told."""
    numbers: list[int] = []
    wanted = [plain(parse_json(text)) for text in untold]
    for number in range(len(items) - 1 if isinstance(items, list) else -1, -1, -1):
        if wanted and plain(items[number]) == wanted[-1]:
            numbers.append(number)
            wanted.pop()
    return [] if wanted else numbers[::-1]


def _union(error: ValidationError, schema: JsonObject, value: JsonValue, level: int) -> Iterator[FieldProblem]:
    pointer = _place_of(error, value)
    kind: Any = error.kind
    if isinstance(kind, ValidationErrorKind.OneOfMultipleValid):
        keys = _alternative_keys(_rule(error, schema))
        yield FieldProblem(pointer, wording.only_one_of(keys) if keys else wording.several_alternatives(), kind.name)
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
        words = _deciding_words(branches, place) or wording.no_alternative(len(kind.context))
        yield FieldProblem(pointer, words, kind.name)
        return
    for inside in meant:
        yield from problems_of(inside, schema, value, level + 1)


def _meant(branches: Sequence[list[ValidationError]], place: Sequence[str | int]) -> list[ValidationError] | None:
    """The branch whose kind of value, constants and keys fit, if there is exactly one."""
    if len(branches) == 1:
        return branches[0]
    of_kind = [branch for branch in branches if not _wrong_types(branch, place)]
    fitting = [branch for branch in of_kind if not any(error.kind.name in ("const", "enum") for error in branch)]
    if len(fitting) > 1:
        fitting = [
            branch
            for branch in fitting
            if not any(error.kind.name in _UNKNOWN and list(error.instance_path) == list(place) for error in branch)
        ]
    return fitting[0] if len(fitting) == 1 else None


def _deciding_words(branches: Sequence[list[ValidationError]], place: Sequence[str | int]) -> str:
    """What the branches differ by: keys that have to be there, or constants of one key; empty if it is neither."""
    missing = [_missing(branch, place) for branch in branches]
    if branches and all(len(keys) == len(branch) for keys, branch in zip(missing, branches, strict=True)):
        return wording.one_of_keys(missing)
    steps = [list(one.instance_path) for one in branches[0] if one.kind.name in ("const", "enum")] if branches else []
    for where in steps:
        options = [_options_at(branch, where) for branch in branches]
        is_near = where == list(place) or (where[:-1] == list(place) and isinstance(where[-1], str))
        if is_near and all(options):
            all_of_them = [option for some in options for option in some]
            return wording.not_a_choice(all_of_them, "" if where == list(place) else str(where[-1]))
    return ""


def _missing(branch: Sequence[ValidationError], place: Sequence[str | int]) -> list[str]:
    kinds: list[Any] = [error.kind for error in branch if _is_at(error, "required", place)]
    return [kind.property for kind in kinds]


def _options_at(branch: Sequence[ValidationError], where: Sequence[str | int]) -> list[JsonValue]:
    for error in branch:
        kind: Any = error.kind
        if _is_at(error, "const", where):
            return [_exact(kind.expected_value)]
        if _is_at(error, "enum", where):
            return [_exact(one) for one in kind.options]
    return []


def _is_at(error: ValidationError, name: str, place: Sequence[str | int]) -> bool:
    return bool(error.kind.name == name) and list(error.instance_path) == list(place)


def _alternative_keys(members: Any) -> list[list[str]]:
    """The keys of a union whose members only say which keys have to be there; empty for any other."""
    keys = [
        member["required"] if isinstance(member, dict) and member.keys() == {"required"} else None
        for member in (members if isinstance(members, list) else ())
    ]
    return [one for one in keys if one] if all(isinstance(one, list) and one for one in keys) else []


def _is_null(branch: Sequence[ValidationError], union: ValidationError) -> bool:
    return _wrong_types(branch, union.instance_path) == ["null"]


def _wrong_types(branch: Sequence[ValidationError], place: Sequence[str | int]) -> list[str]:
    for error in branch:
        kind: Any = error.kind
        if list(error.instance_path) != list(place):
            continue
        if kind.name == "type":
            return list(kind.types)
        inside = [_wrong_types(one, place) for one in getattr(kind, "context", ())]
        if inside and all(inside):
            return [name for types in inside for name in types]
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
    if kind.name == "not":
        return _ruled_out(_rule(error, schema))
    return wording.of_rule(kind.name)


def _ruled_out(rule: Any) -> str:
    """What may not be, where the rule has a single keyword that says it."""
    if isinstance(rule, dict) and len(rule) == 1:
        keyword, what = next(iter(rule.items()))
        if keyword == "required" and isinstance(what, list) and what:
            return wording.not_together([str(key) for key in what])
        if keyword == "type" and what:
            return wording.ruled_out_type(what if isinstance(what, list) else [what])
        if keyword in ("const", "enum"):
            return wording.ruled_out_choice(what if keyword == "enum" and isinstance(what, list) else [what])
    return wording.of_rule("not")


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


def _place_of(error: ValidationError, value: JsonValue) -> Pointer:
    place = _original(value, error.instance_path)
    # jsonschema-rs 0.60.3 leaves keys without a name out of its paths: a place with some of them in it is searched for.
    ways = list(islice(_ways(value, tuple(error.instance_path)), _MOST_WAYS))
    if len(ways) > 1 or (ways and ways[0] != place):
        return next((way for way in ways if _is_of(error, value_at(value, way))), place)
    return place


def _is_of(error: ValidationError, here: Any) -> bool:
    instance = error.instance
    if error.kind.name == "falseSchema" and error.schema_path[-1:] == ["additionalProperties"]:
        return isinstance(here, dict) and any(plain(inside) == instance for inside in here.values())
    return not isinstance(here, Absent) and plain(here) == instance


def _ways(here: Any, rest: Pointer) -> Iterator[Pointer]:
    """The places that a path may mean, the one that it names first."""
    if not rest:
        yield ()
    elif isinstance(here, list) or not isinstance(here, dict) or rest[0] in here:
        inside = value_at(here, rest[:1])
        yield from ((rest[0], *way) for way in _ways(inside, rest[1:]))
    if isinstance(here, dict) and "" in here:
        yield from (("", *way) for way in _ways(here[""], rest))


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
