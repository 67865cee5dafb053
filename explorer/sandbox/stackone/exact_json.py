"""JSON in which every number keeps its text: 2^63+1, 85000.10 and 1e400 go out as they came in."""

from typing import Any

import msgspec

Decimal = msgspec.Raw
"""A number with a point or an exponent, as its text; whole numbers are plain `int` of any size."""

_decoder: "msgspec.json.Decoder[Any]" = msgspec.json.Decoder(float_hook=lambda text: msgspec.Raw(text.encode()))
_encoder = msgspec.json.Encoder()


class NotJson(ValueError):
    """The bytes are no JSON; the text says where."""


def read(text: bytes) -> Any:
    """
    The value of a JSON text.

    Raises:
        NotJson: It is none, or nests deeper than the interpreter allows: 1,000 levels in Python 3.11.
    """
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as problem:
        raise NotJson(str(problem)) from problem


def write(value: object) -> bytes:
    """The JSON text of a value that `read` gave, or that was put together from plain ones."""
    return _encoder.encode(value)


def decimal(text: str) -> msgspec.Raw:
    """A number that is written as this text."""
    return msgspec.Raw(text.encode())


def is_number(value: object) -> bool:
    """Whether a value that was read is a number."""
    return isinstance(value, msgspec.Raw | int | float) and not isinstance(value, bool)


def as_float(value: object) -> float:
    """A number's size, for comparing; infinite when it does not fit."""
    try:
        return float(bytes(value)) if isinstance(value, msgspec.Raw) else float(value)  # type: ignore[arg-type]  # is_number
    except OverflowError:
        return float("inf")
