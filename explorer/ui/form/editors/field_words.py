"""The words around an editor: what stands in an empty one, the hint beneath, the description for screen readers."""

from collections.abc import Sequence
from typing import Final

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent
from explorer.schema.field import Field, JsonField, ListField, NumberField, TextField
from explorer.ui.form.document.fitting import is_constant
from explorer.ui.form.document.labelled import plain_words
from explorer.ui.widgets.shown_text import shown_line

FORMAT_WORDS: Final = {
    "date": "Date, YYYY-MM-DD",
    "date-time": "Date and time, such as 2026-12-01T09:30:00Z",
    "time": "Time, such as 09:30:00Z",
    "partial-time": "Time, such as 09:30",
    "duration": "Duration, such as P3DT12H",
    "email": "Email address",
    "uri": "Web address, such as https://example.com/page",
    "url": "Web address, such as https://example.com/page",
    "uuid": "UUID, such as 123e4567-e89b-12d3-a456-426614174000",
    "ipv4": "IPv4 address",
    "ipv6": "IPv6 address",
    "hostname": "Host name",
    "regex": "Regular expression",
    "byte": "Base64 text",
    "binary": "Base64 text",
    "file-ref": "Web address or path of a file",
}
"""What to type, by JSON Schema format name."""

SAID_BY_EDITOR: Final = frozenset({"date", "time", "partial-time", "date-time", "duration"})
"""Formats whose editors say themselves what to type."""


def short_value(value: object, *, most: int = 80) -> str:
    """A value on one line, shortened."""
    text = shown_line(plain_words(value))  # type: ignore[arg-type]  # callers pass JSON values
    return text if len(text) <= most else text[: most - 3] + "..."


def empty_words(field: Field) -> str:
    """What an empty editor says: what the platform takes then, or an example, or that nothing is sent."""
    if not isinstance(field.default, Absent) and field.default is not None and field.default != "":
        return f"Default: {short_value(field.default)}"
    if isinstance(field, TextField) and field.placeholder:
        words = shown_line(field.placeholder)
        # One that could be a value must not be taken for one.
        return words if " " in words else f"e.g. {words}"
    if field.examples:
        return f"e.g. {short_value(field.examples[0])}"
    return "" if field.is_required else "not sent"


def hint_words(field: Field, *, is_json: bool = False) -> str:
    """The hint beneath a field: its description, then what form the value has."""
    parts = [field.description.strip()] if field.description.strip() else []
    is_said = not is_json and isinstance(field, TextField) and (bool(field.content) or field.format in SAID_BY_EDITOR)
    if isinstance(field, TextField) and field.format in FORMAT_WORDS and not is_said:
        words = FORMAT_WORDS[field.format]
        if words.split(",")[0].lower() not in field.description.lower().replace("-", ""):
            parts.append(words)
    elif isinstance(field, NumberField):
        limits = _limit_words(field)
        if limits:
            parts.append(limits)
    elif isinstance(field, ListField):
        sizes = _size_words(field)
        if sizes:
            parts.append(sizes)
    if isinstance(field, JsonField) and field.reason and (is_json or field.closed is None):
        parts.append(f"As JSON: {field.reason}")
    if field.is_deprecated:
        parts.insert(0, "Deprecated.")
    return " \u00b7 ".join(parts) if len(parts) > 1 and not field.is_deprecated else " ".join(parts)


def definition_words(field: Field) -> str:
    """The platform's own words for a field that has no editor of its own, on one line; empty for any other."""
    is_unknown = isinstance(field, JsonField) and bool(field.reason) and field.closed is None
    return f"Defined as {' '.join(field.definition.split())}" if is_unknown and field.definition else ""


def spoken_words(field: Field, problems: Sequence[FieldProblem]) -> str:
    """The accessible description: the problem first, then whether it is required, then the hint."""
    parts = [problem.message for problem in problems]
    if field.is_required:
        parts.append("required")
    if field.is_fixed and (field.is_required or not is_constant(field)):
        parts.append("cannot be changed")
    hint = hint_words(field)
    if hint:
        parts.append(hint)
    return ". ".join(part.rstrip(".") for part in parts)


def _limit_words(field: NumberField) -> str:
    low = field.minimum or (f"more than {field.exclusive_minimum}" if field.exclusive_minimum else "")
    high = field.maximum or (f"less than {field.exclusive_maximum}" if field.exclusive_maximum else "")
    if field.minimum and field.maximum:
        words = f"{field.minimum} to {field.maximum}"
    elif field.minimum:
        words = f"{field.minimum} or more" + (f", {high}" if high else "")
    elif field.maximum:
        words = (f"{low}, " if low else "") + f"at most {field.maximum}"
    else:
        words = " and ".join(part for part in (low, high) if part)
    words = " ".join(part for part in (words, field.unit) if part)
    multiple = f"multiples of {field.multiple_of}" if field.multiple_of not in ("", "1") else ""
    return ", ".join(part for part in (words, multiple) if part)


def _size_words(field: ListField) -> str:
    if field.min_items and field.max_items:
        return f"{field.min_items} to {field.max_items} items"
    if field.min_items:
        return f"At least {field.min_items} item{'s' if field.min_items > 1 else ''}"
    return f"At most {field.max_items} items" if field.max_items else ""
