"""All accounts and external users, by environment."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.people.account import Account
from explorer.sandbox.pipedream.refusal import RequestRefusedError, not_found

MOST_DEVELOPMENT_USERS = 10
MOST_UNPAGED_ACCOUNTS = 100


@dataclass(frozen=True)
class ExternalUser:
    """Somebody whose id the caller chose."""

    user_id: str
    external_id: str
    created_at: str

    def shown(self) -> dict[str, Any]:
        """The user as the platform answers it."""
        return {
            "id": self.user_id,
            "external_id": self.external_id,
            "created_at": self.created_at,
            "updated_at": self.created_at,
        }


class AccountBook:
    """Accounts in the order they were made, and the users they belong to."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._users: dict[tuple[str, str], ExternalUser] = {}

    def add(self, account: Account) -> None:
        """Take in an account; its user comes into being with it."""
        self._accounts[account.account_id] = account
        place = (account.environment, account.external_user_id)
        if place not in self._users:
            self._users[place] = ExternalUser(
                f"exu_{secrets.token_hex(4)}", account.external_user_id, account.created_at
            )

    def connect(
        self, app: Entry, environment: str, external_user_id: str, name: str, credentials: dict[str, str]
    ) -> Account:
        """
        A new account.

        Raises:
            RequestRefusedError: 403, one user too many in development.
        """
        if (
            environment == "development"
            and (environment, external_user_id) not in self._users
            and len(self.users(environment)) >= MOST_DEVELOPMENT_USERS
        ):
            raise RequestRefusedError(403, "Development environments are limited to 10 external users")
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
        account = Account(
            f"apn_{secrets.token_hex(4)}",
            app,
            external_user_id,
            environment,
            name,
            now,
            now,
            credentials=credentials,
        )
        self.add(account)
        return account

    def search(
        self, environment: str, *, external_user_id: str | None = None, app: Entry | None = None
    ) -> Sequence[Account]:
        """Accounts that fit, newest last."""
        return [
            account
            for account in self._accounts.values()
            if account.environment == environment
            and external_user_id in (None, account.external_user_id)
            and (app is None or account.app is app)
        ]

    def of_user(self, environment: str, external_user_id: str, app: Entry | None = None) -> Sequence[Account]:
        """All accounts of one user at once; 413 if there are more than 100."""
        found = self.search(environment, external_user_id=external_user_id, app=app)
        if len(found) > MOST_UNPAGED_ACCOUNTS:
            raise RequestRefusedError(
                413,
                "account_limit_reached",
                message=f"This user has more than {MOST_UNPAGED_ACCOUNTS} accounts; ask for pages of them.",
            )
        return found

    def find(self, environment: str, account_id: str, external_user_id: str | None = None) -> Account:
        """One account; 404 unless it exists in this environment and, if asked, is this user's."""
        account = self._accounts.get(account_id)
        if (
            account is None
            or account.environment != environment
            or external_user_id not in (None, account.external_user_id)
        ):
            raise not_found()
        return account

    def remove(self, accounts: Sequence[Account]) -> None:
        """Forget accounts."""
        for account in accounts:
            self._accounts.pop(account.account_id, None)

    def users(self, environment: str, part: str = "") -> Sequence[ExternalUser]:
        """Users whose id holds a text."""
        return [
            user
            for (where, external_id), user in self._users.items()
            if where == environment and part.casefold() in external_id.casefold()
        ]

    def remove_user(self, environment: str, external_user_id: str) -> None:
        """Forget a user with all accounts; 404 if there is none of that id."""
        if self._users.pop((environment, external_user_id), None) is None:
            raise not_found()
        self.remove(self.search(environment, external_user_id=external_user_id))
