"""What the phases of a request say: where to, how much, over which connection, and what was not followed."""

import asyncio
import gzip

import pytest

from explorer.domain.call import Phase
from explorer.domain.failure import NotConnected
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.request_watch import head_length
from explorer.providers.run_clock import RunClock


def saying(body=b"{}", status="200 OK", extra=""):
    """A server that always answers so; `heads` gets how long the heads of its answers are."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{extra}\r\n".encode()

    async def respond(_request, writer):
        writer.write(head + body)
        await writer.drain()

    return respond, len(head)


def phases_of(loopback, respond, *, host="127.0.0.1", method="GET", body=b"", requests=1):
    """The phases of the last of some requests over one transport, and the bytes of what was sent."""

    async def go():
        async with loopback(respond) as served:
            transport = Transport(SecretMask(["s3cr3t-value"]))
            url = served.base_url.replace("127.0.0.1", host)
            try:
                for _ in range(requests):
                    clock = RunClock()
                    request = OutgoingRequest(method, f"{url}/x?a=1", url, body=body)
                    await transport.send(request, clock=clock, deadline_s=10)
            finally:
                await transport.aclose()
            return clock.phases, served

    return asyncio.run(go())


def notes(phases):
    return {one.phase: one.note for one in phases}


def test_connecting_says_where_to(loopback):
    respond, _ = saying()
    phases, served = phases_of(loopback, respond)
    assert notes(phases)[Phase.CONNECT] == f"127.0.0.1 port {served.base_url.rpartition(':')[2]}"
    assert notes(phases)[Phase.POOL] == "a new connection"


def test_a_name_is_looked_up_while_connecting_and_that_is_said(loopback):
    phases, _ = phases_of(loopback, saying()[0], host="localhost")
    assert notes(phases)[Phase.CONNECT].endswith(", with DNS")


def test_a_connection_that_was_kept_is_told_and_nothing_is_connected(loopback):
    phases, served = phases_of(loopback, saying()[0], requests=2)
    assert served.connections == 1
    assert notes(phases)[Phase.POOL] == "a connection that was kept open"
    assert not {Phase.CONNECT, Phase.TRUST} & set(notes(phases))


def test_sizes_are_those_on_the_wire(loopback):
    respond, head = saying(b"four")
    phases, served = phases_of(loopback, respond, method="POST", body=b"sixsix")
    sent_head = served.requests[-1].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    assert notes(phases)[Phase.SEND] == f"{len(sent_head):,} bytes of head, 6 of body"
    assert notes(phases)[Phase.WAIT] == f"{head:,} bytes of head came"
    assert notes(phases)[Phase.RECEIVE] == "4 bytes"


def test_an_encoded_answer_has_both_sizes(loopback):
    packed = gzip.compress(b"x" * 5_000)
    phases, _ = phases_of(loopback, saying(packed, extra="Content-Encoding: gzip\r\n")[0])
    assert notes(phases)[Phase.RECEIVE] == f"{len(packed):,} bytes on the wire (gzip), 5,000 decoded"


def test_a_redirect_is_not_followed_and_has_a_row_that_says_where_it_led(loopback):
    respond, _ = saying(b"", "302 Found", "Location: https://other.example/?k=s3cr3t-value\r\n")
    phases, served = phases_of(loopback, respond)
    assert phases[-1].phase is Phase.REDIRECT
    assert phases[-1].note == f"302 to https://other.example/?k={MASK}"
    assert len(served.requests) == 1


@pytest.mark.parametrize(("status", "extra"), [("304 Not Modified", ""), ("200 OK", "Location: /made\r\n")])
def test_what_is_no_redirect_has_no_such_row(loopback, status, extra):
    phases, _ = phases_of(loopback, saying(b"", status, extra)[0])
    assert Phase.REDIRECT not in notes(phases)


def test_another_request_of_the_same_run_begins_with_a_row_of_its_own(loopback):
    async def go():
        async with loopback(saying()[0]) as served:
            transport, clock = Transport(SecretMask()), RunClock()
            for _ in range(2):
                request = OutgoingRequest("GET", served.base_url, served.base_url)
                await transport.send(request, clock=clock, deadline_s=10)
            await transport.aclose()
            return clock.phases

    phases = asyncio.run(go())
    (again,) = [place for place, one in enumerate(phases) if one.phase is Phase.NEXT]
    assert phases[again].note == "GET 127.0.0.1"
    assert [one.phase for one in phases[again + 1 :]] == [Phase.POOL, Phase.SEND, Phase.WAIT, Phase.RECEIVE]


def test_a_connection_that_cannot_be_made_still_says_where_to():
    async def go():
        transport, clock = Transport(SecretMask()), RunClock()
        url = "http://127.0.0.1:9"
        with pytest.raises(NotConnected):
            await transport.send(OutgoingRequest("GET", url, url), clock=clock, deadline_s=10)
        await transport.aclose()
        return clock.phases

    assert notes(asyncio.run(go()))[Phase.CONNECT] == "127.0.0.1 port 9"


def test_the_length_of_a_head_is_counted_as_it_is_written():
    assert head_length("GET / HTTP/1.1", [(b"A", b"b")]) == len(b"GET / HTTP/1.1\r\nA: b\r\n\r\n")
