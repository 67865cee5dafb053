"""
The engine's own description of an action's inputs, turned into a JSON Schema with path, query, headers and body.

An input has `name`, `type` (string, number, boolean, datetime_string, object, enum), `required`, `in`, `array`,
`properties`, `oneOf`, `variants` and `rules`. The shape is no published promise: what is not understood becomes a
part of the schema that accepts everything, never an error.
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue

GROUPS: Final = ("path", "query", "headers", "body")
"""Where an input can go, in the order of the form."""

_TYPES: Final[Mapping[str, JsonObject]] = {
    "string": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "datetime_string": {"type": "string", "format": "date-time"},
    "enum": {"type": "string"},
    "object": {"type": "object"},
}
_FORMATS: Final[Mapping[str, str]] = {"datetime": "date-time", "url": "uri"}
_KNOWN_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "employment_status": ("active", "inactive", "terminated", "pending", "leave"),
    "employment_type": ("full_time", "part_time", "contractor", "intern", "temporary"),
    "gender": ("male", "female", "non_binary", "other", "prefer_not_to_say"),
    "marital_status": ("single", "married", "divorced", "widowed", "domestic_partnership"),
}
_RULES: Final[Mapping[str, str]] = {
    "minLength": "minLength",
    "maxLength": "maxLength",
    "pattern": "pattern",
    "min": "minimum",
    "max": "maximum",
}


def schema_of_details(untrusted_details: JsonObject) -> JsonObject | None:
    """
    A JSON Schema of the details of an action, or None if nothing in them describes inputs.

    Taken are the engine's `inputs`, or a JSON Schema under one of the names it has been seen under, or the details
    themselves if they look like one.
    """
    inputs = untrusted_details.get("inputs")
    if isinstance(inputs, list):
        return _grouped(inputs)
    for name in ("inputSchema", "input_schema", "parameters", "schema"):
        found = untrusted_details.get(name)
        if isinstance(found, dict) and _is_schema(found):
            return nested(found)
        if isinstance(found, list):
            return _grouped(found)
    return nested(untrusted_details) if _is_schema(untrusted_details) else None


def nested(schema: JsonObject) -> JsonObject:
    """
    The schema with one object for each place, whatever layout it came in.

    `nested` stays as it is; `flat_prefixed` (`path_id`) is put back; names that tell no place go into the body, as
    the official SDK does.
    """
    properties = schema.get("properties")
    if not isinstance(properties, dict) or not properties:
        return schema
    if all(name in GROUPS for name in properties):
        ordered: JsonObject = {name: _titled(name, properties[name]) for name in GROUPS if name in properties}
        return {**schema, "properties": ordered}
    required = schema.get("required")
    wanted = {name for name in required if isinstance(name, str)} if isinstance(required, list) else set()
    groups: dict[str, JsonObject] = {}
    needed: dict[str, list[JsonValue]] = {}
    for name, inside in properties.items():
        place, _, rest = name.partition("_")
        if place not in GROUPS or not rest:
            place, rest = "body", name
        groups.setdefault(place, {})[rest] = inside
        if name in wanted:
            needed.setdefault(place, []).append(rest)
    kept = {
        key: value for key, value in schema.items() if key not in {"properties", "required", "additionalProperties"}
    }
    return {**kept, **_assembled(groups, needed)}


def _grouped(inputs: list[JsonValue]) -> JsonObject:
    groups: dict[str, JsonObject] = {}
    needed: dict[str, list[JsonValue]] = {}
    for entry in inputs:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"]:
            continue
        name, place = str(entry["name"]), entry.get("in")
        group = place if isinstance(place, str) and place in GROUPS else "body"
        groups.setdefault(group, {})[name] = _one(entry)
        if entry.get("required") is True:
            needed.setdefault(group, []).append(name)
    return {"type": "object", **_assembled(groups, needed)}


def _assembled(groups: dict[str, JsonObject], needed: dict[str, list[JsonValue]]) -> JsonObject:
    properties: JsonObject = {}
    for group in GROUPS:
        if group in groups:
            inside: JsonObject = {"type": "object", "properties": groups[group]}
            if group in needed:
                inside["required"] = needed[group]
            properties[group] = _titled(group, inside)
    required: list[JsonValue] = [group for group in GROUPS if group in needed]
    return {"properties": properties, "required": required} if required else {"properties": properties}


def _one(entry: JsonObject) -> JsonObject:
    schema = _typed(entry)
    if entry.get("array") is True:
        schema = {"type": "array", "items": schema}
    for name in ("description", "default", "title"):
        if name in entry and entry[name] is not None:
            schema[name] = entry[name]
    return schema


def _typed(entry: JsonObject) -> JsonObject:
    variants = entry.get("variants")
    if isinstance(variants, list) and variants:
        return {"anyOf": [_one(variant) for variant in variants if isinstance(variant, dict)] or [{}]}
    kind = entry.get("type")
    schema: JsonObject = dict(_TYPES.get(kind, {})) if isinstance(kind, str) else {}
    choices = _choices(entry.get("oneOf"))
    if choices:
        schema["enum"] = choices
    properties = entry.get("properties")
    if isinstance(properties, list):
        below = _grouped([{**one, "in": "body"} for one in properties if isinstance(one, dict)])
        inside = below["properties"]
        body = inside.get("body") if isinstance(inside, dict) else None
        if isinstance(body, dict):
            schema.update({key: value for key, value in body.items() if key != "title"})
    rules = entry.get("rules")
    if isinstance(rules, dict):
        schema.update({ours: rules[theirs] for theirs, ours in _RULES.items() if rules.get(theirs) is not None})
        told = rules.get("format")
        if isinstance(told, str):
            schema["format"] = _FORMATS.get(told, told)
    return schema


def _choices(one_of: JsonValue) -> list[JsonValue]:
    if not isinstance(one_of, dict):
        return []
    values = one_of.get("values")
    if isinstance(values, list):
        return values
    reference = one_of.get("ref")
    return list(_KNOWN_LISTS.get(reference, ())) if isinstance(reference, str) else []


def _titled(group: str, schema: JsonValue) -> JsonValue:
    """The schema with a title, so that the form names its groups alike."""
    return {"title": group.capitalize(), **schema} if isinstance(schema, dict) else schema


def _is_schema(value: JsonObject) -> bool:
    return isinstance(value.get("properties"), dict)
