"""Linked accounts: some in every state, and one for each connector, so that any action can be run."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from explorer.sandbox.stackone.catalogue.catalogue import Catalogue
from explorer.sandbox.stackone.catalogue.fault_lab import FAULT_LAB
from explorer.sandbox.stackone.catalogue.hand_made import CANDIDATES, CONTACTS, FILES, PEOPLE
from explorer.sandbox.stackone.envelope import timestamp

Status = Literal["active", "inactive", "suspended", "archived", "expired", "error"]

_LINKED = datetime(2026, 1, 12, 9, 15, tzinfo=UTC)


@dataclass
class Account:
    """
    One linked account.

    `is_read_only` is no field of the wire: its writes are refused with 403. `end_user_id`, when set, must come in
    the header `x-end-user-id` of calls to `/mcp`.
    """

    id: str
    connector_key: str
    provider_name: str
    owner_name: str
    status: Status = "active"
    label: str | None = None
    type: Literal["production", "test"] = "production"
    is_read_only: bool = False
    end_user_id: str | None = None
    reasons: tuple[tuple[str, str], ...] = ()
    created_at: str = field(default_factory=lambda: timestamp(_LINKED))
    updated_at: str = field(default_factory=lambda: timestamp(_LINKED + timedelta(days=3)))
    changes: dict[str, object] = field(default_factory=dict)

    @property
    def profile_id(self) -> str:
        """The connector profile that it was linked with."""
        return default_profile_id(self.connector_key)

    def status_reasons(self) -> list[dict[str, object]]:
        """Why it is not active."""
        return [{"code": code, "description": text, "timestamp": self.updated_at} for code, text in self.reasons]

    def as_json(self) -> dict[str, object]:
        """The account as `/accounts` gives it."""
        linked: dict[str, object] = {
            "id": self.id,
            "provider": self.connector_key,
            "provider_name": self.provider_name,
            "status": self.status,
            "status_reasons": self.status_reasons() or None,
            "origin_owner_id": self.owner_name.lower().replace(" ", "-"),
            "origin_owner_name": self.owner_name,
            "origin_username": None,
            "setup_information": {},
            "label": self.label,
            "type": self.type,
            "shared": self.end_user_id is None,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        }
        return {**linked, **self.changes}


def default_profile_id(connector_key: str) -> str:
    """The profile that every connector has."""
    return f"cp-{connector_key}-default"


def hand_made_accounts() -> tuple[Account, ...]:
    """The accounts that a person meets first."""
    rejected = (("credentials_rejected", "The provider no longer accepts the stored credentials"),)
    left = (("consent_withdrawn", "The owner withdrew consent"),)
    return (
        Account("45355976281015164504", PEOPLE, "Cedarfolk", "Meridian Foods", label="Meridian Foods, all staff"),
        Account("45355976281015164505", CANDIDATES, "Larkhire", "Meridian Foods", label="Meridian Foods, hiring"),
        Account("45355976281015164506", CONTACTS, "Tide CRM", "Meridian Foods", label="Meridian Foods, sales"),
        Account("45355976281015164507", FILES, "Papernest", "Meridian Foods", label="Meridian Foods, papers"),
        Account("fltlab01", FAULT_LAB, "Fault lab", "Sandbox", label="Failures to look at", type="test"),
        Account("45355976281015164510", PEOPLE, "Cedarfolk", "Oaktown Clinic", label="Oaktown Clinic", type="test"),
        Account(
            "45355976281015164511",
            CONTACTS,
            "Tide CRM",
            "Oaktown Clinic",
            label="Oaktown Clinic, reading only",
            is_read_only=True,
        ),
        Account(
            "45355976281015164512",
            FILES,
            "Papernest",
            "Oaktown Clinic",
            label="Oaktown Clinic, one person",
            end_user_id="user-7",
        ),
        Account("45355976281015164520", PEOPLE, "Cedarfolk", "Brightwell School", "inactive", "Brightwell, paused"),
        Account("45355976281015164521", CANDIDATES, "Larkhire", "Brightwell School", "suspended", reasons=left),
        Account("45355976281015164522", CONTACTS, "Tide CRM", "Brightwell School", "archived"),
        Account("45355976281015164523", FILES, "Papernest", "Brightwell School", "expired", type="test"),
        Account("45355976281015164524", PEOPLE, "Cedarfolk", "Harbour Trust", "error", reasons=rejected),
    )


def all_accounts(catalogue: Catalogue) -> Iterator[Account]:
    """The start state: the hand-made ones, then an active one for each made-up connector."""
    yield from hand_made_accounts()
    for number, key in enumerate(catalogue.keys[len(catalogue.hand_made_keys) :]):
        yield Account(f"7700{number:06d}", key, catalogue.title(key), "Meridian Foods")
