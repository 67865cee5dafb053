"""Tokens by client credentials, against a stand-in for the token endpoint that counts what it is asked."""

import asyncio
import json

import httpx
import pytest

from explorer.domain.call import Phase
from explorer.domain.failure import (
    MalformedAnswer,
    NotSendable,
    Refused,
    SecretUnavailable,
    TimedOut,
)
from explorer.domain.log_entry import LogSource
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.oauth_token import ClientCredentials, FixedToken, TokenSource
from explorer.providers.run_clock import RunClock

BASE = "https://platform.example"


class Wire(httpx.AsyncBaseTransport):
    """Hands requests to a coroutine function, and its answer back as bytes that were not read yet."""

    def __init__(self, answer) -> None:
        self.answer = answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        made = await self.answer(request)
        return httpx.Response(made.status_code, headers=made.headers, stream=httpx.ByteStream(made.content))


class Endpoint:
    """Answers token requests one after the other; `gate` holds them back until it is set."""

    def __init__(self, *answers: httpx.Response, expires_in: object = 3600) -> None:
        self.answers = list(answers)
        self.expires_in = expires_in
        self.bodies: list[dict[str, object]] = []
        self.requests: list[httpx.Request] = []
        self.gate: asyncio.Event | None = None
        self.closed = 0
        self.started = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.bodies.append(json.loads(request.content))
        self.started.set()
        try:
            if self.gate is not None:
                await self.gate.wait()
        except asyncio.CancelledError:
            self.closed += 1
            raise
        if self.answers:
            return self.answers.pop(0)
        body = {"access_token": f"token-number-{len(self.bodies)}", "token_type": "Bearer"}
        if self.expires_in is not None:
            body["expires_in"] = self.expires_in
        return httpx.Response(200, json=body)


class Clocks:
    def __init__(self) -> None:
        self.monotonic_s = 1000.0
        self.wall_s = 5000.0

    def forward(self, seconds: float) -> None:
        self.monotonic_s += seconds
        self.wall_s += seconds


def source(endpoint: Endpoint, clocks: Clocks | None = None, mask: SecretMask | None = None, **changes) -> TokenSource:
    known = mask or SecretMask()
    clocks = clocks or Clocks()
    credentials = {
        "platform": "Pipedream Connect",
        "base_url": BASE,
        "url": f"{BASE}/v1/oauth/token",
        "client_id": "the-client",
        "client_secret": "very-secret-text",
    }
    return TokenSource(
        ClientCredentials(**(credentials | changes)),
        Transport(known, inner=Wire(endpoint)),
        known,
        monotonic_s=lambda: clocks.monotonic_s,
        wall_s=lambda: clocks.wall_s,
    )


async def get(tokens: TokenSource, clock: RunClock | None = None, deadline_s: float = 5.0) -> str:
    return await tokens.token(clock or RunClock(), deadline_s)


def test_the_request_carries_the_documented_fields_as_json():
    endpoint = Endpoint()
    asyncio.run(get(source(endpoint, scope="connect:*", headers=[("x-pd-environment", "development")])))
    assert endpoint.bodies == [
        {
            "grant_type": "client_credentials",
            "client_id": "the-client",
            "client_secret": "very-secret-text",
            "scope": "connect:*",
        }
    ]
    assert endpoint.requests[0].headers["content-type"] == "application/json"
    assert endpoint.requests[0].headers["x-pd-environment"] == "development"
    assert "authorization" not in endpoint.requests[0].headers


@pytest.mark.parametrize(("scope", "expected"), [(None, "missing"), ("", "")])
def test_an_empty_scope_is_sent_and_no_scope_is_not(scope, expected):
    endpoint = Endpoint()
    asyncio.run(get(source(endpoint, scope=scope)))
    assert endpoint.bodies[0].get("scope", "missing") == expected


@pytest.mark.parametrize("secret", ["a&b=c %41+", "\u00e5\u2603", '"quoted"'])
def test_a_secret_with_any_letters_arrives_unchanged(secret):
    endpoint = Endpoint()
    asyncio.run(get(source(endpoint, client_secret=secret)))
    assert endpoint.bodies[0]["client_secret"] == secret


