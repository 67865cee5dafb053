"""An installation without a network, a clock that stands still, and a caller that speaks HTTP to it."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from explorer.sandbox.inlycore import InlyCoreSandbox

BASE_URL = "http://inlycore.test"
START = 1_773_400_000.0  # 2026-03-13T11:06:40Z


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        return self.now


class Caller:
    """Sends requests to the installation; JSON is asked for and redirects are not followed, unless said otherwise."""

    def __init__(self, sandbox: InlyCoreSandbox) -> None:
        self._app = Starlette(routes=list(sandbox.routes()))
        self.token: str | None = None

    def send(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **parts: Any) -> httpx.Response:
        own = {"Accept": "application/json"}
        if self.token is not None:
            own["Authorization"] = f"Bearer {self.token}"

        async def exchange() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url=BASE_URL) as client:
                return await client.request(method, path, headers={**own, **(headers or {})}, **parts)

        return asyncio.run(exchange())

    def get(self, path: str, **parts: Any) -> httpx.Response:
        return self.send("GET", path, **parts)

    def post(self, path: str, **parts: Any) -> httpx.Response:
        return self.send("POST", path, **parts)

    def execute(self, action: str, id_text: str | None = None, **values: Any) -> httpx.Response:
        tail = "" if id_text is None else f"/{id_text}"
        return self.post(f"/api/v1/actions/{action}/execute{tail}", json=values)

    def schema(self, action: str) -> httpx.Response:
        return self.get(f"/api/v1/actions/{action}/schema")


CLIENTS = {
    "Full": ("0e9d1f2a-0000-4000-8000-000000000001", "sandbox-full-secret"),
    "Limited": ("0e9d1f2a-0000-4000-8000-000000000002", "sandbox-limited-secret"),
}


def sign_in(caller: Caller, client: str) -> None:
    client_id, client_secret = CLIENTS[client]
    body = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret, "scope": ""}
    caller.token = caller.post("/oauth/token", json=body).json()["access_token"]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def inlycore(clock):
    return InlyCoreSandbox(clock=clock)


@pytest.fixture
def stranger(inlycore):
    """A caller without a token."""
    return Caller(inlycore)


@pytest.fixture
def full(inlycore):
    """A caller with the token of the client that may do everything."""
    caller = Caller(inlycore)
    sign_in(caller, "Full")
    return caller


@pytest.fixture
def limited(inlycore):
    """A caller with the token of the client that may do little."""
    caller = Caller(inlycore)
    sign_in(caller, "Limited")
    return caller
