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

_AGAIN: Final = _HERE | {"patternProperties", "unevaluatedItems", "unevaluatedProperties"}
"""Keywords without which no place is looked at more than a few times."""

_MOST_LOOKS: Final = 300_000
_MOST_PRODUCT: Final = 20_000_000
_REPEATED: Final = 50
_ALWAYS: Final = 10_000


class Effort:
    """How much work a schema makes; one for each schema, asked for each value."""

    def __init__(self, schema: JsonObject) -> None:
        self._document = Document(schema)
        self._size, self._multiplies, self._repeats = _measured(schema)

    def is_reasonable(self, value: JsonValue) -> bool:
        """Whether a validator would look at each place of the value at most some fifty times on average."""
        if not self._multiplies or (not self._repeats and self._size * _nodes(value) <= _MOST_PRODUCT):
            return True
        try:
            looks = _Looks(self._document)
            total = looks.at(self._document.root, value)
        except (_TooMany, RecursionError):
            return False
        return total <= _ALWAYS + _REPEATED * len(looks.counted)


class _TooMany(Exception):
    """More different looks than can be counted."""


class _Looks:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[tuple[int, str | int], int] = {}
        self.counted: dict[tuple[int, int], int] = {}

    def at(self, schema: JsonValue, value: JsonValue, place: int = 0) -> int:
        """How often a validator looks at the place and all places inside it because of this schema."""
        if not isinstance(schema, dict):
            return 1
        look = id(schema), place
        if look in self.counted:
            return self.counted[look]
        if len(self.counted) >= _MOST_LOOKS:
            raise _TooMany
        self.counted[look] = 0
        total = 1
        for inside in self._same_place(schema):
            total += self.at(inside, value, place)
        for inside, key, part in _parts(schema, value):
            total += self.at(inside, part, self._places.setdefault((place, key), len(self._places) + 1))
        self.counted[look] = total
        return total

    def _same_place(self, schema: JsonObject) -> Iterator[JsonValue]:
        target = self._document.target_of(schema)
        if isinstance(target, dict):
            yield target
        for keyword, inside in subschemas(schema):
            if keyword in _HERE:
                yield inside


def _parts(schema: JsonObject, value: JsonValue) -> Iterator[tuple[JsonValue, str | int, JsonValue]]:
    """What a validator looks at inside the value: by which schema, under which key, and the value there."""
    if isinstance(value, dict):
        named = schema.get("properties")
        known = named if isinstance(named, dict) else {}
        patterns = schema.get("patternProperties")
        others = [*patterns.values()] if isinstance(patterns, dict) else []
        others += [schema[key] for key in ("additionalProperties", "unevaluatedProperties") if key in schema]
        for key, inside in value.items():
            if key in known:
                yield known[key], key, inside
            for other in others:
                yield other, key, inside
    elif isinstance(value, list):
        items = schema.get("items")
        first = schema.get("prefixItems", items)
        every = [schema[key] for key in ("additionalItems", "contains", "items", "unevaluatedItems") if key in schema]
        for number, item in enumerate(value):
            if isinstance(first, list) and number < len(first):
                yield first[number], number, item
            for inside in every:
                yield inside, number, item


def _measured(schema: JsonObject) -> tuple[int, bool, bool]:
    """How many schemas there are, whether some look at one place together, and whether those refer to others."""
    size, multiplies, repeats = 0, False, False
    open_schemas = [(schema, False)]
    while open_schemas:
        one, is_here = open_schemas.pop()
        size += 1
        repeats = repeats or (is_here and any(keyword in one for keyword in REFERENCES))
        for keyword, inside in subschemas(one):
            multiplies = multiplies or keyword in _AGAIN
            if isinstance(inside, dict):
                open_schemas.append((inside, is_here or keyword in _HERE))
    return size, multiplies, repeats


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
