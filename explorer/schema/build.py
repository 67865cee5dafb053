"""
A form made from a JSON Schema.

    build_form(schema)              the whole form
    open_level(form, json_field)    the field of a part that was left closed
    any_field(...)                  a field that takes any JSON

Whatever comes in, a form comes out: what no editor can hold exactly becomes a JSON field that says why and shows its
definition. Schemas without end stop at the first repetition, the shapes of a union are made when one is chosen, and
large schemas are made down to the level at which at most `MOST_FIELDS` fields are needed.

Source: JSON Schema 2020-12 and draft 7; `nullable`, `example` and `discriminator` as in OpenAPI.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeVar

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.field import Field, Form, GroupField, JsonField, VariantField
from explorer.schema.last_used import LastUsed
from explorer.schema.making.builder import Builder, TooManyFields
from explorer.schema.making.variants import any_variants
from explorer.schema.reading.reference import Document

MOST_FIELDS: Final = 20_000
"""Fields made at once, apart from the JSON fields that stand for what is not."""

_LEVELS: Final = (24, 8, 4, 2)
"""Levels of groups and lists that are made, tried in turn until the fields are few enough."""

_NO_SCHEMA: Final[JsonObject] = {}
_documents: Final = LastUsed(Document)
"""The index of a schema is kept, since shapes are opened one by one."""

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
    root, reason = bounded(schema, lambda builder: builder.root(schema))
    problems = (f"Not all of the schema could be read: {reason}.",) if reason else ()
    return Form(replace(root, label=title or root.label or "Parameters"), schema, problems)


def open_level(form: Form, field: JsonField) -> Field:
    """
    The field of a part that was left closed: it repeats itself, is large, or is one of several shapes.

    Returns:
        The field with its own fields, down to the next repetition; the same field if there is nothing to open.
    """
    if field.closed is None:
        return field
    closed = field.closed
    opened = bounded(
        _NO_SCHEMA if form.schema is None else form.schema,
        lambda builder: builder.field(closed, field.key or None, field.is_required),
    )
    return replace(opened, label=field.label or opened.label)


def any_field(**about: Any) -> VariantField:
    """
    A field that takes any JSON, null too.

    Args:
        about: What else is known of the field: `key`, `label`, `is_required` and so on, as `Field` has them.
    """
    return VariantField(**({"is_nullable": True} | about), variants=any_variants(), is_any=True)


def bounded(schema: JsonObject, make: "Callable[[Builder], _Made]") -> _Made:
    """
    What `make` makes with as many levels as the number of fields allows; one level is made whatever their number.

    Args:
        schema: The document that references are looked up in.
        make: Called with builders of fewer and fewer levels.
    """
    document = _documents.of(schema)
    named = schema.get("properties")
    if not isinstance(named, dict) or len(named) <= MOST_FIELDS:
        for levels in _LEVELS:
            try:
                return make(Builder(document, levels, MOST_FIELDS))
            except TooManyFields:
                continue
    return make(Builder(document, 1, None))
