"""
One spelling for each value: two values have the same canonical text exactly if they are equal.

Numbers are equal by value, whatever their digits (`0.10`, `1e-1`), objects whatever the order of their keys.
"""

from enum import Enum
from typing import Final

from explorer.calls.comparison.values.ignored_paths import IgnoredPaths
from explorer.domain.json_value import ExactNumber, JsonValue

_LONGEST_EXPONENT: Final = 4_000
"""Digits of an exponent that is calculated with; a number with a longer one equals only its own spelling."""


class Kind(Enum):
    """What a value is."""

    NULL = "null"
    TRUTH = "true or false"
    NUMBER = "number"
    TEXT = "text"
    LIST = "list"
    OBJECT = "object"


_KINDS: Final = {
    type(None): Kind.NULL,
    bool: Kind.TRUTH,
    int: Kind.NUMBER,
    ExactNumber: Kind.NUMBER,
    str: Kind.TEXT,
    list: Kind.LIST,
    dict: Kind.OBJECT,
}


def kind_of(value: JsonValue) -> Kind:
    """What a value is."""
    return _KINDS[type(value)]


def canonical_number(text: str) -> str:
    """A JSON number as digits without zeros at either end, and an exponent."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(exponent) > _LONGEST_EXPONENT:
        return text
    whole, _, fraction = mantissa.removeprefix("-").partition(".")
    all_digits = (whole + fraction).lstrip("0")
    digits = all_digits.rstrip("0")
    if not digits:
        return "0"
    power = int(exponent or "0") - len(fraction) + len(all_digits) - len(digits)
    return f"{'-' if mantissa.startswith('-') else ''}{digits}e{power}"


def canonical_text(value: JsonValue, ignored: IgnoredPaths) -> str:
    """The value in its one spelling, without what is ignored in it."""
    parts: list[str] = []
    _write(value, ignored, parts)
    return "".join(parts)


def _write(value: JsonValue, ignored: IgnoredPaths, parts: list[str]) -> None:
    if isinstance(value, str):
        parts.append(f'"{len(value)}:{value}')
    elif isinstance(value, dict):
        parts.append("{")
        for key in sorted(value):
            below = ignored.below(key)
            if not below.is_here:
                parts.append(f'"{len(key)}:{key}')
                _write(value[key], below, parts)
        parts.append("}")
    elif isinstance(value, list):
        parts.append("[")
        for number, item in enumerate(value):
            below = ignored.below(number)
            if not below.is_here:
                _write(item, below, parts)
        parts.append("]")
    elif value is None or isinstance(value, bool):
        parts.append({None: "n", True: "t", False: "f"}[value])
    else:
        parts.append(f"{canonical_number(str(value))} ")
