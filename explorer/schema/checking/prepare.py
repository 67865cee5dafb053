"""
A schema from outside, made fit for the validator, without changing what it means to its author.

    prepared(schema)     a copy in which `nullable` is spelled with types, references that lead nowhere allow anything,
                         and a schema that names no draft gets the one it is written in

The validator refuses a whole schema for one such place; a rule that cannot be read must not keep the others from
being checked.
"""

import re
from typing import Final

from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue
from explorer.schema.checking.convert import encodable, within_reach
from explorer.schema.reading.reference import NAMED, REFERENCES, Document, Unresolved, subschemas

_DRAFT_7: Final = "http://json-schema.org/draft-07/schema#"
_DRAFT_4: Final = "draft-04/"
_DRAFTS: Final = (_DRAFT_4, "draft-06/", "draft-07/", "draft/2019-09/", "draft/2020-12/")
_METASCHEMA: Final = re.compile(r"https?://json-schema\.org/draft[-/](04|06|07|2019-09|2020-12)/schema#?$")
_VALUES: Final = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords that hold values, in which nothing is a schema."""

_DECIDING: Final = ("type", "enum", "const", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", *REFERENCES)
"""Keywords that can refuse null."""

_LIMITS: Final = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))


def prepared(schema: JsonObject) -> JsonObject:
    """The copy for the validator. `schema` may hold any JSON, at most `MOST_LEVELS` deep."""
    document = Document(schema)
    draft = draft_of(schema)
    # In draft 4 itself the validator knows limits that are excluded by a flag, and no other ones.
    copy = _copy(schema, document, has_flags=_DRAFT_4 in draft)
    assert isinstance(copy, dict)
    copy.pop("$schema", None)
    return {"$schema": draft, **copy} if draft else copy


def draft_of(schema: JsonObject) -> str:
    """The draft that the schema names or is written in; empty for the newest."""
    draft = schema.get("$schema")
    if isinstance(draft, str) and any(known in draft for known in _DRAFTS):
        return draft
    return _DRAFT_7 if _is_old(schema) else ""


def _copy(value: JsonValue, document: Document, *, has_flags: bool) -> JsonValue:
    if isinstance(value, list):
        return [_copy(item, document, has_flags=has_flags) for item in value]
    if not isinstance(value, dict):
        return _encodable(value)
    copy: JsonObject = {}
    for key, inside in value.items():
        if key in _VALUES:
            copy[encodable(key)] = _encodable(inside)
        elif key in NAMED and isinstance(inside, dict):
            copy[encodable(key)] = {
                encodable(name): _copy(one, document, has_flags=has_flags) for name, one in inside.items()
            }
        else:
            copy[encodable(key)] = _copy(inside, document, has_flags=has_flags)
    if isinstance(document.target_of(value), Unresolved) and not _is_of_a_draft(value):
        for keyword in REFERENCES:
            copy.pop(keyword, None)
    if not has_flags:
        _limits(copy)
    return _with_null(copy) if copy.get("nullable") is True else copy


def _is_of_a_draft(schema: JsonObject) -> bool:
    """Whether the reference is to the schema for schemas of a draft: the validator brings those with it."""
    return any(_METASCHEMA.match(target) for key in REFERENCES if isinstance(target := schema.get(key), str))


def _encodable(value: JsonValue) -> JsonValue:
    if isinstance(value, dict):
        return {encodable(key): _encodable(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, str):
        return encodable(value)
    return value if value is None or isinstance(value, bool) else within_reach(value)


def _limits(copy: JsonObject) -> None:
    """Draft 4 and OpenAPI 3.0 write `"exclusiveMinimum": true` beside the limit."""
    for exclusive, inclusive in _LIMITS:
        if isinstance(copy.get(exclusive), bool):
            is_exclusive = copy.pop(exclusive)
            if is_exclusive and isinstance(copy.get(inclusive), int | ExactNumber):
                copy[exclusive] = copy.pop(inclusive)


def _with_null(copy: JsonObject) -> JsonObject:
    """Let null in beside what was allowed; the keywords that only look at other types stay where they are."""
    del copy["nullable"]
    deciding = [key for key in _DECIDING if key in copy]
    if not deciding:
        return copy
    kinds = copy.get("type")
    if deciding == ["type"] and isinstance(kinds, str | list):
        copy["type"] = [*kinds, "null"] if isinstance(kinds, list) else [kinds, "null"]
        return copy
    before: JsonObject = {key: copy.pop(key) for key in deciding}
    copy["anyOf"] = [{"type": "null"}, before]
    return copy


def _is_old(schema: JsonObject) -> bool:
    """Whether it says places of a list, or dependencies, as draft 7 did."""
    open_schemas = [schema]
    while open_schemas:
        one = open_schemas.pop()
        if isinstance(one.get("items"), list) or isinstance(one.get("dependencies"), dict):
            return True
        open_schemas.extend(inside for _, inside in subschemas(one))
    return False
