"""A Pipedream connection: against the sandbox over HTTP, or against answers that a test makes up."""

import asyncio
import json
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.pipedream import PIPEDREAM
from explorer.sandbox.pipedream import PipedreamSandbox
from explorer.sandbox.server import SandboxServer

BASE = "https://api.pipedream.example"
SECRETS = {"client_secret": "the-client-secret"}


def connection(base_url, options):
    given = {"project_id": "proj_Demo1", "client_id": "cid", "external_user_id": "u1"} | options
    return Connection(ConnectionId("c"), "Test", Platform.PIPEDREAM, base_url, Environment.SANDBOX, given)


def made(base_url, options, secrets, transport, mask):
    stored = {SecretName(name): value for name, value in secrets.items()}
    return PIPEDREAM.make(connection(base_url, options), stored, transport, mask)


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: list
    headers: httpx.Headers
    body: object


@dataclass
class FakePlatform(httpx.AsyncBaseTransport):
    """Answers by method and path: a body, `(status, body)`, a response, or a function of `Asked` that gives one."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    tokens: int = 0

    async def handle_async_request(self, request):
        content = await request.aread()
        parts = urlsplit(str(request.url))
        query = parse_qsl(parts.query, keep_blank_values=True)
        one = Asked(request.method, parts.path, query, request.headers, json.loads(content) if content else None)
        if one.path == "/v1/oauth/token" and "POST /v1/oauth/token" not in self.answers:
            self.tokens += 1
            made_up = {"access_token": f"access-{self.tokens}", "token_type": "Bearer", "expires_in": 3600}
            return self._response(made_up)
        self.asked.append(one)
        found = self.answers[f"{one.method} {one.path}"]
        return self._response(found(one) if callable(found) else found)

    async def aclose(self):
        return None

    def _response(self, found):
        if isinstance(found, httpx.Response):
            return httpx.Response(found.status_code, headers=found.headers, stream=httpx.ByteStream(found.content))
        status, body = found if isinstance(found, tuple) else (200, found)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.Response(status, headers={"Content-Type": "application/json"}, stream=httpx.ByteStream(content))


@pytest.fixture
def fake():
    """`fake(answers, use, **options)`: run the coroutine function `use(provider)`; gives its result and the platform."""

    def run(answers, use, *, secrets=SECRETS, **options):
        platform = FakePlatform(answers)

        async def whole():
            mask = SecretMask()
            transport = Transport(mask, inner=platform)
            provider = made(BASE, options, secrets, transport, mask)
            try:
                return await use(provider)
            finally:
                await provider.aclose()
                await transport.aclose()

        return asyncio.run(whole()), platform

    return run


@dataclass
class Bench:
    """A provider connected to the stand-in, and the stand-in's own controls."""

    provider: object
    stand_in: PipedreamSandbox
    ready: dict
    transport: Transport

    async def control(self, method, route, body=None):
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.request(method, f"{self.ready['base_url']}/_sandbox/{route}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    async def bodies(self, path):
        """The JSON bodies of the requests to a path, oldest first."""
        seen = await self.control("GET", f"requests?path_contains={path}")
        return [json.loads(one["body"]) for one in seen if one["body"]]


@pytest.fixture
def on_sandbox():
    """`on_sandbox(use, **options)`: run the coroutine function `use(bench)` against the stand-in, over HTTP."""

    def run(use, *, secrets=None, **options):
        async def whole():
            stand_in = PipedreamSandbox()
            server = SandboxServer([stand_in])
            ready = (await server.start())["pipedream"]
            mask = SecretMask()
            transport = Transport(mask)
            known = {name: ready[name] for name in ("project_id", "client_id", "environment")}
            known["external_user_id"] = ready["external_user_id"]
            stored = {"client_secret": ready["client_secret"]} if secrets is None else secrets
            provider = made(ready["base_url"], known | options, stored, transport, mask)
            try:
                return await use(Bench(provider, stand_in, ready, transport))
            finally:
                await provider.aclose()
                await transport.aclose()
                await server.stop()

        return asyncio.run(whole())

    return run
