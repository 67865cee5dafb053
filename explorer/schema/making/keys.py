"""What a schema says about the keys of an object: which are named, which are required, and what others may be."""

from collections.abc import Iterator
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.reading.facts import count_at

_FORMAT_WORDS: Final = {"email": "an email address", "uri": "a web address", "uuid": "a UUID", "date": "a date"}
_OTHERS: Final = ("additionalProperties", "unevaluatedProperties")


def required_keys(schema: JsonObject) -> frozenset[str]:
    """The keys that must be there."""
    named = schema.get("required")
    return frozenset(name for name in named if isinstance(name, str)) if isinstance(named, list) else frozenset()


def named_keys(schema: JsonObject, required: frozenset[str]) -> Iterator[tuple[str, JsonValue]]:
    """The named keys with their schemas, then those that are named only as required."""
    named = schema.get("properties")
    fields = named if isinstance(named, dict) else {}
    yield from fields.items()
    others = schema.get("additionalProperties", True)
    for name in sorted(required - fields.keys()):
        yield name, others if isinstance(others, dict) else True


def takes_other_keys(schema: JsonObject) -> bool:
    """Whether keys are allowed that are neither named nor of a pattern."""
    return all(schema.get(keyword) is not False for keyword in _OTHERS)


def schema_of_others(schema: JsonObject) -> JsonObject | None:
    """What stands under keys that are neither named nor of a pattern; None where nothing is said of it."""
    for keyword in _OTHERS:
        others = schema.get(keyword)
        if isinstance(others, dict) and others:
            return others
    return None


def patterned_keys(schema: JsonObject) -> Iterator[tuple[str, JsonValue]]:
    """The regular expressions for keys, each with the schema of what stands under them."""
    patterns = schema.get("patternProperties")
    if isinstance(patterns, dict):
        yield from patterns.items()


def listed_names(schema: JsonObject) -> tuple[str, ...]:
    """The names that keys of one's own may have, where the schema lists them."""
    rule = schema.get("propertyNames")
    if not isinstance(rule, dict):
        return ()
    values = rule.get("enum", [rule["const"]] if "const" in rule else None)
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


def rule_of_names(schema: JsonObject) -> str:
    """What a key of one's own has to be, in words; empty for anything."""
    rule = schema.get("propertyNames")
    if not isinstance(rule, dict):
        return ""
    least, most = count_at(rule, "minLength"), count_at(rule, "maxLength")
    shape, pattern = rule.get("format"), rule.get("pattern")
    parts = [_FORMAT_WORDS.get(shape, f"of the format {shape}")] if isinstance(shape, str) else []
    if least:
        parts.append(f"at least {least} characters")
    if most is not None:
        parts.append(f"at most {most} characters")
    if isinstance(pattern, str):
        parts.append(f"matching {pattern}")
    return ", ".join(parts)
