"""
Composition root: the only file that knows every concrete class.

Everything is built in order and closed in reverse order. The window's background work belongs to one scope, which is
ended before anything that it uses.

What shows a cached list of actions is imported and built first. The rest (call, results, dialogs, providers, HTTP) is
imported in a thread when that list is on the screen, and built after that; whoever asks for a part of it sooner gets
it at once.
"""

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import SignalInstance, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from explorer.command_line import Arguments
from explorer.crash_report import CrashReport
from explorer.domain.connection import Connection
from explorer.domain.failure import NotConnected
from explorer.domain.masking import SecretMask
from explorer.late_imports import import_late
from explorer.log_setup import LogSetup
from explorer.own_sandbox import OwnSandbox
from explorer.storage.catalogue_cache import CatalogueCache
from explorer.storage.keyring_thread import KeyringThread
from explorer.storage.locations import Locations, LocationUnusable, locations
from explorer.storage.secrets import SecretStore
from explorer.storage.settings.connection_store import ConnectionStore
from explorer.storage.settings.settings_file import SettingsFile, SettingsNotSaved
from explorer.storage.settings.window_state import WindowStateStore
from explorer.ui.clipboard_guard import ClipboardGuard
from explorer.ui.event_loop import run_on_qt
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.notice_flow import NoticeFlow
from explorer.ui.flows.search_flow import SearchFlow
from explorer.ui.look.appearance import LOOK, Appearance
from explorer.ui.orderly_end import QuitFilter, listen_for_interrupts, on_qt_message
from explorer.ui.task_scope import TaskScope
from explorer.ui.window import ExplorerWindow

if TYPE_CHECKING:
    from explorer.calls.connection_opener import ConnectionOpener
    from explorer.calls.kept_runs import KeptRuns
    from explorer.calls.sandbox_connections import SessionSecrets
    from explorer.providers.bounded_http import Transport
    from explorer.providers.contract import Provider
    from explorer.ui.flows.compare_flow import CompareFlow
    from explorer.ui.flows.form_flow import FormFlow
    from explorer.ui.flows.history.history_flow import HistoryFlow
    from explorer.ui.flows.palette_flow import PaletteFlow
    from explorer.ui.flows.paste_flow import PasteFlow
    from explorer.ui.flows.run_flow import RunFlow
    from explorer.ui.flows.settings_flow import SettingsFlow

LONGEST_UNSEEN_S = 0.3
"""The window does not wait longer for a cached list, however slow the disk is."""

_LOG = logging.getLogger(__name__)


class Sandbox(Protocol):
    """What the program needs of the sandbox."""

    async def ready(self) -> Mapping[str, Mapping[str, object]]:
        """Its ready line, once it runs."""
        ...

    async def stop(self) -> None:
        """End it."""
        ...


