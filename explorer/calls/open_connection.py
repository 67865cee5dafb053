"""The connection that is open: its provider, its accounts, its actions and the index over them; before, its cache."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.calls.discovery import Catalogue
from explorer.calls.search import ActionIndex
from explorer.domain.account import Account, AccountId
from explorer.domain.action import Action, ActionKey
from explorer.domain.connection import Connection

if TYPE_CHECKING:  # a cached catalogue is shown before anything of the providers is imported
    from explorer.providers.contract import Provider


@dataclass(slots=True)
class CachedListing:
    """What was listed last, to be looked through while the connection is being opened."""

    connection: Connection
    catalogue: Catalogue
    index: ActionIndex = field(default_factory=ActionIndex)
    is_discovering: bool = False


@dataclass(slots=True)
class OpenConnection:
    """
    What is known of a connection while it is open.

    Args:
        account_id: For whom calls are made; None while none is chosen.
        is_discovering: Whether the list of actions is being read just now.
    """

    connection: Connection
    provider: "Provider"
    accounts: Sequence[Account] = ()
    account_id: AccountId | None = None
    catalogue: Catalogue = field(default_factory=Catalogue)
    index: ActionIndex = field(default_factory=ActionIndex)
    is_discovering: bool = False

    def account(self) -> Account | None:
        """The chosen account."""
        return next((one for one in self.accounts if one.id == self.account_id), None)

    def account_for(self, action: Action) -> AccountId | None:
        """
        The account that a call of the action is made for: the chosen one if it serves the action's connector, else the
        first that does; an active one before one that is not.
        """
        fitting = [one for one in self.accounts if one.connector_key in ("", action.connector_key)]
        chosen = next((one for one in fitting if one.id == self.account_id), None)
        if chosen is not None:
            return chosen.id
        fitting.sort(key=lambda one: one.state.value != "active")
        return fitting[0].id if fitting else None

    def action(self, key: ActionKey) -> Action | None:
        """The listed action of that key."""
        return next((one for one in self.catalogue.actions if one.key == key), None)
