"""
Whether a value passes one part of a schema: the test of an `if`, or one shape of a union.

    passes(schema, part, value)     True or False; None where it cannot be told

References in the part mean what they mean in the schema that it is a part of.
"""

import re
from typing import Final
from urllib.parse import urljoin

from explorer.domain.json_value import MOST_LEVELS, JsonObject, JsonValue, depth, write_json
from explorer.schema.checking.prepare import draft_of
from explorer.schema.checking.validator import Validator, compiled
from explorer.schema.last_used import LastUsed
from explorer.schema.reading.reference import REFERENCES, Document

_WHOLE: Final = "urn:action-explorer:whole"
_REFERRING: Final = re.compile("|".join(f'"{re.escape(word)}"' for word in REFERENCES))


class _Parts:
    """The compiled parts of one schema, by the identity of each part; they are kept, so that identities stay."""

    def __init__(self, schema: JsonObject) -> None:
        self.schema = schema
        self.document = Document(schema)
        self.compiled: dict[int, tuple[JsonValue, Validator | None]] = {}


_parts: Final = LastUsed(_Parts)


def passes(schema: JsonObject, part: JsonValue, value: JsonValue) -> bool | None:
    """
    Whether the value is right by the part alone.

    Args:
        schema: The schema that references in the part are looked up in.
        part: One schema of it, or one made of several. It is not changed afterwards.
        value: What stands at the place of the part.
    """
    if isinstance(part, bool):
        return part
    if not isinstance(part, dict) or depth(value) > MOST_LEVELS:
        return None
    parts = _parts.of(schema)
    known = parts.compiled.get(id(part))
    if known is None:
        known = parts.compiled[id(part)] = (part, _compiled(parts, part))
    return None if known[1] is None else known[1].is_valid(value)


def _compiled(parts: _Parts, part: JsonObject) -> Validator | None:
    draft = draft_of(parts.schema)
    named: JsonObject = {"$schema": draft} if draft else {}
    if not _REFERRING.search(write_json(part)):
        return compiled({**named, **part})
    whole = {"$id": _WHOLE, **parts.schema}
    holder = "definitions" if "draft-0" in draft else "$defs"
    absolute = _absolute(part, parts.document)
    return compiled({**named, holder: {"whole": whole}, "allOf": [absolute]})


def _absolute(value: JsonValue, document: Document) -> JsonValue:
    """A copy of the part in which each reference says from where it counts."""
    if isinstance(value, list):
        return [_absolute(item, document) for item in value]
    if not isinstance(value, dict):
        return value
    base = document.base_of(value) or document.base_of(document.root) or _WHOLE
    copy = {key: _absolute(inside, document) for key, inside in value.items()}
    for keyword in REFERENCES:
        reference = value.get(keyword)
        if isinstance(reference, str):
            copy[keyword] = base + reference if reference.startswith("#") else urljoin(base, reference)
    return copy
