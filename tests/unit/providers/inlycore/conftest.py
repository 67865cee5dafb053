"""An Inly Core connection: against the sandbox over HTTP, or against answers that a test makes up."""

import asyncio
import json
from dataclasses import dataclass, field

import httpx
import pytest

from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Call
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.inlycore import INLYCORE
from explorer.providers.inlycore.provider import InlyCoreProvider
from explorer.sandbox.inlycore import InlyCoreSandbox
from explorer.sandbox.server import SandboxServer

BASE = "https://yourapp.example"


def connection(base_url, options):
    given = {"client_id": "cid"} | options
    return Connection(ConnectionId("c"), "Test", Platform.INLYCORE, base_url, Environment.SANDBOX, given)


@dataclass
class Asked:
    """A request as it arrived: `path` still percent-encoded, query with it."""

    method: str
    path: str
    headers: httpx.Headers
    content: bytes

    @property
    def body(self):
        return json.loads(self.content)


@dataclass
class FakeInstallation(httpx.AsyncBaseTransport):
    """Answers by method and path: a body, `(status, body)`, a response, or a function of `Asked` that gives one."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    tokens: int = 0
    busy: int = 0
    busiest: int = 0

    async def handle_async_request(self, request):
        content = await request.aread()
        one = Asked(request.method, request.url.raw_path.decode("ascii"), request.headers, content)
        if one.path == "/oauth/token" and "POST /oauth/token" not in self.answers:
            self.tokens += 1
            return self._response({"access_token": f"access-{self.tokens}", "token_type": "Bearer", "expires_in": 3600})
        self.asked.append(one)
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        for _ in range(20):  # turns of the loop, in which others that were started begin as well
            await asyncio.sleep(0)
        self.busy -= 1
        found = self.answers.get(f"{one.method} {one.path}", (404, {"message": f"Action [{one.path}] not found."}))
        return self._response(found(one) if callable(found) else found)

    def _response(self, found):
        if isinstance(found, httpx.Response):
            return httpx.Response(found.status_code, headers=found.headers, stream=httpx.ByteStream(found.content))
        status, body = found if isinstance(found, tuple) else (200, found)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.Response(status, headers={"Content-Type": "application/json"}, stream=httpx.ByteStream(content))


@pytest.fixture
def fake():
    """`fake(answers, use, **options)`: run the coroutine function `use(provider)`; gives its result and the platform."""

    def run(answers, use, *, base_url=BASE, **options):
        platform = FakeInstallation(answers)

        async def whole():
            mask = SecretMask()
            transport = Transport(mask, inner=platform)
            secrets = {SecretName("client_secret"): "the-client-secret"}
            provider = INLYCORE.make(connection(base_url, options), secrets, transport, mask)
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

    provider: InlyCoreProvider
    stand_in: InlyCoreSandbox
    ready: dict

    async def control(self, method, route, body=None):
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.request(method, f"{self.ready['base_url']}/_sandbox/{route}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    async def call(self, key, arguments=None, subject=None, *, is_described=True, **more):
        """Run an action by its key."""
        action = Action(ActionKey(key), key, "x", "X")
        if is_described:
            action = (await self.provider.describe(action, None)).action
        made = Call(ConnectionId("c"), action, None, arguments or {}, subject=subject, **more)
        return await self.provider.run(made, lambda words, size: None)


@pytest.fixture
def on_sandbox():
    """`on_sandbox(use, **options)`: run the coroutine function `use(bench)` against the stand-in, over HTTP."""

    def run(use, *, client=None, **options):
        async def whole():
            stand_in = InlyCoreSandbox()
            server = SandboxServer([stand_in])
            ready = (await server.start())["inlycore"]
            mask = SecretMask()
            transport = Transport(mask)
            client_id, secret = client or (ready["client_id"], ready["client_secret"])
            known = {"client_id": client_id, "catalogue": "\n".join(ready["action_keys"])}
            made = connection(ready["base_url"], known | options)
            secrets = {SecretName("client_secret"): secret}
            provider = InlyCoreProvider(made, secrets, transport, mask, watched_s=3, first_wait_s=0.05)
            try:
                return await use(Bench(provider, stand_in, ready))
            finally:
                await provider.aclose()
                await transport.aclose()
                await server.stop()

        return asyncio.run(whole())

    return run