def test_a_token_is_kept_until_shortly_before_its_end():
    async def use() -> list[str]:
        endpoint, clocks = Endpoint(expires_in=3600), Clocks()
        tokens = source(endpoint, clocks)
        found = [await get(tokens)]
        clocks.forward(3539)
        found.append(await get(tokens))
        clocks.forward(2)
        found.append(await get(tokens))
        return found

    assert asyncio.run(use()) == ["token-number-1", "token-number-1", "token-number-2"]


def test_a_token_of_one_minute_is_not_asked_for_at_every_request():
    async def use() -> int:
        endpoint, clocks = Endpoint(expires_in=60), Clocks()
        tokens = source(endpoint, clocks)
        for _ in range(5):
            await get(tokens)
            clocks.forward(10)
        return len(endpoint.bodies)

    assert asyncio.run(use()) == 1


def test_a_token_that_ended_while_the_computer_slept_is_not_used():
    async def use() -> int:
        endpoint, clocks = Endpoint(expires_in=3600), Clocks()
        tokens = source(endpoint, clocks)
        await get(tokens)
        clocks.wall_s += 7200
        await get(tokens)
        return len(endpoint.bodies)

    assert asyncio.run(use()) == 2


@pytest.mark.parametrize("expires_in", ["3600", 3600, 3600.5, None])
def test_a_lifetime_in_any_spelling_keeps_the_token(expires_in):
    async def use() -> int:
        endpoint = Endpoint(expires_in=expires_in)
        tokens = source(endpoint)
        await get(tokens)
        await get(tokens)
        return len(endpoint.bodies)

    assert asyncio.run(use()) == 1


def test_a_forgotten_token_is_replaced_once_however_many_calls_held_it():
    async def use() -> int:
        endpoint = Endpoint()
        tokens = source(endpoint)
        old = await get(tokens)
        for _ in range(10):
            tokens.forget(old)
            await get(tokens)
        return len(endpoint.bodies)

    assert asyncio.run(use()) == 2


def test_a_hundred_calls_share_one_token_request():
    async def use() -> tuple[set[str], int]:
        endpoint = Endpoint()
        tokens = source(endpoint)
        found = await asyncio.gather(*(get(tokens) for _ in range(100)))
        return set(found), len(endpoint.bodies)

    assert asyncio.run(use()) == ({"token-number-1"}, 1)


def test_one_cancelled_waiter_leaves_the_others_waiting():
    async def use() -> tuple[bool, str, int]:
        endpoint = Endpoint()
        endpoint.gate = asyncio.Event()
        tokens = source(endpoint)
        first = asyncio.create_task(get(tokens))
        second = asyncio.create_task(get(tokens))
        await endpoint.started.wait()
        first.cancel()
        await asyncio.wait([first])
        endpoint.gate.set()
        return first.cancelled(), await second, endpoint.closed

    assert asyncio.run(use()) == (True, "token-number-1", 0)


def test_the_request_is_closed_when_nobody_waits_any_more():
    async def use() -> int:
        endpoint = Endpoint()
        endpoint.gate = asyncio.Event()
        tokens = source(endpoint)
        waiting = [asyncio.create_task(get(tokens)) for _ in range(3)]
        await endpoint.started.wait()
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)
        await tokens.aclose()
        return endpoint.closed

    assert asyncio.run(use()) == 1


def test_a_call_that_comes_while_a_request_is_being_closed_asks_anew():
    async def use() -> tuple[str, int]:
        endpoint = Endpoint()
        endpoint.gate = asyncio.Event()
        tokens = source(endpoint)
        first = asyncio.create_task(get(tokens))
        await endpoint.started.wait()
        first.cancel()
        second = asyncio.create_task(get(tokens))
        await asyncio.wait([first])
        endpoint.gate.set()
        return await second, len(endpoint.bodies)

    assert asyncio.run(use()) == ("token-number-2", 2)


def test_a_waiter_with_a_short_deadline_gives_up_alone():
    async def use() -> tuple[TimedOut, str]:
        endpoint = Endpoint()
        endpoint.gate = asyncio.Event()
        tokens = source(endpoint)
        patient = asyncio.create_task(get(tokens))
        await endpoint.started.wait()
        with pytest.raises(TimedOut) as caught:
            await get(tokens, deadline_s=0.01)
        endpoint.gate.set()
        return caught.value, await patient

    failure, token = asyncio.run(use())
    assert token == "token-number-1"
    assert failure.phase == "getting a token"
    assert not failure.may_have_been_sent


