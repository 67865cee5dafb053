"""The one way out to the network, against a real server on loopback."""

import asyncio
import gzip
import ssl
import zlib

import httpx
import pytest

from explorer.domain.call import Phase
from explorer.domain.failure import (
    ConnectionLost,
    MalformedAnswer,
    NotConnected,
    TimedOut,
    TooLarge,
)
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.run_clock import RunClock


def answer(body: bytes = b"{}", status: str = "200 OK", extra: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{extra}\r\n".encode() + body


def always(raw: bytes, *, then_close: bool = False):
    async def respond(_request, writer):
        writer.write(raw)
        await writer.drain()
        if then_close:
            writer.close()

    return respond


def a_get(base_url: str, path: str = "/x", **changes) -> OutgoingRequest:
    return OutgoingRequest("GET", base_url + path, base_url, **changes)


def pool_of(transport: Transport):
    return transport._client._transport._pool


async def fetch(transport: Transport, request: OutgoingRequest, deadline_s: float = 10.0, **more):
    return await transport.send(request, clock=more.pop("clock", RunClock()), deadline_s=deadline_s, **more)


def send_to(loopback, respond, *, request=a_get, deadline_s: float = 10.0, **settings):
    """One request to a server that answers so; gives the answer and what the server saw."""

    async def go():
        async with loopback(respond) as served:
            transport = Transport(SecretMask(), **settings)
            try:
                return await fetch(transport, request(served.base_url), deadline_s), served
            finally:
                assert not pool_of(transport)._requests, "a request was left in the pool"
                await transport.aclose()

    return asyncio.run(go())


def test_answer_comes_with_status_headers_and_body(loopback):
    raw = answer(b'{"a":1}', "418 Short and stout", "X-One: a\r\nX-One: b\r\n")
    got, _ = send_to(loopback, always(raw))
    assert (got.status, got.reason, got.body) == (418, "Short and stout", b'{"a":1}')
    assert [value for name, value in got.headers if name == "X-One"] == ["a", "b"]


def test_shown_request_is_what_goes_out_to_the_last_byte(loopback):
    transport = Transport(SecretMask())

    def request(base_url):
        return OutgoingRequest(
            "post",
            f"{base_url}/a b?q=%2F&r=\u00e9",
            base_url,
            [("X-Caf\u0065", "caf\u00e9"), ("Accept", "text/plain")],
            b"{}",
        )

    _, served = send_to(loopback, always(answer()), request=request)
    shown = transport.sent_request(request(served.base_url))
    path = shown.url.removeprefix(served.base_url)
    lines = [f"{shown.method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in shown.headers)]
    assert served.requests == ["\r\n".join([*lines, "", ""]).encode("latin-1") + shown.body]


def test_redirect_is_an_answer_and_not_followed(loopback):
    got, served = send_to(loopback, always(answer(b"", "302 Found", "Location: /elsewhere\r\n")))
    assert got.status == 302
    assert len(served.requests) == 1


def test_cookies_are_not_kept(loopback):
    async def go():
        async with loopback(always(answer(extra="Set-Cookie: who=me; Path=/\r\n"))) as served:
            transport = Transport(SecretMask())
            await fetch(transport, a_get(served.base_url))
            await fetch(transport, a_get(served.base_url))
            kept = len(transport._client.cookies.jar)
            await transport.aclose()
            return served.requests, kept

    requests, kept = asyncio.run(go())
    assert all(b"cookie" not in request.lower() for request in requests)
    assert kept == 0


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"hello " * 50_000)),
        ("gzip", gzip.compress(b"hello " * 20_000) + gzip.compress(b"hello " * 30_000)),
        ("deflate", zlib.compress(b"hello " * 50_000)),
        ("deflate", zlib.compress(b"hello " * 50_000, wbits=-15)),
        ("identity", b"hello " * 50_000),
    ],
)
def test_content_encodings_are_undone(loopback, encoding, body):
    got, _ = send_to(loopback, always(answer(body, extra=f"Content-Encoding: {encoding}\r\n")))
    assert got.body == b"hello " * 50_000
    assert got.wire_bytes == len(body)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", b"not gzip at all"), ("br", b"abc"), ("gzip", gzip.compress(b"hello" * 999)[:-20]), ("deflate", b"\x78")],
)
def test_broken_or_unasked_encoding_is_a_malformed_answer(loopback, encoding, body):
    with pytest.raises(MalformedAnswer):
        send_to(loopback, always(answer(body, extra=f"Content-Encoding: {encoding}\r\n")))


