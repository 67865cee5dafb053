"""
JSON values that keep what was written: exact numbers, key order, and a difference between null and absent.

    parse_json(text)      text to value; numbers that an int cannot hold become `ExactNumber`
    write_json(value)     value to text; every number comes out as it went in

A value is None, bool, int, `ExactNumber`, str, list or dict. `float` never occurs: it would change `0.10` and `1e400`.

Source: RFC 8259; `design.md` promises 2^53+1, 2^63, 1e400 and 0.10 unchanged.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

MOST_LEVELS: Final = 200
"""Deepest nesting of a value that is edited or sent; deeper text is shown, never parsed."""

NUMBER_PATTERN: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
INTEGER_PATTERN: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_MOST_INT_DIGITS: Final = 4000
_MOST_SEARCHED: Final = 200_000
"""Characters of a refused text in which the place of the refusal is looked for."""

_TOKEN: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|-?(?:NaN|Infinity)')


class Absent(Enum):
    """The value of a field that is not there at all, which is neither null nor empty."""

    ABSENT = "absent"

    def __bool__(self) -> bool:
        return False


ABSENT: Final = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class ExactNumber:
    """A JSON number kept as its text, for what an int cannot hold exactly: `0.10`, `1e400`, 5,000 digits."""

    text: str

    def __post_init__(self) -> None:
        if not NUMBER_PATTERN.fullmatch(self.text):
            raise ValueError(f"not a JSON number: {self.text[:40]}")

    def __str__(self) -> str:
        return self.text


JsonScalar: TypeAlias = None | bool | int | ExactNumber | str
JsonValue: TypeAlias = JsonScalar | list["JsonValue"] | dict[str, "JsonValue"]
JsonObject: TypeAlias = dict[str, JsonValue]
Pointer: TypeAlias = tuple[str | int, ...]
"""A place in a value: keys and indexes from the root."""


class NotJson(ValueError):
    """Text that is no JSON; `line` and `column` count from 1, 0 where the place is unknown."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.reason} (line {self.line}, column {self.column})" if self.line else self.reason


def number_from_text(text: str) -> int | ExactNumber:
    """A JSON number as int where that is exact, else with its text. Raises `ValueError` for anything else."""
    if INTEGER_PATTERN.fullmatch(text) and len(text) <= _MOST_INT_DIGITS and text != "-0":
        return int(text)
    return ExactNumber(text)


def parse_json(text: str, *, most_levels: int = MOST_LEVELS) -> JsonValue:
    """
    Read one JSON value, exactly.

    Args:
        text: The whole of it.
        most_levels: Deepest nesting that is taken; more than usual where values are wrapped in others.

    Raises:
        NotJson: The text is no JSON, names a key twice in one object, uses NaN or Infinity, or nests deeper than
            `most_levels`. The reason is written for a person.
    """
    try:
        value: JsonValue = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise NotJson(error.msg, error.lineno, error.colno) from None
    except RecursionError:
        raise NotJson(f"nested deeper than {most_levels} levels", *_place_of_refusal(text, most_levels)) from None
    except NotJson as error:
        raise NotJson(error.reason, *_place_of_refusal(text, most_levels)) from None
    if depth(value) > most_levels:
        raise NotJson(f"nested deeper than {most_levels} levels", *_place_of_refusal(text, most_levels))
    return value


def write_json(value: JsonValue, *, indent: int | None = None) -> str:
    """
    The value as JSON text: compact, or with `indent` blanks a level. Non-ASCII letters stay, lone surrogates are
    escaped, so that the text can always be encoded as UTF-8.
    """
    parts: list[str] = []
    _write(value, parts, indent, 0)
    return "".join(parts)


def depth(value: JsonValue) -> int:
    """How many levels of lists and objects the value has; 0 for a scalar."""
    deepest = 0
    open_values: list[tuple[JsonValue, int]] = [(value, 0)]
    while open_values:
        item, level = open_values.pop()
        if isinstance(item, dict | list):
            level += 1
            deepest = max(deepest, level)
            children = item.values() if isinstance(item, dict) else item
            open_values.extend((child, level) for child in children if isinstance(child, dict | list))
    return deepest


