"""For whom a call is made: a linked account, an external user, or nobody in particular."""

from dataclasses import dataclass
from enum import Enum
from typing import NewType

AccountId = NewType("AccountId", str)


class AccountState(Enum):
    """Whether calls for an account can be expected to work."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    EXPIRED = "expired"
    ERROR = "error"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Account:
    """
    Args:
        label: What a person calls it, never empty: a name, an owner, at least the id.
        connector_key: The one connector whose actions it can run; empty where it serves all (an external user).
        reason: Why the state is not active, in the platform's words; empty if it said nothing.
    """

    id: AccountId
    label: str
    connector_key: str = ""
    connector_name: str = ""
    state: AccountState = AccountState.UNKNOWN
    reason: str = ""
    owner: str = ""