def test_small_body_that_unpacks_to_much_is_given_up_at_the_limit(loopback):
    bomb = gzip.compress(bytes(20_000_000))
    with pytest.raises(TooLarge) as caught:
        send_to(loopback, always(answer(bomb, extra="Content-Encoding: gzip\r\n")), limit_bytes=1_000_000)
    assert caught.value.limit_bytes == 1_000_000


def test_answer_of_exactly_the_limit_is_taken(loopback):
    got, _ = send_to(loopback, always(answer(b"x" * 1000)), limit_bytes=1000)
    assert len(got.body) == 1000


def test_cut_answer_is_a_lost_connection(loopback):
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"
    with pytest.raises(ConnectionLost) as caught:
        send_to(loopback, always(cut, then_close=True))
    assert (caught.value.received_bytes, caught.value.may_have_been_sent) == (9, True)


def test_connection_closed_without_an_answer_may_have_been_carried_out(loopback):
    with pytest.raises(ConnectionLost) as caught:
        send_to(loopback, always(b"", then_close=True))
    assert caught.value.may_have_been_sent


def test_nonsense_in_place_of_http_is_a_malformed_answer(loopback):
    with pytest.raises(MalformedAnswer):
        send_to(loopback, always(b"SSH-2.0-OpenSSH_9.9\r\n\r\n", then_close=True))


def test_nobody_listening_is_refused_and_nothing_was_sent():
    with pytest.raises(NotConnected) as caught:
        asyncio.run(fetch(Transport(SecretMask()), a_get("http://127.0.0.1:1")))
    assert (caught.value.reason, caught.value.may_have_been_sent) == ("refused", False)


def test_unknown_name_is_a_matter_of_names():
    with pytest.raises(NotConnected) as caught:
        asyncio.run(fetch(Transport(SecretMask()), a_get("http://nowhere.invalid")))
    assert caught.value.reason == "dns"


def test_server_that_speaks_no_tls_is_a_matter_of_tls(loopback):
    def over_tls(base_url):
        return a_get(base_url.replace("http:", "https:"))

    with pytest.raises(NotConnected) as caught:
        send_to(loopback, always(answer()), request=over_tls)
    assert caught.value.reason == "tls"


def test_deadline_while_waiting_says_so(loopback):
    async def never(_request, _writer):
        await asyncio.Event().wait()

    with pytest.raises(TimedOut) as caught:
        send_to(loopback, never, deadline_s=0.3)
    assert (caught.value.phase, caught.value.limit_s) == (Phase.WAIT.value, 0.3)
    assert caught.value.may_have_been_sent