def test_the_wait_is_a_phase_of_the_run_with_a_line_of_its_own():
    clock = RunClock()

    async def use() -> None:
        tokens = source(Endpoint())
        await get(tokens, clock)
        await get(tokens, clock)

    asyncio.run(use())
    assert [phase.phase for phase in clock.phases if phase.depth == 0] == [Phase.TOKEN]
    assert [(line.text, line.source) for line in clock.logs] == [("Got a token: valid for 3,600 s", LogSource.EXPLORER)]
    assert clock.logs[0].duration_ms is not None


def test_the_tokens_own_call_stands_below_the_wait_for_it():
    clock = RunClock()
    asyncio.run(get(source(Endpoint()), clock))
    wait, *inner = clock.phases
    assert (wait.phase, wait.depth) == (Phase.TOKEN, 0)
    assert [one.depth for one in inner] == [1] * len(inner)
    assert inner[0].phase is Phase.PREPARE
    assert inner[-1].phase is Phase.POOL  # an endpoint without a network tells no more
    assert all(one.start_ms >= wait.start_ms for one in inner)


def test_whoever_shares_a_token_sees_its_call_from_the_time_that_they_waited():
    first, second = RunClock(), RunClock()

    async def use() -> None:
        endpoint = Endpoint()
        endpoint.gate = asyncio.Event()
        tokens = source(endpoint)
        asking = asyncio.create_task(get(tokens, first))
        await endpoint.started.wait()
        sharing = asyncio.create_task(get(tokens, second))
        await asyncio.sleep(0)
        endpoint.gate.set()
        await asyncio.gather(asking, sharing)

    asyncio.run(use())
    for clock in (first, second):
        wait, *inner = clock.phases
        assert inner
        assert all(one.start_ms >= wait.start_ms for one in inner)
        assert all(one.start_ms + one.duration_ms <= wait.start_ms + wait.duration_ms + 1 for one in inner)


def test_token_and_secret_are_masked():
    mask = SecretMask()
    tokens = source(Endpoint(), mask=mask)
    asyncio.run(get(tokens))
    assert mask.text("token-number-1 and very-secret-text") == f"{MASK} and {MASK}"
    assert "very-secret-text" not in repr(tokens)


def test_after_a_failure_the_next_call_asks_again():
    async def use() -> str:
        tokens = source(Endpoint(httpx.Response(500, json={})))
        with pytest.raises(Refused):
            await get(tokens)
        return await get(tokens)

    assert asyncio.run(use()) == "token-number-2"


def test_an_unusable_token_answer_does_not_mean_that_the_run_was_sent():
    with pytest.raises(MalformedAnswer) as caught:
        asyncio.run(get(source(Endpoint(httpx.Response(200, html="<h1>Welcome</h1>")))))
    assert not caught.value.may_have_been_sent


@pytest.mark.parametrize("missing", ["client_id", "client_secret"])
def test_without_credentials_nothing_is_sent(missing):
    endpoint = Endpoint()
    with pytest.raises(SecretUnavailable):
        asyncio.run(get(source(endpoint, **{missing: ""})))
    assert endpoint.requests == []


def test_a_token_endpoint_of_another_origin_is_never_asked():
    endpoint = Endpoint()
    with pytest.raises(NotSendable):
        asyncio.run(get(source(endpoint, url="https://elsewhere.example/token")))
    assert endpoint.requests == []


def test_a_given_token_is_masked_used_as_it_is_and_cannot_be_renewed():
    mask = SecretMask()
    tokens = FixedToken("ctok_0123456789", mask, "no Connect token")
    assert asyncio.run(tokens.token(RunClock(), 1.0)) == "ctok_0123456789"
    assert tokens.forget("ctok_0123456789") is False
    assert mask.text("ctok_0123456789") == MASK


def test_a_missing_given_token_says_so():
    with pytest.raises(SecretUnavailable, match="no Connect token"):
        asyncio.run(FixedToken("", SecretMask(), "no Connect token").token(RunClock(), 1.0))
