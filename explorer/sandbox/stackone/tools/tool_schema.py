"""JSON Schemas of an action's inputs, in the three layouts that `/mcp` knows as `param-style`."""

from collections.abc import Iterable

from explorer.sandbox.stackone.catalogue.model import LOCATIONS, Action, Input

PARAM_STYLES = ("nested", "flat_prefixed", "flat_smart")

_RULES = {
    "minLength": "minLength",
    "maxLength": "maxLength",
    "pattern": "pattern",
    "min": "minimum",
    "max": "maximum",
}
_FORMATS = {
    "email": "email",
    "url": "uri",
    "uri": "uri",
    "uuid": "uuid",
    "date": "date",
    "datetime": "date-time",
}


def tool(action: Action, param_style: str) -> dict[str, object]:
    """One entry of `tools/list`."""
    return {
        "name": action.id,
        "title": action.label,
        "description": action.description,
        "inputSchema": input_schema(action, param_style),
        "annotations": action.annotations(),
    }


def input_schema(action: Action, param_style: str) -> dict[str, object]:
    """The schema of all inputs: grouped by location, or flat with or without prefixes."""
    if param_style == "nested":
        return _nested(action.inputs)
    names = [one.name for one in action.inputs]
    flat: list[tuple[str, Input]] = []
    for one in action.inputs:
        is_plain = param_style == "flat_smart" and names.count(one.name) == 1
        flat.append((one.name if is_plain else f"{one.location}_{one.name}", one))
    return _object(flat)


def _nested(inputs: Iterable[Input]) -> dict[str, object]:
    groups: dict[str, object] = {}
    required: list[str] = []
    for location in LOCATIONS:
        members = [(one.name, one) for one in inputs if one.location == location]
        if members:
            groups[location] = _object(members)
            if any(one.is_required for _, one in members):
                required.append(location)
    schema: dict[str, object] = {"type": "object", "properties": groups}
    return {**schema, "required": required} if required else schema


def _object(members: Iterable[tuple[str, Input]]) -> dict[str, object]:
    listed = list(members)
    schema: dict[str, object] = {
        "type": "object",
        "properties": {name: value_schema(one) for name, one in listed},
    }
    required = [name for name, one in listed if one.is_required]
    return {**schema, "required": required} if required else schema


def value_schema(one: Input) -> dict[str, object]:
    """The schema of one input's value."""
    item = _any_of(one.variants) if one.variants else _item_schema(one)
    schema: dict[str, object] = {"type": "array", "items": item} if one.is_array else item
    if one.is_nullable:
        kinds = [schema["type"], "null"]
        schema = {**schema, "type": kinds}
        if "enum" in schema:
            schema["enum"] = [*one.values, None]
    if one.description:
        schema["description"] = one.description
    if one.default is not None:
        schema["default"] = one.default
    return schema


def _any_of(variants: Iterable[Input]) -> dict[str, object]:
    return {"oneOf": [{"title": variant.name, **_item_schema(variant)} for variant in variants]}


def _item_schema(one: Input) -> dict[str, object]:
    match one.type:
        case "object":
            schema = _object((part.name, part) for part in one.properties)
            return schema if one.properties else {"type": "object", "additionalProperties": True}
        case "enum":
            return {"type": "string", "enum": list(one.values)}
        case "datetime_string":
            return {"type": "string", "format": "date-time"}
        case "boolean":
            return {"type": "boolean"}
        case "number":
            schema = {"type": "integer" if one.is_integer else "number"}
        case _:
            schema = {"type": "string"}
    for rule, keyword in _RULES.items():
        if rule in one.rules:
            schema[keyword] = one.rules[rule]
    if one.rules.get("format") in _FORMATS:
        schema["format"] = _FORMATS[str(one.rules["format"])]
    return schema
