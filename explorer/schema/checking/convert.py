"""
Values as the validator takes them: `ExactNumber` as `Decimal`, text that can be encoded.

The validator reads `Decimal` digit by digit, so that limits hold exactly: 0.10000000000000000000001 is more than 0.1.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from explorer.domain.json_value import ExactNumber, JsonValue

Plain: TypeAlias = "None | bool | int | Decimal | str | list[Plain] | dict[str, Plain]"

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_HUGE: Final = 10**4000
"""Python writes no int of more than 4,300 digits; the validator asks for it. `Decimal` has no such limit."""

_TINY: Final = Decimal("1e-999999999")
_ENDLESS: Final = Decimal("1e999999999")


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
    if isinstance(value, ExactNumber):
        return _decimal(value.text)
    if isinstance(value, int) and not isinstance(value, bool) and not -_HUGE < value < _HUGE:
        return Decimal(value)
    return value


def within_reach(number: ExactNumber) -> ExactNumber:
    """The number, or for an exponent of 19 digits and more, which the validator cannot read, a number near it."""
    return ExactNumber(str(_decimal(number.text))) if _decimal_or_none(number.text) is None else number


def _decimal(text: str) -> Decimal:
    number = _decimal_or_none(text)
    if number is not None:
        return number
    nearest = _TINY if "e-" in text.lower() else _ENDLESS
    return -nearest if text.startswith("-") else nearest


def _decimal_or_none(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
