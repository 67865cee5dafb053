"""
What a text that holds a file says of it: size and media type, without reading all of it.

Sources: RFC 4648 (base64, both alphabets; line breaks as in RFC 2045), RFC 2397 (data URIs).
"""

import base64
import binascii
import mimetypes
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from explorer.ui.widgets.shown_text import shown_line, size_text

BASE64: Final = "base64"
DATA_URI: Final = "data-uri"
FILE_REF: Final = "file-ref"

LARGEST_BYTES: Final = 20_000_000
"""Larger files are not put into a value: as base64 they grow by a third, and all of the body is one text."""

LONGEST_LINE: Final = 120
"""A longer text is shown as what it is, not letter by letter."""

_LOOKED_AT: Final = 4096
_HEAD: Final = re.compile(r"data:(?P<media>[^;,]{0,127})(?P<more>(?:;[^;,]{0,300}){0,8}),", re.IGNORECASE)
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_\-\r\n]*(?:=[\r\n]*){0,2}")
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BM", "image/bmp"),
)
_UNKNOWN: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """
    A file in a text.

    Args:
        size_bytes: Of the file; of the text where it is none that can be read.
        media_type: Empty where nothing tells it.
        coding: `base64`, `data URI` or `text`.
    """

    size_bytes: int
    media_type: str
    coding: str

    def words(self) -> str:
        """Such as "1.2 MB of base64, image/png"."""
        kind = f", {shown_line(self.media_type)}" if self.media_type else ""
        return f"{size_text(self.size_bytes)} of {self.coding}{kind}"


def held_file(text: str, content: str) -> HeldFile | None:
    """What the text holds; None where it is no data URI and no base64."""
    head = _HEAD.match(text)
    if head is not None:
        is_base64 = head["more"].lower().endswith(";base64")
        start = head.end()
        size = _decoded_size(text, start) if is_base64 else len(text) - start
        return HeldFile(size, head["media"] or "text/plain", "data URI")
    if content == FILE_REF or not text or not looks_like_base64(text):
        return None
    return HeldFile(_decoded_size(text, 0), _media_type_of(text[:64]), BASE64)


def looks_like_base64(text: str) -> bool:
    """Whether beginning and end of the text are base64, and its length may be."""
    head, tail = text[:_LOOKED_AT].rstrip("=\r\n"), text[-_LOOKED_AT:]
    if not _BASE64.fullmatch(head) or not _BASE64.fullmatch(tail):
        return False
    return _letters(text, 0) % 4 != 1


def decoded(text: str) -> bytes:
    """
    The file in a text.

    Raises:
        ValueError: It is neither a data URI nor base64.
    """
    head = _HEAD.match(text)
    if head is not None and not head["more"].lower().endswith(";base64"):
        return unquote_to_bytes(text[head.end() :])
    letters = text[head.end() if head else 0 :]
    plain = letters.replace("\r", "").replace("\n", "").replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        message = "This text is no base64."
        raise ValueError(message) from None


def media_type_of_name(name: str) -> str:
    """By the ending of the name; empty where it tells nothing."""
    return mimetypes.guess_type(name)[0] or ""


def offered_name(name: str, key: str, media_type: str) -> str:
    """Under which name to save: that of the file, or the field's with the ending of the media type."""
    if name:
        return name
    stem = re.sub(r"[^\w.-]+", "_", key).strip("._") or "file"
    return stem + (mimetypes.guess_extension(media_type) or ".bin")


def as_text(parts: list[str], content: str, media_type: str) -> str:
    """Base64 letters as the field wants to have them."""
    letters = "".join(parts)
    return f"data:{media_type or _UNKNOWN};base64,{letters}" if content == DATA_URI else letters


def _letters(text: str, start: int) -> int:
    # Looking for a letter is ten times faster than counting it, and most texts have no line breaks.
    breaks = sum(text.count(letter, start) for letter in "\r\n" if letter in text)
    return len(text) - start - breaks - text[-12:].count("=")


def _decoded_size(text: str, start: int) -> int:
    return _letters(text, start) * 3 // 4


def _media_type_of(letters: str) -> str:
    try:
        beginning = base64.b64decode(letters[: len(letters) // 4 * 4].replace("-", "+").replace("_", "/"))
    except (binascii.Error, ValueError):
        return ""
    return next((media_type for start, media_type in _BEGINNINGS if beginning.startswith(start)), "")
