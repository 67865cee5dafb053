"""
The one way out: every request of the explorer goes through `Transport.send`, and only here is an HTTP client made.

It bounds what it does: a deadline for the whole, a size limit behind the decoder, no redirects, no retries, no
cookies kept, no origin but the one that the caller names. Its successor library would change this file,
`outgoing.py` and `foreign_failures.py`.
"""

import asyncio
import logging
import ssl
import time
from collections.abc import Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpx
import sniffio

from explorer import __version__
from explorer.domain.body import IN_MEMORY_BYTES, IncomingBody
from explorer.domain.call import Phase, ReceivedAnswer, SentRequest
from explorer.domain.failure import ConnectionLost, Failure, NotConnected, TooLarge
from explorer.domain.masking import SecretMask
from explorer.providers.decoding.content_encoding import decoder_for
from explorer.providers.foreign_failures import FOREIGN, deadline_passed, failure_of
from explorer.providers.in_thread import in_thread
from explorer.providers.outgoing import CheckedRequest, OutgoingRequest, as_shown, checked
from explorer.providers.request_watch import CONNECT_LIMIT_S, POOL_LIMIT_S, RequestWatch, head_length
from explorer.providers.run_clock import RunClock

__all__ = ["OutgoingRequest", "Progress", "Transport", "check_whole"]

LIMIT_BYTES: Final = 256 * 1024 * 1024
"""Largest answer of a run, decoded, that is taken by default; it lies on disk."""

SIDE_LIMIT_BYTES: Final = 64 * 1024 * 1024
"""Largest answer to any other request: those are read as a whole."""

MOST_CONNECTIONS: Final = 256
"""More than runs ever go at once, so that none waits for a connection of another."""

KEPT_S: Final = 4.0
"""How long an idle connection is kept: less than the 5 s after which many servers close it, or a write that goes out
on a connection closed at that moment would end with nobody knowing whether it was carried out."""

REST_S: Final = 0.01
"""After reading for so long others get their turn: large pieces take time, and so do very many small ones."""

Progress = Callable[[str, int], None]
"""Told the phase in plain words, and the bytes of the answer so far."""

MOST_TARGET_LETTERS: Final = 300
"""Of the address of a redirect that is not followed."""

_BODILESS: Final = frozenset({204, 304})


