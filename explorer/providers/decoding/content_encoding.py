"""
Undoes the content encoding of an answer piece by piece, so that a small body cannot fill the memory.

Source: RFC 9110, section 8.4. A gzip body of 65 kB can hold 67 MB, so what comes out is bounded, not what goes in.
"""

import zlib
from collections.abc import Iterator
from typing import Final, Protocol

from explorer.domain.failure import MalformedAnswer

PIECE_BYTES: Final = 65_536
"""Largest piece that a decoder gives."""


class Decoder(Protocol):
    """One content encoding, undone as the bytes come."""

    def pieces(self, received: bytes) -> Iterator[bytes]:
        """What these bytes decode to, in pieces of at most `PIECE_BYTES`. Raises `MalformedAnswer`."""
        ...

    def end(self) -> None:
        """Told that nothing more comes. Raises `MalformedAnswer` if the data is not whole."""
        ...


def decoder_for(content_encoding: str) -> Decoder:
    """
    The decoder for a `Content-Encoding` header; empty means none.

    Raises:
        MalformedAnswer: An encoding that was not asked for, or more than one.
    """
    name = content_encoding.strip().lower()
    if name in {"", "identity"}:
        return _Identity()
    if name in {"gzip", "x-gzip"}:
        return _Gzip()
    if name == "deflate":
        return _Deflate()
    raise MalformedAnswer(f"the answer is encoded as {content_encoding[:60]!r}, which was not asked for")


class _Identity:
    def pieces(self, received: bytes) -> Iterator[bytes]:
        if received:
            yield received

    def end(self) -> None:
        return


class _Gzip:
    """One gzip member after another, as RFC 1952 allows."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._is_begun = False

    def pieces(self, received: bytes) -> Iterator[bytes]:
        rest = received
        while rest:
            if self._member.eof:
                if not rest.strip(b"\0"):
                    return  # padding behind the last member
                self._member = zlib.decompressobj(wbits=31)
            self._is_begun = True
            yield from _inflated(self._member, rest)
            rest = self._member.unused_data

    def end(self) -> None:
        if self._is_begun and not self._member.eof:
            raise MalformedAnswer("the compressed answer ends too early")


class _Deflate:
    """zlib data as the standard says, or bare deflate data as some servers send it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._first = b""

    def pieces(self, received: bytes) -> Iterator[bytes]:
        if self._stream is None:
            self._first += received
            if len(self._first) < 2:
                return
            received, self._first = self._first, b""
            has_zlib_head = received[0] & 0x0F == 8 and int.from_bytes(received[:2]) % 31 == 0
            self._stream = zlib.decompressobj(wbits=15 if has_zlib_head else -15)
        if not self._stream.eof:
            yield from _inflated(self._stream, received)

    def end(self) -> None:
        if self._first or (self._stream is not None and not self._stream.eof):
            raise MalformedAnswer("the compressed answer ends too early")


def _inflated(stream: "zlib._Decompress", received: bytes) -> Iterator[bytes]:
    rest = received
    while True:
        try:
            piece = stream.decompress(rest, PIECE_BYTES)
        except zlib.error as error:
            raise MalformedAnswer(f"the answer's compression is broken: {error}") from None
        if piece:
            yield piece
        rest = stream.unconsumed_tail
        if stream.eof or (not rest and len(piece) < PIECE_BYTES):
            return
