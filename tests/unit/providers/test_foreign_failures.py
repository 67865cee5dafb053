"""Every exception of the HTTP library becomes one of our failures."""

import inspect
import socket
import ssl

import httpcore
import httpx
import pytest

from explorer.domain.call import Phase
from explorer.domain.failure import (
    ConnectionLost,
    Failure,
    MalformedAnswer,
    NotConnected,
    NotSendable,
    TimedOut,
)
from explorer.providers.foreign_failures import FOREIGN, Moment, failure_of

SENT = Moment(Phase.WAIT, True, deadline_s=30, connect_limit_s=5, pool_limit_s=2, received_bytes=7)
NOT_SENT = Moment(Phase.CONNECT, False, deadline_s=30, connect_limit_s=5, pool_limit_s=2)


def made(kind: type[Exception]) -> Exception:
    """An exception of that class, whatever its constructor asks for."""
    request = httpx.Request("GET", "http://127.0.0.1/")
    for arguments, named in (
        (("said",), {}),
        ((), {}),
        (("said",), {"request": request, "response": httpx.Response(500, request=request)}),
    ):
        try:
            return kind(*arguments, **named)
        except TypeError:
            continue
    raise AssertionError(f"{kind} cannot be made")


HTTPX = [kind for _, kind in inspect.getmembers(httpx, inspect.isclass) if issubclass(kind, Exception)]
HTTPCORE = [kind for _, kind in inspect.getmembers(httpcore, inspect.isclass) if issubclass(kind, Exception)]


def test_the_library_has_the_exceptions_that_this_walk_is_for():
    assert len(HTTPX) >= 25


@pytest.mark.parametrize("kind", HTTPX, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("moment", [SENT, NOT_SENT], ids=["sent", "not sent"])
def test_no_exception_of_the_library_is_forgotten(kind, moment):
    assert issubclass(kind, FOREIGN)
    failure = failure_of(made(kind), moment)
    assert type(failure) is not Failure
    assert failure.said
    if not moment.may_have_been_sent and not isinstance(failure, MalformedAnswer):
        assert not failure.may_have_been_sent


@pytest.mark.parametrize("kind", HTTPCORE, ids=lambda kind: kind.__name__)
def test_the_library_below_raises_nothing_that_the_one_above_does_not_turn(kind):
    from httpx._transports.default import _load_httpcore_exceptions

    turned = tuple(_load_httpcore_exceptions())
    assert issubclass(kind, turned) or kind is httpcore.ConnectionNotAvailable


@pytest.mark.parametrize(
    ("error", "moment", "expected", "sent"),
    [
        (httpx.ConnectError("x"), NOT_SENT, NotConnected, False),
        (httpx.ConnectTimeout("x"), NOT_SENT, NotConnected, False),
        (httpx.PoolTimeout("x"), NOT_SENT, TimedOut, False),
        (httpx.ReadTimeout("x"), SENT, TimedOut, True),
        (httpx.WriteTimeout("x"), SENT, TimedOut, True),
        (httpx.ReadError("x"), SENT, ConnectionLost, True),
        (httpx.WriteError("x"), SENT, ConnectionLost, True),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), SENT, ConnectionLost, True),
        (httpx.RemoteProtocolError("peer closed connection without sending"), SENT, ConnectionLost, True),
        (httpx.RemoteProtocolError("illegal status line"), SENT, MalformedAnswer, True),
        (httpx.LocalProtocolError("x"), SENT, NotSendable, False),
        (httpx.InvalidURL("x"), NOT_SENT, NotSendable, False),
        (httpx.ProxyError("407"), NOT_SENT, NotConnected, False),
        (ConnectionResetError(104, "reset"), SENT, ConnectionLost, True),
    ],
)
def test_kind_and_whether_it_may_have_been_sent(error, moment, expected, sent):
    failure = failure_of(error, moment)
    assert type(failure) is expected
    assert failure.may_have_been_sent is sent


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (socket.gaierror(-2, "Name or service not known"), "dns"),
        (UnicodeError("label too long"), "dns"),
        (ssl.SSLCertVerificationError(1, "self-signed certificate"), "tls"),
        (ConnectionRefusedError(111, "refused"), "refused"),
        (OSError(113, "No route to host"), "other"),
        (
            ExceptionGroup("all failed", [OSError(101, "unreachable"), ConnectionRefusedError(111, "refused")]),
            "refused",
        ),
    ],
)
def test_reason_is_found_beneath_the_librarys_wrapping(cause, reason):
    outer = httpx.ConnectError("All connection attempts failed")
    outer.__cause__ = OSError("All connection attempts failed")
    outer.__cause__.__cause__ = cause
    failure = failure_of(outer, NOT_SENT)
    assert isinstance(failure, NotConnected)
    assert failure.reason == reason


def test_system_words_are_shown_in_place_of_an_empty_message():
    outer = httpx.ReadError("")
    outer.__cause__ = ConnectionResetError(104, "Connection reset by peer")
    assert failure_of(outer, SENT).said == "Connection reset by peer"
