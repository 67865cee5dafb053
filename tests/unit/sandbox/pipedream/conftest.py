"""The stand-in without a network, a clock that stands still, and a caller that speaks HTTP to it."""

import asyncio
import json

import httpx
import pytest
from starlette.applications import Starlette

from explorer.sandbox.pipedream import PipedreamSandbox

BASE_URL = "http://pipedream.test"
START = 1_795_320_000.0


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


class Caller:
    """Sends requests with a token and an environment; gives `httpx` responses."""

    def __init__(self, sandbox):
        self._app = Starlette(routes=list(sandbox.routes()))
        self.ready = sandbox.ready(BASE_URL)
        self.project = f"/v1/connect/{self.ready['project_id']}"
        self.user = self.ready["external_user_id"]
        self.token = None
        self.environment = "development"

    def send(self, method, path, *, headers=None, **parts):
        own = {}
        if self.token:
            own["Authorization"] = f"Bearer {self.token}"
        if self.environment:
            own["x-pd-environment"] = self.environment

        async def exchange():
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app), base_url=BASE_URL) as client:
                return await client.request(method, path, headers={**own, **(headers or {})}, **parts)

        return asyncio.run(exchange())

    def get(self, path, **parts):
        return self.send("GET", self.project + path, **parts)

    def post(self, path, body=None, **parts):
        return self.send("POST", self.project + path, json=body, **parts)

    def sign_in(self, **changes):
        body = {
            "grant_type": "client_credentials",
            "client_id": self.ready["client_id"],
            "client_secret": self.ready["client_secret"],
            **changes,
        }
        answer = self.send("POST", "/v1/oauth/token", json=body)
        self.token = answer.json().get("access_token", self.token)
        return answer

    def connect_token(self, user=None, **more):
        return self.post("/tokens", {"external_user_id": user or self.user, **more}).json()["token"]

    def account(self, app, number=0):
        found = self.get(f"/accounts?app={app}&external_user_id={self.user}&limit=100").json()["data"]
        return {"authProvisionId": found[number]["id"]}

    def form(self, key, configured, **more):
        return {"id": key, "external_user_id": self.user, "configured_props": configured, **more}

    def run(self, key, configured=None, **more):
        return self.post("/actions/run", self.form(key, configured or {}, **more)).json()

    def configure(self, key, prop, configured=None, **more):
        body = self.form(key, configured or {}, prop_name=prop, **more)
        return self.post("/actions/configure", body).json()

    def reload(self, key, configured, **more):
        return self.post("/actions/props", self.form(key, configured, **more)).json()

    def new_list(self, key, configured):
        answer = self.reload(key, configured)["dynamicProps"]
        return answer["id"], answer["configurableProps"]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sandbox(clock):
    return PipedreamSandbox(clock=clock)


@pytest.fixture
def anonymous(sandbox):
    return Caller(sandbox)


@pytest.fixture
def caller(anonymous):
    anonymous.sign_in()
    return anonymous


@pytest.fixture
def values_of():
    """The values of a configure answer's choices, in whichever of its forms they come."""

    def read(answer):
        options = answer.get("options") or []
        return [one.get("__lv", one)["value"] for one in options] or (answer.get("stringOptions") or [])

    return read


@pytest.fixture
def assertion():
    """A signed assertion of the client, with claims of one's choice; the signature is made up."""
    import base64

    def make(header=None, signature="c2ln", **changes):
        claims = {
            "iss": "sandbox-client-id",
            "sub": "sandbox-client-id",
            "aud": BASE_URL,
            "exp": START + 60,
            "jti": "1",
            **changes,
        }
        parts = [{"typ": "client-authentication+jwt", "alg": "ES256", **(header or {})}, claims]
        coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
        return ".".join([*coded, signature])

    return make
