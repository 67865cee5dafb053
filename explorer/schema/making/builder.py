"""One place of a schema as a field, with the places inside it, down to a number of levels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.field import (
    BooleanField,
    Branch,
    ChoiceField,
    Field,
    GroupField,
    JsonField,
    ListField,
    Variant,
    VariantField,
)
from explorer.schema.making.keys import (
    listed_names,
    named_keys,
    patterned_keys,
    required_keys,
    rule_of_names,
    schema_of_others,
    takes_other_keys,
)
from explorer.schema.making.variants import any_variants, typed_variants, union_variants
from explorer.schema.reading.facts import about, choice_of, count_at, definition_of, number_of, text_of
from explorer.schema.reading.normalise import Normal, normalise
from explorer.schema.reading.reference import Document

_RULES_FOR_ITEMS: Final = {"items", "additionalItems", "contains", "if", "anyOf", "oneOf", "not"}
"""Beside these it takes the value to tell which items are left unevaluated."""


class TooManyFields(Exception):
    """More fields than one form is made of; the next try makes fewer levels."""


class Builder:
    """
    Makes fields of the schemas of one document.

    Args:
        levels: Groups and lists that are made one inside the other; what lies deeper stays closed.
        most: Fields made before `TooManyFields`; None for no limit.
    """

    def __init__(self, document: Document, levels: int, most: int | None) -> None:
        self._document = document
        self._levels = levels
        self._left = most

    def field(
        self,
        schema: JsonValue,
        key: str | None,
        is_required: bool,
        level: int = 0,
        trail: frozenset[int] = frozenset(),
    ) -> Field:
        """
        The field of one place.

        Args:
            schema: Of the document, or made of several of its schemas.
            is_required: Whether the object around it requires the key.
            level: How many groups and lists are around it.
            key: None for a root, an item, or a key of one's own.
            trail: The schemas around it, `Normal.trail`; one that comes again stays closed.
        """
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise TooManyFields
        normal = normalise(schema, self._document, trail)
        if normal.reason:
            closed = schema if normal.is_recursive else None
            return _json(normal, schema, key, is_required, reason=normal.reason, closed=closed)
        several = self._several(normal)
        if several:
            is_any = several == any_variants()
            known = about(normal, key, is_required)
            # null is a value like any other where all are welcome.
            known["is_nullable"] = known["is_nullable"] or is_any
            return VariantField(**known, variants=several, is_any=is_any)
        leaf = _leaf(normal, key, is_required)
        if leaf is not None:
            return leaf
        if "enum" in normal.schema:
            return _json(normal, schema, key, is_required, reason="the schema allows no value here", closed=None)
        if level >= self._levels:
            return _json(normal, schema, key, is_required, reason="nested deeper than shown at once", closed=schema)
        if normal.types[0] == "array":
            return self._list(normal, key, is_required, level)
        return self.group(normal, key, is_required, level)

    def root(self, schema: JsonObject) -> tuple[Field, str]:
        """The field of the whole, and what of the schema could not be read; the named fields are shown all the same."""
        normal = normalise(schema, self._document)
        if normal.reason and normal.schema.get("properties"):
            return self.group(replace(normal, types=("object",)), None, True, 0), normal.reason
        return self.field(schema, None, True), normal.reason

    def group(self, normal: Normal, key: str | None, is_required: bool, level: int) -> GroupField:
        """An object with its named fields, and what is said of other keys."""
        schema, inner, trail = normal.schema, level + 1, normal.trail
        required = required_keys(schema)
        others = schema_of_others(schema)
        return GroupField(
            **about(normal, key, is_required),
            fields=tuple(
                self.field(inside, name, name in required, inner, trail)
                for name, inside in named_keys(schema, required)
            ),
            is_open=takes_other_keys(schema),
            others=None if others is None else self.field(others, None, False, inner, trail),
            patterns=tuple(
                (pattern, self.field(inside, None, False, inner, trail)) for pattern, inside in patterned_keys(schema)
            ),
            key_names=listed_names(schema),
            key_rule=rule_of_names(schema),
            least_keys=count_at(schema, "minProperties"),
            most_keys=count_at(schema, "maxProperties"),
            branches=normal.branches,
            own=schema if normal.branches else None,
        )

    def shaped(self, group: GroupField, applying: Sequence[JsonValue]) -> GroupField:
        """The group with more schemas that apply to it; fields that stay the same are the same objects."""
        normal = normalise({"type": "object", "allOf": [group.own or {}, *applying]}, self._document)
        if normal.reason or normal.types != ("object",) or normal.alternatives:
            return replace(group, branches=())
        made = self.group(normal, group.key or None, group.is_required, 0)
        before = {field.key: field for field in group.fields}
        fields = tuple(before[one.key] if before.get(one.key) == one else one for one in made.fields)
        return replace(
            made,
            **_words(group),
            fields=fields,
            others=group.others if group.others == made.others else made.others,
        )

    def _list(self, normal: Normal, key: str | None, is_required: bool, level: int) -> Field:
        schema, inner, trail = normal.schema, level + 1, normal.trail
        first, rest = _places_of(schema)
        item = self.field(rest, None, False, inner, trail)
        if not first and _is_choice_of_items(item):
            assert isinstance(item, ChoiceField)
            return ChoiceField(
                **about(normal, key, is_required),
                options=item.options,
                value_kind=item.value_kind,
                is_multiple=True,
            )
        return ListField(
            **about(normal, key, is_required),
            item=item,
            places=tuple(self.field(place, None, True, inner, trail) for place in first),
            takes_more=rest is not False,
            min_items=count_at(schema, "minItems"),
            max_items=count_at(schema, "maxItems"),
            is_unique=schema.get("uniqueItems") is True,
        )

    def _several(self, normal: Normal) -> Sequence[Variant]:
        """The shapes to choose from; none where the value has one shape."""
        if normal.alternatives:
            return union_variants(normal, self._document)
        if "enum" in normal.schema:
            return ()
        if not normal.types:
            return any_variants()
        return typed_variants(normal) if len(normal.types) > 1 else ()


def _leaf(normal: Normal, key: str | None, is_required: bool) -> Field | None:
    """The field, if it is of a kind that has none inside."""
    if "enum" in normal.schema:
        return choice_of(normal, key, is_required)
    if normal.types[0] == "string":
        return text_of(normal, key, is_required)
    if normal.types[0] in ("number", "integer"):
        return number_of(normal, key, is_required)
    return BooleanField(**about(normal, key, is_required)) if normal.types[0] == "boolean" else None


def _json(
    normal: Normal,
    schema: JsonValue,
    key: str | None,
    is_required: bool,
    *,
    reason: str,
    closed: JsonValue,
) -> JsonField:
    return JsonField(
        **about(normal, key, is_required),
        reason=reason,
        definition=definition_of(schema),
        closed=closed if isinstance(closed, dict) else None,
    )


def _is_choice_of_items(item: Field) -> bool:
    return isinstance(item, ChoiceField) and not item.is_multiple and not item.is_nullable and not item.is_fixed


def _places_of(schema: JsonObject) -> tuple[list[JsonValue], JsonValue]:
    """The schemas of the first places, and that of the items behind them; False where there may be none."""
    first, rest = schema.get("prefixItems"), schema.get("items", True)
    if isinstance(rest, list):
        first, rest = rest, schema.get("additionalItems", True)
    places = first if isinstance(first, list) else []
    if "unevaluatedItems" in schema and not _RULES_FOR_ITEMS & schema.keys():
        rest = schema["unevaluatedItems"]
    return places, rest


def _words(group: GroupField) -> Mapping[str, Any]:
    """What the group says of itself, whatever applies to it besides."""
    kept = ("key", "label", "description", "is_required", "is_nullable", "default", "is_fixed", "is_hidden", "examples")
    return {name: getattr(group, name) for name in kept}


def branches_of(group: GroupField, passed: Sequence[bool]) -> list[JsonValue]:
    """The schemas that apply, given which tests of the group's branches a value has passed."""
    found = [_applying(branch, has_passed) for branch, has_passed in zip(group.branches, passed, strict=True)]
    return [schema for schema in found if schema is not None]


def _applying(branch: Branch, has_passed: bool) -> JsonValue:
    return branch.then if has_passed else branch.otherwise
