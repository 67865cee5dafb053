"""
Pipedream Connect: OAuth client credentials or a Connect token, configurable props, remote choices, runs.

    settings         the options of a connection; what nothing public settles is one of them
    authentication   addresses, headers, tokens
    wire             received JSON to the explorer's words
    actions          the list, one action, names of apps
    accounts         external users, and their accounts of an app
    choices          remote choices of one prop; props that depend on values
    calls            the call and its answer
    form             props as fields, values as they are sent
    outcome          refusals, failures and answers of runs

Source: the published OpenAPI document of 2026-05-22, the official Python SDK 2.3.0, and pipedream.com/docs/connect.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from explorer.domain.connection import Connection, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.contract import PlatformKind, Provider
from explorer.providers.copied_code.code import OfficialSdk
from explorer.providers.copied_code.pipedream_sdk import PACKAGE, pipedream_sdk_code
from explorer.providers.pipedream.settings import SECRETS, SETTINGS

if TYPE_CHECKING:
    from explorer.providers.bounded_http import Transport


def _make(
    connection: Connection, secrets: Mapping[SecretName, str], transport: "Transport", mask: SecretMask
) -> Provider:
    # Imported when the first connection is opened: listing the platforms must cost nothing.
    from explorer.providers.pipedream.provider import PipedreamProvider

    # All of them, also those that this connection does not use: a Connect token beside a client's secret.
    for secret in secrets.values():
        mask.add(secret)
    return PipedreamProvider(connection, secrets, transport, mask)


PIPEDREAM: Final = PlatformKind(
    "https://api.pipedream.com", SETTINGS, SECRETS, _make, OfficialSdk(PACKAGE, pipedream_sdk_code)
)
"""What there is to know about the platform before a connection exists."""
