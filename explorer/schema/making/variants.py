"""
Unions and several types, as shapes to choose from.

    variants_of(...)      the shapes of `oneOf`, `anyOf` or a list of types
    any_field(...)        a field that takes any JSON: its shapes are the types of JSON

Source: JSON Schema 2020-12; `discriminator` as in OpenAPI 3.1, section 4.8.25.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue, write_json
from explorer.schema.field import BooleanField, GroupField, JsonField, ListField, NumberField, TextField, Variant
from explorer.schema.making.keys import required_keys
from explorer.schema.reading.facts import label_of
from explorer.schema.reading.normalise import TYPES, Normal, normalise
from explorer.schema.reading.reference import Document
from explorer.schema.variant import kinds_of

_MOST_VARIANTS: Final = 200
_MOST_LEVELS: Final = 4
"""Unions inside unions that are shown as one list of shapes."""

_MOST_MARKS: Final = 40
_LONGEST_LABEL: Final = 60
_WORDS: Final = {
    "object": "Object",
    "array": "List",
    "string": "Text",
    "number": "Number",
    "integer": "Whole number",
    "boolean": "True or false",
}
_FORMAT_WORDS: Final = {
    "date": "Date",
    "date-time": "Date and time",
    "email": "Email address",
    "ipv4": "IPv4 address",
    "ipv6": "IPv6 address",
    "time": "Time",
    "uri": "Web address",
    "uuid": "UUID",
}
_ANYTHING: Final = JsonField(closed={})


def any_variants() -> tuple[Variant, ...]:
    """The types of JSON as shapes; null is none of them."""
    return _ANY


def typed_variants(normal: Normal) -> list[Variant]:
    """A shape for each of several types."""
    return [
        Variant(
            label=_WORDS[kind],
            shape=_closed({**_without_words(normal.schema), "type": kind}),
            kinds=_kinds_of_type(kind),
        )
        for kind in normal.types
        if kind in TYPES
    ]


def union_variants(normal: Normal, document: Document) -> list[Variant]:
    """A shape for each member of a union; members that are unions themselves give all of theirs."""
    around = _without_words(normal.schema)
    tags = _tags(around)
    members = list(_members(normal.alternatives, around, document, 0))[:_MOST_VARIANTS]
    made = []
    for member, schema in members:
        one = normalise(schema, document)
        closed = schema
        marks = _marks(one, document)
        tag = _tag_of(member, tags)
        if tag and tags and tags[0] not in marks:
            closed = {"allOf": [schema, {"properties": {tags[0]: {"enum": [tag]}}}]}
            marks = {**marks, tags[0]: [tag]}
        label = _title(member, one) or tag
        made.append((label, member, one, closed, marks))
    telling = _telling_key([marks for *_, marks in made])
    variants = []
    for label, member, one, closed, marks in made:
        words = label or _mark_words(marks, telling) or _reference_words(member) or _type_words(one)
        description = one.schema.get("description")
        variants.append(
            Variant(
                label=words[:_LONGEST_LABEL],
                shape=_closed(closed),
                description=description if isinstance(description, str) and isinstance(member, dict) else "",
                kinds=_kinds(one),
                marks=marks,
            )
        )
    return _with_labels_of_their_own(variants)


def _members(
    alternatives: Sequence[JsonValue], around: JsonObject, document: Document, level: int
) -> Iterator[tuple[JsonValue, JsonValue]]:
    """Each member, and the schema of what it is together with what applies around it."""
    for member in alternatives:
        schema: JsonValue = {"allOf": [around, member]} if around else member
        one = normalise(schema, document)
        if one.reason == "" and one.alternatives and level < _MOST_LEVELS:
            inner = _without_words(one.schema)
            yield from _members(one.alternatives, inner, document, level + 1)
        elif one.reason == "" and len(one.types) > 1 and "enum" not in one.schema:
            for kind in one.types:
                typed: JsonObject = {**_without_words(one.schema), "type": kind}
                yield typed, typed
        else:
            yield member, schema


def _closed(schema: JsonValue) -> JsonField:
    return JsonField(closed=_object_of(schema))


def _object_of(schema: JsonValue) -> JsonObject:
    """The schema as an object, as a closed field has it."""
    if isinstance(schema, dict):
        return schema
    return {} if schema is True else {"not": {}}


def _without_words(schema: JsonObject) -> JsonObject:
    """What applies to the value; words, defaults and examples belong to the field around the shapes."""
    words = ("title", "description", "default", "examples", "example", "deprecated", "readOnly", "writeOnly", "$schema")
    named = ("$id", "$anchor", "$dynamicAnchor", "$defs", "definitions", "$comment")
    return {key: value for key, value in schema.items() if key not in words and key not in named}


def _kinds(normal: Normal) -> tuple[str, ...]:
    values = normal.schema.get("enum")
    if isinstance(values, list):
        return tuple({kind: None for value in values for kind in kinds_of(value)})
    return tuple({one: None for kind in normal.types for one in _kinds_of_type(kind)})


def _kinds_of_type(kind: str) -> tuple[str, ...]:
    return ("number", "integer") if kind == "number" else (kind,)


def _marks(normal: Normal, document: Document) -> dict[str, Sequence[JsonValue]]:
    """The keys of an object that may have only a few values."""
    properties = normal.schema.get("properties")
    found: dict[str, Sequence[JsonValue]] = {}
    for key, inside in properties.items() if isinstance(properties, dict) else ():
        if len(found) < _MOST_MARKS and isinstance(inside, dict):
            values = normalise(inside, document).schema.get("enum")
            if isinstance(values, list) and len(values) <= _MOST_MARKS:
                found[key] = values
    return found


def _telling_key(marks: Sequence[Mapping[str, Sequence[JsonValue]]]) -> str:
    """The key that has another value in each shape; empty if there is none."""
    shared = [key for key in (marks[0] if marks else ()) if all(key in one for one in marks)]
    for key in shared:
        values = [write_json(value) for one in marks for value in one[key]]
        if len(values) == len(set(values)) and all(len(one[key]) == 1 for one in marks):
            return key
    return ""


def _mark_words(marks: Mapping[str, Sequence[JsonValue]], key: str) -> str:
    if not key:
        return ""
    value = marks[key][0]
    return label_of(value) if isinstance(value, str) and value.isascii() else write_json(value).strip('"')


def _tags(around: JsonObject) -> tuple[str, Mapping[str, str]] | None:
    """The key of a `discriminator`, and the value for each reference in its mapping."""
    found = around.get("discriminator")
    if not isinstance(found, dict) or not isinstance(found.get("propertyName"), str):
        return None
    mapping = found.get("mapping")
    named = mapping.items() if isinstance(mapping, dict) else ()
    return str(found["propertyName"]), {str(target): value for value, target in named}


def _tag_of(member: JsonValue, tags: tuple[str, Mapping[str, str]] | None) -> str:
    reference = member.get("$ref") if isinstance(member, dict) else None
    if tags is None or not isinstance(reference, str):
        return ""
    last = reference.rsplit("/", 1)[-1]
    return tags[1].get(reference) or tags[1].get(last) or last


def _title(member: JsonValue, normal: Normal) -> str:
    own = member.get("title") if isinstance(member, dict) else None
    title = own if isinstance(own, str) else normal.schema.get("title")
    return title.strip() if isinstance(title, str) else ""


def _reference_words(member: JsonValue) -> str:
    reference = member.get("$ref") if isinstance(member, dict) else None
    last = reference.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(reference, str) else ""
    return label_of(last) if last else ""


def _type_words(normal: Normal) -> str:
    schema = normal.schema
    values = schema.get("enum")
    if isinstance(values, list) and values:
        words = [value if isinstance(value, str) else write_json(value) for value in values[:3]]
        return ", ".join(words) + ("\u2026" if len(values) > 3 else "")
    if len(normal.types) != 1:
        return "Anything" if not normal.reason else "Other"
    kind = normal.types[0]
    shape = schema.get("format")
    if kind == "string" and isinstance(shape, str):
        return _FORMAT_WORDS.get(shape, f"Text ({shape})")
    if kind == "object":
        properties = schema.get("properties")
        names = sorted(required_keys(schema)) or list(properties if isinstance(properties, dict) else ())
        return f"With {', '.join(label_of(name).lower() for name in names[:2])}" if names else "Object"
    if kind == "array":
        items = schema.get("items")
        inner = items.get("type") if isinstance(items, dict) else None
        return f"List ({_WORDS[inner].lower()})" if isinstance(inner, str) and inner in _WORDS else "List"
    return _WORDS[kind]


def _with_labels_of_their_own(variants: Sequence[Variant]) -> list[Variant]:
    counts: dict[str, int] = {}
    total: dict[str, int] = {}
    for one in variants:
        total[one.label] = total.get(one.label, 0) + 1
    taken = set(total)
    found = []
    for one in variants:
        label = one.label
        while total[one.label] > 1:
            counts[one.label] = counts.get(one.label, 0) + 1
            label = f"{one.label} {counts[one.label]}"
            if label not in taken:
                taken.add(label)
                break
        found.append(Variant(label, one.shape, one.description, one.kinds, one.marks))
    return found


_ANY: Final = (
    Variant("Text", TextField(), kinds=("string",)),
    Variant("Number", NumberField(), kinds=("number", "integer")),
    Variant("True or false", BooleanField(), kinds=("boolean",)),
    Variant("Object", GroupField(others=_ANYTHING), kinds=("object",)),
    Variant("List", ListField(item=_ANYTHING), kinds=("array",)),
    Variant("JSON", JsonField()),
)
