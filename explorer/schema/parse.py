"""
Text that a person typed, as the value that it means, or why it means none.

    parse(field, text)          by the kind of the field
    parse_number(text)          a number, exact to the last digit
    parse_json_text(text)       any JSON

Numbers are kept as typed: `1e400`, `0.10`, 5,000 digits. Nothing is guessed: whether "1,000" is a thousand or one
depends on the country, so it is refused with a hint.
"""

import re
from dataclasses import dataclass
from typing import Final

from explorer.domain.json_value import ExactNumber, JsonValue, NotJson, number_from_text, parse_json
from explorer.schema.field import BooleanField, ChoiceField, Field, NumberField, TextField

MOST_DIGITS: Final = 100_000
"""Characters of a number that is still read."""

_PLAIN: Final = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:(?P<point>\.)(?P<part>[0-9]*))?(?P<power>[eE][+-]?[0-9]+)?"
)
_GROUPED: Final = re.compile(
    r"[+-]?[0-9]{1,3}(?:(?P<mark>[,'_\u2019 \u00a0\u2009\u202f])[0-9]{3})(?:(?P=mark)[0-9]{3})*(?:\.[0-9]+)?"
)
_COMMA: Final = re.compile(r"[+-]?[0-9]+,[0-9]+")
_WITH_UNIT: Final = re.compile(r"(?P<number>[+-]?[0-9][0-9.]*)\s*(?P<unit>(?![eE])[^\W\d_].*|[%$\u20ac\u00a3].*)")
_OTHER_BASE: Final = re.compile(r"[+-]?0[xXoObB][0-9a-fA-F]+")
_MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text means no value, in plain words; `line` and `column` count from 1, 0 where the place is unknown."""

    reason: str
    line: int = 0
    column: int = 0


def parse(field: Field, text: str) -> JsonValue | Unreadable:
    """
    The value that the text means in this field.

    Text fields take any text as it is, the empty one too; whether a field is filled at all is not asked here.
    """
    if isinstance(field, TextField):
        return text
    if isinstance(field, NumberField):
        return parse_number(text, is_integer=field.is_integer)
    if isinstance(field, BooleanField):
        return _parse_boolean(text)
    if isinstance(field, ChoiceField):
        return _parse_choice(field, text)
    return parse_json_text(text)


def parse_number(text: str, *, is_integer: bool = False) -> int | ExactNumber | Unreadable:
    """The number with all its digits; an integer may be written as `1.0` or `1e3`, as JSON Schema has it."""
    typed = text.strip().replace(_MINUS, "-", 1)
    if not typed:
        return Unreadable("Type a number.")
    if len(typed) > MOST_DIGITS:
        return Unreadable(f"Numbers of more than {MOST_DIGITS:,} characters are not read.")
    match = _PLAIN.fullmatch(typed)
    if match is None or not (match["whole"] or match["part"]):
        return Unreadable(_why_no_number(typed))
    whole, part, power = match["whole"], match["part"] or "", match["power"] or ""
    if len(whole) > 1 and whole.startswith("0"):
        return Unreadable(f"Write {whole.lstrip('0') or '0'} without zeros in front.")
    if match["point"] and not part:
        return Unreadable("Digits are missing after the point.")
    if is_integer and not _is_whole(part, power, whole):
        return Unreadable("Must be a whole number, without a fraction.")
    sign = "-" if match["sign"] == "-" else ""
    return number_from_text(f"{sign}{whole or '0'}{'.' + part if part else ''}{power}")


def parse_json_text(text: str) -> JsonValue | Unreadable:
    """Any JSON value, or where and why the text is none."""
    if not text.strip():
        return Unreadable('Type a JSON value, such as "text", 5, true, null, [] or {}.')
    try:
        return parse_json(text)
    except NotJson as error:
        return Unreadable(f"This is no JSON: {error.reason}.", error.line, error.column)


def _parse_boolean(text: str) -> bool | Unreadable:
    word = text.strip().lower()
    return word == "true" if word in ("true", "false") else Unreadable("Type true or false.")


def _parse_choice(field: ChoiceField, text: str) -> JsonValue | Unreadable:
    by_label = [option.value for option in field.options if option.label == text]
    by_text = [option.value for option in field.options if option.value == text and isinstance(option.value, str)]
    known = by_text or by_label
    if len(known) == 1:
        return known[0]
    if field.value_kind == "integer":
        return parse_number(text, is_integer=True)
    return parse_json_text(text) if field.value_kind == "json" else text


def _why_no_number(typed: str) -> str:
    if _GROUPED.fullmatch(typed):
        digits = re.sub(r"[^0-9.+-]", "", typed)
        return f"Write {digits} without separators between the thousands."
    if _COMMA.fullmatch(typed):
        return f"Write {typed.replace(',', '.')} with a point."
    if typed.lstrip("+-").lower() in ("nan", "inf", "infinity"):
        return "JSON has no such number."
    if _OTHER_BASE.fullmatch(typed):
        return (
            f"Write {int(typed, 0)} in decimal digits." if len(typed) < 100 else "Write the number in decimal digits."
        )
    with_unit = _WITH_UNIT.fullmatch(typed)
    if with_unit is not None and len(typed) < 40:
        return f'Write {with_unit["number"]} alone, without "{with_unit["unit"]}".'
    return "This is no number. Use digits, with a point for fractions, such as 1234.5."


def _is_whole(part: str, power: str, whole: str) -> bool:
    """Whether nothing is left after the point once the power of ten has moved it."""
    digits = (whole + part).rstrip("0")
    if not digits.lstrip("0"):
        return True
    places = len(part) - (len(whole + part) - len(digits))
    exponent = power[1:].lstrip("+") or "0"
    is_negative = exponent.startswith("-")
    size = exponent.lstrip("-").lstrip("0") or "0"
    if len(size) > 9:
        return not is_negative
    return places <= (-int(size) if is_negative else int(size))
