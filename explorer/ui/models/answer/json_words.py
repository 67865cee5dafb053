"""How the tree writes values and places: folded texts, counts, JSONPath."""

import json
import re
from collections.abc import Sequence
from typing import Final

from explorer.ui.models.answer.splitting.json_level import JsonKind, Level, Slice, text_of, text_start
from explorer.ui.models.answer.splitting.long_level import LongColumn
from explorer.ui.widgets.shown_text import shown_line

LONGEST_SHOWN: Final = 80
"""Letters of a text that stand in its row; the rest is folded away, and its length told."""

LONG: Final = 100_000
"""Bytes of a text that is not read for its row: its length is told in bytes then."""

_PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def is_folded(raw: Slice, kind: JsonKind) -> bool:
    """Whether its row cannot hold all of it."""
    if kind in (JsonKind.OBJECT, JsonKind.LIST):
        return False
    if len(memoryview(raw)) > LONG:
        return True
    if len(memoryview(raw)) > LONGEST_SHOWN and len(text_of(raw)) > LONGEST_SHOWN:
        return True
    return kind is JsonKind.TEXT and b"\\n" in bytes(raw)


def shown_value(raw: Slice, kind: JsonKind) -> str:
    """A value on one line: texts in quotes, long ones cut, with their length; anything else as written."""
    if len(memoryview(raw)) > LONG:
        size = f"({len(memoryview(raw)):,} bytes)"
        if kind is JsonKind.TEXT:
            return f'"{_line(text_start(raw, LONGEST_SHOWN))}\u2026"  {size}'
        return f"{bytes(memoryview(raw)[:LONGEST_SHOWN]).decode()}\u2026  {size}"
    if kind is not JsonKind.TEXT:
        return _cut(text_of(raw), "digits")
    text = text_of(raw)
    if len(text) <= LONGEST_SHOWN:
        return f'"{_line(text)}"'
    return f'"{_line(text[:LONGEST_SHOWN])}\u2026"  ({len(text):,} characters)'


def count_words(kind: JsonKind, total: int | None, loaded: int, wanted: int) -> str:
    """An object or list in a few words: what it is, how many members it has, and how many of them are rows."""
    sign, one, many = ("{\u2026}", "key", "keys") if kind is JsonKind.OBJECT else ("[\u2026]", "item", "items")
    if total is None or total < 0:
        return sign
    if total == 0:
        return "{}  empty object" if kind is JsonKind.OBJECT else "[]  empty list"
    words = f"{sign} {total:,} {one if total == 1 else many}"
    if 0 < wanted < total:
        words += f", {wanted:,} shown"
    elif 0 < loaded < total:
        words += f", first {loaded:,} shown"
    return words


def group_words(level: Level, numbers: Sequence[int]) -> str:
    """What a group of neighbours is called: by its first and last number or key."""
    first, last = numbers[0], numbers[-1]
    if level.names is None or isinstance(level.names, LongColumn):
        return f"{first:,} \u2026 {last:,}"
    return f"{_short(level.names[first])} \u2026 {_short(level.names[last])}"


def joined(level: Level, numbers: Sequence[int]) -> str:
    """Some members as JSON, each as received."""
    values = [bytes(level.raws[number]).decode("utf-8", "replace") for number in numbers]
    if level.names is None:
        return "[" + ",".join(values) + "]"
    names = [json.dumps(level.names[number], ensure_ascii=False) for number in numbers]
    return "{" + ",".join(f"{name}:{value}" for name, value in zip(names, values, strict=True)) + "}"


def json_path(path: Sequence[str | int]) -> str:
    """A JSONPath (RFC 9535): `$.data[0]['first name']`."""
    parts = ["$"]
    for step in path:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN_NAME.fullmatch(step):
            parts.append(f".{step}")
        else:
            parts.append(f"['{_quoted(step)}']")
    return "".join(parts)


def _quoted(name: str) -> str:
    escapes = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    return "".join(escapes.get(letter) or (letter if ord(letter) >= 32 else f"\\u{ord(letter):04x}") for letter in name)


def _short(name: str) -> str:
    return name if len(name) <= 24 else name[:23] + "\u2026"


def _line(text: str) -> str:
    """On one line; line breaks and tabs stay visible."""
    return shown_line(text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t"))


def _cut(text: str, unit: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}\u2026  ({len(text):,} {unit})"