class Explorer:
    """The program, built; `open` shows its window, `aclose` ends it."""

    def __init__(
        self,
        app: QApplication,
        places: Locations,
        mask: SecretMask,
        crash: CrashReport,
        sandbox: Sandbox,
        *,
        keyring: KeyringThread | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._crash = crash
        self._places = places
        self._mask = mask
        self._settings = SettingsFile(places.settings_file)
        self._settings_note = self._settings.load()
        self._connections = ConnectionStore(self._settings)
        self._window_state = WindowStateStore(self._settings)
        self._keyring = keyring or KeyringThread()
        self.secrets = SecretStore(mask, self._keyring)
        self.scope = TaskScope(crash.on_task_error)
        look = self._settings.section(LOOK)
        self.appearance = Appearance(app, look if isinstance(look, str) else "system", is_dressed=False)
        self.window = ExplorerWindow(self.appearance)
        self.appearance.dress()
        ClipboardGuard(mask, self.window)
        self.window.restore_places(self._window_state.window())
        cache = CatalogueCache(places.cache)
        self.notices = NoticeFlow(self.window, mask)
        self.connection = ConnectionFlow(
            self.window, self.scope, self._open_provider, self._connections, cache, self._start_sandbox
        )
        self.search = SearchFlow(self.window.picker, self.connection, self._window_state)
        self._building: asyncio.Task[None] | None = None
        bar, page, picker = self.window.top_bar, self.window.start_page, self.window.picker
        self._build_on(picker.action_chosen, "form", lambda: self.form.open_action)
        self._build_on(picker.action_entered, "form", lambda: self.form.enter_action)
        self._build_on(bar.settings_wanted, "preferences", lambda: self.preferences.open_settings)
        self._build_on(bar.add_connection_wanted, "preferences", lambda: self.preferences.add_connection)
        self._build_on(page.add_connection_wanted, "preferences", lambda: self.preferences.add_connection)
        self._build_on(bar.palette_wanted, "palette", lambda: self.palette.open_palette)
        self._build_on(bar.history_wanted, "palette", lambda: self.history.open_history)

    @cached_property
    def transport(self) -> "Transport":
        """What every outgoing call goes through."""
        from explorer.providers.bounded_http import Transport

        return Transport(self._mask)

    @cached_property
    def form(self) -> "FormFlow":
        """Which action is open."""
        from explorer.ui.flows.form_flow import FormFlow

        return FormFlow(self.window, self.scope, self.connection)

    @cached_property
    def runs(self) -> "RunFlow":
        """The runs of this session."""
        from explorer.ui.flows.run_flow import RunFlow

        return RunFlow(self.window, self.scope, self.connection, self.form, self.search, self.kept)

    @cached_property
    def kept(self) -> "KeptRuns":
        """The runs on the disk; no file of it is touched before the window is painted."""
        from explorer.calls.kept_runs import KeptRuns
        from explorer.storage.history.run_store import RunStore
        from explorer.storage.settings.history_limits import history_limits

        limits, directory = history_limits(self._settings), self._places.records / "history"
        return KeptRuns(RunStore(directory, self._mask, limits=limits, tell=self.notices.say), self.notices.say)

    @cached_property
    def history(self) -> "HistoryFlow":
        """What is shown of them."""
        from explorer.ui.flows.history.history_flow import HistoryFlow

        return HistoryFlow(self.window, self.scope, self.runs, self.kept, self.appearance)

    @cached_property
    def comparing(self) -> "CompareFlow":
        """Runs side by side."""
        from explorer.storage.settings.ignored_store import IgnoredStore
        from explorer.ui.flows.compare_flow import CompareFlow

        flow = CompareFlow(self.window, self.runs, self.palette, IgnoredStore(self._settings), self.appearance)
        self.history.comparison_wanted.connect(flow.compare)
        return flow

    @cached_property
    def pasting(self) -> "PasteFlow":
        """What is pasted or dropped."""
        from explorer.ui.flows.paste_flow import PasteFlow

        return PasteFlow(self.window, self.scope, self.connection, self.form)

    @cached_property
    def preferences(self) -> "SettingsFlow":
        """Connections and settings."""
        from explorer.providers.catalogue import PLATFORMS
        from explorer.ui.flows.settings_flow import SettingsFlow

        return SettingsFlow(
            self.window,
            self.scope,
            self.connection,
            self._connections,
            self._settings,
            self.secrets,
            self._opener,
            PLATFORMS,
            self.appearance,
            self._places,
            self.kept,
        )

    @cached_property
    def palette(self) -> "PaletteFlow":
        """The ways to everything."""
        from explorer.ui.flows.palette_flow import PaletteFlow

        return PaletteFlow(self.window, self.connection, self.form, self.history, self.preferences)

    @cached_property
    def _session_secrets(self) -> "SessionSecrets":
        from explorer.calls.sandbox_connections import SessionSecrets

        return SessionSecrets(self.secrets)

    @cached_property
    def _opener(self) -> "ConnectionOpener":
        from explorer.calls.connection_opener import ConnectionOpener
        from explorer.providers.catalogue import PLATFORMS

        return ConnectionOpener(PLATFORMS, self._session_secrets, self.transport, self._mask)

    def open(self, *, with_sandbox: bool) -> None:
        """Show the window; the rest happens in the background."""
        self._crash.tell_to(self.notices.tell)
        self.connection.start(with_sandbox=with_sandbox)
        if self._settings_note:
            self.notices.say(self._settings_note)
        if problems := self._connections.load().problems:
            self.notices.say(" ".join(problems))
        if self._crash.last_crash:
            self.notices.say_crashed(self._crash.last_crash)
        self.scope.start(self._finish_start(), name="finish the start")
        if self.connection.wanted is None:
            self.window.show()
        else:
            self.scope.start(self._show_listed(), name="show the window")

    async def aclose(self) -> Sequence[str]:
        """End everything in reverse order; returns the names of tasks that would not stop."""
        self._crash.tell_to(None)
        self._window_state.remember_window(self.window.places())
        self.window.close()  # and with it the windows that results have of their own
        stuck = await self.scope.aclose()
        if "kept" in self.__dict__:
            await self.kept.aclose()
        await self.connection.aclose()
        if "transport" in self.__dict__:
            await self.transport.aclose()
        try:
            await self._settings.save()
        except SettingsNotSaved as problem:
            _LOG.error("%s", problem)
        await self._sandbox.stop()
        self._keyring.close()
        self.window.deleteLater()
        return stuck

    async def _show_listed(self) -> None:
        """The window with its list at once, rather than laid out and painted empty first and again with the list."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.connection.has_listed.wait(), LONGEST_UNSEEN_S)
        self.window.show()

    async def _finish_start(self) -> None:
        self.window.status.show_secrets("Secrets: looking for the keyring\u2026")
        await self.connection.has_shown.wait()
        await self._build_rest()
        place = await self.secrets.open()
        self.window.status.show_secrets(place.text, hint=place.reason)
        await self.runs.look_for_cut_off()

    async def _build_rest(self) -> None:
        """Everything that was not needed to show a list; done once, for whoever waits for it."""
        if self._building is None:
            self._building = self.scope.start(self._build(), name="build the rest")
        if self._building is not None:
            await asyncio.shield(self._building)

    async def _build(self) -> None:
        await asyncio.to_thread(import_late)
        for part in ("editor", "results"):
            getattr(self.window, part)
            await asyncio.sleep(0)
        for part in ("runs", "palette", "comparing", "pasting"):
            getattr(self, part)
            # The window gets its turn in between.
            await asyncio.sleep(0)

    def _build_on(self, signal: SignalInstance, part: str, slot: Callable[[], Callable[..., object]]) -> None:
        """What is wanted before the part that does it is there builds that part."""

        def on_wanted(*words: Any) -> None:
            if part not in self.__dict__:
                slot()(*words)

        signal.connect(on_wanted)

    async def _open_provider(self, connection: Connection) -> "Provider":
        await self._build_rest()
        return await self._opener.open(connection)

    async def _start_sandbox(self) -> Sequence[Connection]:
        await self._build_rest()
        from explorer.calls.sandbox_connections import sandbox_connections
        from explorer.sandbox.child_process import SandboxNotStarted

        try:
            ready = await self._sandbox.ready()
        except SandboxNotStarted as problem:
            raise NotConnected(str(problem)) from problem
        made = sandbox_connections(ready)
        for one in made:
            self._session_secrets.add(one)
        return [one.connection for one in made]


def run_window(arguments: Arguments) -> int:
    """The program with its window; returns the exit status."""
    places = locations(arguments.data_dir)
    try:
        places.make_directories()
    except LocationUnusable as problem:
        sys.stderr.write(f"action-explorer: {problem}\n")
        return 2
    mask = SecretMask()
    log = LogSetup(places.logs, mask)
    crash = CrashReport(places.logs, mask)
    crash.install()
    qInstallMessageHandler(on_qt_message)
    app = QApplication.instance() or QApplication(["action-explorer"])
    assert isinstance(app, QApplication)
    app.setApplicationName("action-explorer")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("action-explorer")
    app.setQuitOnLastWindowClosed(False)
    stuck: Sequence[str] = ()
    try:
        stuck = run_on_qt(app, _run(app, places, mask, crash, with_sandbox=arguments.with_sandbox))
    except (RuntimeError, KeyboardInterrupt) as error:
        # app.exit() ends Qt's loop under asyncio's feet; everything was cancelled all the same.
        _LOG.warning("ended early: %s", error)
    finally:
        crash.uninstall()
        log.close()
    if stuck:
        os._exit(1)
    return 0


async def _run(
    app: QApplication, places: Locations, mask: SecretMask, crash: CrashReport, *, with_sandbox: bool
) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(crash.on_loop_error)
    closing = asyncio.Event()
    app.installEventFilter(QuitFilter(app, closing))
    explorer = Explorer(app, places, mask, crash, OwnSandbox())
    explorer.window.closed.connect(closing.set)
    pulse = listen_for_interrupts(loop, closing)
    explorer.open(with_sandbox=with_sandbox)
    await closing.wait()
    pulse.stop()
    stuck = await explorer.aclose()
    for name in stuck:
        _LOG.error("task would not stop: %s", name)
    return stuck


def run_check(arguments: Arguments) -> int:
    """Start everything without a window, run one action on each platform; returns the exit status."""
    from explorer.self_check import check_everything

    return check_everything(arguments, OwnSandbox(actions=2_000))
