"""A request as a Python script with httpx, which sends the same bytes."""

from collections.abc import Sequence
from typing import Final

from explorer.calls.copying.body_place import body_file
from explorer.domain.call import SentRequest
from explorer.domain.masking import MASK
from explorer.providers.copied_code.code import CopiedCode
from explorer.providers.copied_code.holes import Holes, is_own_signature
from explorer.providers.copied_code.python_literal import bytes_source, literal, text_source

MOST_TEXT_BYTES: Final = 200_000
MOST_OTHER_BYTES: Final = 20_000
"""Bodies up to these sizes stand in the script, as text or as bytes."""

WAITS_S: Final = 60
"""How long the script waits, for each step."""

_BY_HTTPX: Final = frozenset({"host", "content-length", "connection"})


def httpx_script(request: SentRequest) -> CopiedCode:
    """The script."""
    holes = Holes()
    url = text_source(holes.in_text(request.url, "the address"), 4)
    headers = [
        f"        ({literal(name)}, {_header_source(name, value, holes)}),"
        for name, value in request.headers
        if not (
            name.lower() in _BY_HTTPX
            or is_own_signature(name, value)
            or (request.parts and name.lower() == "content-type")
        )
    ]
    is_signed = any(is_own_signature(name, value) for name, value in request.headers)
    signature = [f'    auth=({text_source([holes.of_key()])}, ""),'] if is_signed else []
    body, reads_file = _body_lines(request, holes)
    notes = ["Runs with Python 3.9 or newer and httpx: pip install httpx", *holes.notes]
    file = body_file(request) if reads_file else ""
    if file:
        notes.append(f"The body is read from the file {file}: save it there first.")
        if MASK.encode() in request.body:
            notes.append("Secrets in the body are masked: put them in their places in the file.")
    imports = [
        *(["import os"] if holes.notes else []),
        *(["from pathlib import Path"] if file or any(part.file_path for part in request.parts) else []),
    ]
    lines = [
        *(f"# {note}" for note in notes),
        *imports,
        *([""] if imports else []),
        "import httpx",
        "",
        "response = httpx.request(",
        f"    {literal(request.method)},",
        f"    {url},",
        *(["    headers=[", *headers, "    ],"] if headers else []),
        *signature,
        *body,
        f"    timeout={WAITS_S},",
        ")",
        "print(response.status_code, response.reason_phrase)",
        "print(response.text)",
        "",
    ]
    return CopiedCode("\n".join(lines), notes, file)


def _header_source(name: str, value: str, holes: Holes) -> str:
    pieces = holes.in_header(name, value)
    source = text_source(pieces, 12)
    # httpx takes text of ASCII alone; the explorer writes the letters of Latin-1 as one byte each.
    return f'{_in_brackets(source)}.encode("latin-1")' if _is_latin(value.replace(MASK, "")) else source


def _is_latin(text: str) -> bool:
    return not text.isascii() and all(ord(letter) < 256 for letter in text)


def _in_brackets(source: str) -> str:
    return source if source.startswith("(") else f"({source})"


def _body_lines(request: SentRequest, holes: Holes) -> tuple[Sequence[str], bool]:
    if request.parts:
        return _part_lines(request, holes), False
    if not request.body:
        return [], False
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        text = None
    if text is not None and len(request.body) <= MOST_TEXT_BYTES:
        source = text_source(holes.in_text(text, "the body"), 4)
        return [f"    content={_in_brackets(source) if ' + ' in source else source}.encode(),"], False
    if text is None and len(request.body) <= MOST_OTHER_BYTES and MASK.encode() not in request.body:
        return [f"    content={bytes_source(request.body, 4)},"], False
    return [f"    content=Path({literal(body_file(request))}).read_bytes(),"], True


def _part_lines(request: SentRequest, holes: Holes) -> list[str]:
    lines = ["    files=["]
    for part in request.parts:
        if part.file_path:
            named, path, kind = literal(part.file_name), literal(part.file_path), literal(part.media_type)
            content = f"{named}, Path({path}).read_bytes(), {kind}"
        else:
            content = f"None, {text_source(holes.in_text(part.text, 'the form'), 8)}"
        lines.append(f"        ({literal(part.name)}, ({content})),")
    return [*lines, "    ],"]
