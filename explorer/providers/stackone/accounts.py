"""The linked accounts, of either generation of the API."""

from collections.abc import Sequence

from explorer.domain.account import Account
from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import MalformedAnswer
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.refusals import checked_answer
from explorer.providers.stackone.wire import NotReadable, account_of, is_null, list_of, object_of, text_of

PAGE_SIZE = 100
SERVERS_PAGE_SIZE = 25
"""What the other side takes where it allows no more; a page with fewer is the last."""

MOST_PAGES = 1_000


async def all_accounts(channel: Channel) -> Sequence[Account]:
    """
    Every linked account once, in the order of the listing; entries that cannot be read are left out.

    Neither generation tells how many there are: the end is a short or empty page, or one that brings nothing new.
    """
    found: dict[str, Account] = {}
    cursor = ""
    for page in range(1, MOST_PAGES + 1):
        answer = await accounts_page(channel, page, PAGE_SIZE, cursor)
        accounts, count, cursor = _read_page(answer)
        before = len(found)
        for account in accounts:
            found.setdefault(account.id, account)
        if len(found) == before or (count < SERVERS_PAGE_SIZE and not cursor):
            break
    return tuple(found.values())


async def accounts_page(channel: Channel, page: int, page_size: int, cursor: str = "") -> ReceivedAnswer:
    """One page as received. Raises `Failure`."""
    query = [("page", str(page)), ("page_size", str(page_size))]
    if cursor:
        query = [("page_size", str(page_size)), ("next", cursor)]
    return checked_answer(
        await channel.send(channel.request("GET", channel.options.accounts_path, query=query)), channel
    )


def accounts_in(answer: ReceivedAnswer) -> Sequence[Account]:
    """
    The accounts of a page.

    Raises:
        MalformedAnswer: The page is neither a list nor an object with one under `data`.
    """
    return _read_page(answer)[0]


def _read_page(answer: ReceivedAnswer) -> tuple[Sequence[Account], int, str]:
    cursor = ""
    try:
        try:
            entries = list_of(answer.body)
        except NotReadable:
            level = object_of(answer.body, "the list of accounts")
            name = next((name for name in ("data", "accounts", "results") if name in level), "")
            if not name:
                raise NotReadable("the list of accounts is neither a list nor an object with data") from None
            entries = () if is_null(level[name]) else list_of(level[name], "the list of accounts")
            cursor = text_of(level, "next", "next_cursor")
    except NotReadable as problem:
        raise MalformedAnswer(str(problem)) from None
    accounts = []
    for entry in entries:
        try:
            accounts.append(account_of(entry))
        except NotReadable:
            continue
    return accounts, len(entries), cursor
