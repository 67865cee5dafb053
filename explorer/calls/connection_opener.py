"""From a configured connection to a provider that can be asked: secrets fetched, provider made."""

from collections.abc import Mapping
from typing import Protocol

from explorer.domain.connection import Connection, Platform, SecretName
from explorer.domain.failure import SecretUnavailable
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.contract import PlatformKind, Provider


class SecretReader(Protocol):
    """Where secrets come from."""

    async def read(self, connection: Connection, name: SecretName) -> str | None:
        """The secret, None if there is none; raises `SecretUnavailable` if the store has no answer."""
        ...


class ConnectionOpener:
    """Makes providers. `platforms` says what each platform needs."""

    def __init__(
        self,
        platforms: Mapping[Platform, PlatformKind],
        secrets: SecretReader,
        transport: Transport,
        mask: SecretMask,
    ) -> None:
        self._platforms = platforms
        self._secrets = secrets
        self._transport = transport
        self._mask = mask

    async def open(self, connection: Connection, typed: Mapping[SecretName, str] | None = None) -> Provider:
        """
        A provider for the connection; nothing is asked of the platform yet.

        Args:
            connection: What to open.
            typed: Secrets that a person has just typed, in place of those that are stored.

        Raises:
            SecretUnavailable: A secret that is needed is not there or cannot be read.
        """
        kind = self._platforms[connection.platform]
        found: dict[SecretName, str] = {}
        for wanted in kind.secrets:
            value = (typed or {}).get(wanted.name) or await self._secrets.read(connection, wanted.name)
            if value:
                self._mask.add(value)
                found[wanted.name] = value
        if missing := [one.label for one in kind.secrets if not one.is_optional and one.name not in found]:
            raise SecretUnavailable(
                f"{' and '.join(missing)} of \u201c{connection.name}\u201d is not stored. Enter it under Settings."
            )
        if kind.secrets and not found:
            labels = " or ".join(one.label for one in kind.secrets)
            raise SecretUnavailable(f"\u201c{connection.name}\u201d needs a secret: {labels}. Enter it under Settings.")
        return kind.make(connection, found, self._transport, self._mask)
