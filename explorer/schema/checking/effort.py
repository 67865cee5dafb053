"""
Whether checking a value ends in reasonable time.

A schema of a few lines can refer to itself twice at each of thirty levels, and a validator then looks at the same place
a thousand million times. `Effort` counts such looks without making them: first for any value of so many levels, which
settles nearly every schema and is done once, then for the very value.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue, depth
from explorer.schema.reading.reference import REFERENCES, Document, subschemas

_HERE: Final = frozenset({"allOf", "anyOf", "else", "if", "not", "oneOf", "then", "dependentSchemas", "dependencies"})
"""Keywords whose schemas look at the same place again."""

_AGAIN: Final = re.compile(f'"({"|".join(re.escape(word) for word in (*_HERE, *REFERENCES))}|patternProperties)"')
_EVERY_KEY: Final = ("additionalProperties", "unevaluatedProperties")
_EVERY_ITEM: Final = ("additionalItems", "contains", "items", "unevaluatedItems")
_USUAL: Final = 20
"""Looks of one schema at one place that need no closer count."""

_MOST_PRODUCT: Final = 20_000_000

_MOST_LOOKS: Final = 50_000
_REPEATED: Final = 50
_ALWAYS: Final = 10_000


@dataclass(slots=True)
class _Steps:
    """Where a validator goes from one schema: to the same place, to one key or index, to all of them."""

    here: list[int] = field(default_factory=list)
    named: list[tuple[str | int, int]] = field(default_factory=list)
    every: list[int] = field(default_factory=list)


def may_repeat(schema_text: str) -> bool:
    """Whether the JSON text of a schema holds any keyword by which a place is looked at more than a few times."""
    return _AGAIN.search(schema_text) is not None


class Effort:
    """How much work a schema makes; one for each schema, asked for each value."""

    def __init__(self, schema: JsonObject) -> None:
        self._document = Document(schema)
        self._steps = _steps_of(self._document)
        self._order = _downwards(self._steps)
        self._repeats = 1 + sum(len(step.here) + len(step.every) for step in self._steps)
        self._levels: list[dict[int, int]] = [self._here({0: 1})]

    def is_reasonable(self, value: JsonValue) -> bool:
        """Whether a validator would look at each place of the value some fifty times on average, at most."""
        if self._most_looks(depth(value)) <= _USUAL and self._repeats * _size(value) <= _MOST_PRODUCT:
            return True
        try:
            looks = _Looks(self._document)
            total = looks.at(self._document.root, value)
        except (_TooMany, RecursionError):
            return False
        return total <= _ALWAYS + _REPEATED * len(looks.counted)

    def _most_looks(self, levels: int) -> int:
        """One schema looks at most so many times at one place of any value of so many levels."""
        while len(self._levels) <= levels and self._levels[-1] and max(self._levels[-1].values()) <= _USUAL:
            self._levels.append(self._below(self._levels[-1]))
        return max(max(level.values(), default=0) for level in self._levels[: levels + 1])

    def _here(self, looks: dict[int, int]) -> dict[int, int]:
        """The looks at one place, with those that they lead to at the same place."""
        whole = defaultdict(int, looks)
        for number in self._order:
            if number in whole:
                for target in self._steps[number].here:
                    whole[target] += whole[number]
        return whole

    def _below(self, looks: dict[int, int]) -> dict[int, int]:
        """The looks one level down: of each schema, at the key where it has most."""
        every: dict[int, int] = defaultdict(int)
        named: dict[tuple[str | int, int], int] = defaultdict(int)
        for number, count in looks.items():
            for target in self._steps[number].every:
                every[target] += count
            for step in self._steps[number].named:
                named[step] += count
        most: dict[int, int] = {}
        for (_, target), count in named.items():
            most[target] = max(most.get(target, 0), count)
        for target, count in every.items():
            most[target] = most.get(target, 0) + count
        return self._here(most)


class _TooMany(Exception):
    """More different looks than can be counted."""


class _Looks:
    """The looks at one value, each kind of them counted once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[tuple[int, str | int], int] = {}
        self.counted: dict[tuple[int, int], int] = {}

    def at(self, schema: JsonObject, value: JsonValue, place: int = 0) -> int:
        """How often a validator looks at the place and all places inside it because of this schema."""
        look = id(schema), place
        if look in self.counted:
            return self.counted[look]
        if len(self.counted) >= _MOST_LOOKS:
            raise _TooMany
        self.counted[look] = 0
        total = 1
        for inside in _same_place(schema, self._document):
            total += self.at(inside, value, place)
        for key, part in _parts(value):
            there = self._places.setdefault((place, key), len(self._places) + 1)
            for inside in _at_key(schema, key):
                total += self.at(inside, part, there)
        self.counted[look] = total
        return total


