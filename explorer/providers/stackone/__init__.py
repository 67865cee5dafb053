"""
StackOne: actions of many connectors, run for linked accounts by remote procedure call.

    settings.py        what a connection can be told
    authentication.py  every request: address, key, headers
    wire.py            received JSON, one level at a time
    envelope.py        the one form of all errors
    refusals.py        what each of them means
    accounts.py        whom calls are made for
    actions/           the catalogue, and one action in full
    calls/             running one
    logs.py            what StackOne wrote about a run
    provider.py        all of it behind the contract
"""

from collections.abc import Mapping

from explorer.domain.connection import Connection, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.contract import PlatformKind, Provider
from explorer.providers.copied_code.code import OfficialSdk
from explorer.providers.copied_code.stackone_sdk import PACKAGE, stackone_sdk_code
from explorer.providers.stackone.settings import DEFAULT_BASE_URL, SECRETS, SETTINGS

__all__ = ["STACKONE"]


def _make(
    connection: Connection, secrets: Mapping[SecretName, str], transport: Transport, mask: SecretMask
) -> Provider:
    # Imported at the first connection: listing platforms must cost nothing.
    from explorer.providers.stackone.provider import StackOneProvider

    return StackOneProvider(connection, secrets, transport, mask)


STACKONE = PlatformKind(
    default_base_url=DEFAULT_BASE_URL,
    settings=SETTINGS,
    secrets=SECRETS,
    make=_make,
    sdk=OfficialSdk(PACKAGE, stackone_sdk_code),
)
