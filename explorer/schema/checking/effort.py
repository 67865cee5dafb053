"""
Whether checking a value ends in reasonable time.

A schema of a few lines can refer to itself twice at each of thirty levels, and a validator then looks at the same place
a thousand million times. `is_reasonable` counts such looks without making them.
"""

from collections.abc import Iterator
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.reference import REFERENCES, Document, subschemas

_HERE: Final = frozenset({"allOf", "anyOf", "else", "if", "not", "oneOf", "then", "dependentSchemas", "dependencies"})
"""Keywords whose schemas look at the same place again."""

_MOST_PLACES: Final = 300_000
_MOST_PRODUCT: Final = 20_000_000
_REPEATED: Final = 50
_ALWAYS: Final = 10_000


class Effort:
    """How much work a schema makes; one for each schema, asked for each value."""

    def __init__(self, schema: JsonObject) -> None:
        self._document = Document(schema)
        self._size, self._repeats = _measured(schema)

    def is_reasonable(self, value: JsonValue) -> bool:
        """Whether a validator would look at each place of the value at most some fifty times on average."""
        if not self._repeats and self._size * _nodes(value) <= _MOST_PRODUCT:
            return True
        try:
            looks = _Looks(self._document)
            total = looks.at(self._document.root, value)
        except (_TooMany, RecursionError):
            return False
        return total <= _ALWAYS + _REPEATED * len(looks.counted)


class _TooMany(Exception):
    """More different places than can be counted."""


class _Looks:
    def __init__(self, document: Document) -> None:
        self._document = document
        self.counted: dict[tuple[int, int], int] = {}

    def at(self, schema: JsonValue, value: JsonValue) -> int:
        if not isinstance(schema, dict):
            return 1
        place = id(schema), id(value)
        if place in self.counted:
            return self.counted[place]
        if len(self.counted) >= _MOST_PLACES:
            raise _TooMany
        self.counted[place] = 0
        self.counted[place] = total = 1 + sum(self.at(inside, part) for inside, part in self._steps(schema, value))
        return total

    def _steps(self, schema: JsonObject, value: JsonValue) -> Iterator[tuple[JsonValue, JsonValue]]:
        if any(keyword in schema for keyword in REFERENCES):
            target = self._document.target_of(schema)
            if isinstance(target, dict):
                yield target, value
        for keyword, inside in subschemas(schema):
            if keyword in _HERE:
                yield inside, value
        if isinstance(value, dict):
            yield from _fields(schema, value)
        elif isinstance(value, list):
            yield from _items(schema, value)


def _fields(schema: JsonObject, value: JsonObject) -> Iterator[tuple[JsonValue, JsonValue]]:
    named = schema.get("properties")
    known = named if isinstance(named, dict) else {}
    patterns = schema.get("patternProperties")
    others = [*patterns.values()] if isinstance(patterns, dict) else []
    others += [schema[key] for key in ("additionalProperties", "unevaluatedProperties") if key in schema]
    for key, inside in value.items():
        if key in known:
            yield known[key], inside
        for other in others:
            yield other, inside


def _items(schema: JsonObject, value: list[JsonValue]) -> Iterator[tuple[JsonValue, JsonValue]]:
    items = schema.get("items")
    first = schema.get("prefixItems", items)
    if isinstance(first, list):
        yield from zip(first, value, strict=False)
    every = [schema[key] for key in ("additionalItems", "contains", "items", "unevaluatedItems") if key in schema]
    for item in value:
        for inside in every:
            yield inside, item


def _measured(schema: JsonObject) -> tuple[int, bool]:
    """How many schemas there are, and whether one refers to another in a place where looks can multiply."""
    size, repeats = 0, False
    open_schemas = [(schema, False)]
    while open_schemas:
        one, is_here = open_schemas.pop()
        size += 1
        repeats = repeats or (is_here and any(keyword in one for keyword in REFERENCES))
        for keyword, inside in subschemas(one):
            if isinstance(inside, dict):
                open_schemas.append((inside, is_here or keyword in _HERE))
    return size, repeats


def _nodes(value: JsonValue) -> int:
    count = 0
    open_values = [value]
    while open_values:
        item = open_values.pop()
        count += 1
        if isinstance(item, dict):
            open_values.extend(item.values())
        elif isinstance(item, list):
            open_values.extend(item)
    return count
