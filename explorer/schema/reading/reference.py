"""
What a `$ref` inside a schema points to: local places only, nothing is ever fetched.

    Document(root).target_of(schema)    the schema that `$ref` (or `$dynamicRef`, `$recursiveRef`) of `schema` means

Places are JSON Pointers, `$anchor` and `$dynamicAnchor` names, and `$id`s inside the document, absolute or relative.
A `$dynamicRef` is taken for the first anchor of its name, which is enough for showing fields; checking follows the
real rule. Documents come from outside, so that every keyword may hold anything: what does not fit is passed over. The
library `referencing` raises `AttributeError` on such documents, hence code of our own.

Source: JSON Schema 2020-12 core, sections 8.2 and 9; draft 7, section 8.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urljoin

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, pointer_parts

REFERENCES: Final = ("$ref", "$dynamicRef", "$recursiveRef")

NAMED: Final = frozenset(
    {"$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"}
)
"""Keywords that hold schemas under names."""

_HOLDING: Final = NAMED | {
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
}


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that leads nowhere, and why, in plain words."""

    reason: str


def subschemas(schema: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """The schemas directly inside a schema, each with the keyword that holds it; true and false are left out."""
    for keyword, inside in schema.items():
        if keyword not in _HOLDING:
            continue
        several: Iterable[JsonValue] = (inside,)
        if isinstance(inside, list):
            several = inside
        elif keyword in NAMED and isinstance(inside, dict):
            several = inside.values()
        for one in several:
            if isinstance(one, dict):
                yield keyword, one


class Document:
    """One schema with everything inside it that can be referred to. The index is made at the first reference."""

    def __init__(self, root: JsonObject) -> None:
        self.root = root
        self._resources: dict[str, JsonObject] | None = None
        self._anchors: dict[tuple[str, str], JsonObject] = {}
        self._bases: dict[int, str] = {}
        self._followed: dict[int, JsonObject] = {}

    def base_of(self, schema: JsonObject) -> str:
        """The address that relative references in this schema count from; empty where none was given."""
        self._indexed()
        return self._bases.get(id(schema), "")

    def identity_of(self, schema: JsonObject) -> int:
        """
        What tells the schema from all others that were asked for.

        It stays so: schemas that are made of several while reading are kept, since a new object could otherwise get
        the identity of one that is gone.
        """
        self._followed[id(schema)] = schema
        return id(schema)

    def target_of(self, schema: JsonObject) -> JsonObject | bool | Unresolved | Absent:
        """
        What the reference in this schema means; `ABSENT` if there is none.

        `schema` has to be an object of the document itself, not a copy: relative references depend on where it is.
        """
        for keyword in REFERENCES:
            if keyword in schema:
                reference = schema[keyword]
                if not isinstance(reference, str):
                    return Unresolved(f'"{keyword}" is not text')
                return self._find(reference, schema)
        return ABSENT

    def _find(self, reference: str, schema: JsonObject) -> JsonObject | bool | Unresolved:
        resources = self._indexed()
        base = self._bases.get(id(schema), "")
        shown = reference[:120]
        try:
            # A fragment alone is put behind the base here: `urljoin` knows no urn.
            whole = base + reference if reference.startswith("#") else urljoin(base, reference)
        except ValueError:
            return Unresolved(f'"{shown}" is not an address')
        address, _, fragment = whole.partition("#")
        fragment = unquote(fragment)
        resource = resources.get(address)
        if resource is None:
            return Unresolved(f'"{shown}" lies outside this schema, and nothing is fetched')
        if fragment and not fragment.startswith("/"):
            anchored = self._anchors.get((address, fragment))
            return Unresolved(f'nothing in this schema is named "{shown}"') if anchored is None else anchored
        found = _walk(resource, fragment)
        if isinstance(found, dict | bool):
            return found
        return Unresolved(f'"{shown}" points to nothing in this schema')

    def _indexed(self) -> dict[str, JsonObject]:
        if self._resources is not None:
            return self._resources
        self._resources = {"": self.root}
        open_schemas: list[tuple[JsonObject, str]] = [(self.root, "")]
        while open_schemas:
            schema, base = open_schemas.pop()
            base = self._note(schema, base, self._resources)
            if base:
                self._bases[id(schema)] = base
            open_schemas.extend((inside, base) for _, inside in subschemas(schema))
        return self._resources

    def _note(self, schema: JsonObject, base: str, resources: dict[str, JsonObject]) -> str:
        identity = schema.get("$id")
        if isinstance(identity, str):
            try:
                # `urljoin` knows no urn, which an anchor may stand behind.
                whole = base + identity if identity.startswith("#") else urljoin(base, identity)
            except ValueError:
                whole = base
            address, _, fragment = whole.partition("#")
            if fragment:  # Draft 7 wrote an anchor as "$id": "#name".
                self._anchors.setdefault((address, fragment), schema)
            else:
                base = address
                resources.setdefault(address, schema)
        for keyword in ("$anchor", "$dynamicAnchor"):
            name = schema.get(keyword)
            if isinstance(name, str):
                self._anchors.setdefault((base, name), schema)
        return base


def _walk(value: JsonValue, pointer: str) -> JsonValue | Absent:
    for part in pointer_parts(pointer):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isascii() and part.isdigit() and len(part) < 9 and int(part) < len(value):
            value = value[int(part)]
        else:
            return ABSENT
    return value
