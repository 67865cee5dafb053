"""The action catalogue, page by page."""

import asyncio
from collections.abc import AsyncIterator

from explorer.domain.action import Action, ActionKey, ListingProblem
from explorer.domain.failure import MalformedAnswer
from explorer.providers.contract import CataloguePage
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.refusals import checked_answer
from explorer.providers.stackone.wire import NotReadable, connector_of, list_of, object_of, text_of

AT_ONCE = 200
"""Entries read before others get their turn on the loop: about 2 ms."""

MOST_PAGES = 5_000
MOST_EMPTY_PAGES = 20
"""A page may be empty and still have a cursor, when the other side was slow; not for ever."""


async def action_pages(channel: Channel) -> AsyncIterator[CataloguePage]:
    """
    All actions of all connectors.

    An entry that cannot be read, or a key that was listed before, becomes a problem of its page.

    Raises:
        Failure: A page could not be had at all.
    """
    seen: set[ActionKey] = set()
    cursors: set[str] = set()
    cursor, empty_pages = "", 0
    for _ in range(MOST_PAGES):
        page, cursor = await _one_page(channel, cursor, seen)
        empty_pages = 0 if page.actions else empty_pages + 1
        yield page
        if not cursor or cursor in cursors or empty_pages > MOST_EMPTY_PAGES:
            return
        cursors.add(cursor)


async def _one_page(channel: Channel, cursor: str, seen: set[ActionKey]) -> tuple[CataloguePage, str]:
    query = [("page_size", str(channel.options.page_size))]
    if cursor:
        query.append(("next", cursor))
    answer = checked_answer(
        await channel.send(channel.request("GET", channel.options.actions_path, query=query)), channel
    )
    try:
        level = object_of(answer.body, "the action catalogue")
        entries = list_of(level["data"], "the list of connectors") if "data" in level else None
    except NotReadable as problem:
        raise MalformedAnswer(str(problem)) from None
    if entries is None:
        raise MalformedAnswer("the action catalogue has no list of connectors under data")
    actions: list[Action] = []
    problems: list[ListingProblem] = []
    read = 0
    for entry in entries:
        for found in connector_of(entry):
            read += 1
            if read % AT_ONCE == 0:
                await asyncio.sleep(0)
            if isinstance(found, ListingProblem):
                problems.append(found)
            elif found.key in seen:
                problems.append(ListingProblem(found.key, "listed twice; the first is kept"))
            else:
                seen.add(found.key)
                actions.append(found)
    return CataloguePage(actions, problems), text_of(level, "next").strip()
