"""
A request as a cURL command, for a POSIX shell or for the Windows prompt.

What cURL would add or change by itself is taken back: `Content-Type` for a body without one, `Expect` for a long one,
brackets and braces in addresses, names of files behind `@`. The headers of the connection itself (`Host`,
`Content-Length`, `Accept-Encoding`) are cURL's own.

Source: the manual of curl 8.
"""

from dataclasses import dataclass
from typing import Final

from explorer.calls.copying.body_place import body_file, inline_text
from explorer.calls.copying.shell_quoting import (
    POSIX_NEXT_LINE,
    WINDOWS_NEXT_LINE,
    fits_windows,
    posix_bytes_word,
    posix_word,
    windows_word,
)
from explorer.domain.call import SentPart, SentRequest
from explorer.domain.masking import MASK
from explorer.providers.copied_code.code import CopiedCode
from explorer.providers.copied_code.holes import Hole, Holes, Pieces, is_own_signature, joined

MOST_POSIX_BYTES: Final = 100_000
"""Linux takes no word of 128 KiB or more."""

MOST_WINDOWS_LETTERS: Final = 8_000
"""The prompt takes no line of 8,192 or more."""

MOST_WINDOWS_BODY: Final = 4_000
NOT_TRIED: Final = (
    "For the Windows prompt, cmd. Not tried on Windows. In a batch file percent signs have to be doubled."
)
NOT_PLAIN: Final = "It holds letters that the Windows prompt may hand over in another encoding."
TOO_LONG: Final = "The Windows prompt takes no line as long as this one."

_BY_CURL: Final = frozenset({"host", "content-length", "connection", "accept-encoding"})
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})
_EXPECTING_BYTES: Final = 1_000
"""Older versions ask for leave before they send more than 1,024 bytes."""


@dataclass(frozen=True, slots=True)
class _Option:
    """One option and its value; a header's letters go out as bytes of their own, whatever the terminal speaks."""

    flag: str
    value: Pieces | None = None
    is_header: bool = False


def posix_curl(request: SentRequest) -> CopiedCode:
    """The command for a POSIX shell."""
    holes = Holes()
    text = inline_text(request.body, MOST_POSIX_BYTES)
    words = [_posix_text(option) for option in _options(request, holes, text)]
    notes = [*holes.notes, *_file_notes(request, text)]
    comments = "".join(f"# {note}\n" for note in notes)
    return CopiedCode(comments + f" {POSIX_NEXT_LINE}".join(words), notes, _file_of(request, text))


def windows_curl(request: SentRequest) -> CopiedCode:
    """The command for the Windows prompt, as far as its lines can be that long."""
    holes = Holes()
    text = inline_text(request.body, MOST_WINDOWS_BODY)
    if text is not None and not fits_windows(text):
        text = None
    options = _options(request, holes, text)
    words = [one.flag if one.value is None else f"{one.flag} {windows_word(one.value)}" for one in options]
    command = f" {WINDOWS_NEXT_LINE}".join(words)
    notes = [NOT_TRIED, *holes.notes, *_file_notes(request, text)]
    if any(isinstance(piece, str) and not fits_windows(piece) for one in options for piece in one.value or ()):
        notes.append(NOT_PLAIN)
    if len(command) > MOST_WINDOWS_LETTERS:
        notes.append(TOO_LONG)
    comments = "".join(f"rem {note}\n" for note in notes)
    return CopiedCode(comments + command, notes, _file_of(request, text))


def _options(request: SentRequest, holes: Holes, text: str | None) -> list[_Option]:
    found = [_Option("curl --globoff")]
    found.append(_Option("--head") if request.method == "HEAD" else _Option("--request", [request.method]))
    found.append(_Option("--url", holes.in_text(request.url, "the address")))
    names = {name.lower() for name, _ in request.headers}
    for name, value in request.headers:
        if is_own_signature(name, value):
            found.append(_Option("--user", [holes.of_key(), ":"]))
        elif name.lower() not in _BY_CURL and not (request.parts and name.lower() == "content-type"):
            # With a colon and nothing after it cURL would leave the header out.
            pieces: Pieces = [f"{name}: ", *holes.in_header(name, value)] if value else [f"{name};"]
            found.append(_Option("--header", pieces, is_header=True))
    found += [_part(part, holes) for part in request.parts]
    if request.parts:
        return found  # cURL draws the lines between the parts itself
    has_body = bool(request.body) or request.method in _WITH_BODY
    if has_body and "content-type" not in names:
        found.append(_Option("--header", ["Content-Type:"]))
    if len(request.body) > _EXPECTING_BYTES and "expect" not in names:
        found.append(_Option("--header", ["Expect:"]))
    if request.body and text is None:
        found.append(_Option("--data-binary", [f"@{body_file(request)}"]))
    elif has_body:
        # Not --data-binary: it takes a text that begins with @ for the name of a file.
        found.append(_Option("--data-raw", holes.in_text(text or "", "the body")))
    return found


def _part(part: SentPart, holes: Holes) -> _Option:
    if not part.file_path:
        return _Option("--form-string", [f"{part.name}=", *holes.in_text(part.text, "the form")])
    path, name = (text.replace("\\", "\\\\").replace('"', '\\"') for text in (part.file_path, part.file_name))
    return _Option("--form", [f'{part.name}=@"{path}";type={part.media_type};filename="{name}"'])


def _file_of(request: SentRequest, text: str | None) -> str:
    return body_file(request) if request.body and not request.parts and text is None else ""


def _file_notes(request: SentRequest, text: str | None) -> list[str]:
    name = _file_of(request, text)
    if not name:
        return []
    notes = [f"The body is read from the file {name}: save it there first."]
    if MASK.encode() in request.body:
        notes.append("Secrets in the body are masked: put them in their places in the file.")
    return notes


def _posix_text(option: _Option) -> str:
    if option.value is None:
        return option.flag
    if not option.is_header:
        return f"{option.flag} {posix_word(option.value)}"
    return f"{option.flag} {''.join(_posix_header(piece) for piece in joined(option.value))}"


def _posix_header(piece: str | Hole) -> str:
    if isinstance(piece, Hole) or piece.isascii():
        return posix_word([piece])
    try:
        return posix_bytes_word(piece.encode("latin-1"))
    except UnicodeEncodeError:  # never sent, so that only its look counts
        return posix_word([piece])