def same_json(one: JsonValue | Absent, other: JsonValue | Absent) -> bool:
    """Whether two values are the same JSON to the letter: `true` is not `1`, `1.0` is not `1`, key order counts."""
    if one is other:
        return True
    # Not written out: a text may be a file of megabytes.
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, dict | list) and isinstance(other, dict | list) and len(one) != len(other):
        return False
    if isinstance(one, Absent) or isinstance(other, Absent):
        return one is other
    return write_json(one) == write_json(other)


def pointer_text(pointer: Pointer) -> str:
    """The place as a JSON Pointer (RFC 6901); the root is the empty text."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def pointer_parts(text: str) -> tuple[str, ...]:
    """The keys of a JSON Pointer; indexes stay text, since only the value tells whether they are indexes."""
    if not text:
        return ()
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in text.removeprefix("/").split("/"))


def value_at(value: JsonValue | Absent, pointer: Pointer) -> JsonValue | Absent:
    """What stands at the place, or `ABSENT`."""
    for part in pointer:
        if isinstance(value, dict) and isinstance(part, str) and part in value:
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        else:
            return ABSENT
    return value


def strings_in(value: JsonValue) -> Iterator[str]:
    """Every text in the value, keys too."""
    open_values: list[JsonValue] = [value]
    while open_values:
        item = open_values.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            yield from item
            open_values.extend(item.values())
        elif isinstance(item, list):
            open_values.extend(item)


def _place_of_refusal(text: str, most_levels: int) -> tuple[int, int]:
    """Line and column of the first key that stands twice, the first NaN or Infinity, or the level that is too deep."""
    if len(text) > _MOST_SEARCHED:
        return 0, 0
    seen: list[set[str] | None] = []
    is_key = False
    for found in _TOKEN.finditer(text):
        part, keys = found.group(), seen[-1] if seen else None
        if part in ("{", "["):
            seen.append(set() if part == "{" else None)
        elif part in ("}", "]") and seen:
            seen.pop()
        is_refused = len(seen) > most_levels or part.lstrip("-") in ("NaN", "Infinity")
        if part.startswith('"') and is_key and keys is not None:
            is_refused = is_refused or part in keys
            keys.add(part)
        if is_refused:
            return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        is_key = part in ("{", ",")
    return 0, 0


def _object_of(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise NotJson(f'the key "{twice[:60]}" stands twice in one object')
    return found


def _refuse_constant(text: str) -> JsonValue:
    raise NotJson(f"{text} is no JSON number")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object_of,
    parse_int=number_from_text,
    parse_float=ExactNumber,
    parse_constant=_refuse_constant,
)
_quoted: Final = json.encoder.py_encode_basestring


def _text(value: str) -> str:
    quoted = _quoted(value)
    if quoted.isascii():
        return quoted
    return "".join(f"\\u{ord(letter):04x}" if "\ud800" <= letter <= "\udfff" else letter for letter in quoted)


def _write(value: JsonValue, parts: list[str], indent: int | None, level: int) -> None:
    if isinstance(value, str):
        parts.append(_text(value))
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif value is None:
        parts.append("null")
    elif isinstance(value, int | ExactNumber):
        parts.append(str(value))
    elif isinstance(value, dict | list):
        _write_container(value, parts, indent, level)
    else:
        raise TypeError(f"{type(value).__name__} is no JSON value")


def _write_container(value: JsonObject | list[JsonValue], parts: list[str], indent: int | None, level: int) -> None:
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    if not value:
        parts.append(opening + closing)
        return
    if indent is None:
        line, comma, colon = "", ",", ":"
    else:
        line = "\n" + " " * (indent * (level + 1))
        comma, colon = ",", ": "
    parts.append(opening)
    entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for number, (key, item) in enumerate(entries):
        parts.append(comma + line if number else line)
        if key is not None:
            parts.append(_text(key) + colon)
        _write(item, parts, indent, level + 1)
    if indent is not None:
        parts.append("\n" + " " * (indent * level))
    parts.append(closing)
