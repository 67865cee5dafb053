"""
The accounts that are there at the start.

`demo-user` has one for nearly every app, two or three for some, and a few that no longer work; `second-user` has
others; `crowded-user` has more than an unpaged call gives.
"""

import json
import random
from collections.abc import Sequence

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.people.account import Account
from explorer.sandbox.pipedream.people.account_book import MOST_UNPAGED_ACCOUNTS, AccountBook

DEMO_USER = "demo-user"
SECOND_USER = "second-user"
CROWDED_USER = "crowded-user"

WITHOUT_ACCOUNT = frozenset({"zoom"})
"""Apps that `demo-user` has not connected, so that the way there is seen."""

MORE_ACCOUNTS = {
    "slack_v2": ("Northwind workspace", "Old workspace"),
    "google_sheets": ("finance@northwind.example",),
    "github": ("northwind-bot",),
    "harbor_crm": ("Harbor CRM (trial)",),
}
"""Further accounts of `demo-user`, after the first."""

DEAD = frozenset({"Old workspace"})
UNHEALTHY = {
    "twitch": "The token was revoked by its owner",
    "calendly_v2": "Refreshing the token failed: invalid_grant",
}
START = "2026-01-{day:02d}T09:{minute:02d}:00.000Z"


def add_first_accounts(book: AccountBook, apps: Sequence[Entry], seed: int) -> None:
    """Fill an empty book; equal seeds give equal accounts."""
    rng = random.Random(f"accounts {seed}")
    keyed = [app for app in apps if app["auth_type"] != "none"]
    for app in keyed:
        slug = app["name_slug"]
        if slug not in WITHOUT_ACCOUNT:
            first = "Northwind trading" if app["auth_type"] == "keys" else "dana@northwind.example"
            for name in (first, *MORE_ACCOUNTS.get(slug, ())):
                book.add(_account(app, DEMO_USER, "development", name, rng))
    for app in keyed:
        if app["name_slug"] in ("slack_v2", "github", "harbor_crm"):
            book.add(_account(app, SECOND_USER, "development", "sam@example.org", rng))
            book.add(_account(app, DEMO_USER, "production", "live@northwind.example", rng))
    slack = next(app for app in keyed if app["name_slug"] == "slack_v2")
    for number in range(MOST_UNPAGED_ACCOUNTS + 1):
        book.add(_account(slack, CROWDED_USER, "development", f"Workspace {number + 1}", rng))


def _account(app: Entry, user: str, environment: str, name: str, rng: random.Random) -> Account:
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"
    account_id = "apn_" + "".join(rng.choices(letters, k=7))
    created = START.format(day=rng.randint(1, 28), minute=rng.randint(0, 59))
    account = Account(account_id, app, user, environment, name, created, created)
    fields = json.loads(app["custom_fields_json"])
    account.credentials = {field["name"]: f"sandbox-{field['name']}-{account_id[4:]}" for field in fields}
    if app["auth_type"] == "oauth":
        account.credentials["oauth_access_token"] = f"sandbox-token-{account_id[4:]}"
        account.credentials["oauth_uid"] = name
        account.expires_at = "2027-01-01T00:00:00.000Z"
        account.own_client = app["name_slug"] not in ("gmail", "google_drive")
    if name in DEAD:
        account.healthy, account.dead = False, True
        account.error = "The workspace was deleted"
    if user == DEMO_USER and environment == "development" and app["name_slug"] in UNHEALTHY:
        account.healthy = False
        account.error = UNHEALTHY[app["name_slug"]]
    return account
