"""
Turns every exception of the HTTP library, of TLS and of sockets into one of ours.

    connecting     NotConnected: dns, refused, tls, proxy, timeout, other; nothing was sent
    not allowed    NotSendable: the library refused the request before a byte left
    a deadline     TimedOut
    cut            ConnectionLost
    nonsense       MalformedAnswer

Which exception exists is walked through in a test, so that a new version of the library cannot bring one that
nobody knows.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import httpx

from explorer.domain.call import Phase
from explorer.domain.failure import (
    ConnectionLost,
    Failure,
    MalformedAnswer,
    NotConnected,
    NotSendable,
    TimedOut,
)

BEFORE_SENDING = frozenset(
    {Phase.SECRET, Phase.TOKEN, Phase.PREPARE, Phase.TRUST, Phase.POOL, Phase.CONNECT, Phase.TLS}
)

_PLAIN: Mapping[type[BaseException], str] = {
    httpx.ReadError: "the connection broke while the answer was read",
    httpx.WriteError: "the connection broke while the request was sent",
    httpx.CloseError: "the connection broke while it was closed",
    httpx.ConnectError: "no connection could be made",
}

FOREIGN = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError, OSError, UnicodeError)
"""What the library may raise while a request is on its way."""


@dataclass(frozen=True, slots=True)
class Moment:
    """
    How far a request had come when it failed.

    Args:
        may_have_been_sent: Whether a byte of the request may have left the machine.
        received_bytes: Bytes of the answer's body so far, as on the wire.
    """

    phase: Phase
    may_have_been_sent: bool
    deadline_s: float
    connect_limit_s: float
    pool_limit_s: float
    received_bytes: int = 0


def failure_of(error: BaseException, moment: Moment) -> Failure:
    """The failure that an exception of `FOREIGN` means at that moment."""
    if isinstance(error, httpx.TimeoutException):
        return _timed_out(error, moment)
    if isinstance(error, httpx.ProxyError):
        return NotConnected(f"the proxy refused: {_words(error)}", reason="proxy")
    if isinstance(
        error, httpx.UnsupportedProtocol | httpx.InvalidURL | httpx.LocalProtocolError | httpx.CookieConflict
    ):
        return NotSendable(f"the request cannot be sent: {_words(error)}")
    if isinstance(error, httpx.DecodingError):
        return MalformedAnswer(f"the answer's encoding is broken: {_words(error)}")
    if isinstance(error, httpx.TooManyRedirects | httpx.HTTPStatusError):
        return MalformedAnswer(f"the answer led nowhere: {_words(error)}")
    if isinstance(error, httpx.RemoteProtocolError) and not _is_cut(error):
        return MalformedAnswer(f"the answer is no HTTP: {_words(error)}")
    if isinstance(error, httpx.ConnectError) or not moment.may_have_been_sent:
        return _not_connected(error)
    return ConnectionLost(
        _words(error),
        may_have_been_sent=moment.may_have_been_sent,
        received_bytes=moment.received_bytes,
    )


def deadline_passed(moment: Moment) -> TimedOut:
    """The failure that the run's own deadline means at that moment."""
    return TimedOut(
        f"no whole answer within {moment.deadline_s:g} s",
        limit_s=moment.deadline_s,
        phase=moment.phase.value,
        may_have_been_sent=moment.may_have_been_sent,
    )


def _timed_out(error: httpx.TimeoutException, moment: Moment) -> Failure:
    if isinstance(error, httpx.PoolTimeout):
        return TimedOut(
            f"no free connection within {moment.pool_limit_s:g} s, because too many calls are on their way",
            limit_s=moment.pool_limit_s,
            phase="waiting for a free connection",
            may_have_been_sent=False,
        )
    if isinstance(error, httpx.ConnectTimeout) or not moment.may_have_been_sent:
        return NotConnected(f"no connection within {moment.connect_limit_s:g} s", reason="timeout")
    return deadline_passed(moment)


def _not_connected(error: BaseException) -> NotConnected:
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror | UnicodeError):
            return NotConnected(_words(cause), reason="dns")
        if isinstance(cause, ssl.SSLError):
            return NotConnected(_words(cause), reason="tls")
        if isinstance(cause, ConnectionRefusedError):
            return NotConnected(_words(cause), reason="refused")
    return NotConnected(_words(error), reason="other")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception and everything that led to it, each once."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
        waiting.extend(one for one in (cause.__cause__, cause.__context__) if one is not None)


def _is_cut(error: httpx.RemoteProtocolError) -> bool:
    # The library tells a cut connection from nonsense only in its text (h11 0.16, httpcore 1.0).
    said = str(error).lower()
    return "peer closed" in said or "disconnected" in said


def _words(error: BaseException) -> str:
    for cause in _causes(error):
        # The library wraps the system's words into exceptions that say less, or nothing.
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
    return str(error).strip() or _PLAIN.get(type(error), "the connection broke")
