"""
Reading received objects tolerantly: either spelling of a name, and only values of the type that is wanted.

Every name seen in the API is snake_case; a reader should take camelCase as well (assumption A2).
"""

from explorer.domain.json_value import ABSENT, Absent, ExactNumber, JsonObject, JsonValue


def at(entry: JsonObject, *names: str) -> JsonValue | Absent:
    """What stands under the first of these snake_case names that is there, in either spelling; null counts as there."""
    for name in names:
        for spelling in (name, _camel(name)):
            if spelling in entry:
                return entry[spelling]
    return ABSENT


def text_at(entry: JsonObject, *names: str) -> str:
    """The text under one of the names; empty if there is none."""
    value = at(entry, *names)
    return value.strip() if isinstance(value, str) else ""


def flag_at(entry: JsonObject, *names: str) -> bool:
    """Whether the value under one of the names is true, or what Laravel takes for it."""
    return at(entry, *names) in (True, 1, "1", "true") and not isinstance(at(entry, *names), Absent)


def number_at(entry: JsonObject, *names: str) -> str:
    """The number under one of the names as JSON text, given as a number or as text; empty if it is none."""
    return number_text(at(entry, *names))


def number_text(value: JsonValue | Absent) -> str:
    """A number, or text that is one, as JSON text; empty for anything else."""
    if isinstance(value, bool) or value is None or isinstance(value, Absent):
        return ""
    if isinstance(value, int | ExactNumber):
        return str(value)
    if isinstance(value, str):
        try:
            return str(ExactNumber(value.strip()))
        except ValueError:
            return ""
    return ""


def count_at(entry: JsonObject, *names: str) -> int | None:
    """The whole number from 0 under one of the names, None if it is none."""
    return count_of(number_at(entry, *names))


def count_of(text: str) -> int | None:
    """A whole number from 0 that is no longer than any length or size is; None for other text."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)