class Transport:
    """
    Sends requests, many at once. One for the whole program; its client is made at the first request.

    Args:
        mask: What must never be shown.
        limit_bytes: Decoded size at which an answer is given up.
        user_agent: Sent with every request: edge protection refuses requests without one.
        inner: A transport of the HTTP library in place of the network, for tests.
    """

    def __init__(
        self,
        mask: SecretMask,
        *,
        limit_bytes: int = LIMIT_BYTES,
        user_agent: str = f"action-explorer/{__version__}",
        inner: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._mask = mask
        self._limit_bytes = limit_bytes
        self._user_agent = user_agent
        self._inner = inner
        self._client: httpx.AsyncClient | None = None
        self._making: asyncio.Task[httpx.AsyncClient] | None = None
        self._turn = asyncio.Lock()
        # The library writes whole addresses, queries too, into the log.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("httpcore").setLevel(logging.WARNING)

    def sent_request(self, request: OutgoingRequest) -> SentRequest:
        """
        The request as `send` would send it: each header line and the body's bytes, secrets masked.

        Raises:
            NotSendable: As `send` would.
        """
        return as_shown(checked(request, self._user_agent), self._mask)

    async def send(
        self,
        request: OutgoingRequest,
        *,
        clock: RunClock,
        deadline_s: float,
        progress: Progress | None = None,
        is_run: bool = False,
    ) -> ReceivedAnswer:
        """
        The answer, of whatever status; redirects are answers too. Sent once and never again.

        Args:
            request: What to send; its body goes out as it is.
            clock: Gets the phases of the request.
            deadline_s: Seconds for all of it: connecting, sending, waiting, receiving.
            progress: Told of each phase, and ten times a second while bytes come.
            is_run: The answer is to be shown: a large one lies on disk, and one that breaks off is given as far as it
                came, with `cut_by`; `check_whole` raises that.

        Raises:
            NotSendable: Before anything was sent.
            NotConnected: No connection; nothing was sent.
            TimedOut: The deadline passed.
            ConnectionLost: The other side went away before the answer was whole.
            MalformedAnswer: No HTTP, or an encoding that is broken or was not asked for.
            TooLarge: More than `limit_bytes`, decoded, or than the disk has room for.
        """
        ready = checked(request, self._user_agent)
        watch = RequestWatch(clock, progress, deadline_s)
        scope = asyncio.timeout(max(deadline_s, 0.0))
        try:
            async with scope:
                client = self._client
                if client is None:
                    with clock.measure(Phase.TRUST):
                        client = await self._ready_client()
                # A hundred calls that start in the same moment begin one after another, so that the loop turns
                # in between: beginning one takes up to half a millisecond.
                async with self._turn:
                    await asyncio.sleep(0)
                watch.begin(f"{ready.method} {ready.url.host}")
                return await self._exchange(client, ready, watch, is_run=is_run)
        except TimeoutError as error:
            if scope.expired():
                raise deadline_passed(watch.moment) from None
            raise failure_of(error, watch.moment) from None
        except FOREIGN as error:
            raise self._without_secrets(failure_of(error, watch.moment)) from None
        finally:
            watch.end()

    async def aclose(self) -> None:
        """Close every connection. A later request would open new ones."""
        making, self._making = self._making, None
        client, self._client = self._client, None
        if making is not None and client is None:
            making.cancel()
            await asyncio.wait([making])
        if client is not None:
            await client.aclose()

    def _without_secrets(self, failure: Failure) -> Failure:
        failure.said = self._mask.text(failure.said)
        failure.args = (failure.said,)
        return failure

    async def _ready_client(self) -> httpx.AsyncClient:
        if self._client is None:
            if self._making is None or self._making.done():
                self._making = asyncio.create_task(self._make_client(), name="make the HTTP client")
            # Shielded: others may wait for the same client when this caller is cancelled.
            self._client = await asyncio.shield(self._making)
        return self._client

    async def _make_client(self) -> httpx.AsyncClient:
        # httpcore asks at every step of every call; a coroutine that is closed outside of a task has no other answer.
        sniffio.thread_local.name = "asyncio"
        trust: ssl.SSLContext | bool = False
        if self._inner is None:
            trust = await in_thread(_system_trust, name="read certificates")
        try:
            return httpx.AsyncClient(
                verify=trust,
                transport=self._inner,
                trust_env=self._inner is None,
                # The environment's proxies, but never for this machine itself.
                mounts={f"all://{host}": None for host in ("127.0.0.1", "localhost", "[::1]")},
                limits=httpx.Limits(
                    max_connections=MOST_CONNECTIONS, max_keepalive_connections=32, keepalive_expiry=KEPT_S
                ),
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            )
        except (ImportError, ValueError) as error:
            raise NotConnected(
                f"the proxy that the environment names cannot be used: {error}", reason="proxy"
            ) from None

    async def _exchange(
        self, client: httpx.AsyncClient, ready: CheckedRequest, watch: RequestWatch, *, is_run: bool
    ) -> ReceivedAnswer:
        request = httpx.Request(
            ready.method,
            ready.url,
            headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in ready.headers],
            content=ready.body or None,
            extensions={"trace": watch.event, "timeout": _timeouts(watch.deadline_s)},
        )
        watch.head_bytes = head_length(
            f"{ready.method} {ready.url.raw_path.decode('ascii')} HTTP/1.1", request.headers.raw
        )
        watch.body_bytes = len(ready.body)
        response = await client.send(request, stream=True, auth=None, follow_redirects=False)
        first_line = f"HTTP/1.1 {response.status_code} {_reason(response)}"
        watch.answered(head_length(first_line, response.headers.raw), response.headers.get("content-encoding", ""))
        limit_bytes = self._limit_bytes if is_run else min(self._limit_bytes, SIDE_LIMIT_BYTES)
        body = IncomingBody(IN_MEMORY_BYTES if is_run else limit_bytes + 1)
        cut_by: Failure | None = None
        try:
            await _read(ready.method, response, watch, body, limit_bytes)
        except Failure as failure:
            cut_by = failure
        except FOREIGN as error:
            cut_by = self._without_secrets(failure_of(error, watch.moment))
        finally:
            # Also when reading was given up half-way: a connection with bytes left on it is closed.
            await response.aclose()
            watch.decoded_bytes = len(body)
        if cut_by is not None and not is_run:
            raise cut_by
        if target := _redirect_target(response):
            watch.add_moment(Phase.REDIRECT, self._mask.text(f"{response.status_code} to {target}"))
        return ReceivedAnswer(
            status=response.status_code,
            reason=_reason(response),
            headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw],
            body=body.body(),
            wire_bytes=watch.received_bytes,
            is_cut=cut_by is not None,
            cut_by=cut_by,
        )


