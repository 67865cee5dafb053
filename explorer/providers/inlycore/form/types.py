"""
Names of parameter types: which of the twelve known ones a name means.

Only String, Money, Enum, Object and Date occur in public examples; the tags themselves are an assumption (A6), so
that class names and common other spellings are taken for them.
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.json_value import JsonObject
from explorer.providers.inlycore.form.rules import Rules
from explorer.providers.inlycore.form.words import at, text_at

KNOWN: Final = frozenset(
    {"string", "text", "integer", "number", "money", "boolean", "date", "datetime", "time", "enum", "object", "file"}
    | {"json", "group", "list"}
)

_OTHER_NAMES: Final[Mapping[str, str]] = {
    "str": "string",
    "varchar": "string",
    "email": "string",
    "url": "string",
    "link": "string",
    "phone": "string",
    "uuid": "string",
    "slug": "string",
    "password": "string",
    "secret": "string",
    "textarea": "text",
    "longtext": "text",
    "multiline": "text",
    "richtext": "text",
    "markdown": "text",
    "html": "text",
    "int": "integer",
    "bigint": "integer",
    "float": "number",
    "double": "number",
    "decimal": "number",
    "numeric": "number",
    "percentage": "number",
    "percent": "number",
    "currency": "money",
    "price": "money",
    "bool": "boolean",
    "checkbox": "boolean",
    "toggle": "boolean",
    "switch": "boolean",
    "timestamp": "datetime",
    "select": "enum",
    "choice": "enum",
    "radio": "enum",
    "badge": "enum",
    "multiselect": "enum",
    "model": "object",
    "relation": "object",
    "reference": "object",
    "belongsto": "object",
    "upload": "file",
    "image": "file",
    "document": "file",
    "attachment": "file",
    "map": "json",
    "keyvalue": "json",
    "mixed": "json",
    "any": "json",
    "fieldset": "group",
    "array": "list",
    "collection": "list",
    "repeater": "list",
}


def kind_of(entry: JsonObject, rules: Rules, aliases: Mapping[str, str]) -> tuple[str, str]:
    """
    One of `KNOWN` for a descriptor, and the name that it gave; the kind is empty for a name that nobody knows.

    Args:
        entry: The descriptor.
        rules: Its rules, which speak where it names no type.
        aliases: Names that the connection explains, in lower case.
    """
    given = text_at(entry, "type")
    if given:
        # `App\Properties\StringProperty` and `date-time` mean what `string` and `datetime` mean.
        plain = given.replace("\\", "/").rsplit("/", 1)[-1].lower().replace("_", "").replace("-", "")
        plain = plain.removesuffix("property") or plain
        meant = aliases.get(given.lower(), aliases.get(plain, plain))
        kind = meant if meant in KNOWN else _OTHER_NAMES.get(meant, "")
        return kind, given
    return _guessed(entry, rules), ""


def _guessed(entry: JsonObject, rules: Rules) -> str:
    if isinstance(at(entry, "options"), list | dict) or "in" in rules or "enum" in rules:
        return "enum"
    if text_at(entry, "search_endpoint") or text_at(entry, "model"):
        return "object"
    for rule, kind in (
        ("file", "file"),
        ("image", "file"),
        ("integer", "integer"),
        ("numeric", "number"),
        ("boolean", "boolean"),
        ("date", "date"),
        ("array", "json"),
        ("json", "json"),
    ):
        if rule in rules:
            return kind
    return "string"
