"""A platform that repeats what it was sent makes no secret visible, on any platform and with any status."""

import asyncio
import json
from dataclasses import fields, is_dataclass
from enum import Enum

import httpx
import pytest

from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, ReceivedAnswer
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.failure import Refused
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.catalogue import PLATFORMS

SECRET = "a-secret-that-is-stored"
TOKEN = "a-token-that-was-given"
BOTH = f"{SECRET} {TOKEN}"
BODY = {
    "statusCode": 400,
    "message": BOTH,
    "errors": {BOTH: [BOTH]},
    "error": {"name": BOTH, "message": BOTH, "attribution": {"origin": BOTH}, "response": {"headers": {"a": BOTH}}},
    "provider_errors": [{"url": BOTH, "method": BOTH, "headers": {"x-request-id": BOTH}, "raw": {"a": BOTH}}],
    "os": [{"k": "console.log", "ts": 1, "msg": BOTH}],
    "exports": {BOTH: 1, "$filestash_uploads": [{"localPath": BOTH}]},
    "stash_id": BOTH,
    "ret": BOTH,
    "workflow_id": BOTH,
    "data": {"id": BOTH, "title": BOTH},
    "datasync": {"synced_at": BOTH},
    "defenderMetadata": {"result": {"riskLevel": BOTH, "detections": [BOTH]}},
}
OPTIONS = {"client_id": "client", "project_id": "proj_1"}


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from (*texts_in(name), *texts_in(member))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, Enum | ReceivedAnswer):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


@pytest.fixture
def provider_of():
    """A function from a platform and a status to a provider whose platform answers that, with secrets in it."""

    def made(platform, status):
        def respond(request):
            if request.url.path.endswith("/oauth/token"):
                return httpx.Response(200, json={"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})
            return httpx.Response(status, content=json.dumps(BODY), headers={"x-request-id": SECRET})

        mask = SecretMask([TOKEN])
        connection = Connection(ConnectionId("c"), "Mine", platform, "https://x.example", Environment.SANDBOX, OPTIONS)
        secrets = {SecretName("api_key"): SECRET, SecretName("client_secret"): SECRET}
        return PLATFORMS[platform].make(connection, secrets, Transport(mask, inner=httpx.MockTransport(respond)), mask)

    return made


@pytest.mark.parametrize("status", [200, 302, 400, 404, 412, 422, 429, 500])
@pytest.mark.parametrize("platform", list(Platform))
def test_no_text_of_a_result_holds_what_the_platform_repeated(provider_of, platform, status):
    action = Action(ActionKey("acme-do"), "Do", "acme", "Acme", effect=Effect.WRITE)
    call = Call(ConnectionId("c"), action, AccountId("a"), {})
    result = asyncio.run(provider_of(platform, status).run(call, lambda _words, _count: None))
    found = list(texts_in(result))
    assert any(MASK in text for text in found)
    assert not [text for text in found if SECRET in text or TOKEN in text]


def test_the_explanation_of_a_refused_listing_holds_no_secret(provider_of):
    provider = provider_of(Platform.STACKONE, 400)
    with pytest.raises(Refused) as refused:
        asyncio.run(provider.list_accounts())
    assert not [text for text in texts_in(refused.value.explanation) if SECRET in text]
