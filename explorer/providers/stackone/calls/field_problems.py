"""
Which fields of the form a refusal is about.

StackOne documents no list of field errors: only messages in words. A field is found where a message names its place
(`body.email must be...`), or quotes a name that stands in exactly one place of the parameters.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import JsonObject, JsonValue, Pointer
from explorer.providers.stackone.actions.input_model import GROUPS

MOST_PROBLEMS: Final = 100

_PLACE = re.compile(r"(?<![\w.])/?(path|query|headers|body)((?:(?:\.|/)[A-Za-z_][\w-]*|\[\d{1,6}\]|[./]\d{1,6})+)")
_STEP = re.compile(r"[./]?([A-Za-z_][\w-]*)|[./\[](\d{1,6})\]?")
_QUOTED = re.compile(r"[\"'`]([A-Za-z_][\w-]{0,80})[\"'`]")


def field_problems(messages: Sequence[str], arguments: JsonObject, schema: JsonObject | None) -> list[FieldProblem]:
    """
    The messages that can be told to belong to a field.

    Args:
        messages: As StackOne gave them.
        arguments: What was sent: the names in it are places.
        schema: The form's schema, if it is known: so are the names of its properties.
    """
    problems: list[FieldProblem] = []
    for message in messages[:MOST_PROBLEMS]:
        for line in message[:10_000].splitlines():
            # Several complaints in one message are parted by semicolons.
            for part in line.split(";"):
                pointer = _named_place(part) or _quoted_place(part, arguments, schema)
                if pointer:
                    problems.append(FieldProblem(pointer, part.strip()))
    return problems[:MOST_PROBLEMS]


def _named_place(line: str) -> Pointer | None:
    found = _PLACE.search(line)
    if not found:
        return None
    steps = (step[1] if step[1] is not None else int(step[2]) for step in _STEP.finditer(found[2]))
    return (found[1], *steps)


def _quoted_place(line: str, arguments: JsonObject, schema: JsonObject | None) -> Pointer | None:
    for name in _QUOTED.findall(line):
        places = set(_places_of(name, arguments, schema))
        if len(places) == 1:
            return places.pop()
    return None


def _places_of(name: str, arguments: JsonObject, schema: JsonObject | None) -> Iterator[Pointer]:
    properties = schema.get("properties") if schema is not None else None
    for group in GROUPS:
        held = arguments.get(group)
        if isinstance(held, dict) and name in held:
            yield (group, name)
        described = _properties(properties.get(group)) if isinstance(properties, dict) else {}
        if name in described:
            yield (group, name)


def _properties(schema: JsonValue) -> JsonObject:
    properties = schema.get("properties") if isinstance(schema, dict) else None
    return properties if isinstance(properties, dict) else {}
