"""
A body as JSON in UTF-8, changed only where nothing could be read otherwise; a large one in slices.

    readable_json(body, charset)   at once
    JsonReading(body, charset)     a slice at a time

A small body is checked to its last byte. In a large one bytes that are no text are made visible when the value or the
level that they are in is looked at; all of it is rewritten, on disk, only for another encoding, and for halves of
surrogate pairs, which the decoder refuses.
"""

import codecs
import re
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final

from msgspec import Raw

from explorer.domain.body import Body, IncomingBody, is_blank
from explorer.ui.models.answer.body_text import guessed_encoding, known_encoding
from explorer.ui.models.answer.splitting.json_level import (
    JsonKind,
    Level,
    NotReadable,
    Slice,
    kind_of,
    level_of_blocks,
    split_root,
    visible_bytes,
    with_visible_bytes,
)
from explorer.ui.models.answer.splitting.long_level import BlockPlaces, is_long

LARGE: Final = 1_000_000
"""Bytes from which a body is read in slices, and not checked beforehand."""

SLICE_S: Final = 0.012

_PIECE: Final = 262_144
_LONGEST_ESCAPE: Final = 12
_PAIRS_AND_ESCAPES: Final = re.compile(
    rb"\\u[dD][89aAbB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?:u[dD][89a-fA-F][0-9a-fA-F]{2}|.)", re.DOTALL
)
_HALVES_NOTE: Final = "Halves of surrogate pairs are shown as they were written."
_BYTES_NOTE: Final = "Bytes that are not UTF-8 are shown as <0xFF>."


@dataclass(frozen=True, slots=True)
class ReadableJson:
    """
    JSON in UTF-8.

    Args:
        root: Its members; None for a single value.
        note: What had to be changed to make it readable; empty if nothing.
    """

    content: Slice
    root: Level | None
    note: str = ""


class JsonReading:
    """
    A body on its way to being readable.

    Args:
        body: As received.
        charset: What its content type names; empty if nothing.
    """

    def __init__(self, body: Body, charset: str = "") -> None:
        self._body = body
        self._charset = charset
        self._note = ""
        self._steps = self._small() if len(body) < LARGE else self._large()
        self.result: ReadableJson | None = None

    def read_on(self, budget_s: float = SLICE_S) -> bool:
        """
        Go on for about that long; gives whether there is a `result`.

        One step splits the first level at once, which takes a millisecond or two for each MB.

        Raises:
            NotReadable: It is empty, or no JSON.
        """
        until = time.perf_counter() + budget_s
        while self.result is None:
            try:
                next(self._steps)
            except StopIteration as end:
                self.result = end.value
            if time.perf_counter() >= until:
                break
        return self.result is not None

    def _small(self) -> Generator[None, None, ReadableJson]:
        content, note = _in_utf8(bytes(self._body), self._charset)
        if not content or content.isspace():
            raise NotReadable("there is no text in it")
        try:
            return ReadableJson(content, split_root(content), note)
        except NotReadable:
            repaired = _PAIRS_AND_ESCAPES.sub(_visible_half, content)
            if repaired == content:
                raise
        yield
        return ReadableJson(repaired, split_root(repaired), note or _HALVES_NOTE)

    def _large(self) -> Generator[None, None, ReadableJson]:
        name = _encoding_of(self._body, self._charset)
        if is_blank(self._body):
            raise NotReadable("there is no text in it")
        if name in ("utf-8", "utf-8-sig"):
            has_mark = self._body[:3] == codecs.BOM_UTF8
            content: Slice = Raw(memoryview(self._body)[3:]) if has_mark else self._body
        else:
            self._note = f"Received as {name}, shown as text."
            content = yield from _rewritten(_recoded(self._body, name))
        yield
        try:
            root = yield from self._split(content)
        except NotReadable as why:
            if not why.may_be_repaired or not (yield from _may_be_repaired(content)):
                raise
            content = yield from _rewritten(_repaired(content))
            self._note = self._note or f"{_HALVES_NOTE} {_BYTES_NOTE}"
            root = yield from self._split(content)
        return ReadableJson(content, root, self._note)

    def _split(self, content: Slice) -> Generator[None, None, Level | None]:
        view = memoryview(content)
        if kind_of(content) not in (JsonKind.OBJECT, JsonKind.LIST) or not is_long(view):
            return split_root(content)
        places = BlockPlaces(view)
        while not places.look_on(SLICE_S):
            yield
        return level_of_blocks(places)


def readable_json(body: Body, charset: str = "") -> ReadableJson:
    """
    The body as JSON in UTF-8.

    Bytes that are not valid in their encoding become visible (`<0xFF>`), and so do halves of surrogate pairs.

    Raises:
        NotReadable: It is empty, or no JSON.
    """
    reading = JsonReading(body, charset)
    while not reading.read_on():
        pass
    assert reading.result is not None
    return reading.result


def _encoding_of(body: Body, charset: str) -> str:
    name = known_encoding(charset)
    return guessed_encoding(body[:4]) if name in ("", "utf-8", "ascii") else name


def _in_utf8(body: bytes, charset: str) -> tuple[bytes, str]:
    name = _encoding_of(body, charset)
    if name in ("utf-8", "utf-8-sig"):
        content = body.removeprefix(codecs.BOM_UTF8)
        try:
            content.decode()
        except UnicodeDecodeError:
            return with_visible_bytes(content), _BYTES_NOTE
        return content, ""
    try:
        return body.decode(name).encode(), f"Received as {name}, shown as text."
    except (UnicodeDecodeError, UnicodeEncodeError):
        content = body.decode(name, "replace").encode("utf-8", "replace")
        return content, f"Some bytes are not {name}: the tab Raw has them."


def _rewritten(pieces: Iterator[bytes]) -> Generator[None, None, Slice]:
    incoming = IncomingBody()
    for piece in pieces:
        incoming.add(piece)
        if incoming.is_full:
            incoming.write()
        yield
    return incoming.body()


def _recoded(body: Body, name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)("replace")
    for start in range(0, len(body), _PIECE):
        text = decoder.decode(body[start : start + _PIECE], start + _PIECE >= len(body))
        yield text.encode("utf-8", "replace")


def _may_be_repaired(content: Slice) -> Generator[None, None, bool]:
    """Whether there is anything in it that the decoder refuses and that can be made visible."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    for start in range(0, len(view), _PIECE):
        piece = bytes(view[start : start + _PIECE + _LONGEST_ESCAPE])
        if b"\\ud" in piece or b"\\uD" in piece:
            return True
        try:
            decoder.decode(piece[:_PIECE])
        except UnicodeDecodeError:
            return True
        yield
    return False


def _repaired(content: Slice) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    view = memoryview(content)
    rest = b""
    for start in range(0, len(view), _PIECE):
        text = decoder.decode(bytes(view[start : start + _PIECE]), start + _PIECE >= len(view))
        piece = rest + visible_bytes(text).encode()
        end = len(piece) if start + _PIECE >= len(view) else _end_between_escapes(piece)
        rest = piece[end:]
        yield _PAIRS_AND_ESCAPES.sub(_visible_half, piece[:end])


def _end_between_escapes(piece: bytes) -> int:
    """The last place that no escape, or pair of them, can go across: some letters without a backslash stand before."""
    end = len(piece)
    while end > 0:
        slash = piece.rfind(b"\\", max(end - _LONGEST_ESCAPE, 0), end)
        if slash < 0:
            return end
        end = slash
    return 0


def _visible_half(found: re.Match[bytes]) -> bytes:
    escape = found.group()
    return b"\\" + escape if len(escape) == 6 else escape
