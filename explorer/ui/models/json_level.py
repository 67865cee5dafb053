"""
JSON text split one level at a time: a member is a slice of the received bytes, and is split when it is opened.

    readable_json(body, charset)   the bytes as JSON in UTF-8, with a note where something had to be made readable
    split_level(raw)               names and slices of the members of one object or list

Numbers therefore keep their text (`0.10`, `1e400`, 2^63+1), objects their order, and a key that was given twice is
there twice, up to `MOST_EXACT_KEYS` keys in one object.

Source: `msgspec.Raw`; it refuses text that nests deeper than the interpreter allows: 1,000 levels in Python 3.11, some
10,000 in later ones.
"""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

import msgspec
from msgspec import Raw

MOST_EXACT_KEYS: Final = 50_000
"""Objects with more keys than this are split the fast way, in which the last of two equal keys wins."""

Slice = Raw | bytes
Result = TypeVar("Result")


class JsonKind(Enum):
    """What a JSON value is; the value is the word for it."""

    OBJECT = "object"
    LIST = "list"
    TEXT = "text"
    NUMBER = "number"
    TRUTH = "true or false"
    NULL = "null"


class NotReadable(ValueError):
    """Bytes that no tree can be made of; the reason is written for a person."""


@dataclass(frozen=True, slots=True)
class ReadableJson:
    """
    JSON in UTF-8.

    Args:
        root: Its members; None for a single value.
        note: What had to be changed to make it readable; empty if nothing.
    """

    content: bytes
    root: "Level | None"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """The members of one value, in their order. `names` is None for a list."""

    names: Sequence[str] | None
    raws: Sequence[Slice]


class _Key:
    """A key that equals no other, so that of two equal ones neither is lost."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class _TooManyKeys(Exception):
    """Never leaves this module."""


class _KeyMaker:
    """Makes keys for one decoder, which is made once because that takes longer than to split a small object."""

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, _type: type, text: str) -> _Key:
        self.left -= 1
        if self.left < 0:
            raise _TooManyKeys
        return _Key(text)


_MAKER: Final = _KeyMaker()

_LIST: Final = msgspec.json.Decoder(list[Raw])
_EXACT: Final = msgspec.json.Decoder(dict[_Key, Raw], dec_hook=_MAKER)
_FAST: Final = msgspec.json.Decoder(dict[str, Raw])
_ANY: Final = msgspec.json.Decoder(Raw)
_TEXT: Final = msgspec.json.Decoder(str)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZEROS: Final = {
    "x0x0": "utf-16-le",
    "0x0x": "utf-16-be",
    "x000": "utf-32-le",
    "000x": "utf-32-be",
}
_BLANKS: Final = b" \t\r\n"
_FIRST: Final = {
    ord("{"): JsonKind.OBJECT,
    ord("["): JsonKind.LIST,
    ord('"'): JsonKind.TEXT,
    ord("t"): JsonKind.TRUTH,
    ord("f"): JsonKind.TRUTH,
    ord("n"): JsonKind.NULL,
}
_PAIRS_AND_ESCAPES: Final = re.compile(
    rb"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.DOTALL
)
_BODY_ENCODINGS: Final = re.compile(
    r"utf-8|utf-16(-[bl]e)?|utf-32(-[bl]e)?|ascii|(iso8859|cp|koi8|mac|euc|gb|big5|shift_jis|iso2022).*"
)
_ESCAPED_BYTES: Final = re.compile("[\udc80-\udcff]+")
_BYTE_WORDS: Final = {0xDC00 + byte: f"<0x{byte:02X}>" for byte in range(0x80, 0x100)}


def readable_json(body: bytes, charset: str = "") -> ReadableJson:
    """
    The body as JSON in UTF-8, checked to its last byte.

    Bytes that are not valid in their encoding become visible (`<0xFF>`), and so do halves of surrogate pairs.

    Raises:
        NotReadable: It is empty, no JSON, or nested too deep.
    """
    content, note = _in_utf8(body, charset)
    if not content or content.isspace():
        raise NotReadable("there is no text in it")
    try:
        return ReadableJson(content, split_root(content), note)
    except NotReadable:
        if b"\\ud" not in content and b"\\uD" not in content:
            raise
        repaired = _PAIRS_AND_ESCAPES.sub(_visible_half, content)
        if repaired == content:
            raise
    note = note or "Halves of surrogate pairs are shown as they were written."
    return ReadableJson(repaired, split_root(repaired), note)


def split_root(content: bytes) -> Level | None:
    """Split the whole text; None if it is a single value. Raises `NotReadable`."""
    if kind_of(content) in (JsonKind.OBJECT, JsonKind.LIST):
        return split_level(content)
    _decoded(_ANY, content)
    return None


def kind_of(raw: Slice) -> JsonKind:
    """What the value is, told from its first letter."""
    view = memoryview(raw)
    for place in range(len(view)):
        letter: int = view[place]
        if letter not in _BLANKS:
            return _FIRST.get(letter, JsonKind.NUMBER)
    return JsonKind.NULL


def is_empty(raw: Slice) -> bool:
    """Whether an object or list has no members; the whole of it is not read."""
    text = bytes(memoryview(raw)[:64]).lstrip(_BLANKS)[1:].lstrip(_BLANKS)
    if text:
        return text[:1] in (b"}", b"]")
    return not split_level(raw).raws


def split_level(raw: Slice) -> Level:
    """
    The members of an object or list. Takes about a second for a gigabyte; for the thread of the window only.

    Raises:
        NotReadable: It is neither, or nested too deep.
    """
    if kind_of(raw) is JsonKind.LIST:
        items: list[Raw] = _decoded(_LIST, raw)
        return Level(None, items)
    _MAKER.left = MOST_EXACT_KEYS
    try:
        members = _decoded(_EXACT, raw)
    except _TooManyKeys:
        fast = _decoded(_FAST, raw)
        return Level(list(fast), list(fast.values()))
    return Level([key.text for key in members], list(members.values()))


def text_start(raw: Slice, letters: int) -> str:
    """The first letters of a long JSON string, without reading the rest of it; a few less where an escape is cut."""
    start = bytes(memoryview(raw)[: letters * 4]).lstrip(_BLANKS)
    for end in range(len(start), max(len(start) - 16, 1), -1):
        try:
            return _TEXT.decode(start[:end] + b'"')[:letters]
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
    return ""


def text_of(raw: Slice) -> str:
    """The letters of a JSON string, escapes undone; any other value as it was written."""
    if kind_of(raw) is JsonKind.TEXT:
        try:
            return _TEXT.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            pass
    return bytes(raw).strip(_BLANKS).decode("utf-8", "replace")


def known_encoding(charset: str) -> str:
    """Python's name of a charset that bodies are written in; empty for none, an unknown one, or no text encoding."""
    try:
        name = codecs.lookup(charset).name if charset else ""
    except (LookupError, ValueError):
        return ""
    return name if _BODY_ENCODINGS.fullmatch(name) else ""


