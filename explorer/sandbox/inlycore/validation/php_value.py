"""Numbers, whole numbers and text as PHP understands them."""

import re
from decimal import Decimal, InvalidOperation

_NUMERIC = re.compile(r"[ \t\n\r\v\f]*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[ \t\n\r\v\f]*")
_WHOLE = re.compile(r"[ \t\n\r\v\f]*[+-]?(?:0|[1-9][0-9]*)[ \t\n\r\v\f]*")
_INT_LIMIT = 2**63
_EXACT_FLOAT = 10**15
"""Below this PHP writes a float without an exponent, and so takes 12.0 for a whole number."""


def number_of(value: object) -> Decimal | None:
    """The number that a value is or spells, as `is_numeric` sees it; none if it is none. Booleans are none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and _NUMERIC.fullmatch(value):
        try:
            return Decimal(value.strip())
        except InvalidOperation:
            return Decimal(0 if "e-" in value.lower() else "Infinity")
    return None


def is_whole(value: object) -> bool:
    """
    Whether `filter_var` takes a value for an integer: of 64 bits, also spelled out, but without leading zeros.

    `true` counts as 1, as it does in PHP; 12.0 counts as 12.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < _EXACT_FLOAT and value == value.to_integral_value()
    if isinstance(value, str):
        if _WHOLE.fullmatch(value) is None or len(value.strip()) > 20:
            return False
        value = int(value)
    return isinstance(value, int) and -_INT_LIMIT <= value < _INT_LIMIT


def text_of(value: object) -> str:
    """What PHP makes of a value where text is needed."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, Decimal) and is_whole(value):
        return str(int(value))
    return str(value)
