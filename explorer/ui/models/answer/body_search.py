"""Plain text looked for in the bytes of a body, in slices, regardless of case."""

import re
import time
from array import array
from collections.abc import Iterator
from typing import Final

from explorer.domain.body import Body

MOST_KEPT: Final = 100_000
"""Places that one can go to; further ones are counted."""

_CHUNK: Final = 65_536


class BodySearch:
    """
    Looks for one text as it stands in the bytes: escapes of JSON are not undone.

    Args:
        body: As received.
        wanted: Not empty.
        encoding: Of the body.
    """

    def __init__(self, body: Body, wanted: str, encoding: str) -> None:
        self.places = array("Q")
        """Where it was found, in bytes, in order."""
        self.found = 0
        self.is_done = False
        self._body = body
        self._pattern = _pattern(wanted, encoding)
        self._needle = wanted.lower().encode() if wanted.isascii() and encoding.startswith("utf-8") else b""
        self.length = len(wanted.encode(encoding, "replace"))
        """Of what is looked for, in bytes; a place may be a little longer where letters of the other case are."""
        self._longest = max(4 * len(wanted), 1)
        self._done = 0
        self._at = 0

    @property
    def share(self) -> float:
        """How much of the body was looked at, 0 to 1."""
        return 1.0 if self.is_done else self._at / len(self._body)

    def look_on(self, budget_s: float) -> bool:
        """Go on for about that long; gives whether the end was reached."""
        until = time.perf_counter() + budget_s
        while not self.is_done and time.perf_counter() < until:
            self._step()
        return self.is_done

    def _step(self) -> None:
        # What begins in this chunk may end in the next one.
        chunk = self._body[self._at : self._at + _CHUNK + self._longest]
        for start, end in self._places_in(chunk, min(_CHUNK, len(chunk))):
            if self._at + start < self._done:
                continue
            self._done = self._at + end
            self.found += 1
            if len(self.places) < MOST_KEPT:
                self.places.append(self._at + start)
        self._at += _CHUNK
        self.is_done = self._at >= len(self._body)

    def _places_in(self, chunk: bytes, until: int) -> Iterator[tuple[int, int]]:
        if not self._needle:
            for match in self._pattern.finditer(chunk):
                if match.start() >= until:
                    return
                yield match.span()
            return
        text, length = chunk.lower(), len(self._needle)
        place = text.find(self._needle)
        while 0 <= place < until:
            yield place, place + length
            place = text.find(self._needle, place + length)


def _pattern(wanted: str, encoding: str) -> re.Pattern[bytes]:
    letters = []
    for letter in wanted:
        ways = dict.fromkeys(one.encode(encoding, "replace") for one in (letter, letter.lower(), letter.upper()))
        letters.append(b"(?:" + b"|".join(re.escape(way) for way in ways) + b")")
    return re.compile(b"".join(letters), re.DOTALL)
