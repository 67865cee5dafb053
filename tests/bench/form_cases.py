"""
The schemas of `forms.py`, each with a value that it allows. Nothing of the explorer is imported here: the peers'
environments read this module too.
"""

import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_WORDS = ("name", "city", "comment", "owner", "color", "reference", "country", "department", "street", "project")


@dataclass(frozen=True)
class Case:
    """
    One form.

    Args:
        schema: With features that real schemas have: formats, null beside another type, descriptions.
        value: Of all fields; a form that holds it exactly can edit it.
        promise: Most that ours may take, as a multiple of the hand-written one; 0 where nothing is promised.
    """

    schema: Json
    value: Json
    promise: float


def mixed_fields(count: int, salt: str) -> tuple[Json, Json]:
    """Ten kinds of fields in turn."""
    properties: Json = {}
    value: Json = {}
    for number in range(count):
        word = _WORDS[(number * 7) % 10]
        key = f"{word}_{salt}{number}"
        properties[key], value[key] = _kind(number % 10, number, word)
    return {"type": "object", "title": "Mixed", "properties": properties}, value


def _kind(kind: int, number: int, word: str) -> tuple[Json, Any]:
    told = f"The {word} as it stands in the record, with number {number}."
    kinds: list[tuple[Json, Any]] = [
        ({"type": "string"}, f"{word} {number}"),
        ({"type": "string", "description": told, "maxLength": 80}, "short"),
        ({"type": "integer", "minimum": 0}, 1234),
        ({"type": "number", "description": told}, 12.5),
        ({"type": "boolean"}, True),
        ({"type": "string", "enum": ["open", "closed", "waiting", "unknown"]}, "waiting"),
        ({"type": "string", "format": "date-time"}, "2026-03-01T12:30:00Z"),
        ({"type": "string", "format": "email", "description": told}, "ada@example.com"),
        ({"type": ["string", "null"]}, None),
        ({"type": "boolean", "description": told}, False),
    ]
    return kinds[kind]


def _mixed(count: int, promise: float) -> Callable[[str], Case]:
    return lambda salt: Case(*mixed_fields(count, salt), promise)


def _items(salt: str) -> Case:
    fields: Json = {
        f"name_{salt}": {"type": "string"},
        f"count_{salt}": {"type": "integer"},
        f"done_{salt}": {"type": "boolean"},
    }
    items = [{f"name_{salt}": f"item {n}", f"count_{salt}": n + 200, f"done_{salt}": n % 2 == 0} for n in range(100)]
    item = {"type": "object", "properties": fields, "required": list(fields)}
    schema = {"type": "object", "properties": {"items": {"type": "array", "items": item}}, "required": ["items"]}
    return Case(schema, {"items": items}, 0.5)


def _choices(salt: str) -> Case:
    words = [f"{salt} choice {n} {string.ascii_lowercase[n % 26]}" for n in range(1000)]
    return Case({"type": "object", "properties": {"one": {"type": "string", "enum": words}}}, {"one": words[700]}, 1)


def _variants(salt: str) -> Case:
    shapes: list[Json] = []
    values: list[Json] = []
    for number in range(5):
        inside, value = mixed_fields(9, f"{salt}v{number}_")
        kind: Json = {"kind": {"type": "string", "const": f"kind {number}"}}
        shapes.append({**inside, "title": f"Kind {number}", "properties": {**kind, **inside["properties"]}})
        shapes[-1]["required"] = ["kind"]
        values.append({"kind": f"kind {number}", **value})
    schema = {"type": "object", "properties": {"one": {"oneOf": shapes}}, "required": ["one"]}
    return Case(schema, {"one": values[2]}, 1)


def _nested(salt: str) -> Case:
    schema, value = mixed_fields(5, salt)
    for level in range(4):
        around, beside = mixed_fields(5, f"{salt}l{level}_")
        key = f"group_{salt}{level}"
        around["properties"][key] = schema
        around["required"] = [key]
        schema, value = around, {**beside, key: value}
    return Case(schema, value, 0)


CASES: dict[str, Callable[[str], Case]] = {
    "20 fields": _mixed(20, 1.5),
    "100 fields": _mixed(100, 1.5),
    "500 fields": _mixed(500, 0.5),
    "array of 100": _items,
    "enum of 1,000": _choices,
    "oneOf 5 x 10": _variants,
    "nested groups": _nested,
}
"""Each makes its case for a salt, so that no form has the names of one that was made before."""


def plain(schema: Any) -> Any:
    """The schema without what makes the peers give up: formats, several types, `oneOf`, `const`."""
    if isinstance(schema, list):
        return [plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: plain(inside) for key, inside in schema.items() if key != "format"}
    if isinstance(schema.get("type"), list):
        found["type"] = schema["type"][0]
    if "oneOf" in found:
        found["anyOf"] = found.pop("oneOf")
    if isinstance(schema.get("const"), str):
        found["enum"] = [found.pop("const")]
    return found


def plain_value(value: Any) -> Any:
    """The value without null, which a plain schema does not allow."""
    if isinstance(value, dict):
        return {key: "" if inside is None else plain_value(inside) for key, inside in value.items()}
    return [plain_value(one) for one in value] if isinstance(value, list) else value
