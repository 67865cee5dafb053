"""
What of a schema applies to some values only, taken out of it: `if`, `then`, `else`, and what depends on keys.

    without_conditions(schema)      the schema without them, and a `Branch` for each

Source: JSON Schema 2020-12 core, sections 10.2.2 and 10.2.2.4; validation, section 6.5.4; draft 7, section 6.5.7.
"""

from collections.abc import Iterator
from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.schema.field import Branch

CONDITIONS: Final = frozenset({"if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies"})


def without_conditions(schema: JsonObject) -> tuple[JsonObject, list[Branch]]:
    """The schema without the keywords that apply to some values only, and what these say."""
    if not CONDITIONS & schema.keys():
        return schema, []
    rest = {key: value for key, value in schema.items() if key not in CONDITIONS}
    return rest, list(_branches(schema))


def _branches(schema: JsonObject) -> Iterator[Branch]:
    if "if" in schema and ("then" in schema or "else" in schema):
        yield Branch(schema["if"], schema.get("then"), schema.get("else"))
    for keyword in ("dependentSchemas", "dependentRequired", "dependencies"):
        depending = schema.get(keyword)
        if not isinstance(depending, dict):
            continue
        for key, wanted in depending.items():
            # `dependencies` of draft 7 is both: a list names keys, anything else is a schema.
            then: JsonValue = {"required": wanted} if isinstance(wanted, list) else wanted
            yield Branch({"required": [key]}, then)
