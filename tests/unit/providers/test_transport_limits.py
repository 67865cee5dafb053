"""What the way out does when it is crowded, closed, or told nonsense about lengths."""

import asyncio

import httpx
import pytest

from explorer.domain.failure import ConnectionLost, TimedOut
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking import SecretMask
from explorer.providers import bounded_http, request_watch
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.run_clock import RunClock


def a_get(base_url):
    return OutgoingRequest("GET", f"{base_url}/x", base_url)


def held(release, seen=None):
    """A server that answers when it is released."""

    async def respond(_request, writer):
        if seen is not None:
            seen.set()
        await release.wait()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        await writer.drain()

    return respond


def test_call_that_gets_no_connection_says_so_and_was_not_sent(loopback, monkeypatch):
    monkeypatch.setattr(bounded_http, "MOST_CONNECTIONS", 1)
    monkeypatch.setattr(bounded_http, "POOL_LIMIT_S", 0.2)

    async def go():
        release, seen = asyncio.Event(), asyncio.Event()
        async with loopback(held(release, seen)) as served:
            transport = Transport(SecretMask())
            first = asyncio.create_task(transport.send(a_get(served.base_url), clock=RunClock(), deadline_s=20))
            await seen.wait()
            with pytest.raises(TimedOut) as caught:
                await transport.send(a_get(served.base_url), clock=RunClock(), deadline_s=20)
            release.set()
            await first
            await transport.aclose()
            return caught.value, len(served.requests)

    failure, requests = asyncio.run(go())
    assert (failure.phase, failure.may_have_been_sent) == ("waiting for a free connection", False)
    assert requests == 1


def test_time_spent_waiting_for_a_connection_is_in_the_log(loopback, monkeypatch):
    monkeypatch.setattr(bounded_http, "MOST_CONNECTIONS", 1)
    monkeypatch.setattr(request_watch, "LONG_WAIT_MS", 0.0)

    async def go():
        release, seen = asyncio.Event(), asyncio.Event()
        async with loopback(held(release, seen)) as served:
            transport, clock = Transport(SecretMask()), RunClock()
            first = asyncio.create_task(transport.send(a_get(served.base_url), clock=RunClock(), deadline_s=20))
            await seen.wait()
            second = asyncio.create_task(transport.send(a_get(served.base_url), clock=clock, deadline_s=20))
            await asyncio.sleep(0)
            release.set()
            await asyncio.gather(first, second)
            await transport.aclose()
            return clock.logs

    (line,) = asyncio.run(go())
    assert (line.level, "free connection" in line.text) == (LogLevel.WARNING, True)


def test_closing_while_the_client_is_being_made_leaves_no_task():
    async def go():
        transport = Transport(SecretMask())
        sending = asyncio.create_task(transport.send(a_get("http://127.0.0.1:1"), clock=RunClock(), deadline_s=20))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await transport.aclose()
        await asyncio.wait({sending})
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    assert asyncio.run(go()) == []


def test_transport_opens_again_after_it_was_closed(loopback):
    async def go():
        release = asyncio.Event()
        release.set()
        async with loopback(held(release)) as served:
            transport = Transport(SecretMask())
            for _ in range(2):
                await transport.send(a_get(served.base_url), clock=RunClock(), deadline_s=20)
                await transport.aclose()
            return served.connections

    assert asyncio.run(go()) == 2


def test_idle_connection_is_used_again(loopback):
    async def go():
        release = asyncio.Event()
        release.set()
        async with loopback(held(release)) as served:
            transport = Transport(SecretMask())
            for _ in range(3):
                await transport.send(a_get(served.base_url), clock=RunClock(), deadline_s=20)
            await transport.aclose()
            return served.connections

    assert asyncio.run(go()) == 1


@pytest.mark.parametrize("announced", ["3", "1"])
def test_length_that_is_not_the_announced_one_is_a_lost_connection(announced):
    def answer(_request):
        return httpx.Response(200, stream=httpx.ByteStream(b"{}"), headers={"content-length": announced})

    transport = Transport(SecretMask(), inner=httpx.MockTransport(answer))
    with pytest.raises(ConnectionLost, match=announced):
        asyncio.run(transport.send(a_get("http://127.0.0.1"), clock=RunClock(), deadline_s=20))


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("GET", 204), ("GET", 304)])
def test_answer_that_has_no_body_may_announce_one(method, status):
    def answer(_request):
        headers = {"content-length": "100", "content-encoding": "gzip"}
        return httpx.Response(status, stream=httpx.ByteStream(b""), headers=headers)

    transport = Transport(SecretMask(), inner=httpx.MockTransport(answer))
    request = OutgoingRequest(method, "http://127.0.0.1/", "http://127.0.0.1")
    got = asyncio.run(transport.send(request, clock=RunClock(), deadline_s=20))
    assert (got.status, got.body) == (status, b"")


def test_answer_of_very_many_small_pieces_lets_others_have_their_turn():
    class Crumbs(httpx.AsyncByteStream):
        async def __aiter__(self):
            for _ in range(200_000):
                yield b"x"

    async def go():
        turns = 0

        async def count():
            nonlocal turns
            while True:
                await asyncio.sleep(0)
                turns += 1

        transport = Transport(
            SecretMask(), inner=httpx.MockTransport(lambda _request: httpx.Response(200, stream=Crumbs()))
        )
        await transport.send(a_get("http://127.0.0.1"), clock=RunClock(), deadline_s=20)
        counting = asyncio.create_task(count())
        await asyncio.sleep(0)
        before = turns
        await transport.send(a_get("http://127.0.0.1"), clock=RunClock(), deadline_s=20)
        counting.cancel()
        return turns - before

    # A handful of turns are taken by sending alone.
    assert asyncio.run(go()) > 12
