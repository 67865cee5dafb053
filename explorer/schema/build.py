"""
A form made from a JSON Schema.

    build_form(schema)              the whole form
    open_level(form, json_field)    one level more of a schema that repeats itself

Whatever comes in, a form comes out: what no editor can hold exactly becomes a JSON field that says why and shows its
definition. Schemas without end stop at the first repetition, and large ones at the level down to which at most
`MOST_FIELDS` fields are needed.

Source: JSON Schema 2020-12 and draft 7; `nullable` and `example` as in OpenAPI 3.0.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Field,
    Form,
    GroupField,
    JsonField,
    ListField,
)
from explorer.schema.reading.facts import about, choice_of, count_at, definition_of, number_of, text_of
from explorer.schema.reading.normalise import Normal, normalise
from explorer.schema.reading.reference import Document

MOST_FIELDS: Final = 20_000
"""Fields made at once, apart from the JSON fields that stand for what is not."""

_LEVELS: Final = (24, 8, 4, 2)
"""Levels of groups and lists that are made, tried in turn until the fields are few enough."""

_Made = TypeVar("_Made")


def build_form(schema: JsonValue, *, title: str = "") -> Form:
    """
    The form of a schema; never fails.

    Args:
        schema: A JSON Schema. Anything else gives an empty form that says so in `Form.problems`.
        title: Name of the whole, for where the schema has none of its own.
    """
    if schema is True or schema is False:
        schema = {} if schema else {"not": {}}
    if not isinstance(schema, dict):
        problem = "The description of the parameters is no JSON Schema."
        return Form(GroupField(label=title or "Parameters"), None, (problem,))
    return _bounded(schema, lambda builder: builder.form(schema, title))


def open_level(form: Form, field: JsonField) -> Field:
    """
    The editor of a part that was left closed because the schema repeats itself or is large.

    Returns:
        The field with its own fields, down to the next repetition; the same field if there is nothing to open.
    """
    if form.schema is None or field.closed is None:
        return field
    closed = field.closed
    return _bounded(form.schema, lambda builder: builder.field(closed, field.key, field.is_required))


def _bounded(schema: JsonObject, make: "Callable[[_Builder], _Made]") -> _Made:
    """What `make` makes with as many levels as the number of fields allows; one level is made whatever their number."""
    document = Document(schema)
    named = schema.get("properties")
    if not isinstance(named, dict) or len(named) <= MOST_FIELDS:
        for levels in _LEVELS:
            try:
                return make(_Builder(document, levels, MOST_FIELDS))
            except _TooManyFields:
                continue
    return make(_Builder(document, 1, None))


class _TooManyFields(Exception):
    """More fields than one form is made of; the next try makes fewer levels."""


class _Builder:
    def __init__(self, document: Document, levels: int, most: int | None) -> None:
        self._document = document
        self._levels = levels
        self._left = most

    def form(self, schema: JsonObject, title: str) -> Form:
        normal = normalise(schema, self._document)
        problems: list[str] = []
        if "enum" in normal.schema or (normal.types and "object" not in normal.types):
            problems.append(
                f"The schema describes {_kinds(normal) or 'fixed values'}, not an object with named parameters."
            )
            normal = Normal(schema=_words(normal.schema))
        elif normal.alternatives:
            problems.append("The schema offers several forms of the whole; this one shows the fields of all of them.")
            normal = self._all_of_the_alternatives(normal)
        elif normal.reason:
            problems.append(f"Not all of the schema could be read: {normal.reason}.")
        root = self._group(normal, None, False, 0)
        label = title or root.label or "Parameters"
        whole = GroupField(label=label, description=root.description, fields=root.fields, is_open=root.is_open)
        return Form(whole, schema, tuple(problems))

    def field(
        self,
        schema: JsonValue,
        key: str | None,
        is_required: bool,
        level: int = 0,
        trail: frozenset[int] = frozenset(),
    ) -> Field:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise _TooManyFields
        normal = normalise(schema, self._document, trail)
        leaf = _leaf(normal, key, is_required)
        if leaf is not None:
            return leaf
        reason = normal.reason or _too_special(normal)
        if reason or len(normal.types) != 1:
            closed = schema if normal.is_recursive else None
            return _json(normal, schema, key, is_required, reason=reason, closed=closed)
        if level >= self._levels:
            return _json(normal, schema, key, is_required, reason="nested deeper than shown at once", closed=schema)
        if normal.types[0] == "array":
            return self._list(normal, key, is_required, level)
        return self._group(normal, key, is_required, level)

    def _group(self, normal: Normal, key: str | None, is_required: bool, level: int) -> GroupField:
        schema = normal.schema
        required = _required(schema)
        return GroupField(
            **about(normal, key, is_required),
            fields=tuple(
                self.field(inside, name, name in required, level + 1, normal.trail)
                for name, inside in _properties(schema, required)
            ),
            is_open=schema.get("additionalProperties") is not False
            and schema.get("unevaluatedProperties") is not False,
        )

    def _list(self, normal: Normal, key: str | None, is_required: bool, level: int) -> Field:
        schema = normal.schema
        item = self.field(schema.get("items", True), None, False, level + 1, normal.trail)
        if isinstance(item, ChoiceField) and not item.is_multiple and not item.is_nullable and not item.is_fixed:
            return ChoiceField(
                **about(normal, key, is_required),
                options=item.options,
                value_kind=item.value_kind,
                is_multiple=True,
            )
        return ListField(
            **about(normal, key, is_required),
            item=item,
            min_items=count_at(schema, "minItems"),
            max_items=count_at(schema, "maxItems"),
            is_unique=schema.get("uniqueItems") is True,
        )

    def _all_of_the_alternatives(self, normal: Normal) -> Normal:
        """One group with the fields of all branches; what they disagree about is left to JSON."""
        fields: JsonObject = {}
        required: frozenset[str] | None = None
        trail = normal.trail
        for branch in normal.alternatives:
            one = normalise(branch, self._document, normal.trail)
            trail |= one.trail
            for name, inside in _properties(one.schema, frozenset()):
                fields[name] = inside if name not in fields or fields[name] == inside else True
            required = _required(one.schema) if required is None else required & _required(one.schema)
        own = dict(_properties(normal.schema, frozenset()))
        always = sorted((required or frozenset()) | _required(normal.schema))
        whole: JsonObject = {**normal.schema, "properties": {**fields, **own}, "required": list[JsonValue](always)}
        whole.pop("additionalProperties", None)
        return Normal(schema=whole, types=("object",), trail=trail)


def _leaf(normal: Normal, key: str | None, is_required: bool) -> Field | None:
    """The field, if it is of a kind that has none inside."""
    if normal.reason:
        return None
    if "enum" in normal.schema:
        return choice_of(normal, key, is_required)
    if len(normal.types) != 1:
        return None
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


def _required(schema: JsonObject) -> frozenset[str]:
    named = schema.get("required")
    return frozenset(name for name in named if isinstance(name, str)) if isinstance(named, list) else frozenset()


def _properties(schema: JsonObject, required: frozenset[str]) -> Iterator[tuple[str, JsonValue]]:
    """The named fields, and those that are named only as required."""
    named = schema.get("properties")
    fields = named if isinstance(named, dict) else {}
    yield from fields.items()
    others = schema.get("additionalProperties", True)
    for name in sorted(required - fields.keys()):
        yield name, others if isinstance(others, dict) else True


def _too_special(normal: Normal) -> str:
    """Why there is no editor but JSON; empty if there is one, or if any JSON is welcome."""
    schema = normal.schema
    if "enum" in schema:
        return "the schema allows no value here"
    if len(normal.types) > 1:
        return f"either {_kinds(normal)}"
    if normal.types == ("array",):
        is_tuple = "prefixItems" in schema or isinstance(schema.get("items"), list)
        return "a list whose places differ" if is_tuple else ""
    return _why_no_group(schema) if normal.types else ""


def _why_no_group(schema: JsonObject) -> str:
    if any(keyword in schema for keyword in ("if", "dependentSchemas", "dependencies")):
        return "fields that depend on other fields"
    if schema.get("properties") or _required(schema) or schema.get("additionalProperties") is False:
        return ""
    if schema.get("patternProperties"):
        return "keys that follow a pattern"
    if isinstance(schema.get("additionalProperties"), dict):
        return "keys of your own, with values of one kind"
    return "keys of your own"


def _kinds(normal: Normal) -> str:
    words = {"object": "an object", "array": "a list", "string": "text", "boolean": "true or false"}
    return " or ".join(words.get(kind, f"a {kind}") for kind in normal.types)


def _words(schema: JsonObject) -> JsonObject:
    return {key: value for key, value in schema.items() if key in ("title", "description")}
