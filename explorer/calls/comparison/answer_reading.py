"""
A body as a value that can be compared: JSON as what it is, any other text as the list of its lines.

JSON is read in parts of at most `PART_BYTES`, between which other threads get their turn: one `json.loads` of 5 MB
would stop the window for as long as it takes.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import Raw

from explorer.calls.comparison.values.value_comparison import GivenUp
from explorer.domain.call import ReceivedAnswer
from explorer.domain.json_value import MOST_LEVELS, JsonValue, NotJson, parse_json

MOST_BYTES: Final = 8_000_000
"""A larger body is not compared: two of them as values would take more memory than anything else here."""
PART_BYTES: Final = 65_536
_LOOKED_AT: Final = 4_096
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


class NotComparable(Exception):
    """A body that no comparison is made of; the text says why, for a person."""


@dataclass(frozen=True, slots=True)
class ReadBody:
    """
    Args:
        is_json: Else the value is the list of the text's lines.
        note: What a person should know about how it was read; empty if nothing.
    """

    value: JsonValue
    is_json: bool
    note: str = ""


class _Key:
    """A key that equals no other, so that one that stands twice is noticed."""

    __slots__ = ("text",)

    def __init__(self, _type: type, text: str) -> None:
        self.text = text


_LIST: Final = msgspec.json.Decoder(list[Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[_Key, Raw], dec_hook=_Key)


def read_answer(answer: ReceivedAnswer, is_given_up: Callable[[], bool]) -> ReadBody:
    """
    The body of an answer.

    Raises:
        NotComparable: It is too large, or no text.
        GivenUp: `is_given_up` said so.
    """
    if len(answer.body) > MOST_BYTES:
        raise NotComparable(f"larger than {MOST_BYTES // 1_000_000} MB")
    body = bytes(answer.body)
    found = _CHARSET.search(answer.header("content-type"))
    return read_body(body, found.group(1) if found else "", is_given_up)


def read_body(body: bytes, charset: str, is_given_up: Callable[[], bool]) -> ReadBody:
    """As `read_answer`, of bytes whose size is known to be small."""
    text = _text(body, charset)
    if b"\0" in body[:_LOOKED_AT] and "\0" in text[:_LOOKED_AT]:
        raise NotComparable("no text")
    if not text:
        return ReadBody([], is_json=False)
    try:
        return ReadBody(_read(text.encode("utf-8", "surrogatepass"), text, is_given_up), is_json=True)
    except NotJson as why:
        looks_like_json = text.lstrip()[:1] in ("{", "[")
        note = f"It is compared line by line, since it is not read as JSON: {why}." if looks_like_json else ""
        return ReadBody([*text.split("\n")], is_json=False, note=note)


def _text(body: bytes, charset: str) -> str:
    """Bytes that are not valid in their encoding stay apart from each other, as halves of surrogate pairs."""
    try:
        name = codecs.lookup(charset or "utf-8").name
        text = body.decode("utf-8-sig" if name in ("utf-8", "ascii") else name, "surrogateescape")
    except (LookupError, UnicodeError, ValueError):
        text = body.decode("utf-8-sig", "surrogateescape")
    return text


def _read(content: bytes, text: str, is_given_up: Callable[[], bool]) -> JsonValue:
    if len(content) <= PART_BYTES:
        return parse_json(text)
    try:
        return _read_part(content, MOST_LEVELS, is_given_up)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return parse_json(text)


def _read_part(raw: Raw | bytes, levels: int, is_given_up: Callable[[], bool]) -> JsonValue:
    if is_given_up():
        raise GivenUp
    content = bytes(raw)
    first = content.lstrip()[:1] if len(content) > PART_BYTES else b""
    if levels and first == b"[":
        return [_read_part(item, levels - 1, is_given_up) for item in _LIST.decode(content)]
    if levels and first == b"{":
        pairs = [(key.text, item) for key, item in _OBJECT.decode(content).items()]
        names = {name for name, _ in pairs}
        if len(names) < len(pairs):
            raise NotJson("a key stands twice in one object")
        return {name: _read_part(item, levels - 1, is_given_up) for name, item in pairs}
    return parse_json(content.decode(), most_levels=levels)
