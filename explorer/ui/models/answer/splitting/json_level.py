"""
JSON text split one level at a time: a member is a slice of the received bytes, and is split when it is opened.

    split_level(raw)   names and slices of the members of one object or list

Numbers therefore keep their text (`0.10`, `1e400`, 2^63+1), objects their order, and a key that was given twice is
there twice, up to `MOST_EXACT_KEYS` keys in one object.

Source: `msgspec.Raw`; it refuses text that nests deeper than the interpreter allows, 1,000 levels in Python 3.11, some
10,000 in later ones: `deep_level` goes on from there. A level of very many members is left to `long_level`.
"""

import math
import mmap
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar

import msgspec
from msgspec import Raw

from explorer.ui.models.answer.splitting.deep_level import MOST_BYTES, members_of
from explorer.ui.models.answer.splitting.long_level import BLOCK, BlockCache, BlockPlaces, LongColumn, is_long

MOST_EXACT_KEYS: Final = 50_000
"""Objects with more keys than this are split the fast way, in which the last of two equal keys wins."""

MOST_REPAIRED: Final = 4_000_000
"""Bytes of a level in which bytes that are no text are made visible while it is split."""

Slice = Raw | bytes | mmap.mmap
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
    """
    Bytes that no tree can be made of; the reason is written for a person.

    Args:
        may_be_repaired: Whether it may be for bytes or escapes that can be made visible.
    """

    def __init__(self, reason: str, *, may_be_repaired: bool = False) -> None:
        super().__init__(reason)
        self.may_be_repaired = may_be_repaired


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
_BLANKS: Final = b" \t\r\n"
_FIRST: Final = {
    ord("{"): JsonKind.OBJECT,
    ord("["): JsonKind.LIST,
    ord('"'): JsonKind.TEXT,
    ord("t"): JsonKind.TRUTH,
    ord("f"): JsonKind.TRUTH,
    ord("n"): JsonKind.NULL,
}
_KEY: Final = re.compile(rb'\s*("(?:[^"\\]++|\\.)*+")\s*:\s*', re.DOTALL)
_ESCAPED_BYTES: Final = re.compile("[\udc80-\udcff]+")
_BYTE_WORDS: Final = {0xDC00 + byte: f"<0x{byte:02X}>" for byte in range(0x80, 0x100)}


def split_root(content: Slice) -> Level | None:
    """Split the whole text; None if it is a single value. Raises `NotReadable`."""
    if kind_of(content) in (JsonKind.OBJECT, JsonKind.LIST):
        return split_level(content)
    try:
        _decoded(_ANY, content)
    except RecursionError:
        raise NotReadable("it is nested too deep for a tree") from None
    except UnicodeDecodeError:
        raise NotReadable("it is not valid UTF-8", may_be_repaired=True) from None
    return None


def kind_of(raw: Slice | memoryview) -> JsonKind:
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

    One for which `is_long` holds is better gone through in slices: `level_of_blocks`.

    Raises:
        NotReadable: It is neither.
    """
    if is_long(memoryview(raw)):
        places = BlockPlaces(memoryview(raw))
        places.look_on(math.inf)
        return level_of_blocks(places)
    return _split_whole(raw)


def _split_whole(raw: Slice) -> Level:
    try:
        return _split_at_once(raw)
    except RecursionError:
        return _split_by_tokens(raw)
    except UnicodeDecodeError:
        if len(memoryview(raw)) > MOST_REPAIRED:
            raise NotReadable("it is not valid UTF-8", may_be_repaired=True) from None
        return _split_at_once(with_visible_bytes(bytes(raw)))


def level_of_blocks(places: BlockPlaces) -> Level:
    """
    The members of an object or list that has been gone through, each block of them split when it is looked at.

    Raises:
        NotReadable: It is no JSON.
    """
    if places.is_broken:
        raise NotReadable(f"it is not JSON (behind {places.count:,} members)")
    is_list = kind_of(places.view) is JsonKind.LIST
    opening, closing = (b"[", b"]") if is_list else (b"{", b"}")
    blocks = BlockCache(places, lambda content: _block(opening + content + closing))
    return Level(None if is_list else LongColumn(blocks, _names_of), LongColumn(blocks, _raws_of))


def _block(content: bytes) -> Level:
    try:
        return _split_whole(content)
    except NotReadable:
        return _unreadable_block(content)


def _unreadable_block(content: bytes) -> Level:
    """Members of a block in which one is no JSON: each as it stands there."""
    members = members_of(content) or []
    members += [b"null"] * (BLOCK - len(members))
    if content[:1] == b"[":
        return Level(None, members)
    pairs = [_pair(member) or (_shown(member), b"null") for member in members]
    return Level([name for name, _ in pairs], [value for _, value in pairs])


def _shown(member: bytes) -> str:
    return member[:80].decode("utf-8", "replace")


def _names_of(level: Level) -> Sequence[str]:
    assert level.names is not None
    return level.names


def _raws_of(level: Level) -> Sequence[Slice]:
    return level.raws


def _split_at_once(raw: Slice) -> Level:
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


def _split_by_tokens(raw: Slice) -> Level:
    if len(memoryview(raw)) > MOST_BYTES:
        raise NotReadable("it is nested too deep for a tree")
    content = bytes(raw).strip(_BLANKS)
    closing = {JsonKind.LIST: b"]", JsonKind.OBJECT: b"}"}.get(kind_of(content))
    members = members_of(content) if closing == content[-1:] else None
    if members is None:
        raise NotReadable("it is not JSON")
    if closing == b"]":
        return Level(None, members)
    pairs = [_pair(member) for member in members]
    if None in pairs:
        raise NotReadable("it is not JSON")
    return Level([pair[0] for pair in pairs if pair], [pair[1] for pair in pairs if pair])


def _pair(member: bytes) -> tuple[str, bytes] | None:
    found = _KEY.match(member)
    return (text_of(found[1]), member[found.end() :]) if found is not None and found.end() < len(member) else None


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
        except UnicodeDecodeError:
            return _TEXT.decode(with_visible_bytes(bytes(raw)))
        except msgspec.MsgspecError:
            pass
    return bytes(raw).strip(_BLANKS).decode("utf-8", "replace")


def _decoded(decoder: msgspec.json.Decoder[Result], raw: Slice) -> Result:
    try:
        return decoder.decode(raw)
    except msgspec.MsgspecError as error:
        said = str(error).removeprefix("JSON is malformed: ")
        raise NotReadable(f"it is not JSON ({said})", may_be_repaired=True) from None


def with_visible_bytes(content: bytes) -> bytes:
    """The text in UTF-8 with each byte that is not written out."""
    return visible_bytes(content.decode("utf-8", "surrogateescape")).encode()


def visible_bytes(text: str) -> str:
    """The text with each byte that `surrogateescape` could not decode written out, as `<0xFF>`."""
    return _ESCAPED_BYTES.sub(_visible_run, text)


def _visible_run(found: re.Match[str]) -> str:
    return found.group().translate(_BYTE_WORDS)