def test_deadline_while_receiving_says_so(loopback):
    async def half(_request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
        await asyncio.Event().wait()

    with pytest.raises(TimedOut) as caught:
        send_to(loopback, half, deadline_s=0.3)
    assert caught.value.phase == Phase.RECEIVE.value


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"])
def test_cancel_closes_the_connection_and_leaves_the_pool_empty(loopback, begun):
    arrived = asyncio.Event()

    async def stuck(_request, writer):
        writer.write(begun)
        arrived.set()
        await asyncio.Event().wait()

    async def go():
        async with loopback(stuck) as served:
            transport = Transport(SecretMask())
            reached = asyncio.Event()
            wanted = Phase.RECEIVE.value if begun else Phase.WAIT.value
            sending = asyncio.create_task(
                fetch(
                    transport,
                    a_get(served.base_url),
                    progress=lambda words, _n: reached.set() if words == wanted else None,
                )
            )
            await arrived.wait()
            await reached.wait()
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
            assert not pool_of(transport)._requests
            assert not pool_of(transport).connections
            async with asyncio.timeout(5):
                await served.client_left.wait()
            await transport.aclose()

    asyncio.run(go())


def test_hundred_at_once_all_get_their_own_answer(loopback):
    gathered = asyncio.Event()
    seen = []

    async def together(request, writer):
        seen.append(request)
        if len(seen) == 100:
            gathered.set()
        await gathered.wait()
        path = request.split(b" ")[1]
        writer.write(answer(path))

    async def go():
        async with loopback(together) as served:
            transport = Transport(SecretMask())
            got = await asyncio.gather(*(fetch(transport, a_get(served.base_url, f"/{n}")) for n in range(100)))
            await transport.aclose()
            return got

    assert [one.body.decode() for one in asyncio.run(go())] == [f"/{n}" for n in range(100)]


def test_phases_are_on_the_clock_in_order(loopback):
    async def go():
        async with loopback(always(answer())) as served:
            transport, clock, told = Transport(SecretMask()), RunClock(), []
            await fetch(transport, a_get(served.base_url), clock=clock, progress=lambda words, _n: told.append(words))
            await transport.aclose()
            return [phase.phase for phase in clock.phases], told

    phases, told = asyncio.run(go())
    assert phases == [Phase.TRUST, Phase.POOL, Phase.CONNECT, Phase.SEND, Phase.WAIT, Phase.RECEIVE]
    assert told == [phase.value for phase in phases[2:]]


def test_secret_in_a_librarys_complaint_is_masked():
    def complain(request):
        raise httpx.ReadError(f"could not read from {request.url}")

    transport = Transport(SecretMask(["s3cr3t-value"]), inner=httpx.MockTransport(complain))
    with pytest.raises(NotConnected) as caught:
        asyncio.run(fetch(transport, a_get("http://127.0.0.1", "/?k=s3cr3t-value")))
    assert "s3cr3t-value" not in f"{caught.value}{caught.value.said}{caught.value.args}"


def test_loopback_is_never_reached_through_a_proxy(loopback, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    got, _ = send_to(loopback, always(answer()))
    assert got.status == 200


def test_other_hosts_are_reached_through_the_environments_proxy(loopback, monkeypatch):
    async def go():
        async with loopback(always(answer(b"from the proxy"))) as served:
            monkeypatch.setenv("HTTP_PROXY", served.base_url)
            transport = Transport(SecretMask())
            got = await fetch(transport, a_get("http://far.invalid"))
            await transport.aclose()
            return got.body, served.requests

    body, requests = asyncio.run(go())
    assert body == b"from the proxy"
    assert requests[0].startswith(b"GET http://far.invalid/x HTTP/1.1")


def test_proxy_that_refuses_is_told_from_a_platform_that_refuses(loopback, monkeypatch):
    async def go():
        async with loopback(always(answer(b"", "407 Proxy Authentication Required"))) as served:
            monkeypatch.setenv("HTTPS_PROXY", served.base_url)
            transport = Transport(SecretMask())
            with pytest.raises(NotConnected) as caught:
                await fetch(transport, a_get("https://far.invalid"))
            await transport.aclose()
            return caught.value

    failure = asyncio.run(go())
    assert (failure.reason, failure.may_have_been_sent) == ("proxy", False)


def test_unusable_proxy_setting_is_a_matter_of_the_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "gopher://127.0.0.1:1")
    with pytest.raises(NotConnected) as caught:
        asyncio.run(fetch(Transport(SecretMask()), a_get("http://far.invalid")))
    assert caught.value.reason == "proxy"


def test_caller_that_is_cancelled_first_does_not_take_the_client_from_others(loopback):
    async def go():
        async with loopback(always(answer())) as served:
            transport = Transport(SecretMask())
            first = asyncio.create_task(fetch(transport, a_get(served.base_url)))
            second = asyncio.create_task(fetch(transport, a_get(served.base_url)))
            await asyncio.sleep(0)
            first.cancel()
            got = await second
            await transport.aclose()
            return got.status

    assert asyncio.run(go()) == 200


def test_certificates_come_from_the_system():
    async def go():
        transport = Transport(SecretMask())
        client = await transport._ready_client()
        context = client._transport._pool._ssl_context
        await transport.aclose()
        return context

    context = asyncio.run(go())
    assert type(context).__module__.startswith("truststore")
    assert context.verify_mode is ssl.CERT_REQUIRED