def _steps_of(document: Document) -> list[_Steps]:
    """The steps of all schemas that can be reached; the root is number 0."""
    numbers = {id(document.root): 0}
    schemas = [document.root]
    steps: list[_Steps] = []

    def number_of(schema: JsonObject) -> int:
        if id(schema) not in numbers:
            numbers[id(schema)] = len(schemas)
            schemas.append(schema)
        return numbers[id(schema)]

    while len(steps) < len(schemas):
        schema = schemas[len(steps)]
        steps.append(
            _Steps(
                [number_of(inside) for inside in _same_place(schema, document)],
                [(key, number_of(inside)) for key, inside in _named(schema)],
                [number_of(inside) for inside in _for_all(schema)],
            )
        )
    return steps


def _downwards(steps: list[_Steps]) -> list[int]:
    """All schemas, each before those that it leads to at the same place, as far as they do not go in circles."""
    done: list[int] = []
    seen: set[int] = set()
    for start in range(len(steps)):
        open_schemas = [] if start in seen else [(start, iter(steps[start].here))]
        seen.add(start)
        while open_schemas:
            number, targets = open_schemas[-1]
            target = next((one for one in targets if one not in seen), None)
            if target is None:
                done.append(number)
                open_schemas.pop()
            else:
                seen.add(target)
                open_schemas.append((target, iter(steps[target].here)))
    return done[::-1]


def _same_place(schema: JsonObject, document: Document) -> Iterator[JsonObject]:
    if any(keyword in schema for keyword in REFERENCES):
        target = document.target_of(schema)
        if isinstance(target, dict):
            yield target
    for keyword, inside in subschemas(schema):
        if keyword in _HERE:
            yield inside


def _named(schema: JsonObject) -> Iterator[tuple[str | int, JsonObject]]:
    properties = schema.get("properties")
    if isinstance(properties, dict):
        yield from ((key, inside) for key, inside in properties.items() if isinstance(inside, dict))
    first = schema.get("prefixItems", schema.get("items"))
    if isinstance(first, list):
        yield from ((number, inside) for number, inside in enumerate(first) if isinstance(inside, dict))


def _for_all(schema: JsonObject) -> Iterator[JsonObject]:
    patterns = schema.get("patternProperties")
    if isinstance(patterns, dict):
        yield from (inside for inside in patterns.values() if isinstance(inside, dict))
    yield from (inside for key in (*_EVERY_KEY, *_EVERY_ITEM) if isinstance(inside := schema.get(key), dict))


def _parts(value: JsonValue) -> Iterator[tuple[str | int, JsonValue]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _at_key(schema: JsonObject, key: str | int) -> Iterator[JsonObject]:
    """The schemas for what stands under the key, keys of patterns counted as if all patterns fitted."""
    keywords: tuple[str, ...]
    if isinstance(key, str):
        properties, patterns = schema.get("properties"), schema.get("patternProperties")
        inside = properties.get(key) if isinstance(properties, dict) else None
        several = [inside, *(patterns.values() if isinstance(patterns, dict) else ())]
        keywords = _EVERY_KEY
    else:
        first = schema.get("prefixItems", schema.get("items"))
        several = [first[key]] if isinstance(first, list) and key < len(first) else []
        keywords = _EVERY_ITEM
    yield from (one for one in (*several, *(schema.get(keyword) for keyword in keywords)) if isinstance(one, dict))


def _size(value: JsonValue) -> int:
    """How many values there are in the value."""
    count = 1
    open_values = [value]
    while open_values:
        inside = [part for _, part in _parts(open_values.pop())]
        count += len(inside)
        open_values.extend(part for part in inside if isinstance(part, dict | list))
    return count