def guessed_encoding(body: bytes) -> str:
    """The Unicode encoding of a text whose first two letters are ASCII, or that begins with a mark; else UTF-8."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    zeros = "".join("0" if byte == 0 else "x" for byte in body[:4])
    return _ZEROS.get(zeros, "utf-8")


def _decoded(decoder: msgspec.json.Decoder[Result], raw: Slice) -> Result:
    try:
        return decoder.decode(raw)
    except RecursionError:
        raise NotReadable("it is nested too deep for a tree") from None
    except msgspec.MsgspecError as error:
        said = str(error).removeprefix("JSON is malformed: ")
        raise NotReadable(f"it is not JSON ({said})") from None
    except UnicodeDecodeError:
        raise NotReadable("it is not valid UTF-8") from None


def _in_utf8(body: bytes, charset: str) -> tuple[bytes, str]:
    name = known_encoding(charset)
    if name in ("", "utf-8", "ascii"):
        name = guessed_encoding(body)
    if name in ("utf-8", "utf-8-sig"):
        content = body.removeprefix(codecs.BOM_UTF8)
        return (content, "") if _is_utf8(content) else (_with_visible_bytes(content), _BYTES_NOTE)
    try:
        return body.decode(name).encode(), f"Received as {name}, shown as text."
    except (UnicodeDecodeError, UnicodeEncodeError):
        return body.decode(name, "replace").encode(
            "utf-8", "replace"
        ), f"Some bytes are not {name}: the tab Raw has them."


_BYTES_NOTE: Final = "Bytes that are not UTF-8 are shown as <0xFF>."


def _is_utf8(content: bytes) -> bool:
    if content.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    try:
        for start in range(0, len(content), 1 << 20):
            decoder.decode(view[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _with_visible_bytes(content: bytes) -> bytes:
    text = content.decode("utf-8", "surrogateescape")
    return visible_bytes(text).encode()


def visible_bytes(text: str) -> str:
    """The text with each byte that `surrogateescape` could not decode written out, as `<0xFF>`."""
    return _ESCAPED_BYTES.sub(_visible_run, text)


def _visible_run(found: re.Match[str]) -> str:
    return found.group().translate(_BYTE_WORDS)


def _visible_half(found: re.Match[bytes]) -> bytes:
    escape = found.group()
    return b"\\" + escape if len(escape) == 6 else escape
