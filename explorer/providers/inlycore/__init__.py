"""
Inly Core: client credentials, actions by key, one schema each, flat bodies, records in the address.

    settings         the options of a connection; what nothing public settles is one of them
    keys             which actions a connection knows
    authentication   requests, tokens
    actions          the list: a schema for each key
    choices          records to choose from
    calls            the call and its answer
    form             schemas as fields
    sending          addresses, bodies, files
    outcome          refusals, results, workflows

Source: the public pages of docs.inlycore.com, and the open-source components behind it: Laravel, Passport,
laravel-workflow. Nothing else is published, hence the many assumptions.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from explorer.domain.connection import Connection, SecretName
from explorer.domain.masking import SecretMask
from explorer.providers.contract import PlatformKind, Provider
from explorer.providers.inlycore.settings import SECRETS, SETTINGS

if TYPE_CHECKING:
    from explorer.providers.bounded_http import Transport


def _make(
    connection: Connection, secrets: Mapping[SecretName, str], transport: "Transport", mask: SecretMask
) -> Provider:
    # Imported when the first connection is opened: listing the platforms must cost nothing.
    from explorer.providers.inlycore.provider import InlyCoreProvider

    return InlyCoreProvider(connection, secrets, transport, mask)


INLYCORE: Final = PlatformKind("", SETTINGS, SECRETS, _make)
"""What there is to know about the platform before a connection exists."""
