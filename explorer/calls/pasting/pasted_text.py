"""
Any text as the request that it says: JSON, a cURL command, a request as it goes over the line, an address.

    read_text(text)      the request and remarks; raises `NotUnderstood` with the reason

Source of the request as text: RFC 9112, sections 3 to 5, which is also how the explorer shows requests.
"""

import re
from dataclasses import dataclass
from typing import Final

from explorer.calls.pasting.curl import LEFT_OUT, NotCurl, is_curl, is_secret_header, read_curl
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, parse_json, strings_in
from explorer.domain.masking import MASK
from explorer.providers.contract import PastedRequest

MOST_LETTERS: Final = 1_000_000
"""Longer text is refused: reading and showing it would stop the window for too long."""

WAYS: Final = "JSON, a cURL command, a request as text, or a body as the platform takes it"
"""What can be pasted, in words."""


class NotUnderstood(ValueError):
    """Why a text says no call, for a person. Nothing is changed by such a text."""


@dataclass(frozen=True, slots=True)
class PastedText:
    """
    What a text says.

    Args:
        kind: What it is, for a person: "JSON", "a cURL command".
        notes: What was passed over.
    """

    request: PastedRequest
    kind: str
    notes: tuple[str, ...] = ()


_FENCE: Final = re.compile(r"\s*```[\w-]*[ \t]*\r?\n(?P<inside>.*?)\n?[ \t]*```\s*", re.DOTALL)
_FIRST_LINE: Final = re.compile(
    r"(?:(?P<method>[A-Z]{3,7})[ \t]+)?(?P<url>https?://\S+|/[\w{}%.~/-]+(?:\?\S*)?)(?:[ \t]+HTTP/[\d.]+)?[ \t]*"
)
_HEADER: Final = re.compile(r"(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(?P<value>.*)")
_EDGES: Final = "\ufeff\u200b \t\r\n"


def read_text(text: str) -> PastedText:
    """
    What a text says of a call.

    Raises:
        NotUnderstood: It says none, holds no JSON object, or is longer than `MOST_LETTERS`.
    """
    if len(text) > MOST_LETTERS:
        raise NotUnderstood(
            f"The text has {len(text):,} characters; at most {MOST_LETTERS:,} can be pasted. Nothing was changed."
        )
    fenced = _FENCE.fullmatch(text)
    text = (fenced.group("inside") if fenced else text).strip(_EDGES)
    if not text:
        raise NotUnderstood(f"There is no text to paste. What can be pasted: {WAYS}.")
    found = _read(text)
    if MASK in text and found.request.body is not None and _holds_mask(found.request.body):
        note = f"Masked secrets ({MASK}) stand in it: put the values in their place."
        return PastedText(found.request, found.kind, (*found.notes, note))
    return found


def is_object(text: str) -> bool:
    """Whether a text is a JSON object of several lines, as somebody pastes it who means the whole form."""
    stripped = text.strip(_EDGES)
    if not stripped.startswith("{") or "\n" not in stripped or len(stripped) > MOST_LETTERS:
        return False
    try:
        return isinstance(parse_json(stripped), dict)
    except NotJson:
        return False


def _read(text: str) -> PastedText:
    if text.startswith(("{", "[")):
        return PastedText(PastedRequest(_object_in(text, "The text")), "JSON")
    if is_curl(text):
        return _from_curl(text)
    first, _, rest = text.partition("\n")
    line = _FIRST_LINE.fullmatch(first.rstrip("\r"))
    if line is not None:
        return _from_request(line.group("url"), rest)
    raise NotUnderstood(f"This is neither {WAYS.replace(', or', ', nor')}. Nothing was changed.")


def _from_curl(text: str) -> PastedText:
    try:
        command = read_curl(text)
        body = command.body()
    except NotCurl as problem:
        raise NotUnderstood(f"{problem} Nothing was changed.") from None
    except NotJson as problem:
        raise NotUnderstood(f"The body of the cURL command is no JSON: {problem}. Nothing was changed.") from None
    notes = list(command.notes)
    if isinstance(body, dict) and body and (command.fields or command.text[:1] not in "{["):
        notes.append("The body is form data, in which every value is text.")
    request = PastedRequest(_as_object(body, "The body of the cURL command"), command.url, tuple(command.headers))
    if request.body is None and not request.url:
        raise NotUnderstood("The cURL command names neither an address nor a body. Nothing was changed.")
    return PastedText(request, "a cURL command", tuple(notes))


def _from_request(url: str, rest: str) -> PastedText:
    headers: list[tuple[str, str]] = []
    notes: list[str] = []
    lines = rest.split("\n")
    while lines and (found := _HEADER.fullmatch(lines[0].rstrip("\r"))):
        if not is_secret_header(found.group("name")):
            headers.append((found.group("name"), found.group("value").strip()))
        elif LEFT_OUT not in notes:
            notes.append(LEFT_OUT)
        del lines[0]
    body = "\n".join(lines).strip(_EDGES)
    value = _object_in(body, "The body of the request") if body else None
    return PastedText(PastedRequest(value, url, tuple(headers)), "a request", tuple(notes))


def _object_in(text: str, what: str) -> JsonObject | None:
    try:
        return _as_object(parse_json(text), what)
    except NotJson as problem:
        raise NotUnderstood(f"{what} is no JSON: {problem}. Nothing was changed.") from None


def _as_object(value: JsonValue, what: str) -> JsonObject | None:
    if value is None or isinstance(value, dict):
        return value
    kind = "a list" if isinstance(value, list) else "a single value"
    raise NotUnderstood(f"{what} is {kind}; parameters are an object: {{ ... }}. Nothing was changed.")


def _holds_mask(body: JsonObject) -> bool:
    return any(MASK in one for one in strings_in(body))
