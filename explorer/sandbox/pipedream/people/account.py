"""One connected account."""

from dataclasses import dataclass, field
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry


@dataclass
class Account:
    """What an external user connected to one app; times are ISO 8601 in UTC."""

    account_id: str
    app: Entry
    external_user_id: str
    environment: str
    name: str
    created_at: str
    updated_at: str
    healthy: bool = True
    dead: bool | None = False
    error: str | None = None
    expires_at: str | None = None
    credentials: dict[str, str] = field(default_factory=dict, repr=False)
    own_client: bool = True
    """Connected through an OAuth client of one's own, or with keys: only then credentials are shown."""

    def shown(self, *, with_credentials: bool = False) -> dict[str, Any]:
        """The account as the platform answers it, with the whole app inside."""
        answer: dict[str, Any] = {
            "id": self.account_id,
            "name": self.name,
            "external_id": self.external_user_id,
            "healthy": self.healthy,
            "dead": self.dead,
            "app": self.app,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
            "authorized_scopes": [],
            "expires_at": self.expires_at,
            "error": self.error,
            "last_refreshed_at": self.updated_at if self.app["auth_type"] == "oauth" else None,
            "next_refresh_at": self.expires_at,
        }
        if with_credentials:
            answer["credentials"] = dict(self.credentials) if self.own_client else {}
        return answer
