"""
A schema that says what a tree of fields says, for forms that were made from something else than a schema.

    schema_of(root)      draft 2020-12; `visible_when` becomes a condition on what is required
"""

from typing import Final

from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, number_from_text
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Condition,
    Field,
    GroupField,
    ListField,
    NoticeField,
    NumberField,
    TextField,
)

LABELLED: Final = "__lv"
"""The one key of a choice that comes with its label."""

_EMPTY: Final[list[JsonValue]] = [None, "", [], {}]


def schema_of(field: Field) -> JsonObject:
    """What the field allows. Choices that are free, remote or sent with labels allow anything."""
    schema = _of_kind(field)
    return {"anyOf": [{"type": "null"}, schema]} if field.is_nullable and schema else schema


def _of_kind(field: Field) -> JsonObject:
    if isinstance(field, GroupField):
        return _group(field)
    if isinstance(field, ListField):
        schema: JsonObject = {"type": "array", "uniqueItems": field.is_unique}
        schema["items"] = schema_of(field.item) if field.takes_more else False
        if field.places:
            schema["prefixItems"] = [schema_of(place) for place in field.places]
        return _with_limits(schema, minItems=field.min_items, maxItems=field.max_items)
    if isinstance(field, TextField):
        schema = {"type": "string"}
        if field.format:
            schema["format"] = "uri" if field.format == "url" else field.format
        if field.pattern:
            schema["pattern"] = field.pattern
        return _with_limits(schema, minLength=field.min_length, maxLength=field.max_length)
    if isinstance(field, NumberField):
        return _number(field)
    if isinstance(field, BooleanField):
        return {"type": "boolean"}
    return _choice(field) if isinstance(field, ChoiceField) else {}


def _group(field: GroupField) -> JsonObject:
    shown = [inside for inside in field.fields if not isinstance(inside, NoticeField)]
    always: list[JsonValue] = [inside.key for inside in shown if inside.is_required and inside.visible_when is None]
    sometimes: list[JsonValue] = [
        {"if": _condition(inside.visible_when), "then": {"required": [inside.key]}}
        for inside in shown
        if inside.is_required and inside.visible_when is not None
    ]
    schema: JsonObject = {
        "type": "object",
        "properties": {inside.key: schema_of(inside) for inside in shown},
        "required": always,
        "additionalProperties": field.is_open if field.others is None else schema_of(field.others),
    }
    if field.patterns:
        schema["patternProperties"] = {pattern: schema_of(inside) for pattern, inside in field.patterns}
    if field.key_names:
        names: list[JsonValue] = [*(inside.key for inside in shown), *field.key_names]
        schema["propertyNames"] = {"enum": names}
    if sometimes:
        schema["allOf"] = sometimes
    return _with_limits(schema, minProperties=field.least_keys, maxProperties=field.most_keys)


def _condition(condition: Condition) -> JsonObject:
    has_one: JsonObject = {
        "required": [condition.key],
        "properties": {condition.key: {"not": {"enum": _EMPTY}}},
    }
    wanted: JsonValue = condition.value if isinstance(condition.value, list) else [condition.value]
    is_wanted: JsonObject = {"required": [condition.key], "properties": {condition.key: {"enum": wanted}}}
    by_operator: dict[str, JsonObject] = {
        "eq": {"required": [condition.key], "properties": {condition.key: {"const": condition.value}}},
        "neq": {"not": {"required": [condition.key], "properties": {condition.key: {"const": condition.value}}}},
        "in": is_wanted,
        "not_in": {"not": is_wanted},
        "filled": has_one,
        "empty": {"not": has_one},
    }
    return by_operator.get(condition.operator, {})


def _choice(field: ChoiceField) -> JsonObject:
    one: JsonObject = {}
    if field.options and not field.is_free and not field.keeps_label and field.remote is None:
        one = {"enum": [option.value for option in field.options]}
        if field.takes_label:
            one = _or_labelled(one)
    many: JsonObject = {"type": "array", "items": one}
    if field.is_multiple and (field.keeps_label or field.takes_label):
        return _or_labelled(many)
    return many if field.is_multiple else one


def _or_labelled(bare: JsonObject) -> JsonObject:
    return {"if": {"type": "object"}, "then": {"required": [LABELLED]}, "else": bare}


def _number(field: NumberField) -> JsonObject:
    schema: JsonObject = {"type": "integer" if field.is_integer else "number"}
    limits = {
        "minimum": field.minimum,
        "maximum": field.maximum,
        "exclusiveMinimum": field.exclusive_minimum,
        "exclusiveMaximum": field.exclusive_maximum,
        "multipleOf": field.multiple_of,
    }
    for keyword, text in limits.items():
        limit = _number_in(text)
        if limit is not None:
            schema[keyword] = limit
    return schema


def _number_in(text: str) -> int | ExactNumber | None:
    try:
        return number_from_text(text)
    except ValueError:
        return None


def _with_limits(schema: JsonObject, **limits: int | None) -> JsonObject:
    schema.update({keyword: limit for keyword, limit in limits.items() if limit is not None})
    return schema
