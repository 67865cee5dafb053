"""JSON whose numbers keep the digits they came with: 0.10, 1e400, integers of any size."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Self

LONGEST_INT_DIGITS = 4_000
"""Python refuses to read integers of more than 4,300 digits, so longer ones are kept as text."""

LONGEST_PLAIN_DIGITS = 40
"""Larger and smaller numbers are written with an exponent."""

MAX_DEPTH = 300
"""Deeper values are refused, as PHP refuses them (at 512), so that whatever walks through values may recurse."""


class TypedNumber(Decimal):
    """A number that is written again exactly as it was read."""

    typed: str

    def __new__(cls, typed: str) -> Self:
        """The number that a JSON token stands for."""
        try:
            number = super().__new__(cls, typed)
        except InvalidOperation:  # an exponent beyond 10**18, which PHP takes for infinite or nothing
            number = super().__new__(cls, "0" if "e-" in typed.lower() else "Infinity")
        number.typed = typed
        return number


def read_json(text: str | bytes) -> Any:
    """
    The value that a JSON text stands for; of a key given twice the last counts, as in PHP.

    Raises:
        ValueError: The text is not JSON, not UTF-8, or nested too deep.
    """
    try:
        value = json.loads(text, parse_float=TypedNumber, parse_int=_read_integer, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    _check_depth(value)
    return value


def write_json(value: object) -> str:
    """The JSON text of a value, without blanks between its parts, letters unescaped."""
    if isinstance(value, TypedNumber):
        return value.typed
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{write_json(str(key))}:{write_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(write_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _read_integer(digits: str) -> int | TypedNumber:
    # int("-0") would lose its sign.
    if len(digits) > LONGEST_INT_DIGITS or digits == "-0":
        return TypedNumber(digits)
    return int(digits)


def _check_depth(value: object) -> None:
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for item in level
            if isinstance(item, list | dict)
            for inner in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return
    raise ValueError("nested too deep")


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _plain(value: Decimal) -> str:
    """Digits without trailing zeros after the point, as PHP prints a sum of money."""
    if not value.is_finite():
        return "null"
    if abs(value.adjusted()) > LONGEST_PLAIN_DIGITS:
        return str(value)
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
