"""A request as text: its line, its headers, and its body laid out or as its bytes are."""

import re
from typing import Final

import msgspec

from explorer.domain.call import SentRequest
from explorer.domain.json_value import MOST_LEVELS
from explorer.ui.models.answer.body_text import BodyText
from explorer.ui.widgets.shown_text import shown_text

SHOWN_BYTES: Final = 500_000
SHOWN_DUMP_BYTES: Final = 16 * 1024
"""Of a body that is no text."""

_A_LINE: Final = 16
_TEXTS: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_BRACKETS: Final = re.compile(rb"[\[\]{}]")


def request_text(request: SentRequest, *, is_laid_out: bool) -> str:
    """The request; `is_laid_out` indents a body that is JSON, in place of showing it as it goes out."""
    lines = [f"{request.method} {request.url}"]
    lines += [f"{name}: {value}" for name, value in request.headers]
    body = _body_text(request.body, is_laid_out=is_laid_out)
    return shown_text("\n".join(lines) + ("\n\n" + body if body else ""))


def laid_out(body: bytes) -> str | None:
    """A JSON body with indentation, nothing else of it changed; None if it is none, or too large to be laid out."""
    if not body or len(body) > SHOWN_BYTES or _levels(body) > MOST_LEVELS:
        return None
    try:
        return msgspec.json.format(body, indent=2).decode()
    except (UnicodeDecodeError, msgspec.MsgspecError, RecursionError):
        return None


def _levels(body: bytes) -> int:
    """How deeply lists and objects stand one inside the other: blanks in front of each line grow with its square."""
    level = most = 0
    for sign in _BRACKETS.findall(_TEXTS.sub(b"", body)):
        level += 1 if sign in b"[{" else -1
        most = max(most, level)
    return most


def _body_text(body: bytes, *, is_laid_out: bool) -> str:
    if not body:
        return ""
    if not _is_text(body):
        return _dump(body)
    text = body
    if is_laid_out and (lines := laid_out(body)) is not None:
        text = lines.encode()
    shown = BodyText(text[:SHOWN_BYTES]).text(0)
    return shown if len(text) <= SHOWN_BYTES else f"{shown}\n\u2026 (cut here; the body has {len(body):,} bytes in all)"


def _is_text(body: bytes) -> bool:
    try:
        return "\0" not in body.decode()
    except UnicodeDecodeError:
        return False


def _dump(body: bytes) -> str:
    """Place, bytes and letters, sixteen a line."""
    lines = [f"({len(body):,} bytes that are no text)"]
    for start in range(0, min(len(body), SHOWN_DUMP_BYTES), _A_LINE):
        part = body[start : start + _A_LINE]
        letters = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in part)
        lines.append(f"{start:08x}  {part.hex(' '):<{_A_LINE * 3 - 1}}  {letters}")
    if len(body) > SHOWN_DUMP_BYTES:
        lines.append(f"\u2026 ({len(body) - SHOWN_DUMP_BYTES:,} bytes more)")
    return "\n".join(lines)
