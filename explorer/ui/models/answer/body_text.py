"""
Received bytes as the text that they are, nothing made nicer: what cannot be decoded or shown becomes visible.

A large body becomes text a part at a time: a text widget takes seconds for 50 MB, or for one line of 5 MB.
"""

import codecs
import re
from typing import Final

from explorer.domain.body import Body
from explorer.ui.models.answer.splitting.json_level import visible_bytes
from explorer.ui.widgets.shown_text import shown_text

MOST_BYTES: Final = 2_000_000
"""A larger body is shown in parts."""

PART_BYTES: Final = 200_000
LONGEST_LINE: Final = 10_000
_TO_LINE_END: Final = 4_096
_INNER_BYTES: Final = bytes(range(0x80, 0xC0))
_SNIFFED: Final = 4_096

_TEXT_TYPES: Final = re.compile(
    r"text/.*|application/(?:.*[+.-])?(?:json|xml|yaml|x-yaml|javascript|ecmascript|graphql|x-ndjson|jsonl|toml|sql|"
    r"x-www-form-urlencoded|csv)|multipart/.*|message/.*|image/svg\+xml"
)
_BINARY_TYPES: Final = re.compile(
    r"(?:image|audio|video|font)/.*|application/(?:pdf|zip|gzip|x-tar|x-7z-compressed|msword|vnd\.ms-.*|"
    r"vnd\.openxmlformats-.*|vnd\.oasis\..*|wasm|java-archive)"
)
_BODY_ENCODINGS: Final = re.compile(
    r"utf-8|utf-16(-[bl]e)?|utf-32(-[bl]e)?|ascii|(iso8859|cp|koi8|mac|euc|gb|big5|shift_jis|iso2022).*"
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITH_MARK: Final = {"utf-16": "utf-16", "utf-32": "utf-32"}
_BIG_ENDIAN: Final = (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_ZEROS: Final = {
    "x0x0": "utf-16-le",
    "0x0x": "utf-16-be",
    "x000": "utf-32-le",
    "000x": "utf-32-be",
}


class BodyText:
    """
    A body as text, in parts: undecodable bytes as `<0xFF>`, control characters as `<U+0000>`, nothing left out.

    Lines longer than `LONGEST_LINE` letters go on in the next line.

    Args:
        body: As received.
        charset: What its content type names; guessed where it names none.
    """

    def __init__(self, body: Body, charset: str = "") -> None:
        self._body = body
        start = body[:4]
        self.encoding = known_encoding(charset) or guessed_encoding(start)
        self._mark = next((mark for mark, name in _MARKS if name == self.encoding and start.startswith(mark)), b"")
        if self._mark and self.encoding in _WITH_MARK:
            # A later part has no mark to tell the order of its bytes.
            self.encoding = _WITH_MARK[self.encoding] + ("-be" if self._mark in _BIG_ENDIAN else "-le")
        self.part_bytes = len(body) if len(body) <= MOST_BYTES else PART_BYTES
        self.broken_lines = 0
        """How many lines of the last text went on in the next line."""

    @property
    def count(self) -> int:
        """The number of parts."""
        return max(1, -(-len(self._body) // max(self.part_bytes, 1)))

    def part_at(self, place: int) -> int:
        """The number of the part that a byte is in."""
        number = min(place // max(self.part_bytes, 1), self.count - 1)
        return number - 1 if number and place < self.span(number)[0] else number

    def span(self, number: int) -> tuple[int, int]:
        """Where a part begins and ends, in bytes: between lines where there are any, else between letters."""
        return self._edge(number), self._edge(number + 1)

    def text(self, number: int) -> str:
        """One part as text that is fit to be shown."""
        start, end = self.span(number)
        return self._shown(start, end)

    def letters_before(self, number: int, place: int) -> int:
        """Where in the text of a part a byte of it stands, in letters as the text widget counts them."""
        start, _ = self.span(number)
        return len(self._shown(start, place).encode("utf-16-le", "replace")) // 2

    def _edge(self, number: int) -> int:
        place = number * self.part_bytes
        if number == 0 or place >= len(self._body):
            return 0 if number == 0 else len(self._body)
        near = self._body[place : place + _TO_LINE_END]
        if not self.encoding.startswith("utf-8"):
            return place
        line = near.find(b"\n")
        if line >= 0:
            return place + line + 1
        inside = len(near[:4]) - len(near[:4].lstrip(_INNER_BYTES))
        return place + (inside if inside < 4 else 0)

    def _shown(self, start: int, end: int) -> str:
        part = self._body[start:end]
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="surrogateescape")
        try:
            text = decoder.decode(part, final=True)
        except (UnicodeError, ValueError):  # UTF-16 and the like cannot escape single bytes
            text = part.decode("latin-1")
        if start == 0 and self._mark:
            text = text.removeprefix("\ufeff")
        self.broken_lines = 0
        lines = visible_bytes(text).replace("\r\n", "\n").split("\n")
        for number, line in enumerate(lines):
            if len(line) > LONGEST_LINE:
                self.broken_lines += 1
                pieces = (line[at : at + LONGEST_LINE] for at in range(0, len(line), LONGEST_LINE))
                lines[number] = "\n".join(pieces)
        return shown_text("\n".join(lines))


def is_text(body: Body, media_type: str) -> bool:
    """Whether a body is to be read, or is a file to be saved; told by its media type, else by its first bytes."""
    if _TEXT_TYPES.fullmatch(media_type):
        return b"\0" not in body[:_SNIFFED] or guessed_encoding(body[:_SNIFFED]) != "utf-8"
    if _BINARY_TYPES.fullmatch(media_type):
        return False
    if b"\0" in body[:_SNIFFED]:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body[:_SNIFFED])
    except UnicodeDecodeError:
        return False
    return True


def charset_of(content_type: str) -> str:
    """The charset that a content type names; empty if none."""
    found = re.search(r"""charset\s*=\s*["']?([\w.:-]+)""", content_type, re.IGNORECASE)
    return found.group(1) if found else ""


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
