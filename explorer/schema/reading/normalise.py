"""
One spelling for what a schema can say in several: the schema of one place, ready to become a field.

    normalise(schema, document)      references followed, `allOf` merged, null set apart, `type` inferred

Handled: null as `"nullable": true`, in a list of types, in `enum` and as a branch of `anyOf` or `oneOf`; unions of one
branch; unions of constants, which are a list of choices; `const`; `true` and `false` as schemas.

Only what a form shows has to be exact here. Two patterns in an `allOf` leave one in the form, and checking, which
uses the schema itself, still applies both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from explorer.domain.json_value import ABSENT, JsonObject, JsonValue, write_json
from explorer.schema.reading.merge import merged
from explorer.schema.reading.reference import REFERENCES, Document, Unresolved

TYPES: Final = ("object", "array", "string", "number", "integer", "boolean")
_MOST_STEPS: Final = 40
"""References and `allOf`s followed one inside the other; more is taken for a schema without end."""
_MOST_MEMBERS: Final = 500
_UNIONS: Final = ("anyOf", "oneOf")
_CONSTRAINTS: Final = frozenset(
    {
        "$comment",
        "dependentRequired",
        "description",
        "maxProperties",
        "minProperties",
        "not",
        "propertyNames",
        "title",
        "type",
    }
)
"""What restricts an object without giving it new fields."""

_HINTS: Final = (
    ("object", ("properties", "patternProperties", "additionalProperties")),
    ("array", ("items", "prefixItems", "contains", "uniqueItems", "minItems", "maxItems")),
    ("string", ("pattern", "format", "minLength", "maxLength", "contentEncoding")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)


@dataclass(frozen=True, slots=True)
class Normal:
    """
    One place of a schema in one spelling.

    Args:
        schema: Keywords without `$ref`, `allOf`, `const`, `nullable`; `type` is not to be read, `types` is.
        types: The types a value may have, null aside; empty if any is possible.
        trail: The identities of the schemas followed to get here; a field inside that meets one of them again is
            recursive.
        alternatives: The branches of a union that is one.
        labels: Words for the values of `enum`, where the union gave any.
        reason: Why a form cannot show it field by field; empty if it can.
        is_recursive: `reason` is that a reference leads back to where it came from.
    """

    schema: JsonObject = field(default_factory=dict)
    types: Sequence[str] = ()
    is_nullable: bool = False
    trail: frozenset[int] = frozenset()
    alternatives: Sequence[JsonValue] = ()
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
        self._trail = trail
        self._members = 0

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
        self._trail |= {id(schema)}
        own = {key: value for key, value in schema.items() if key not in REFERENCES and key != "allOf"}
        members = schema.get("allOf")
        parts: list[JsonValue] = list(members) if isinstance(members, list) else []
        target = self._document.target_of(schema)
        if isinstance(target, Unresolved):
            return Normal(schema=own, reason=target.reason)
        if target is not ABSENT:
            if id(target) in self._trail and isinstance(target, dict):
                return Normal(schema=own, reason="the schema repeats itself here", is_recursive=True)
            parts.insert(0, target)
        return self._merge(own, parts, steps)

    def _merge(self, own: JsonObject, parts: Sequence[JsonValue], steps: int) -> JsonObject | Normal:
        may_be_null = own.pop("nullable", None) is True
        own = _with_enum(own)
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
        for keyword in _UNIONS:
            branches = flat.get(keyword)
            if isinstance(branches, list) and branches:
                if _only_constrains(branches, flat):
                    continue
                rest = {key: value for key, value in flat.items() if key != keyword}
                return self._union(rest, keyword, branches, steps)
        return self._closed(flat, types)

    def _union(self, rest: JsonObject, keyword: str, branches: list[JsonValue], steps: int) -> Normal:
        kept = [branch for branch in branches if not _is_null(branch)]
        has_null = len(kept) < len(branches)
        if not kept:
            return self._closed({**rest, "enum": [None]}, ["null"])
        if len(kept) == 1:
            alone = _with_null(rest) if has_null and "type" in rest else rest
            flat = self._merge(alone, kept, steps)
            if isinstance(flat, Normal):
                return flat
            normal = self._finish(flat, steps + 1) if steps <= _MOST_STEPS else Normal(reason="unions without end")
            return _nullable(normal) if has_null else normal
        choices = _choices(kept)
        if choices is not None:
            values, labels = choices
            own_types = _types_of(rest)
            normal = self._closed({**rest, "enum": values}, () if isinstance(own_types, str) else own_types)
            normal = Normal(normal.schema, normal.types, normal.is_nullable, normal.trail, labels=labels)
            return _nullable(normal) if has_null else normal
        word = "one" if keyword == "oneOf" else "any"
        return Normal(
            schema=rest,
            types=[kind for kind in _listed(_types_of(rest)) if kind != "null"],
            is_nullable=has_null,
            trail=self._trail,
            alternatives=kept,
            reason=f"{word} of {len(kept)} alternatives",
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
        return Normal(schema, others, is_nullable, self._trail)


def _with_enum(schema: JsonObject) -> JsonObject:
    """`const` as an `enum` of one value; an `enum` that is no list says nothing."""
    if "const" not in schema:
        is_broken = "enum" in schema and not isinstance(schema["enum"], list)
        return {key: value for key, value in schema.items() if key != "enum"} if is_broken else schema
    rest = {key: value for key, value in schema.items() if key != "const"}
    rest["enum"] = [schema["const"]]
    return rest


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


def _nullable(normal: Normal) -> Normal:
    return Normal(
        normal.schema,
        normal.types,
        is_nullable=True,
        trail=normal.trail,
        alternatives=normal.alternatives,
        labels=normal.labels,
        reason=normal.reason,
        is_recursive=normal.is_recursive,
    )


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


def _is_null(branch: JsonValue) -> bool:
    if not isinstance(branch, dict):
        return False
    return branch.get("type") in ("null", ["null"]) or branch.get("enum") == [None] or branch.get("const", 0) is None


def _choices(branches: Sequence[JsonValue]) -> tuple[list[JsonValue], list[str]] | None:
    """Values and labels of a union that only lists constants, else None."""
    values: list[JsonValue] = []
    labels: list[str] = []
    for branch in branches:
        if not isinstance(branch, dict):
            return None
        one = _with_enum(branch).get("enum")
        if not isinstance(one, list) or len(one) != 1 or any(key in branch for key in (*REFERENCES, "allOf")):
            return None
        title = branch.get("title") or branch.get("description")
        values.append(one[0])
        labels.append(title if isinstance(title, str) else "")
    return values, labels


def _only_constrains(branches: Sequence[JsonValue], around: JsonObject) -> bool:
    """Whether the branches of a union restrict the fields around it without bringing new ones."""
    known = around.get("properties")
    return isinstance(known, dict) and all(_constrains(branch, known, 0) for branch in branches)


def _constrains(branch: JsonValue, known: JsonObject, steps: int) -> bool:
    if not isinstance(branch, dict):
        return isinstance(branch, bool)
    return steps < 5 and all(_adds_nothing(key, value, known, steps) for key, value in branch.items())


def _adds_nothing(keyword: str, value: JsonValue, known: JsonObject, steps: int) -> bool:
    if keyword == "properties":
        return isinstance(value, dict) and all(name in known for name in value)
    if keyword == "required":
        return isinstance(value, list) and all(isinstance(name, str) and name in known for name in value)
    if keyword in ("allOf", "anyOf", "oneOf"):
        return isinstance(value, list) and all(_constrains(one, known, steps + 1) for one in value)
    return keyword in _CONSTRAINTS
