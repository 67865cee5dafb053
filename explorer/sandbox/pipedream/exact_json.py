"""
JSON that keeps what it was given: integers of any size, and decimals letter for letter.

The platform's numbers pass through JavaScript and may change there; the stand-in keeps them, so that whatever
arrives changed was changed by the client.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from starlette.responses import Response

LONGEST_INTEGER = 4000
"""Digits that Python reads as `int` without complaint; longer ones are kept as text."""


@dataclass(frozen=True, slots=True)
class NumberText:
    """A number as it was written, such as `0.10` or `1e400`."""

    text: str

    def __str__(self) -> str:
        return self.text


class _HoldsNumberTextError(TypeError):
    """The fast way of writing met a `NumberText`."""


def read(body: bytes) -> Any:
    """
    The value of a JSON text: `int` for integers, `NumberText` for everything with a point or exponent.

    Raises:
        ValueError: It is not JSON, not UTF-8, or nested too deeply to be read.
    """
    try:
        return json.loads(body, parse_float=NumberText, parse_int=_integer, parse_constant=_refuse_constant)
    except RecursionError as too_deep:
        raise ValueError("nested too deeply") from too_deep


def write(value: Any) -> bytes:
    """The JSON text of a value, compact, with every `NumberText` as it came."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_refuse_value)
    except _HoldsNumberTextError:
        text = "".join(_pieces(value))
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can hold as \ud800 and UTF-8 cannot
        return text.encode("utf-8", "backslashreplace")


class JsonAnswer(Response):
    """A response whose body is exact JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The body: see `write`."""
        return write(content)


def whole_number(value: object, otherwise: int) -> int:
    """An integer out of an `int`, a text or a `NumberText` such as `2.0`; `otherwise` if it is none."""
    if isinstance(value, bool) or value is None:
        return otherwise
    try:
        return value if isinstance(value, int) else int(float(str(value)))
    except (ValueError, OverflowError):
        return otherwise


def _integer(text: str) -> int | NumberText:
    if len(text) > LONGEST_INTEGER or text == "-0":
        return NumberText(text)
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _refuse_value(value: object) -> NoReturn:
    if isinstance(value, NumberText):
        raise _HoldsNumberTextError
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, NumberText):
        yield value.text
    elif isinstance(value, dict):
        before = "{"
        for key, item in value.items():
            yield f"{before}{json.dumps(str(key), ensure_ascii=False)}:"
            yield from _pieces(item)
            before = ","
        yield "{}" if before == "{" else "}"
    elif isinstance(value, list | tuple):
        before = "["
        for item in value:
            yield before
            yield from _pieces(item)
            before = ","
        yield "[]" if before == "[" else "]"
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)
