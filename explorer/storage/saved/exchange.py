"""
One entry of a HAR file: what was sent, what came back, and where the time went.

What a HAR file holds is its owner's, secrets too. The values of headers that carry credentials are masked all the same,
since a window is looked at by others; what stands in addresses and bodies is shown as recorded.
"""

import binascii
import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec import Raw

from explorer.domain.call import Phase, PhaseTime, ReceivedAnswer, SentRequest
from explorer.domain.masking import MASK
from explorer.storage.saved.raw_value import NOTHING, list_of, members_of, number_of, text_of, whole_of

MASKED: Final = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"})
"""Headers whose values are credentials."""

MASKED_NOTE: Final = "Credentials in its headers are masked here; the file has them."

_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_OF_TEXT: Final = re.compile(r"(?:utf-(?:16|32)|iso8859|cp|gb|big5|shift_jis|euc|koi8).*")
_PARTS: Final = (
    ("blocked", Phase.POOL, ""),
    ("dns", Phase.CONNECT, "looking up the name"),
    ("connect", Phase.CONNECT, ""),
    ("ssl", Phase.TLS, ""),
    ("send", Phase.SEND, ""),
    ("wait", Phase.WAIT, ""),
    ("receive", Phase.RECEIVE, ""),
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """
    A recorded request.

    Args:
        answer: None where none came.
        phases: Empty where the file gives no times.
        duration_ms: Of the whole; 0 if the file does not say.
        started: When it began, as the file says it.
        notes: What a reader has to know: masked values, bodies that were not kept.
    """

    request: SentRequest
    answer: ReceivedAnswer | None
    phases: Sequence[PhaseTime]
    duration_ms: float
    started: str
    notes: Sequence[str]


def read_exchange(raw: Raw) -> Exchange:
    """Read an entry as far as it can be read; what is missing or of another type is empty."""
    entry = members_of(raw)
    notes: list[str] = []
    request = _request(members_of(entry.get("request", NOTHING)), notes)
    answer = _answer(members_of(entry.get("response", NOTHING)), notes)
    headers = [*request.headers, *(answer.headers if answer is not None else ())]
    if any(value == MASK for _, value in headers):
        notes.insert(0, MASKED_NOTE)
    phases = _phases(members_of(entry.get("timings", NOTHING)))
    whole = number_of(entry.get("time", NOTHING), 0.0)
    return Exchange(request, answer, phases, max(whole, 0.0), text_of(entry.get("startedDateTime", NOTHING)), notes)


def _request(request: Mapping[str, Raw], notes: list[str]) -> SentRequest:
    posted = members_of(request.get("postData", NOTHING))
    text = text_of(posted.get("text", NOTHING))
    if not text and list_of(posted.get("params", NOTHING)):
        notes.append("The body of the request was recorded as fields, not as it went out.")
        text = "\n".join(f"{name}={value}" for name, value in _pairs(posted.get("params", NOTHING)))
    return SentRequest(
        text_of(request.get("method", NOTHING)) or "(no method)",
        text_of(request.get("url", NOTHING)),
        _headers(request),
        text.encode("utf-8", "replace"),
    )


def _answer(response: Mapping[str, Raw], notes: list[str]) -> ReceivedAnswer | None:
    status = whole_of(response.get("status", NOTHING))
    if not status:
        problem = text_of(response.get("_error", NOTHING))[:400]
        notes.append(f"No answer was recorded: {problem}" if problem else "No answer was recorded.")
        return None
    content = members_of(response.get("content", NOTHING))
    headers = _headers(response)
    media_type = text_of(content.get("mimeType", NOTHING))
    if media_type and not any(name.lower() == "content-type" for name, _ in headers):
        headers = [*headers, ("content-type", media_type)]
    said = next((value for name, value in headers if name.lower() == "content-type"), "")
    body = _content(content, said, notes)
    if not body and number_of(content.get("size", NOTHING)) > 0:
        notes.append("An answer with a body came, but the file does not hold the body.")
    wire = whole_of(response.get("bodySize", NOTHING))
    return ReceivedAnswer(status, text_of(response.get("statusText", NOTHING)), headers, body, wire)


def _content(content: Mapping[str, Raw], content_type: str, notes: list[str]) -> bytes:
    text = text_of(content.get("text", NOTHING))
    encoding = text_of(content.get("encoding", NOTHING))
    if encoding.lower() == "base64":
        try:
            return binascii.a2b_base64(text.encode("ascii"))
        except (binascii.Error, UnicodeEncodeError):
            notes.append("The body is said to be base64 and is none; it is shown as it stands in the file.")
    elif encoding:
        notes.append(f"The body is encoded as {encoding[:40]}, which HAR files do not know; it is shown as it stands.")
    # Text stands in the file as letters; whoever reads the body goes by the charset of its header.
    found = _CHARSET.search(content_type)
    try:
        name = codecs.lookup(found.group(1)).name if found is not None else ""
        return text.encode(name if _OF_TEXT.fullmatch(name) else "utf-8")
    except (LookupError, UnicodeEncodeError):
        notes.append("The body holds letters that its charset has not.")
        return text.encode("utf-8", "replace")


def _headers(message: Mapping[str, Raw]) -> list[tuple[str, str]]:
    return [
        (name, MASK if name.lower() in MASKED and value else value)
        for name, value in _pairs(message.get("headers", NOTHING))
    ]


def _pairs(raw: Raw) -> list[tuple[str, str]]:
    found = [members_of(one) for one in list_of(raw)]
    pairs = [(text_of(one.get("name", NOTHING)), text_of(one.get("value", NOTHING))) for one in found]
    return [(name, value) for name, value in pairs if name]


def _phases(timings: Mapping[str, Raw]) -> list[PhaseTime]:
    """The parts one after the other; -1 is the format's way to say that there was no such part."""
    took = {name: number_of(timings.get(name, NOTHING)) for name, _, _ in _PARTS}
    if took["ssl"] > 0:
        # The format counts TLS into the connecting, for the sake of readers that know no TLS.
        took["connect"] = max(took["connect"] - took["ssl"], 0.0)
    phases: list[PhaseTime] = []
    start = 0.0
    for name, phase, note in _PARTS:
        if took[name] > 0:
            phases.append(PhaseTime(phase, start, took[name], note))
            start += took[name]
    return phases
