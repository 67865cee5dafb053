"""
The sandbox's connections: made from its ready line, for this session only, their secrets kept in memory.

The sandbox is made anew each time, with other ports; nothing of it is worth a place in the settings or the keyring.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.calls.connection_opener import SecretReader
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.failure import MalformedAnswer

Ready = Mapping[str, Mapping[str, object]]
"""For each platform: address, credentials and ids, as the sandbox's first line says them."""


@dataclass(frozen=True, slots=True)
class SessionConnection:
    """A connection and its secrets, which end with the program."""

    connection: Connection
    secrets: Mapping[SecretName, str]


def sandbox_connections(ready: Ready) -> Sequence[SessionConnection]:
    """One connection for each platform; raises `MalformedAnswer` if the ready line lacks something."""
    stackone, pipedream, inlycore = (ready.get(name, {}) for name in ("stackone", "pipedream", "inlycore"))
    keys = inlycore.get("action_keys", [])
    return (
        _made(Platform.STACKONE, stackone, {}, {"api_key": _text(stackone, "api_key")}),
        _made(
            Platform.PIPEDREAM,
            pipedream,
            {name: _text(pipedream, name) for name in ("project_id", "client_id", "environment", "external_user_id")},
            {"client_secret": _text(pipedream, "client_secret")},
        ),
        _made(
            Platform.INLYCORE,
            inlycore,
            {
                "client_id": _text(inlycore, "client_id"),
                "catalogue": "\n".join(str(key) for key in keys) if isinstance(keys, list) else "",
            },
            {"client_secret": _text(inlycore, "client_secret")},
        ),
    )


def is_of_sandbox(connection_id: ConnectionId) -> bool:
    """Whether a connection is one of the sandbox's, also of an earlier session's."""
    return any(connection_id == _id(platform) for platform in Platform)


class SessionSecrets:
    """The secrets of this session's connections, before those of the secret store."""

    def __init__(self, store: SecretReader) -> None:
        self._store = store
        self._own: dict[tuple[ConnectionId, SecretName], str] = {}

    def add(self, session: SessionConnection) -> None:
        """Keep the secrets of a connection until the program ends."""
        for name, value in session.secrets.items():
            self._own[session.connection.id, name] = value

    async def read(self, connection: Connection, name: SecretName) -> str | None:
        """The secret, None if there is none; raises `SecretUnavailable` if the store has no answer."""
        own = self._own.get((connection.id, name))
        return own if own is not None else await self._store.read(connection, name)


def _made(
    platform: Platform, ready: Mapping[str, object], options: Mapping[str, str], secrets: Mapping[str, str]
) -> SessionConnection:
    label = {Platform.PIPEDREAM: "Pipedream"}.get(platform, platform.label)
    connection = Connection(
        id=_id(platform),
        name=f"{label} sandbox",
        platform=platform,
        base_url=_text(ready, "base_url"),
        environment=Environment.SANDBOX,
        options=options,
    )
    return SessionConnection(connection, {SecretName(name): value for name, value in secrets.items()})


def _id(platform: Platform) -> ConnectionId:
    return ConnectionId(f"sandbox-{platform.value}")


def _text(ready: Mapping[str, object], name: str) -> str:
    value = ready.get(name)
    if not isinstance(value, str):
        raise MalformedAnswer(f"the sandbox's first line lacks {name}")
    return value
