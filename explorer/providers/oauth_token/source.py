"""Tokens of one client: asked for when first needed, kept while they last, one request for all who wait."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from explorer.domain.call import Phase
from explorer.domain.failure import Failure, SecretUnavailable, TimedOut
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.in_thread import in_thread
from explorer.providers.oauth_token.credentials import ClientCredentials, token_request_body
from explorer.providers.oauth_token.token_answer import STEP, read_token
from explorer.providers.run_clock import RunClock

MARGIN_S: Final = 60.0
"""How long before its end a token is not used any more."""

SHARE: Final = 0.1
"""The margin is at most this part of the lifetime, or a token of one minute would be asked for at every request."""

LIMIT_S: Final = 30.0
"""Deadline of the token request itself, whatever the callers' deadlines are."""


class TokenSource:
    """
    Tokens of one client, for any number of calls at once.

    Whoever waits may be cancelled without the others noticing; when nobody waits any more, the request is closed.

    Args:
        monotonic_s: Clock that only goes forward, in seconds; it may stand still while the computer sleeps.
        wall_s: Clock on the wall, in seconds; it may be set back. A token is used only while both say that it lasts.
    """

    def __init__(
        self,
        credentials: ClientCredentials,
        transport: Transport,
        mask: SecretMask,
        *,
        monotonic_s: Callable[[], float] = time.monotonic,
        wall_s: Callable[[], float] = time.time,
    ) -> None:
        self._credentials = credentials
        self._transport = transport
        self._mask = mask
        self._monotonic_s = monotonic_s
        self._wall_s = wall_s
        self._kept: _Kept | None = None
        self._asking: asyncio.Task[_Kept] | None = None
        self._asking_clock = RunClock()
        self._closing: set[asyncio.Task[_Kept]] = set()
        self._waiting = 0
        mask.add(credentials.client_secret)

    def __repr__(self) -> str:
        return f"TokenSource({self._credentials!r})"

    async def token(self, clock: RunClock, deadline_s: float) -> str:
        """
        A token that is good now, asked for if there is none.

        Args:
            clock: Gets the phase and a line of its own if a token has to be waited for.
            deadline_s: Seconds that this caller can wait.

        Raises:
            SecretUnavailable: The connection has no client id or no secret.
            Refused: The platform gives this client no token; `error` and `error_description` are in what it said.
            Failure: Any other way in which a request can fail. None of them means that the caller's own request was
                sent.
        """
        kept = self._good()
        if kept is not None:
            return kept.token
        start_ms = clock.elapsed_ms
        is_first = self._asking is None
        # The platform's name is enough here: the address stands in the connection.
        with clock.measure(Phase.TOKEN, self._credentials.platform):
            kept = await self._wait_for_new(clock, deadline_s)
        what = "Got a token" if is_first else "Shared the token that another call asked for"
        clock.log(f"{what}: {kept.lifetime_text}", duration_ms=clock.elapsed_ms - start_ms)
        return kept.token

    def forget(self, token: str) -> bool:
        """Do not use this token again; calls that still hold an older one change nothing."""
        if self._kept is not None and self._kept.token == token:
            self._kept = None
        return True

    async def aclose(self) -> None:
        """Stop asking, and forget the token."""
        self._kept = None
        if self._asking is not None:
            self._give_up(self._asking)
        if self._closing:
            await asyncio.wait(list(self._closing))

    def _good(self) -> "_Kept | None":
        kept = self._kept
        if kept is not None and (kept.until_monotonic_s > self._monotonic_s() and kept.until_wall_s > self._wall_s()):
            return kept
        return None

    async def _wait_for_new(self, clock: RunClock, deadline_s: float) -> "_Kept":
        since_ms = clock.elapsed_ms
        if self._asking is None:
            self._asking_clock = RunClock()
            asked = self._ask(self._asking_clock)
            self._asking = asyncio.create_task(asked, name=f"token for {self._credentials.platform}")
            self._asking.add_done_callback(self._asked)
        asking, asking_clock = self._asking, self._asking_clock
        self._waiting += 1
        scope = asyncio.timeout(max(deadline_s, 0.0))
        try:
            async with scope:
                # Shielded: others may wait for the same token when this caller is cancelled.
                return await asyncio.shield(asking)
        except TimeoutError:
            if not scope.expired():
                raise
            raise TimedOut(
                f"no token within {deadline_s:g} s", limit_s=deadline_s, phase=STEP, may_have_been_sent=False
            ) from None
        finally:
            clock.adopt(asking_clock, since_ms)
            self._waiting -= 1
            if not self._waiting and not asking.done():
                self._give_up(asking)

    def _give_up(self, asking: "asyncio.Task[_Kept]") -> None:
        # Whoever comes next must not wait for a request that is being closed.
        if self._asking is asking:
            self._asking = None
        self._closing.add(asking)
        asking.add_done_callback(self._closing.discard)
        asking.cancel()

    def _asked(self, asking: "asyncio.Task[_Kept]") -> None:
        if self._asking is asking:
            self._asking = None
        if not asking.cancelled() and asking.exception() is None:
            self._kept = asking.result()

    async def _ask(self, clock: RunClock) -> "_Kept":
        credentials = self._credentials
        for value, name in ((credentials.client_id, "client id"), (credentials.client_secret, "client secret")):
            if not value:
                raise SecretUnavailable(f"the connection has no {name}")
        began_monotonic_s, began_wall_s = self._monotonic_s(), self._wall_s()
        try:
            with clock.measure(Phase.PREPARE):
                body = await in_thread(lambda: token_request_body(credentials), name="make the token request")
            answer = await self._transport.send(
                OutgoingRequest(
                    "POST",
                    credentials.url,
                    allowed_origin=credentials.base_url,
                    headers=[
                        ("Accept", "application/json"),
                        ("Content-Type", "application/json"),
                        *credentials.headers,
                    ],
                    body=body,
                ),
                clock=clock,
                deadline_s=LIMIT_S,
            )
            token, lifetime_s = read_token(answer, credentials, self._mask)
        except Failure as failure:
            # What a lost answer leaves open is a token, never the call that wanted one.
            failure.may_have_been_sent = False
            if isinstance(failure, TimedOut):
                failure.phase = STEP
            raise
        usable_s = float("inf") if lifetime_s is None else lifetime_s - min(MARGIN_S, lifetime_s * SHARE)
        return _Kept(token, lifetime_s, began_monotonic_s + usable_s, began_wall_s + usable_s)


@dataclass(frozen=True, slots=True)
class _Kept:
    token: str
    lifetime_s: float | None
    until_monotonic_s: float
    until_wall_s: float

    def __repr__(self) -> str:
        return f"_Kept({self.lifetime_text})"

    @property
    def lifetime_text(self) -> str:
        return "valid until it is refused" if self.lifetime_s is None else f"valid for {self.lifetime_s:,.0f} s"
