"""
Access tokens of the OAuth client, and Connect tokens of one external user each.

Source: Pipedream Connect, pages on authentication and on tokens.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

SCOPES = frozenset(
    {
        "*",
        "connect:*",
        "connect:actions:*",
        "connect:triggers:*",
        "connect:accounts:read",
        "connect:accounts:write",
        "connect:deployed_triggers:read",
        "connect:deployed_triggers:write",
        "connect:users:read",
        "connect:users:write",
        "connect:projects:read",
        "connect:projects:write",
        "connect:usage:read",
        "connect:tokens:create",
        "connect:proxy",
        "connect:workflow:invoke",
    }
)
"""Every scope that the platform knows."""

LONGEST_CONNECT_TOKEN_S = 14400


@dataclass(frozen=True)
class AccessToken:
    """What a server holds: everything that its scopes cover, in both environments."""

    text: str
    scopes: frozenset[str]
    expires_at: float


@dataclass
class ConnectToken:
    """What one external user holds, in one environment; it can connect one account."""

    text: str
    external_user_id: str
    environment: str
    scopes: frozenset[str]
    expires_at: float
    allowed_origins: list[str] = field(default_factory=list)
    success_redirect_uri: str | None = None
    error_redirect_uri: str | None = None
    is_used: bool = False

    @property
    def expiry_text(self) -> str:
        """`expires_at` as ISO 8601 with milliseconds, as the platform writes it."""
        when = datetime.fromtimestamp(self.expires_at, UTC)
        return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03d}Z"


def covers(granted: frozenset[str], needed: str) -> bool:
    """Whether a scope is among those granted, itself or through a `*`."""
    if granted & {"*", needed}:
        return True
    parts = needed.split(":")
    return any(":".join([*parts[:length], "*"]) in granted for length in range(1, len(parts)))


class TokenBook:
    """All tokens that were given out since the start or the last reset."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._access: dict[str, AccessToken] = {}
        self._connect: dict[str, ConnectToken] = {}

    def issue_access(self, scopes: frozenset[str], lifetime_s: int) -> AccessToken:
        """A new access token."""
        token = AccessToken(f"pdat_{secrets.token_urlsafe(24)}", scopes, self._clock() + lifetime_s)
        self._access[token.text] = token
        return token

    def issue_connect(
        self, external_user_id: str, environment: str, scopes: frozenset[str], lifetime_s: int
    ) -> ConnectToken:
        """A new Connect token: `ctok_` and 32 hexadecimal digits."""
        text = f"ctok_{secrets.token_hex(16)}"
        token = ConnectToken(text, external_user_id, environment, scopes, self._clock() + lifetime_s)
        self._connect[text] = token
        return token

    def access(self, text: str) -> AccessToken | None:
        """The access token of that text, unless it is unknown or expired."""
        token = self._access.get(text)
        return token if token and token.expires_at > self._clock() else None

    def connect(self, text: str) -> ConnectToken | None:
        """The Connect token of that text, unless it is unknown or expired."""
        token = self._connect.get(text)
        return token if token and token.expires_at > self._clock() else None