def check_whole(answer: ReceivedAnswer) -> None:
    """Raise the failure that cut the answer off, if one did."""
    if answer.cut_by is not None:
        raise answer.cut_by


async def _read(
    method: str, response: httpx.Response, watch: RequestWatch, body: IncomingBody, limit_bytes: int
) -> None:
    announced = response.headers.get("content-length", "")
    has_body = method != "HEAD" and response.status_code not in _BODILESS
    decoder = decoder_for(response.headers.get("content-encoding", "") if has_body else "")
    rested_s = time.monotonic()
    stream = response.stream
    assert isinstance(stream, httpx.AsyncByteStream)
    # As they come, at most 64 KiB, not decoded by the library, which knows no limit.
    async for received in stream:
        watch.received(len(received))
        for piece in decoder.pieces(received):
            if len(body) + len(piece) > limit_bytes:
                body.add(piece[: limit_bytes - len(body)])
                raise TooLarge(f"the answer is larger than {limit_bytes:,} bytes", limit_bytes=limit_bytes)
            body.add(piece)
            if body.is_full:
                await _written(body)
                rested_s = time.monotonic()
            elif time.monotonic() - rested_s >= REST_S:
                await asyncio.sleep(0)
                rested_s = time.monotonic()
    if has_body and announced.isdecimal() and int(announced) != watch.received_bytes:
        raise ConnectionLost(
            f"{watch.received_bytes:,} of {int(announced):,} bytes came", received_bytes=watch.received_bytes
        )
    decoder.end()


async def _written(body: IncomingBody) -> None:
    try:
        await in_thread(body.write, name="write an answer to disk")
    except OSError as error:
        said = f"the disk does not take more than {body.written_bytes:,} bytes of the answer: {error.strerror or error}"
        raise TooLarge(said, limit_bytes=body.written_bytes) from None


def _redirect_target(response: httpx.Response) -> str:
    """Where the answer sends its reader; empty if nowhere."""
    target: str = response.headers.get("location", "") if 300 <= response.status_code < 400 else ""
    return target[:MOST_TARGET_LETTERS]


def _timeouts(deadline_s: float) -> dict[str, float]:
    return {
        "connect": min(CONNECT_LIMIT_S, deadline_s),
        "read": deadline_s,
        "write": deadline_s,
        "pool": min(POOL_LIMIT_S, deadline_s),
    }


def _reason(response: httpx.Response) -> str:
    reason: bytes = response.extensions.get("reason_phrase", b"")
    return reason.decode("latin-1") or response.reason_phrase


def _system_trust() -> ssl.SSLContext:
    import anyio
    import truststore

    # Makes anyio, which carries the library's connections, import its part for asyncio here and not in the window's
    # thread at the first connection (40 ms).
    anyio.run(anyio.sleep, 0)
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
