"""
The list of actions, page by page, one action in full, and the names of the apps behind them.

Source: reference, sections 3, 4 and 6. Pages are asked for by cursor until one is empty or names no next one; there is
no flag that says whether more follow.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from explorer.domain.action import Action, ListingProblem
from explorer.domain.failure import Failure, MalformedAnswer
from explorer.domain.json_value import JsonValue, write_json
from explorer.providers.contract import CataloguePage
from explorer.providers.pipedream.authentication import Line, escaped_part
from explorer.providers.pipedream.form.props import AppFacts
from explorer.providers.pipedream.wire import Component, ListPage, read_app, read_component, read_page, unwrapped

ENTRIES_AT_ONCE: Final = 25
"""After this many entries others get their turn on the loop: reading one takes a tenth of a millisecond."""

MOST_PAGES: Final = 10_000
"""After this many pages a list is taken to be without end."""

MOST_REPEATED_PAGES: Final = 20
"""So many pages in a row that bring only what was there before are taken to be the end."""


async def pages_of(line: Line, path: str, query: list[tuple[str, str]]) -> AsyncGenerator[ListPage, None]:
    """
    The pages of a list, as long as each brings entries and a cursor that was not there before, and not for ever the
    same entries.

    Raises `Failure` at the page that could not be had.
    """
    cursor = ""
    seen: set[str] = set()
    known: set[str] = set()
    repeated = 0
    for _ in range(MOST_PAGES):
        asked = [*query, ("limit", str(line.options.page_size)), ("after", cursor)]
        page = read_page(await line.read("GET", path, query=asked))
        yield page
        cursor = page.next_cursor
        names = {_identity(entry) for entry in page.entries}
        repeated = repeated + 1 if names <= known else 0
        known |= names
        if not cursor or not page.entries or cursor in seen or repeated >= MOST_REPEATED_PAGES:
            return
        seen.add(cursor)


def _identity(entry: JsonValue) -> str:
    """What tells an entry of any list from the others."""
    found = [entry.get(name) for name in ("key", "id")] if isinstance(entry, dict) else []
    return next((name for name in found if isinstance(name, str)), "") or write_json(entry)


class AppNames:
    """
    Names of apps, asked for when they are needed and kept while the connection is open.

    The list of apps is read in the order of their weight, which is also that of the actions, only as far as it has to
    be. When it cannot be had, apps are called by their slugs: the names are an ornament.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._known: dict[str, AppFacts] = {}
        self._cursor = ""
        self._is_at_end = False
        self._reading = asyncio.Lock()

    @property
    def known(self) -> Mapping[str, AppFacts]:
        """What was read so far, by slug."""
        return self._known

    async def read_until(self, slugs: Collection[str]) -> Mapping[str, AppFacts]:
        """Read on until these are known, or the list ends."""
        async with self._reading:
            while not self._is_at_end and not self._known.keys() >= set(slugs):
                await self._read_page()
        return self._known

    async def read_one(self, slug: str) -> None:
        """Read one app, without the list."""
        if slug in self._known:
            return
        try:
            found = read_app(unwrapped(await self._line.read("GET", f"/v1/connect/apps/{escaped_part(slug)}")))
        except Failure:
            return
        if found is not None:
            self._known[slug] = found

    async def _read_page(self) -> None:
        query = [
            ("sort_key", "featured_weight"),
            ("sort_direction", "desc"),
            ("has_actions", "true"),
            ("limit", str(self._line.options.page_size)),
            ("after", self._cursor),
        ]
        try:
            page = read_page(await self._line.read("GET", "/v1/connect/apps", query=query))
        except Failure:
            self._is_at_end = True
            return
        new = [app for app in map(read_app, page.entries) if app is not None and app.slug not in self._known]
        self._known.update((app.slug, app) for app in new)
        self._is_at_end = not new or not page.next_cursor or page.next_cursor == self._cursor
        self._cursor = page.next_cursor


async def discover(line: Line, names: AppNames) -> AsyncIterator[CataloguePage]:
    """All actions of the connection's apps and registry; an entry that cannot be read is named with its reason."""
    before = found = 0
    for app in line.options.apps or ("",):
        query = [("app", app), ("registry", "" if line.options.registry == "all" else line.options.registry)]
        async with aclosing(pages_of(line, line.project_path("actions"), query)) as pages:
            async for page in pages:
                # With several apps the whole is known only when the last one has begun.
                is_last = app == (line.options.apps or ("",))[-1]
                whole = before + page.total if is_last and page.total is not None else None
                yield await _catalogue_page(line, names, page, whole)
                found += len(page.entries)
        before = found


async def fetch_component(line: Line, names: AppNames, action: Action, version: str) -> Component:
    """
    One action in full.

    Args:
        line: The way to Pipedream.
        names: Names of apps; those of this action are asked for.
        action: Which one.
        version: Empty for the latest.

    Raises:
        MalformedAnswer: The answer describes no action, or leaves out its props.
        Failure: As `Line.read` raises them.
    """
    path = line.component_path("actions", key=action.key)
    untrusted = unwrapped(await line.read("GET", path, query=[("version", version)]))
    found = read_component(untrusted, names.known)
    if isinstance(found, str):
        raise MalformedAnswer(f"the description of {action.key} cannot be used: {found}")
    if not found.has_props:
        raise MalformedAnswer(f"the description of {action.key} leaves out its configurable_props")
    assert isinstance(found.props, list)
    slugs = {prop["app"] for prop in found.props if isinstance(prop, dict) and isinstance(prop.get("app"), str)}
    for slug in sorted(str(slug) for slug in slugs if slug):
        await names.read_one(slug)
    named = read_component(untrusted, names.known)
    return found if isinstance(named, str) else named


async def _catalogue_page(line: Line, names: AppNames, page: ListPage, expected: int | None) -> CataloguePage:
    actions: list[Action] = []
    problems: list[ListingProblem] = []
    for place, entry in enumerate(page.entries):
        if place % ENTRIES_AT_ONCE == 0:
            await asyncio.sleep(0)
        found = read_component(entry, {})
        if isinstance(found, str):
            problems.append(ListingProblem(_name_of(entry, place), found))
        elif not found.has_props and line.options.must_have_props:
            problems.append(ListingProblem(found.action.key, "it leaves out its configurable_props"))
        else:
            actions.append(found.action)
    known = await names.read_until({action.connector_key for action in actions})
    named = [
        replace(action, connector_name=known[action.connector_key].name) if action.connector_key in known else action
        for action in actions
    ]
    return CataloguePage(named, problems, expected)


def _name_of(entry: JsonValue, place: int) -> str:
    if isinstance(entry, dict):
        for name in ("key", "name", "id"):
            value = entry.get(name)
            if isinstance(value, str) and value:
                return value
    return f"entry {place + 1} of the page: {write_json(entry)[:60]}"
