"""
For whom calls are made: external users, and which accounts of an app each of them has connected.

Source: reference, section 5. Users are listed with an access token alone; a Connect token speaks for one.
"""

from contextlib import aclosing
from typing import Final

from explorer.domain.account import Account, AccountId, AccountState
from explorer.domain.failure import NotSendable, Refused
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.providers.contract import ChoicesPage, ChoicesQuestion
from explorer.providers.pipedream.actions import pages_of
from explorer.providers.pipedream.authentication import Line
from explorer.providers.pipedream.form.props import ACCOUNTS_OF
from explorer.providers.pipedream.wire import read_page
from explorer.schema.field import Option

MOST_USERS: Final = 2_000
"""More external users are not listed; any of them can be named in the connection."""

_MAY_NOT_LIST: Final = frozenset({401, 403, 404})


async def list_external_users(line: Line) -> list[Account]:
    """
    The users named in the connection, then those that the platform knows.

    A token that may not list users, and a Connect token, leave those of the connection.
    """
    found = {user: Account(AccountId(user), user, state=AccountState.ACTIVE) for user in line.options.external_users}
    if line.has_client:
        try:
            await _add_known_users(line, found)
        except Refused as refused:
            if refused.status not in _MAY_NOT_LIST or not found:
                raise
    return list(found.values())


def external_user(line: Line, account_id: AccountId | None) -> str:
    """The user that a request is made for; raises `NotSendable` where none is chosen and the connection names none."""
    if account_id:
        return str(account_id)
    if line.options.external_users:
        return line.options.external_users[0]
    raise NotSendable("Choose an account, or name an external user in the connection: a call needs one.")


async def account_choices(line: Line, question: ChoicesQuestion) -> ChoicesPage:
    """A page of the user's accounts of one app, as values of an account field; healthy and new ones first."""
    slug = question.name.removeprefix(ACCOUNTS_OF)
    context = question.context if isinstance(question.context, dict) else {}
    cursor = context.get("after")
    query = [
        ("external_user_id", external_user(line, question.account_id)),
        ("app", slug),
        ("limit", str(line.options.page_size)),
        ("after", cursor if isinstance(cursor, str) else ""),
    ]
    page = read_page(await line.read("GET", line.project_path("accounts"), query=query))
    accounts = [entry for entry in page.entries if isinstance(entry, dict) and _text(entry, "id")]
    accounts.sort(key=_rank, reverse=True)
    before = context.get("count")
    count = len(page.entries) + (before if isinstance(before, int) else 0)
    is_whole = page.total is not None and count >= page.total
    has_next = bool(page.next_cursor) and bool(page.entries) and page.next_cursor != cursor and not is_whole
    after: JsonObject | None = {"after": page.next_cursor, "count": count} if has_next else None
    return ChoicesPage(
        [Option({"authProvisionId": _text(entry, "id")}, _label(entry)) for entry in accounts], after, has_next
    )


async def _add_known_users(line: Line, found: dict[str, Account]) -> None:
    async with aclosing(pages_of(line, line.project_path("users"), [])) as pages:
        async for page in pages:
            for entry in page.entries:
                user = _text(entry, "external_id") if isinstance(entry, dict) else ""
                if user and user not in found:
                    found[user] = Account(AccountId(user), user, state=AccountState.ACTIVE)
            if len(found) >= MOST_USERS:
                return


def _label(entry: JsonObject) -> str:
    name = _text(entry, "name").strip() or _text(entry, "external_id").strip()
    health = _health(entry)
    return f"{name or _text(entry, 'id')} ({health})" if health else name or _text(entry, "id")


def _health(entry: JsonObject) -> str:
    reason = _text(entry, "error").strip()
    if entry.get("dead") is True:
        return f"dead: {reason}" if reason else "dead"
    if entry.get("healthy") is False:
        return f"not healthy: {reason}" if reason else "not healthy"
    return "healthy" if entry.get("healthy") is True else ""


def _rank(entry: JsonObject) -> tuple[bool, bool, str]:
    return entry.get("dead") is not True, entry.get("healthy") is True, _text(entry, "created_at")


def _text(entry: JsonValue, name: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""
