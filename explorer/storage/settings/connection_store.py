"""
The connections in the settings, and which of them was used last, with which account.

    "connections": [{"id", "name", "platform", "base_url", "environment", "options": {name: text}}, ...]
    "last_used": {"connection": id, "accounts": {connection id: account id}}

An entry that cannot be read is told about and kept as it is, until the connection with its id is saved or removed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from explorer.domain.account import AccountId
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.storage.settings.settings_file import SettingsFile

SECTION = "connections"
LAST_USED = "last_used"


@dataclass(frozen=True, slots=True)
class LoadedConnections:
    """The connections in the order in which they were saved, and a sentence for each entry that is none."""

    connections: Sequence[Connection]
    problems: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LastUsed:
    """The connection that was open last, None if there was none, and each connection's last account."""

    connection_id: ConnectionId | None = None
    accounts: Mapping[ConnectionId, AccountId] = field(default_factory=dict)


class BadEntry(ValueError):
    """An entry is no connection; the text says what is wrong with it."""


class ConnectionStore:
    """Reads and changes the connections of one settings file; the file's own `save` writes them."""

    def __init__(self, settings: SettingsFile) -> None:
        self._settings = settings

    def load(self) -> LoadedConnections:
        """All connections that can be read, each id once."""
        connections: dict[ConnectionId, Connection] = {}
        problems: list[str] = []
        for number, entry in enumerate(self._entries(), start=1):
            try:
                connection = _connection(entry)
            except BadEntry as problem:
                problems.append(f"Connection {number} in the settings cannot be read: {problem}.")
                continue
            if connection.id in connections:
                problems.append(f"Connection {number} in the settings is left out: one before it has the same id.")
            connections.setdefault(connection.id, connection)
        return LoadedConnections(tuple(connections.values()), tuple(problems))

    def save(self, connections: Sequence[Connection]) -> None:
        """Keep these connections in place of those that could be read before."""
        before: dict[str, JsonObject] = {}
        unreadable: list[JsonValue] = []
        ids = {str(connection.id) for connection in connections}
        for entry in self._entries():
            if isinstance(entry, dict) and _is_connection(entry):
                before.setdefault(str(entry["id"]), entry)
            elif not (isinstance(entry, dict) and entry.get("id") in ids):
                unreadable.append(entry)
        kept: list[JsonValue] = [_entry(connection, before.get(str(connection.id), {})) for connection in connections]
        self._settings.change(SECTION, kept + unreadable)

    def last_used(self) -> LastUsed:
        """What was open last; parts that cannot be read are left out."""
        found = self._settings.section(LAST_USED)
        if not isinstance(found, dict):
            return LastUsed()
        connection_id, accounts = found.get("connection"), found.get("accounts")
        return LastUsed(
            connection_id=ConnectionId(connection_id) if isinstance(connection_id, str) else None,
            accounts={
                ConnectionId(key): AccountId(account)
                for key, account in (accounts.items() if isinstance(accounts, dict) else ())
                if isinstance(account, str)
            },
        )

    def remember_use(self, connection_id: ConnectionId, account_id: AccountId | None) -> None:
        """Keep what is open now. Without an account, the one that this connection had before is forgotten."""
        accounts: JsonObject = {str(key): str(account) for key, account in self.last_used().accounts.items()}
        accounts.pop(connection_id, None)
        if account_id is not None:
            accounts[connection_id] = str(account_id)
        self._settings.change(LAST_USED, {"connection": str(connection_id), "accounts": accounts})

    def _entries(self) -> list[JsonValue]:
        found = self._settings.section(SECTION)
        return found if isinstance(found, list) else []


def _is_connection(entry: JsonValue) -> bool:
    try:
        _connection(entry)
    except BadEntry:
        return False
    return True


def _connection(entry: JsonValue) -> Connection:
    if not isinstance(entry, dict):
        raise BadEntry("it is no object")
    try:
        platform = Platform(_text(entry, "platform"))
        environment = Environment(_text(entry, "environment"))
    except ValueError as problem:
        raise BadEntry(str(problem)) from None
    options = entry.get("options", {})
    if not isinstance(options, dict):
        raise BadEntry("its options are no object")
    return Connection(
        id=ConnectionId(_text(entry, "id")),
        name=_text(entry, "name"),
        platform=platform,
        base_url=_text(entry, "base_url"),
        environment=environment,
        options={name: _text(options, name, may_be_empty=True) for name in options},
    )


def _text(entry: JsonObject, name: str, *, may_be_empty: bool = False) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not (value or may_be_empty):
        raise BadEntry(f'"{name[:60]}" is missing or no text')
    return value


def _entry(connection: Connection, before: JsonObject) -> JsonObject:
    # What another program wrote beside our keys stays.
    return before | {
        "id": str(connection.id),
        "name": connection.name,
        "platform": connection.platform.value,
        "base_url": connection.base_url,
        "environment": connection.environment.value,
        "options": dict(connection.options),
    }
