"""What a file is, told by its first bytes, and where those do not say, by its name."""

import codecs
from pathlib import PurePath
from typing import Final

OCTETS: Final = "application/octet-stream"
SNIFFED: Final = 4_096

_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
)
_TEXT_ENDINGS: Final = {
    ".json": "application/json",
    ".har": "application/json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".ndjson": "application/x-ndjson",
    ".jsonl": "application/x-ndjson",
}
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13, 27}


def media_type_of(start: bytes, name: str) -> str:
    """
    The media type of a file.

    Args:
        start: Its first `SNIFFED` bytes.
        name: What it is called; only its ending counts, and only for text.
    """
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning):
            return kind
    # A text of the kind that its name says may hold bytes that are no letters; a null byte is in none.
    by_name = _TEXT_ENDINGS.get(PurePath(name).suffix.lower(), "")
    if start.startswith(_MARKS):
        return by_name or "text/plain"
    if _is_wide(start):
        return by_name or "application/json"
    if b"\0" in start:
        return OCTETS
    if start.lstrip(b" \t\r\n")[:1] in (b"{", b"[") and by_name != "application/x-ndjson":
        return "application/json"
    if by_name:
        return by_name
    return "text/plain" if _is_readable(start) else OCTETS


def is_binary(media_type: str) -> bool:
    """Whether such a file is no text, of the types that `media_type_of` gives."""
    return media_type == OCTETS or media_type in {kind for _, kind in _BEGINNINGS}


def _is_wide(start: bytes) -> bool:
    """Whether it begins as JSON does in UTF-16 or UTF-32 without a mark."""
    return b"\0" in start[:4] and start[:4].replace(b"\0", b"")[:1] in (b"{", b"[")


def _is_readable(start: bytes) -> bool:
    if any(byte in _CONTROLS for byte in start):
        return False
    try:
        # The last letter may be cut.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        strange = sum(byte >= 0x80 for byte in start)
        return strange * 4 < len(start)
    return True
