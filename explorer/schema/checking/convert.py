"""
Values as the validator takes them: `ExactNumber` as `Decimal`, text that can be encoded.

The validator reads `Decimal` digit by digit, so that limits hold exactly: 0.10000000000000000000001 is more than 0.1.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from explorer.domain.json_value import INTEGER_PATTERN, ExactNumber, JsonValue

Plain: TypeAlias = "None | bool | int | Decimal | str | list[Plain] | dict[str, Plain]"

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MOST_DIGITS: Final = 4000
_HUGE: Final = 10**_MOST_DIGITS
"""The validator hands back integers as int, which Python neither reads nor writes with more than 4,300 digits."""

_TINY: Final = "1e-999999999"
_ENDLESS: Final = "1e999999999"


def encodable(text: str) -> str:
    """The text with as many characters, half surrogate pairs replaced: the validator takes UTF-8 only."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def plain(value: JsonValue, most_items: int | None = None) -> Plain:
    """
    The value for the validator.

    Args:
        value: At most `MOST_LEVELS` deep.
        most_items: Lists keep only as many items; None for all.
    """
    if isinstance(value, dict):
        return {encodable(key): plain(inside, most_items) for key, inside in value.items()}
    if isinstance(value, list):
        return [plain(item, most_items) for item in (value if most_items is None else value[:most_items])]
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, bool) or value is None:
        return value
    number = within_reach(value)
    return number if isinstance(number, int) else Decimal(number.text)


def within_reach(number: int | ExactNumber) -> int | ExactNumber:
    """
    The number as the validator can read and hand it back.

    Integers of thousands of digits get the fraction .0, which changes no comparison. For exponents of 19 digits and
    more a number near it is given: no schema tells them apart.
    """
    if isinstance(number, int):
        return number if -_HUGE < number < _HUGE else ExactNumber(f"{Decimal(number)}.0")
    if len(number.text) > _MOST_DIGITS and INTEGER_PATTERN.fullmatch(number.text):
        return ExactNumber(f"{number.text}.0")
    try:
        Decimal(number.text)
    except InvalidOperation:
        sign = "-" if number.text.startswith("-") else ""
        return ExactNumber(sign + (_TINY if "e-" in number.text.lower() else _ENDLESS))
    return number
