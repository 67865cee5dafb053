"""What the members of an `anyOf` or `oneOf` are to a form: null, constants, rules alone, or shapes to choose from."""

from collections.abc import Sequence
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.reading.reference import REFERENCES

UNIONS: Final = ("oneOf", "anyOf")

_UNIONS: Final = frozenset(UNIONS)

_MOST_PRODUCTS: Final = 60
"""Shapes made of two unions that both apply; more of them nobody could choose from."""

_RULES: Final = frozenset(
    {"$comment", "dependentRequired", "description", "maxProperties", "minProperties", "not", "propertyNames", "title"}
)
"""What restricts an object without giving it new fields."""


def is_null(member: JsonValue) -> bool:
    """Whether the member allows null and nothing else."""
    if not isinstance(member, dict):
        return False
    return member.get("type") in ("null", ["null"]) or member.get("enum") == [None] or member.get("const", 0) is None


def with_enum(schema: JsonObject) -> JsonObject:
    """`const` as an `enum` of one value; an `enum` that is no list says nothing."""
    if "const" not in schema:
        is_broken = "enum" in schema and not isinstance(schema["enum"], list)
        return {key: value for key, value in schema.items() if key != "enum"} if is_broken else schema
    rest = {key: value for key, value in schema.items() if key != "const"}
    rest["enum"] = [schema["const"]]
    return rest


def flattened(members: Sequence[JsonValue], levels: int = 8) -> list[JsonValue]:
    """The members, with those of a member that is nothing but another union in its place."""
    found: list[JsonValue] = []
    for member in members:
        inside = next(iter(member.values())) if isinstance(member, dict) and len(member) == 1 else None
        is_union = isinstance(member, dict) and not _UNIONS.isdisjoint(member)
        if is_union and isinstance(inside, list) and inside and levels:
            found.extend(flattened(inside, levels - 1))
        else:
            found.append(member)
    return found


def constants(members: Sequence[JsonValue]) -> tuple[list[JsonValue], list[str]] | None:
    """Values and labels of a union that only lists constants, else None."""
    values: list[JsonValue] = []
    labels: list[str] = []
    for member in members:
        if not isinstance(member, dict):
            return None
        one = with_enum(member).get("enum")
        if not isinstance(one, list) or len(one) != 1 or any(key in member for key in (*REFERENCES, "allOf")):
            return None
        title = member.get("title") or member.get("description")
        values.append(one[0])
        labels.append(title if isinstance(title, str) else "")
    return values, labels


def only_restricts(members: Sequence[JsonValue], around: JsonObject) -> bool:
    """Whether the members restrict the fields of the schema around them without bringing new ones."""
    known = around.get("properties")
    return isinstance(known, dict) and all(_restricts(member, known, 0) for member in members)


def products(own: Sequence[JsonValue], other: Sequence[JsonValue]) -> list[JsonValue] | None:
    """Every member of one union with every member of another, where both apply; None where there are too many."""
    if len(own) * len(other) > _MOST_PRODUCTS:
        return None
    return [{"allOf": [one, two], **_title(one, two)} for one in own for two in other]


def _title(one: JsonValue, two: JsonValue) -> JsonObject:
    titles = [member.get("title") for member in (one, two) if isinstance(member, dict)]
    words = [title for title in titles if isinstance(title, str) and title.strip()]
    return {"title": ", ".join(words)} if len(words) == 2 else {}


def _restricts(member: JsonValue, known: JsonObject, steps: int) -> bool:
    if not isinstance(member, dict):
        return isinstance(member, bool)
    return steps < 5 and all(_adds_nothing(key, value, known, steps) for key, value in member.items())


def _adds_nothing(keyword: str, value: JsonValue, known: JsonObject, steps: int) -> bool:
    if keyword == "properties":
        return isinstance(value, dict) and all(name in known for name in value)
    if keyword == "required":
        return isinstance(value, list) and all(isinstance(name, str) and name in known for name in value)
    if keyword in ("allOf", "anyOf", "oneOf"):
        return isinstance(value, list) and all(_restricts(one, known, steps + 1) for one in value)
    return keyword in _RULES or (keyword == "type" and value == "object")
