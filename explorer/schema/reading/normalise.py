"""
One spelling for what a schema can say in several: the schema of one place, ready to become a field.

    normalise(schema, document)      references followed, `allOf` merged, null set apart, `type` inferred

Handled: null as `"nullable": true`, in a list of types, in `enum` and as a member of `anyOf` or `oneOf`; unions of one
member; unions of constants, which are a list of choices; `const`; `true` and `false` as schemas; `if` and its kin set
apart as branches.

Only what a form shows has to be exact here. Two patterns in an `allOf` leave one in the form, and checking, which
uses the schema itself, still applies both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from explorer.domain.json_value import ABSENT, JsonObject, JsonValue, write_json
from explorer.schema.field import Branch
from explorer.schema.reading.conditions import without_conditions
from explorer.schema.reading.merge import merged
from explorer.schema.reading.reference import REFERENCES, Document, Unresolved
from explorer.schema.reading.union import UNIONS, constants, flattened, is_null, only_restricts, with_enum

TYPES: Final = ("object", "array", "string", "number", "integer", "boolean")
_MOST_STEPS: Final = 40
"""References and `allOf`s followed one inside the other; more is taken for a schema without end."""
_MOST_MEMBERS: Final = 500
_HINTS: Final = (
    (
        "object",
        (
            "properties",
            "patternProperties",
            "additionalProperties",
            "required",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "unevaluatedProperties",
        ),
    ),
    (
        "array",
        (
            "items",
            "prefixItems",
            "additionalItems",
            "unevaluatedItems",
            "contains",
            "uniqueItems",
            "minItems",
            "maxItems",
        ),
    ),
    ("string", ("pattern", "format", "minLength", "maxLength", "contentEncoding")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)


@dataclass(frozen=True, slots=True)
class Normal:
    """
    One place of a schema in one spelling.

    Args:
        schema: Keywords without `$ref`, `allOf`, `const`, `nullable`, `if` and its kin; `type` is not to be read,
            `types` is.
        types: The types a value may have, null aside; empty if any is possible.
        trail: The identities of the schemas followed to get here; a field inside that meets one of them again is
            recursive.
        alternatives: The members of a union of shapes; `schema` applies beside whichever is chosen.
        branches: What applies to some values only.
        labels: Words for the values of `enum`, where the union gave any.
        reason: Why a form cannot show it field by field; empty if it can.
        is_recursive: `reason` is that a reference leads back to where it came from.
    """

    schema: JsonObject = field(default_factory=dict)
    types: Sequence[str] = ()
    is_nullable: bool = False
    trail: frozenset[int] = frozenset()
    alternatives: Sequence[JsonValue] = ()
    branches: Sequence[Branch] = ()
    labels: Sequence[str] = ()
    reason: str = ""
    is_recursive: bool = False


def normalise(schema: JsonValue, document: Document, trail: frozenset[int] = frozenset()) -> Normal:
    """
    The schema in one spelling.

    Args:
        schema: An object of `document`, or true or false; anything else is told in `reason`.
        document: The schema that it is a part of.
        trail: `Normal.trail` of the schema around it.
    """
    return _Reading(document, trail).read(schema, 0)


class _Reading:
    """One normalising; bounds the references and members that are followed in it."""

    def __init__(self, document: Document, trail: frozenset[int]) -> None:
        self._document = document
        self._around = trail
        self._trail = trail
        self._open: list[int] = []
        """The schemas that are being read, each inside the one before; side by side the same may come twice."""
        self._members = 0
        self._branches: list[Branch] = []

    def read(self, schema: JsonValue, steps: int) -> Normal:
        flat = self._flatten(schema, steps)
        if isinstance(flat, Normal):
            return flat
        return self._finish(flat, steps)

    def _flatten(self, schema: JsonValue, steps: int) -> JsonObject | Normal:
        """References and `allOf` resolved into one object, with null spelled as a member of `type` or `enum`."""
        if schema is True:
            return {}
        if schema is False:
            return Normal(reason="the schema allows no value here")
        if not isinstance(schema, dict):
            return Normal(reason="the schema here is neither an object nor true or false")
        self._members += 1
        if steps > _MOST_STEPS or self._members > _MOST_MEMBERS:
            return Normal(reason="the schema refers further than the explorer follows")
        identity = self._document.identity_of(schema)
        self._trail |= {identity}
        own = {key: value for key, value in schema.items() if key not in REFERENCES and key != "allOf"}
        own, branches = without_conditions(own)
        self._branches.extend(branches)
        members = schema.get("allOf")
        parts: list[JsonValue] = list(members) if isinstance(members, list) else []
        target = self._document.target_of(schema)
        if isinstance(target, Unresolved):
            return Normal(schema=own, reason=target.reason)
        if target is not ABSENT:
            inside = self._around | {*self._open, identity}
            if id(target) in inside and isinstance(target, dict):
                return Normal(schema=own, reason="the schema repeats itself here", is_recursive=True)
            parts.insert(0, target)
        self._open.append(identity)
        merged_parts = self._merge(own, parts, steps)
        if steps:  # What the whole is made of is around its unions, too.
            self._open.pop()
        return merged_parts

    def _merge(self, own: JsonObject, parts: Sequence[JsonValue], steps: int) -> JsonObject | Normal:
        may_be_null = own.pop("nullable", None) is True
        own = with_enum(own)
        if may_be_null and ("type" in own or "enum" in own):
            own = _with_null(own)
        for part in parts:
            flat = self._flatten(part, steps + 1)
            if isinstance(flat, Normal):
                return Normal({**flat.schema, **own}, reason=flat.reason, is_recursive=flat.is_recursive)
            together = merged(own, flat)
            if isinstance(together, str):
                return Normal(schema=own, reason=together)
            own = together
        return _with_null(own) if may_be_null and parts else own

    def _finish(self, flat: JsonObject, steps: int) -> Normal:
        types = _types_of(flat)
        if isinstance(types, str):
            return Normal(schema=flat, reason=types)
        if not types and "enum" not in flat and _are_of_objects(self._branches):
            types = ["object"]
        for keyword in UNIONS:
            members = flat.get(keyword)
            if isinstance(members, list) and members and not only_restricts(members, flat):
                rest = {key: value for key, value in flat.items() if key != keyword}
                return self._union(rest, members, steps)
        return self._closed(flat, types)

    def _union(self, rest: JsonObject, members: list[JsonValue], steps: int) -> Normal:
        whole = flattened(members)
        kept = [member for member in whole if not is_null(member)]
        has_null = len(kept) < len(whole)
        if not kept:
            return self._closed({**rest, "enum": [None]}, ["null"])
        if len(kept) == 1:
            alone = _with_null(rest) if has_null and "type" in rest else rest
            flat = self._merge(alone, kept, steps)
            if isinstance(flat, Normal):
                return flat
            normal = self._finish(flat, steps + 1) if steps <= _MOST_STEPS else Normal(reason="unions without end")
            return replace(normal, is_nullable=True) if has_null else normal
        choices = constants(kept)
        if choices is not None:
            values, labels = choices
            own_types = _types_of(rest)
            normal = self._closed({**rest, "enum": values}, () if isinstance(own_types, str) else own_types)
            return replace(normal, is_nullable=normal.is_nullable or has_null, labels=labels)
        return Normal(
            schema=rest,
            types=[kind for kind in _listed(_types_of(rest)) if kind != "null"],
            is_nullable=has_null,
            trail=self._trail,
            alternatives=kept,
            branches=tuple(self._branches),
        )

    def _closed(self, flat: JsonObject, types: Sequence[str]) -> Normal:
        schema = dict(flat)
        is_nullable = "null" in types
        others = tuple(kind for kind in types if kind != "null")
        values = schema.get("enum")
        if isinstance(values, list):
            is_nullable = any(value is None for value in values) and (is_nullable or not types)
            if any(value is not None for value in values):
                schema["enum"] = [value for value in values if value is not None]
        elif is_nullable and not others:
            schema["enum"] = [None]
        return Normal(schema, others, is_nullable, self._trail, branches=tuple(self._branches))


def _with_null(schema: JsonObject) -> JsonObject:
    wider = dict(schema)
    kinds = schema.get("type")
    if isinstance(kinds, str):
        wider["type"] = [kinds, "null"]
    elif isinstance(kinds, list):
        wider["type"] = [*kinds, "null"]
    values = schema.get("enum")
    if isinstance(values, list):
        wider["enum"] = [*values, None]
    return wider


def _listed(types: Sequence[str] | str) -> Sequence[str]:
    return () if isinstance(types, str) else types


def _types_of(schema: JsonObject) -> list[str] | str:
    """The types that the schema names or plainly means, or why they cannot be told."""
    named = schema.get("type")
    if isinstance(named, str):
        named = [named]
    if isinstance(named, list) and named:
        types: list[str] = []
        for kind in named:
            if kind not in TYPES and kind != "null":
                return f"the type {write_json(kind)[:60]} is not known"
            if isinstance(kind, str) and kind not in types:
                types.append(kind)
        if "number" in types and "integer" in types:
            types.remove("integer")
        return types
    if "enum" in schema:
        return []
    for kind, keywords in _HINTS:
        if any(keyword in schema for keyword in keywords):
            return [kind]
    return []


def _are_of_objects(branches: Sequence[Branch]) -> bool:
    """Whether any of them speaks of the keys of an object."""
    schemas = [schema for one in branches for schema in (one.test, one.then, one.otherwise)]
    return any(_types_of(schema) == ["object"] for schema in schemas if isinstance(schema, dict))
