"""OAuth clients, people, and what each may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hmac import compare_digest
from typing import Any
from urllib.parse import urlsplit

from explorer.sandbox.inlycore.wire.exact_json import read_json
from explorer.sandbox.resource_text import resource_text

_LOOPBACK = ("127.0.0.1", "::1")


@dataclass(frozen=True)
class Rights:
    """Patterns of action keys; what is denied stays denied even if it is allowed as well."""

    allow: Sequence[str]
    deny: Sequence[str]

    def permit(self, key: str) -> bool:
        """Whether the action with this key may be run."""
        return _matches(key, self.allow) and not _matches(key, self.deny)


@dataclass(frozen=True)
class Client:
    """An app client, as an administrator registers it; without a secret it is a public one."""

    client_id: str
    client_secret: str | None
    name: str
    grants: Sequence[str]
    redirect_uris: Sequence[str]
    rights: Rights

    def has_secret(self, secret: str) -> bool:
        """Whether this is the client's secret; anything will do for a public client."""
        return self.client_secret is None or compare_digest(self.client_secret.encode(), secret.encode())

    def may_return_to(self, redirect_uri: str) -> bool:
        """
        Whether a redirect address is registered; for a loopback address the port does not count.

        Source: RFC 8252, section 7.3; oauth2-server 9 compares `localhost` exactly.
        """
        return any(_same_address(redirect_uri, registered) for registered in self.redirect_uris)


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in."""

    user_id: int
    name: str
    rights: Rights


@dataclass(frozen=True)
class Register:
    """Everyone whom the installation knows."""

    clients: Mapping[str, Client]
    people: Mapping[int, Person]

    @property
    def full(self) -> Client:
        """The client that may do everything."""
        return next(iter(self.clients.values()))


def known_clients() -> Register:
    """The clients and people that every sandbox starts with; the first client may do everything."""
    listing = read_json(resource_text("sandbox/inlycore/clients.json"))
    clients = {entry["client_id"]: _client(entry) for entry in listing["clients"]}
    people = {
        entry["id"]: Person(entry["id"], entry["name"], Rights(entry["allow"], entry["deny"]))
        for entry in listing["users"]
    }
    return Register(clients, people)


def _client(entry: Mapping[str, Any]) -> Client:
    return Client(
        client_id=entry["client_id"],
        client_secret=entry["client_secret"],
        name=entry["name"],
        grants=entry["grants"],
        redirect_uris=entry["redirect_uris"],
        rights=Rights(entry["allow"], entry["deny"]),
    )


def _matches(key: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(key, pattern) for pattern in patterns)


def _same_address(given: str, registered: str) -> bool:
    if given == registered:
        return True
    try:
        first, second = urlsplit(given), urlsplit(registered)
        _ = first.port  # an impossible port makes the address invalid
    except ValueError:
        return False
    if first.hostname not in _LOOPBACK or first.username is not None:
        return False
    return first._replace(netloc=first.hostname) == second._replace(netloc=second.hostname or "")
