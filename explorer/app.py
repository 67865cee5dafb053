"""
Composition root: the only file that knows every concrete class.

Everything is built in order and closed in reverse order. The window's background work belongs to one scope, which is
ended before anything that it uses.
"""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from explorer.calls.connection_opener import ConnectionOpener
from explorer.calls.sandbox_connections import SessionSecrets, sandbox_connections
from explorer.command_line import Arguments
from explorer.crash_report import CrashReport
from explorer.domain.connection import Connection
from explorer.domain.failure import NotConnected
from explorer.domain.masking import SecretMask
from explorer.log_setup import LogSetup
from explorer.own_sandbox import OwnSandbox
from explorer.providers.bounded_http import Transport
from explorer.providers.catalogue import PLATFORMS
from explorer.sandbox.child_process import SandboxNotStarted
from explorer.storage.catalogue_cache import CatalogueCache
from explorer.storage.keyring_thread import KeyringThread
from explorer.storage.locations import Locations, LocationUnusable, locations
from explorer.storage.secrets import SecretStore
from explorer.storage.settings.connection_store import ConnectionStore
from explorer.storage.settings.settings_file import SettingsFile, SettingsNotSaved
from explorer.storage.settings.window_state import WindowStateStore
from explorer.ui.event_loop import run_on_qt
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.form_flow import FormFlow
from explorer.ui.flows.notice_flow import NoticeFlow
from explorer.ui.flows.palette_flow import PaletteFlow
from explorer.ui.flows.run_flow import RunFlow
from explorer.ui.flows.search_flow import SearchFlow
from explorer.ui.flows.settings_flow import SettingsFlow
from explorer.ui.look.appearance import Appearance
from explorer.ui.task_scope import TaskScope
from explorer.ui.window import ExplorerWindow

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
        self._settings = SettingsFile(places.settings_file)
        self._settings_note = self._settings.load()
        self._connections = ConnectionStore(self._settings)
        self._window_state = WindowStateStore(self._settings)
        self._keyring = keyring or KeyringThread()
        self.secrets = SecretStore(mask, self._keyring)
        self._session_secrets = SessionSecrets(self.secrets)
        self.transport = Transport(mask)
        self.scope = TaskScope(crash.on_task_error)
        self.appearance = Appearance(app)
        self.window = ExplorerWindow(self.appearance)
        self.window.restore_places(self._window_state.window())
        opener = ConnectionOpener(PLATFORMS, self._session_secrets, self.transport, mask)
        cache = CatalogueCache(places.cache)
        self.notices = NoticeFlow(self.window, mask)
        self.connection = ConnectionFlow(self.window, self.scope, opener, self._connections, cache, self._start_sandbox)
        self.search = SearchFlow(self.window.picker, self.connection, self._window_state)
        self.form = FormFlow(self.window, self.scope, self.connection)
        self.runs = RunFlow(self.window, self.scope, self.connection, self.form, self.search)
        self.preferences = SettingsFlow(
            self.window,
            self.scope,
            self.connection,
            self._connections,
            self._settings,
            self.secrets,
            opener,
            PLATFORMS,
            self.appearance,
            places,
        )
        self.palette = PaletteFlow(self.window, self.connection, self.form, self.runs, self.preferences)

    def open(self, *, with_sandbox: bool) -> None:
        """Show the window; the rest happens in the background."""
        self._crash.tell_to(self.notices.tell)
        self.window.show()
        if self._settings_note:
            self.notices.say(self._settings_note)
        if problems := self._connections.load().problems:
            self.notices.say(" ".join(problems))
        if self._crash.last_crash:
            self.notices.say_crashed(self._crash.last_crash)
        self.scope.start(self._open_secrets(), name="find the secret store")
        self.connection.start(with_sandbox=with_sandbox)

    async def aclose(self) -> Sequence[str]:
        """End everything in reverse order; returns the names of tasks that would not stop."""
        self._crash.tell_to(None)
        self._window_state.remember_window(self.window.places())
        stuck = await self.scope.aclose()
        await self.connection.aclose()
        await self.transport.aclose()
        try:
            await self._settings.save()
        except SettingsNotSaved as problem:
            _LOG.error("%s", problem)
        await self._sandbox.stop()
        self._keyring.close()
        self.window.deleteLater()
        return stuck

    async def _open_secrets(self) -> None:
        self.window.status.show_secrets("Secrets: looking for the keyring\u2026")
        place = await self.secrets.open()
        self.window.status.show_secrets(place.text, hint=place.reason)

    async def _start_sandbox(self) -> Sequence[Connection]:
        try:
            ready = await self._sandbox.ready()
        except SandboxNotStarted as problem:
            raise NotConnected(str(problem)) from problem
        made = sandbox_connections(ready)
        for one in made:
            self._session_secrets.add(one)
        return [one.connection for one in made]


class _QuitFilter(QObject):
    """Turns Qt's own wish to quit (the system's menu, a log-out) into an orderly end."""

    def __init__(self, app: QApplication, closing: asyncio.Event) -> None:
        super().__init__(app)
        self._closing = closing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            event.ignore()
            self._closing.set()
            return True
        return super().eventFilter(watched, event)


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
    qInstallMessageHandler(_on_qt_message)
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
    app.installEventFilter(_QuitFilter(app, closing))
    explorer = Explorer(app, places, mask, crash, OwnSandbox())
    explorer.window.closed.connect(closing.set)
    pulse = _listen_for_interrupts(loop, closing)
    explorer.open(with_sandbox=with_sandbox)
    await closing.wait()
    pulse.stop()
    stuck = await explorer.aclose()
    for name in stuck:
        _LOG.error("task would not stop: %s", name)
    return stuck


def _listen_for_interrupts(loop: asyncio.AbstractEventLoop, closing: asyncio.Event) -> QTimer:
    """Ctrl-C and a polite kill end the program in order; the timer lets Python see signals where the loop cannot."""
    pulse = QTimer()
    pulse.setInterval(200)
    for name in ("SIGINT", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, closing.set)
        except (NotImplementedError, RuntimeError):
            with contextlib.suppress(ValueError):
                signal.signal(number, lambda *_: closing.set())
            pulse.timeout.connect(_let_python_look)
            pulse.start()
    return pulse


def _let_python_look() -> None:
    """Nothing: that Python code runs at all is what lets it handle a signal."""


def _on_qt_message(kind: object, _context: object, message: str) -> None:
    # Raising here would end the process; Qt's own notes belong into the log.
    levels = {"QtWarningMsg": logging.WARNING, "QtCriticalMsg": logging.ERROR, "QtFatalMsg": logging.CRITICAL}
    logging.getLogger("qt").log(levels.get(getattr(kind, "name", ""), logging.DEBUG), "%s", message)


def run_check(arguments: Arguments) -> int:
    """Start everything without a window, run one action on each platform; returns the exit status."""
    from explorer.self_check import check_everything

    return check_everything(arguments, OwnSandbox(actions=2_000))
