"""A connection is opened: its provider is made, accounts and actions are listed; what is cached is shown at once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.calls.discovery import Catalogue, DiscoveryProgress, discover
from explorer.calls.open_connection import CachedListing, OpenConnection
from explorer.calls.search import ActionIndex
from explorer.domain.account import AccountId
from explorer.domain.connection import Connection, ConnectionId, Platform
from explorer.domain.failure import Failure
from explorer.storage.catalogue_cache import CachedCatalogue, CatalogueCache
from explorer.storage.settings.connection_store import ConnectionStore
from explorer.ui.first_paint import painted
from explorer.ui.task_scope import TaskScope
from explorer.ui.window import ExplorerWindow

if TYPE_CHECKING:  # what is cached is shown before anything of the providers is imported
    from explorer.providers.contract import Provider

_LOG = logging.getLogger(__name__)
_SHOW_EVERY_S = 0.25

StartSandbox = Callable[[], Awaitable[Sequence[Connection]]]
"""Starts the sandbox if it is not running yet, and gives its connections."""

OpenProvider = Callable[[Connection], Awaitable["Provider"]]
"""Gives a connection's provider; raises `SecretUnavailable`."""


class ConnectionFlow(QObject):
    """Which connection is open, and what is known of it."""

    cached = Signal(object)
    """A `CachedListing`: what can be looked through while the connection is being opened."""
    opened = Signal(object)
    """An `OpenConnection`: its provider can be asked from now on. None while nothing is open."""
    listed = Signal(object)
    """The same, when its list of actions has grown or changed."""
    account_changed = Signal(object)
    """The same, when another account was chosen."""
    forgotten = Signal(object)
    """The `ConnectionId` of a connection that was removed."""

    def __init__(
        self,
        window: ExplorerWindow,
        scope: TaskScope,
        open_provider: OpenProvider,
        store: ConnectionStore,
        cache: CatalogueCache,
        start_sandbox: StartSandbox,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._scope = scope
        self._open_provider = open_provider
        self._store = store
        self._cache = cache
        self._start_sandbox = start_sandbox
        self._connections: list[Connection] = []
        self._session_ids: set[ConnectionId] = set()
        self._task: asyncio.Task[None] | None = None
        self._wanted: Connection | None = None
        self.open: OpenConnection | None = None
        self.listing: CachedListing | None = None
        """What is shown while nothing is open yet."""
        self.has_listed = asyncio.Event()
        """Whether the cached actions of the first connection, if there are any, are in the list."""
        self.has_shown = asyncio.Event()
        """Whether what there is to see at the start is on the screen; whatever takes long may begin then."""
        window.top_bar.connection_chosen.connect(self._on_connection_chosen)
        window.top_bar.account_chosen.connect(self._on_account_chosen)
        window.top_bar.refresh_wanted.connect(self.refresh)
        window.start_page.sandbox_wanted.connect(self.open_sandbox)
        window.start_page.cancel_wanted.connect(self._on_cancel)

    @property
    def connections(self) -> Sequence[Connection]:
        """Those of the settings, then those of this session."""
        return self._connections

    @property
    def wanted(self) -> Connection | None:
        """The connection that is open or was to be opened last, whether or not that worked."""
        return self._wanted

    def is_for_session(self, connection_id: ConnectionId) -> bool:
        """Whether a connection ends with the program, as those of the sandbox do."""
        return connection_id in self._session_ids

    def start(self, *, with_sandbox: bool) -> None:
        """Open the sandbox, or the connection used last; without any, say where to start."""
        self._window.picker.search.setFocus()
        self.reload_connections()
        last = self._store.last_used().connection_id
        known = next((one for one in self._connections if one.id == last), None)
        if with_sandbox:
            self.open_sandbox()
        elif known is not None or self._connections:
            self.open_connection(known or self._connections[0])
        else:
            self._show_nothing_open()
            self._window.picker.show_empty("The actions of a connection will be listed here.")
            self.has_shown.set()

    def reload_connections(self) -> None:
        """Take the connections from the settings again, after they were changed."""
        session = [one for one in self._connections if one.id in self._session_ids]
        self._connections = [*self._store.load().connections, *session]
        self._show_connections()

    def open_sandbox(self) -> None:
        """Start the sandbox and open its StackOne connection."""
        self._restart(self._open_sandbox(), "sandbox")

    def open_connection(self, connection: Connection, *, asks_again: bool = True) -> None:
        """Open a connection; the one before is let go. `asks_again` False is content with what is cached."""
        self._wanted = connection
        self._restart(self._open(connection, asks_again=asks_again), f"open {connection.id}")

    def refresh(self) -> None:
        """List accounts and actions of the open connection again."""
        if self.open is not None:
            self._restart(self._list(self.open), "refresh")
        elif self._wanted is not None:
            self.open_connection(self._wanted)

    def choose_account(self, account_id: AccountId | None) -> None:
        """Make calls for this account from now on."""
        if self.open is None or self.open.account_id == account_id:
            return
        self.open.account_id = account_id
        self._store.remember_use(self.open.connection.id, account_id)
        self._window.top_bar.show_accounts(self.open.accounts, account_id)
        self.account_changed.emit(self.open)

    def show_current(self) -> None:
        """Show in the picker what is open, whatever was picked there."""
        self._show_connections()

    def forget(self, connection_id: ConnectionId) -> None:
        """A connection was removed: close it if it is open."""
        self.reload_connections()
        self._scope.start(self._cache.forget(connection_id), name="forget a catalogue")
        self.forgotten.emit(connection_id)
        if self.open is not None and self.open.connection.id == connection_id:
            self._restart(self._close(), "close a connection")

    async def _close(self) -> None:
        await self._let_go()
        self._wanted = None
        self._show_connections()
        self._window.show_title("")
        self._window.show_start_page()
        self._show_nothing_open()
        self._window.picker.show_actions([], 0, ())
        self._window.top_bar.show_accounts([], None)
        self._window.status.show_discovery("")

    async def aclose(self) -> None:
        """Let go of the provider."""
        if self.open is not None:
            await self.open.provider.aclose()

    def _restart(self, work: object, name: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = self._scope.start(work, name=name)  # type: ignore[arg-type]

    async def _open_sandbox(self) -> None:
        page = self._window.start_page
        self._window.show_start_page()
        self.has_shown.set()
        about = "A server on this computer that stands in for all three platforms."
        page.show_waiting("Starting the sandbox", about, can_cancel=True)
        self._window.status.show_discovery("Starting the sandbox\u2026", is_busy=True)
        try:
            connections = await self._start_sandbox()
        except Failure as failure:
            self._wanted = None
            self._show_failure("The sandbox did not start", failure, "the sandbox", self.open_sandbox)
            return
        new = {one.id for one in connections}
        self._connections = [*(one for one in self._connections if one.id not in new), *connections]
        self._session_ids |= new
        self._wanted = next(one for one in connections if one.platform is Platform.STACKONE)
        await self._open(self._wanted, asks_again=True)

    async def _open(self, connection: Connection, *, asks_again: bool) -> None:
        await self._let_go()
        self._show_connections(connection)
        self._window.show_title(connection.name)
        self._window.show_start_page()
        self._window.start_page.show_waiting(f"Opening {connection.name}", can_cancel=True)
        self._window.top_bar.show_accounts([], None, placeholder="\u2026")
        self._window.picker.show_empty("Opening the connection\u2026")
        cached = await self._cache.load(connection)
        if cached.note:
            _LOG.warning("catalogue cache of %s: %s", connection.id, cached.note)
        if cached.catalogue is not None:
            await self._show_cached(connection, cached.catalogue)
        self.has_listed.set()
        self.has_shown.set()
        try:
            provider = await self._open_provider(connection)
        except Failure as failure:
            title = f"{connection.name} cannot be opened"
            self._show_failure(title, failure, connection.platform.label, lambda: self.open_connection(connection))
            return
        self.open = opened = OpenConnection(connection, provider)
        if self.listing is not None:
            opened.catalogue, opened.index, self.listing = self.listing.catalogue, self.listing.index, None
        self._store.remember_use(connection.id, self._store.last_used().accounts.get(connection.id))
        self.opened.emit(opened)
        self._window.start_page.show_choose()
        if asks_again or cached.catalogue is None:
            await self._list(opened)

    async def _show_cached(self, connection: Connection, cached: CachedCatalogue) -> None:
        """The rows first; the index over them when they are on the screen."""
        catalogue = Catalogue(list(cached.actions), [], cached.refreshed_at)
        self.listing = listing = CachedListing(connection, catalogue)
        self._show_catalogue(catalogue)
        self.cached.emit(listing)
        self.has_listed.set()
        await painted(self._window.picker.list.viewport())
        await listing.index.add_all(catalogue.actions)
        if self._window.picker.query().text:
            self.cached.emit(listing)

    async def _list(self, opened: OpenConnection) -> None:
        """Accounts first: they decide what a person can run; then the actions, page by page."""
        name = opened.connection.platform.label
        opened.is_discovering = True
        self._window.status.show_discovery("Asking for accounts\u2026", is_busy=True)
        try:
            opened.accounts = await opened.provider.list_accounts()
            self._choose_first_account(opened)
            await self._discover(opened)
        except Failure as failure:
            opened.is_discovering = False
            if opened.catalogue.actions:
                self._window.status.show_discovery(f"The list could not be refreshed: {failure.said}")
                self.listed.emit(opened)
            else:
                title = f"{opened.connection.name} does not answer as it should"
                self._show_failure(title, failure, name, lambda: self.open_connection(opened.connection))
        finally:
            opened.is_discovering = False

    async def _discover(self, opened: OpenConnection) -> None:
        shows_new = not opened.catalogue.actions
        growing = Catalogue()
        index = ActionIndex()
        last_shown = 0.0
        loop = asyncio.get_running_loop()

        def on_page(progress: DiscoveryProgress) -> None:
            nonlocal last_shown
            growing.actions.extend(progress.new_actions)
            expected = f" of {progress.expected:,}" if progress.expected else ""
            words = f"Discovering: {progress.found:,}{expected} actions"
            self._window.status.show_discovery(words, found=progress.found, expected=progress.expected, is_busy=True)
            if shows_new:
                index.add(progress.new_actions)
                opened.catalogue, opened.index = growing, index
                if loop.time() - last_shown > _SHOW_EVERY_S:
                    last_shown = loop.time()
                    self.listed.emit(opened)

        found = await discover(opened.provider, on_page)
        if shows_new:
            opened.catalogue = found
            self._show_listed(opened)
        else:
            await self._take(opened, found)
        refreshed_at = found.refreshed_at or datetime.now(UTC)
        note = await self._cache.save(opened.connection, CachedCatalogue(found.actions, refreshed_at))
        if note:
            _LOG.warning("catalogue cache of %s: %s", opened.connection.id, note)

    async def _take(self, opened: OpenConnection, catalogue: Catalogue) -> None:
        index = ActionIndex()
        await index.add_all(catalogue.actions)
        opened.catalogue, opened.index = catalogue, index
        self._show_listed(opened)

    def _show_listed(self, opened: OpenConnection) -> None:
        opened.is_discovering = False
        self._show_catalogue(opened.catalogue)
        self.listed.emit(opened)

    def _show_catalogue(self, catalogue: Catalogue) -> None:
        words = f"{len(catalogue.actions):,} actions"
        if catalogue.refreshed_at is not None:
            words += f" \u00b7 refreshed {catalogue.refreshed_at.astimezone():%H:%M, %d %b}"
        if catalogue.problems:
            words += f" \u00b7 {len(catalogue.problems)} entries could not be read"
        self._window.status.show_discovery(words)
        self._window.picker.show_connectors(catalogue.connectors())

    def _choose_first_account(self, opened: OpenConnection) -> None:
        remembered = self._store.last_used().accounts.get(opened.connection.id)
        known = {one.id for one in opened.accounts}
        active = [one.id for one in opened.accounts if one.state.value == "active"] or sorted(known)
        if opened.account_id not in known:
            opened.account_id = remembered if remembered in known else (active[0] if active else None)
        none = "No accounts" if opened.connection.platform is Platform.INLYCORE else "No linked accounts"
        self._window.top_bar.show_accounts(opened.accounts, opened.account_id, placeholder="" if known else none)
        self.account_changed.emit(opened)

    async def _let_go(self) -> None:
        self.listing = None
        if self.open is not None:
            before, self.open = self.open, None
            self.opened.emit(None)
            await before.provider.aclose()

    def _show_failure(self, title: str, failure: Failure, platform: str, retry: Callable[[], None]) -> None:
        from explorer.providers.explanation import explain

        explanation = explain(failure, platform=platform)
        can_change = self._wanted is not None and not self.is_for_session(self._wanted.id)
        self._window.show_start_page()
        self._window.start_page.show_failure(title, explanation, retry, can_change=can_change)
        self._window.status.show_discovery(f"{title}: {failure.said}")
        if self.open is None or not self.open.catalogue.actions:
            self.listing = None
            self._window.picker.show_empty("No actions, because the connection does not work yet.")

    def _show_connections(self, current: Connection | None = None) -> None:
        shown = current or (self.open.connection if self.open else None)
        self._window.top_bar.show_connections(self._connections, shown.id if shown else None)

    def _on_connection_chosen(self, connection_id: ConnectionId) -> None:
        connection = next((one for one in self._connections if one.id == connection_id), None)
        if connection is not None:
            self.open_connection(connection)

    def _on_account_chosen(self, account_id: AccountId | None) -> None:
        self.choose_account(account_id)

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self._wanted is None:
            self._show_nothing_open()
        else:
            self._window.start_page.show_stopped()
        self.listing = None
        self._window.picker.show_empty("Stopped before any action was listed.")
        self._window.status.show_discovery("Stopped")

    def _show_nothing_open(self) -> None:
        if self._connections:
            self._window.start_page.show_no_connection()
        else:
            self._window.start_page.show_welcome()
