"""
A request as it goes out, byte by byte, and why one cannot go out.

Everything that the HTTP library would refuse or change without a word is refused here, before a connection is made:
line breaks in headers, letters that no header can carry, `..` in a path, an address of another origin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import httpx

from explorer.domain.call import SentPart, SentRequest
from explorer.domain.failure import NotSendable
from explorer.domain.masking import MASK, SecretMask

ENCODINGS: Final = "gzip, deflate"
"""Content encodings that are asked for: only those that can be undone piece by piece, with a limit."""

MOST_URL_LETTERS: Final = 60_000

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_ALWAYS_MASKED: Final = frozenset({"authorization", "proxy-authorization", "cookie", "x-api-key"})
_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})
_OURS: Final = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding"})
"""Headers that only the transport sets; a caller's would contradict what is really sent."""


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """
    What a provider wants to have sent.

    Args:
        url: Complete, percent-encoded where a part came from a person.
        may_write: Whether the other side may change something; decides what a lost answer means.
        parts: Those of a form with files, when `body` says the size of each file in its place, for display.
        length: Length of the body that such a form has in truth.
        allowed_origin: An address of the only origin that the request may go to: the connection's base URL.
    """

    method: str
    url: str
    allowed_origin: str
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = b""
    may_write: bool = False
    parts: Sequence[SentPart] = ()
    length: int | None = None


@dataclass(frozen=True, slots=True)
class CheckedRequest:
    """A request that can be sent: its address as the HTTP library writes it, and every header line."""

    method: str
    url: httpx.URL
    headers: Sequence[tuple[str, str]]
    body: bytes
    parts: Sequence[SentPart] = ()


def checked(request: OutgoingRequest, user_agent: str) -> CheckedRequest:
    """
    The request with all the headers that go out.

    Raises:
        NotSendable: It cannot be sent as it is; the text says which part and why, and names no secret value.
    """
    method = request.method.upper()
    if not _TOKEN.fullmatch(method):
        raise NotSendable(f"{method[:20]!r} is no HTTP method")
    url = _checked_url(request.url)
    _check_origin(url, request.allowed_origin)
    given = list(request.headers)
    for name, value in given:
        _check_header(name, value)
    named = {name.lower() for name, _ in given}
    lines = [("Host", url.netloc.decode("ascii"))]
    if "user-agent" not in named:
        lines.append(("User-Agent", user_agent))
    if "accept" not in named:
        lines.append(("Accept", "application/json, */*;q=0.5"))
    lines.append(("Accept-Encoding", ENCODINGS))
    lines.extend((name, value) for name, value in given)
    if request.body or method in _WITH_BODY:
        length = len(request.body) if request.length is None else request.length
        lines.append(("Content-Length", str(length)))
    return CheckedRequest(method, url, lines, request.body, request.parts)


def as_shown(request: CheckedRequest, mask: SecretMask) -> SentRequest:
    """The same request for display: every known secret masked, and what must be a secret masked by its name."""
    headers = []
    for name, value in request.headers:
        shown = mask.text(value)
        if name.lower() in _ALWAYS_MASKED and shown == value:
            scheme, blank, _ = value.partition(" ")
            shown = f"{scheme} {MASK}" if blank else MASK
        headers.append((name, shown))
    body = request.body
    if body:
        body = mask.text(body.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    parts = tuple(
        replace(
            part,
            name=mask.text(part.name),
            text=mask.text(part.text),
            file_path=mask.text(part.file_path),
            file_name=mask.text(part.file_name),
        )
        for part in request.parts
    )
    return SentRequest(request.method, mask.text(str(request.url)), headers, body, parts)


def origin_of(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port, the port filled in where the address leaves it out."""
    port = url.port if url.port is not None else {"http": 80, "https": 443}.get(url.scheme, 0)
    return url.scheme, url.host.lower(), port


def _checked_url(text: str) -> httpx.URL:
    if len(text) > MOST_URL_LETTERS:
        raise NotSendable(f"the address is too long: {len(text):,} letters, at most {MOST_URL_LETTERS:,} can be sent")
    url = _parsed_url(text)
    if url.userinfo:
        raise NotSendable("the address holds a user name or password; those belong into the connection's secrets")
    if "#" in text:
        raise NotSendable("the address holds a #, behind which nothing would be sent")
    segments = re.sub("%2e", ".", url.raw_path.decode("ascii").partition("?")[0], flags=re.IGNORECASE).split("/")
    written = re.sub("%2e", ".", text.partition("?")[0], flags=re.IGNORECASE).split("/")
    if any(part in {".", ".."} for part in (*segments, *written)):
        raise NotSendable('a part of the path is "." or "..", which would lead to another address')
    return url


def _parsed_url(text: str) -> httpx.URL:
    try:
        text.encode("utf-8")
        url = httpx.URL(text)
        host = url.raw_host
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        reason = "half of a character pair cannot be sent" if isinstance(error, UnicodeError) else str(error)
        raise NotSendable(f"the address cannot be used: {reason}") from None
    if url.scheme not in {"http", "https"} or not host:
        raise NotSendable("the address must begin with https:// or http:// and name a host")
    return url


def _check_origin(url: httpx.URL, allowed: str) -> None:
    wanted, permitted = origin_of(url), origin_of(_parsed_url(allowed))
    if wanted != permitted:
        raise NotSendable(
            f"the address belongs to {url.scheme}://{url.netloc.decode('ascii')}, and this connection's secrets go "
            f"only to {permitted[0]}://{permitted[1]}:{permitted[2]}"
        )


def _check_header(name: str, value: str) -> None:
    shown = name[:60]
    if not _TOKEN.fullmatch(name):
        raise NotSendable(f"{shown!r} cannot be the name of a header")
    if name.lower() in _OURS:
        raise NotSendable(f"the header {shown} is set by the explorer itself")
    if _CONTROL.search(value):
        raise NotSendable(f"the header {shown} holds a line break or another control character")
    if value != value.strip(" \t"):
        raise NotSendable(f"the header {shown} begins or ends with a blank, which would be lost on the way")
    try:
        value.encode("latin-1")
    except UnicodeEncodeError as error:
        letter = value[error.start]
        raise NotSendable(f"the header {shown} holds a letter that no header can carry: U+{ord(letter):04X}") from None
