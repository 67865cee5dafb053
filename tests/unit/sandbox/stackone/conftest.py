"""A StackOne of its own for each test, spoken to over ASGI, without a network."""

import asyncio

import httpx
import pytest

from explorer.sandbox.control import ControlledPlatform
from explorer.sandbox.stackone import StackOneSandbox
from explorer.sandbox.stackone.state import API_KEY

PEOPLE, HIRING, SALES, PAPERS, FAULTS = (f"4535597628101516450{number}" for number in (4, 5, 6, 7, 8))
FAULTS = "fltlab01"
ACTIONS = 200


class Caller:
    """Sends requests with the right key; `rpc` runs an action in the people account unless told otherwise."""

    def __init__(self, actions=ACTIONS):
        self.sandbox = StackOneSandbox(actions)
        self.closed = []
        self._app = ControlledPlatform(self.sandbox, self._close)

    @property
    def state(self):
        return self.sandbox._state

    async def _close(self, client):
        self.closed.append(client)

    def send(self, method, path, *, auth=(API_KEY, ""), **parts):
        async def exchange():
            transport = httpx.ASGITransport(self._app)
            async with httpx.AsyncClient(transport=transport, base_url="http://stackone.test") as client:
                return await client.request(method, path, auth=auth, **parts)

        return asyncio.run(exchange())

    def get(self, path, **parts):
        return self.send("GET", path, **parts)

    def post(self, path, **parts):
        return self.send("POST", path, **parts)

    def rpc(self, action, account=PEOPLE, *, params=None, headers=None, auth=(API_KEY, ""), **body):
        given = {"x-account-id": account, **(headers or {})}
        return self.post("/actions/rpc", json={"action": action, **body}, params=params, headers=given, auth=auth)

    def mcp(self, method, params=None, *, account=PEOPLE, query="", headers=None, message_id=1):
        message = {"jsonrpc": "2.0", "method": method}
        message.update(
            {} if message_id is None else {"id": message_id}, **({} if params is None else {"params": params})
        )
        given = {"accept": "application/json, text/event-stream", "x-account-id": account, **(headers or {})}
        return self.post(f"/mcp{query}", json=message, headers=given)

    def switch(self, **values):
        for name, value in values.items():
            self.sandbox.switch(name, value)


@pytest.fixture
def stackone():
    return Caller()
