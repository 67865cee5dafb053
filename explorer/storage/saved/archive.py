"""
A HAR file: which requests are in it. An entry is a slice of the file until somebody looks at it.

Source: HTTP Archive 1.2, which browsers and proxies write; `log.entries` is all that is relied on.
"""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import Raw

from explorer.domain.body import Body
from explorer.storage.saved.raw_value import (
    NOTHING,
    is_object,
    members_of,
    number_of,
    text_of,
    whole_of,
    with_halves_written_out,
)

LONGEST_LINE: Final = 2_000
"""Letters of an address in the list."""


class _Log(msgspec.Struct):
    entries: list[Raw]
    creator: Raw = NOTHING


class _File(msgspec.Struct):
    log: _Log


_FILE: Final = msgspec.json.Decoder(_File)


@dataclass(frozen=True, slots=True)
class Archive:
    """
    Args:
        entries: What was recorded, in the order of the file.
        creator: The program that wrote the file, empty if it does not say.
    """

    entries: Sequence[Raw]
    creator: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """
    What a list shows of an entry.

    Args:
        status: 0 where no answer came.
        time_ms: Of the whole exchange; negative if the file does not say.
        problem: Why it can only be listed; empty for one that can be read.
    """

    method: str = ""
    url: str = ""
    status: int = 0
    media_type: str = ""
    time_ms: float = -1.0
    problem: str = ""


def looks_like_archive(start: bytes, name: str) -> bool:
    """Whether it is worth reading as a HAR file, by its name or by its first member."""
    start = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if not start.startswith(b"{"):
        return False
    return name.lower().endswith(".har") or start[1:].lstrip().startswith(b'"log"')


def read_archive(body: Body) -> Archive | None:
    """Find the entries; None if it is no HAR file. Reads the whole of it, about a gigabyte in a second."""
    log = _log(body)
    if log is None and body.find(b"\\u") >= 0:
        log = _log(with_halves_written_out(body))
    if log is None:
        return None
    creator = members_of(log.creator)
    words = [text_of(creator.get(name, NOTHING)) for name in ("name", "version")]
    return Archive(log.entries, " ".join(word for word in words if word)[:200])


def entry_line(raw: Raw) -> EntryLine:
    """An entry as a line of the list; one that cannot be read says so."""
    entry = members_of(raw)
    if not entry:
        return EntryLine(problem="This entry cannot be read: it is broken." if is_object(raw) else _NO_OBJECT)
    request, response = members_of(entry.get("request", NOTHING)), members_of(entry.get("response", NOTHING))
    if not request:
        return EntryLine(problem="This entry names no request.")
    content = members_of(response.get("content", NOTHING))
    return EntryLine(
        text_of(request.get("method", NOTHING))[:40],
        text_of(request.get("url", NOTHING))[:LONGEST_LINE],
        whole_of(response.get("status", NOTHING)),
        text_of(content.get("mimeType", NOTHING)).split(";", 1)[0].strip()[:100],
        number_of(entry.get("time", NOTHING)),
    )


def _log(body: Body) -> _Log | None:
    view = memoryview(body)
    if bytes(view[:3]) == codecs.BOM_UTF8:
        view = view[3:]
    try:
        return _FILE.decode(view).log
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


_NO_OBJECT: Final = "This entry cannot be read: it is no object."
