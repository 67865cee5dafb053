"""Every platform that the explorer knows."""

import inspect

import pytest

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import Provider

CALLS = [name for name, _ in inspect.getmembers(Provider, inspect.isfunction) if not name.startswith("_")]


def test_every_platform_is_there():
    assert list(PLATFORMS) == list(Platform)


@pytest.mark.parametrize("platform", Platform)
def test_names_are_unique_and_everything_has_a_label(platform):
    kind = PLATFORMS[platform]
    names = [setting.name for setting in kind.settings] + [str(secret.name) for secret in kind.secrets]
    assert len(names) == len(set(names))
    assert all(one.label for one in (*kind.settings, *kind.secrets))
    assert all(setting.default in setting.choices for setting in kind.settings if setting.choices)


@pytest.mark.parametrize("platform", Platform)
def test_provider_has_every_call_of_the_contract_with_its_parameters(platform):
    kind = PLATFORMS[platform]
    mask = SecretMask()
    connection = Connection(
        ConnectionId("c"), "Mine", platform, kind.default_base_url or "https://a.test", Environment.SANDBOX
    )
    secrets = {SecretName(secret.name): "not-a-real-secret" for secret in kind.secrets}
    provider = kind.make(connection, secrets, Transport(mask), mask)
    assert provider.connection is connection
    for name in CALLS:
        wanted = list(inspect.signature(getattr(Provider, name)).parameters)[1:]
        assert list(inspect.signature(getattr(provider, name)).parameters) == wanted, name


@pytest.mark.parametrize("platform", Platform)
def test_secrets_are_masked_as_soon_as_a_provider_has_them(platform):
    kind = PLATFORMS[platform]
    mask = SecretMask()
    connection = Connection(ConnectionId("c"), "Mine", platform, "https://a.test", Environment.SANDBOX)
    secrets = {SecretName(secret.name): f"not-a-real-{secret.name}-value" for secret in kind.secrets}
    provider = kind.make(connection, secrets, Transport(mask), mask)
    for value in secrets.values():
        assert value not in mask.text(f"this is {value}")
        assert value not in repr(provider)
