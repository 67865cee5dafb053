"""From a configured connection to a provider, and the sandbox's connections."""

import asyncio

import pytest

from explorer.calls.connection_opener import ConnectionOpener
from explorer.calls.discovery import Catalogue
from explorer.calls.open_connection import OpenConnection
from explorer.calls.sandbox_connections import SessionSecrets, sandbox_connections
from explorer.domain.account import Account, AccountId, AccountState
from explorer.domain.action import ActionKey
from explorer.domain.connection import Platform, SecretName
from explorer.domain.failure import MalformedAnswer, SecretUnavailable
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.contract import PlatformKind, SecretSetting

from .conftest import CONNECTION, made_action

KEY = SecretName("api_key")
READY = {
    "stackone": {"base_url": "http://127.0.0.1:1", "api_key": "key-of-stackone", "account_ids": []},
    "pipedream": {
        "base_url": "http://127.0.0.1:2",
        "project_id": "proj_1",
        "client_id": "client",
        "client_secret": "secret-of-pipedream",
        "environment": "development",
        "external_user_id": "user",
    },
    "inlycore": {"base_url": "http://127.0.0.1:3", "client_id": "c", "client_secret": "s", "action_keys": ["a/b", "c"]},
}


class Store:
    def __init__(self, secrets):
        self.secrets = secrets

    async def read(self, _connection, name):
        return self.secrets.get(name)


def opener(secrets, settings, mask=None, made=None):
    kind = PlatformKind("", (), settings, lambda *parts: (made if made is not None else []).append(parts) or parts)
    return ConnectionOpener({Platform.STACKONE: kind}, Store(secrets), None, mask or SecretMask())


def test_secrets_are_handed_to_the_provider_and_masked():
    mask, made = SecretMask(), []
    asyncio.run(opener({KEY: "very-secret"}, [SecretSetting(KEY, "API key")], mask, made).open(CONNECTION))
    assert made[0][1] == {KEY: "very-secret"}
    assert mask.text("it is very-secret") == f"it is {MASK}"


def test_a_missing_secret_is_named():
    with pytest.raises(SecretUnavailable, match="API key"):
        asyncio.run(opener({}, [SecretSetting(KEY, "API key")]).open(CONNECTION))


def test_one_of_several_optional_secrets_is_enough():
    settings = [SecretSetting(KEY, "Key", is_optional=True), SecretSetting(SecretName("t"), "Token", is_optional=True)]
    asyncio.run(opener({SecretName("t"): "token"}, settings).open(CONNECTION))
    with pytest.raises(SecretUnavailable, match="Key or Token"):
        asyncio.run(opener({}, settings).open(CONNECTION))


def test_a_secret_that_was_just_typed_comes_before_the_stored_one():
    made = []
    one = opener({KEY: "stored"}, [SecretSetting(KEY, "API key")], made=made)
    asyncio.run(one.open(CONNECTION, typed={KEY: "typed"}))
    assert made[0][1] == {KEY: "typed"}


def test_a_platform_without_secrets_needs_none():
    asyncio.run(opener({}, []).open(CONNECTION))


def test_the_sandbox_gives_one_connection_for_each_platform():
    made = sandbox_connections(READY)
    assert [one.connection.name for one in made] == ["StackOne sandbox", "Pipedream sandbox", "Inly Core sandbox"]
    assert made[0].secrets == {"api_key": "key-of-stackone"}
    assert made[2].connection.options["catalogue"] == "a/b\nc"


def test_a_ready_line_that_lacks_something_says_what():
    with pytest.raises(MalformedAnswer, match="api_key"):
        sandbox_connections({**READY, "stackone": {"base_url": "http://127.0.0.1:1"}})


def test_a_ready_line_without_keys_gives_an_empty_catalogue():
    ready = {**READY, "inlycore": {**READY["inlycore"], "action_keys": None}}
    assert sandbox_connections(ready)[2].connection.options["catalogue"] == ""


def test_secrets_of_the_session_come_before_those_of_the_store():
    session = SessionSecrets(Store({KEY: "stored"}))
    (stackone, *_) = sandbox_connections(READY)
    session.add(stackone)
    assert asyncio.run(session.read(stackone.connection, KEY)) == "key-of-stackone"
    assert asyncio.run(session.read(CONNECTION, KEY)) == "stored"


def account(name, connector="acme", state=AccountState.ACTIVE):
    return Account(AccountId(name), name, connector, state=state)


@pytest.mark.parametrize(
    ("accounts", "chosen", "expected"),
    [
        ([account("a"), account("b")], "b", "b"),
        ([account("a", "other"), account("b")], "a", "b"),
        ([account("a", state=AccountState.EXPIRED), account("b")], None, "b"),
        ([account("user", "")], "user", "user"),
        ([account("a", "other")], "a", None),
        ([], None, None),
    ],
)
def test_the_account_of_a_call_serves_the_actions_connector(provider, accounts, chosen, expected):
    opened = OpenConnection(CONNECTION, provider, accounts, chosen)
    assert opened.account_for(made_action()) == expected


def test_an_open_connection_knows_its_account_and_actions(provider):
    action = made_action()
    opened = OpenConnection(CONNECTION, provider, [account("a")], AccountId("a"), Catalogue([action]))
    assert opened.account() == account("a")
    assert opened.action(action.key) is action
    assert opened.action(ActionKey("none")) is None
