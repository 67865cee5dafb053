"""
Received bytes as the text that they are, nothing made nicer: what cannot be decoded or shown becomes visible.

Only the first part of a large body becomes text: a text widget takes seconds for 50 MB, or for one line of 5 MB.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from explorer.domain.body import Body
from explorer.ui.models.json_level import guessed_encoding, known_encoding, visible_bytes
from explorer.ui.widgets.shown_text import shown_text

MOST_BYTES: Final = 2_000_000
LONGEST_LINE: Final = 10_000
_SNIFFED: Final = 4_096

_TEXT_TYPES: Final = re.compile(
    r"text/.*|application/(?:.*[+.-])?(?:json|xml|yaml|x-yaml|javascript|ecmascript|graphql|x-ndjson|jsonl|toml|sql|"
    r"x-www-form-urlencoded|csv)|multipart/.*|message/.*|image/svg\+xml"
)
_BINARY_TYPES: Final = re.compile(
    r"(?:image|audio|video|font)/.*|application/(?:pdf|zip|gzip|x-tar|x-7z-compressed|msword|vnd\.ms-.*|"
    r"vnd\.openxmlformats-.*|vnd\.oasis\..*|wasm|java-archive)"
)


@dataclass(frozen=True, slots=True)
class BodyText:
    """
    Args:
        shown_bytes: How much of the body the text stands for.
        cut_lines: How many lines were cut at `LONGEST_LINE` letters.
    """

    text: str
    shown_bytes: int
    cut_lines: int


def body_text(body: Body, charset: str = "", *, most_bytes: int = MOST_BYTES) -> BodyText:
    """The first `most_bytes` as text; undecodable bytes as `<0xFF>`, control characters as `<U+0000>`."""
    part = body[:most_bytes]
    encoding = known_encoding(charset) or guessed_encoding(part)
    decoder = codecs.getincrementaldecoder(encoding)(errors="surrogateescape")
    try:
        text = decoder.decode(part, final=len(part) == len(body))
    except (UnicodeError, ValueError):  # UTF-16 and the like cannot escape single bytes
        text = part.decode("latin-1")
    text = visible_bytes(text)
    lines = text.replace("\r\n", "\n").split("\n")
    cut = 0
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE:
            cut += 1
            lines[number] = f"{line[:LONGEST_LINE]}\u2026 ({len(line):,} characters in this line)"
    return BodyText(shown_text("\n".join(lines)), len(part), cut)


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
