"""Answers of runs against a real server on loopback: on disk when they are large, kept as far as they came."""

import asyncio
import gzip
import mmap
import zlib

import pytest

from explorer.domain.body import IncomingBody
from explorer.domain.failure import ConnectionLost, MalformedAnswer, TooLarge
from explorer.domain.masking import SecretMask
from explorer.providers import bounded_http
from explorer.providers.bounded_http import OutgoingRequest, Transport, check_whole
from explorer.providers.run_clock import RunClock


def run_on(loopback, body: bytes, *, extra: str = "", length: int | None = None, is_run: bool = True, **settings):
    """The answer to one run; `length` is what the server announces, if not the truth."""
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body) if length is None else length}\r\n{extra}\r\n".encode()

    async def respond(_request, writer):
        writer.write(head + body)
        await writer.drain()
        if length is not None:
            writer.close()

    async def go():
        async with loopback(respond) as served:
            transport = Transport(SecretMask(), **settings)
            try:
                request = OutgoingRequest("GET", f"{served.base_url}/x", served.base_url)
                return await transport.send(request, clock=RunClock(), deadline_s=10.0, is_run=is_run)
            finally:
                await transport.aclose()

    return asyncio.run(go())


def test_a_large_answer_lies_on_disk_and_a_small_one_in_memory(loopback):
    content = bytes(range(256)) * 8_000
    large, small = run_on(loopback, content), run_on(loopback, b"{}")
    assert isinstance(large.body, mmap.mmap)
    assert (large.body[:], large.is_cut, large.wire_bytes) == (content, False, len(content))
    assert small.body == b"{}"
    check_whole(large)


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(20_000_000))),
        ("deflate", zlib.compress(bytes(20_000_000))),
        ("deflate", zlib.compress(bytes(20_000_000), wbits=-15)),
        ("identity", bytes(3_000_000)),
    ],
)
def test_an_answer_over_the_limit_is_kept_up_to_the_limit(loopback, encoding, bomb):
    got = run_on(loopback, bomb, extra=f"Content-Encoding: {encoding}\r\n", limit_bytes=1_500_000)
    assert (got.status, got.is_cut, got.body[:]) == (200, True, bytes(1_500_000))
    with pytest.raises(TooLarge) as caught:
        check_whole(got)
    assert caught.value.limit_bytes == 1_500_000


def test_an_answer_that_breaks_off_is_kept_as_far_as_it_came(loopback):
    got = run_on(loopback, b'{"data": [1, 2', length=100)
    assert (got.body, got.is_cut) == (b'{"data": [1, 2', True)
    with pytest.raises(ConnectionLost):
        check_whole(got)


def test_what_could_be_decompressed_is_kept(loopback):
    packed = gzip.compress(b"hello " * 50_000)
    got = run_on(loopback, packed[:-30], extra="Content-Encoding: gzip\r\n")
    assert got.is_cut
    assert got.body[:12] == b"hello hello "
    with pytest.raises(MalformedAnswer):
        check_whole(got)


def test_an_encoding_that_was_not_asked_for_is_said_and_its_headers_are_kept(loopback):
    got = run_on(loopback, b"\x8b\x02\x80abc\x03", extra="Content-Encoding: zstd\r\n")
    assert (got.header("content-encoding"), got.is_cut) == ("zstd", True)
    with pytest.raises(MalformedAnswer, match="zstd"):
        check_whole(got)


def test_a_full_disk_ends_the_answer_with_what_it_took(loopback, monkeypatch):
    write, calls = IncomingBody.write, []

    def full_after_one(body):
        calls.append(body)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        write(body)

    monkeypatch.setattr(IncomingBody, "write", full_after_one)
    got = run_on(loopback, bytes(3_000_000))
    assert got.body[:] == bytes(len(got.body))
    assert 1_000_000 < len(got.body) < 2_000_000
    with pytest.raises(TooLarge, match="No space left"):
        check_whole(got)


def test_other_requests_have_a_limit_of_their_own(loopback, monkeypatch):
    monkeypatch.setattr(bounded_http, "SIDE_LIMIT_BYTES", 1_000)
    with pytest.raises(TooLarge):
        run_on(loopback, bytes(2_000), is_run=False)
    assert len(run_on(loopback, bytes(2_000)).body) == 2_000


def test_progress_is_told_while_an_answer_goes_to_disk(loopback):
    told = []

    async def respond(_request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n")
        for _ in range(3):
            writer.write(bytes(1_000_000))
            await writer.drain()
            await asyncio.sleep(0.12)

    async def go():
        async with loopback(respond) as served:
            transport = Transport(SecretMask())
            request = OutgoingRequest("GET", f"{served.base_url}/x", served.base_url)
            await transport.send(
                request, clock=RunClock(), deadline_s=10.0, is_run=True, progress=lambda *step: told.append(step)
            )
            await transport.aclose()

    asyncio.run(go())
    received = [count for words, count in told if words == "receiving"]
    assert received == sorted(received)
    assert received[-1] >= 1_000_000
