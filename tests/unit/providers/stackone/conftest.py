"""A StackOne that answers as a test tells it, and the parts under test connected to it."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx
import pytest

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, ReceivedAnswer
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.stackone import STACKONE
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.provider import StackOneProvider

BASE = "https://api.stackone.test"
KEY = "v1.eu1.not-a-real-key"
Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class FakeStackOne:
    """Answers by path; what it was asked is kept."""

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.get(request.url.path)
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if answer is None:
            return envelope(404, f"nothing at {request.url.path}")
        return answer(request)

    def bodies(self, path: str) -> list[object]:
        return [json.loads(one.content) for one in self.requests if one.url.path == path and one.content]


def envelope(status: int, message: object = "said so", headers: Mapping[str, str] | None = None, **more: object):
    body = {"statusCode": status, "message": message, "timestamp": "2026-03-04T10:11:12.345Z", **more}
    return httpx.Response(status, json=body, headers=headers)


def answering(body: object, status: int = 200, **headers: str) -> Answer:
    """The same answer each time; bytes go out as they are."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    kept = {"content-type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda _request: httpx.Response(status, content=content, headers=kept)


@pytest.fixture
def fake() -> FakeStackOne:
    return FakeStackOne()


def connection_of(base_url: str = BASE, **options: str) -> Connection:
    return Connection(ConnectionId("c1"), "Mine", Platform.STACKONE, base_url, Environment.SANDBOX, options)


@pytest.fixture
def channel_to(fake: FakeStackOne) -> Callable[..., Channel]:
    def made(key: str = KEY, **options: str) -> Channel:
        mask = SecretMask()
        transport = Transport(mask, inner=httpx.MockTransport(fake))
        return Channel(connection_of(**options), {SecretName("api_key"): key}, transport, mask)

    return made


@pytest.fixture
def provider_to(fake: FakeStackOne) -> Callable[..., StackOneProvider]:
    def made(key: str = KEY, **options: str) -> StackOneProvider:
        mask = SecretMask()
        transport = Transport(mask, inner=httpx.MockTransport(fake))
        secrets = {SecretName("api_key"): key} if key else {}
        provider = STACKONE.make(connection_of(**options), secrets, transport, mask)
        assert isinstance(provider, StackOneProvider)
        return provider

    return made


@pytest.fixture
def received() -> Callable[..., ReceivedAnswer]:
    def made(body: object = b"", status: int = 200, **headers: str) -> ReceivedAnswer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        lines = [(name.replace("_", "-"), value) for name, value in headers.items()]
        return ReceivedAnswer(status, "Said", lines, content)

    return made


@pytest.fixture
def an_action() -> Callable[..., Action]:
    def made(key: str = "acmehr_list_employees", name: str = "List employees", effect: Effect = Effect.READ) -> Action:
        return Action(ActionKey(key), name, "acmehr", "Acme HR", effect=effect)

    return made


@pytest.fixture
def a_call(an_action) -> Callable[..., Call]:
    def made(arguments=None, *, account="acc-1", options=None, action=None, timeout_s=10.0) -> Call:
        return Call(
            ConnectionId("c1"),
            action or an_action(),
            account,
            arguments if arguments is not None else {},
            options=options or {},
            timeout_s=timeout_s,
        )

    return made


@pytest.fixture
def answer_with() -> Callable[..., Answer]:
    return answering


@pytest.fixture
def refuse_with() -> Callable[..., Answer]:
    def made(
        status: int, message: object = "said so", headers: Mapping[str, str] | None = None, **more: object
    ) -> Answer:
        return lambda _request: envelope(status, message, headers, **more)

    return made


@pytest.fixture
def complete():
    """Runs a coroutine, or collects an asynchronous generator."""

    def run(work):
        async def gathered():
            return [item async for item in work]

        return asyncio.run(work if asyncio.iscoroutine(work) else gathered())

    return run
