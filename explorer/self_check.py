"""
`--check`: starts everything without a window, discovers on the sandbox, runs one action on each platform.

The smoke test of a package: it prints a line for each part and says what is wrong with one that does not work. The
window is built, off screen, but not shown.
"""

import asyncio
import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication

from explorer import __version__
from explorer.calls.connection_opener import ConnectionOpener
from explorer.calls.discovery import discover
from explorer.calls.run_session import RunSession
from explorer.calls.sandbox_connections import SessionSecrets, sandbox_connections
from explorer.command_line import Arguments
from explorer.domain.action import ActionKey
from explorer.domain.call import Call, Outcome
from explorer.domain.connection import Connection, Platform
from explorer.domain.failure import Failure
from explorer.domain.json_value import JsonObject
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import Provider
from explorer.sandbox.child_process import SandboxNotStarted
from explorer.standard_output import say_line
from explorer.storage.keyring_thread import KeyringThread
from explorer.storage.locations import LocationUnusable, locations
from explorer.storage.secrets import SecretStore
from explorer.ui.event_loop import run_on_qt
from explorer.ui.look.appearance import Appearance
from explorer.ui.window import ExplorerWindow

LIMIT_S: Final = 60.0
"""For each platform: longer than this is a failure."""


class Sandbox(Protocol):
    """What the check needs of the sandbox."""

    async def ready(self) -> Mapping[str, Mapping[str, object]]:
        """Its ready line, once it runs."""
        ...

    async def stop(self) -> None:
        """End it."""
        ...


@dataclass(frozen=True, slots=True)
class Trial:
    """The action that is run on a platform: one that reads, or changes nothing that matters in the sandbox."""

    key: ActionKey
    arguments: JsonObject


TRIALS: Final[Mapping[Platform, Trial]] = {
    Platform.STACKONE: Trial(ActionKey("cedarfolk_list_employees"), {}),
    Platform.PIPEDREAM: Trial(ActionKey("helper_functions-random-integer"), {"min": 1, "max": 6}),
    Platform.INLYCORE: Trial(ActionKey("system/clear-cache"), {}),
}


def check_everything(arguments: Arguments, sandbox: Sandbox) -> int:
    """Run the check; 0 if all of it works, 1 if a part does not, 2 if it cannot be started."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with ExitStack() as stack:
        data_dir = arguments.data_dir or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="explorer-check-"))
        )
        try:
            locations(data_dir).make_directories()
        except LocationUnusable as problem:
            sys.stderr.write(f"action-explorer: {problem}\n")
            return 2
        found = QApplication.instance()
        app = found if isinstance(found, QApplication) else QApplication(["action-explorer"])
        app.setQuitOnLastWindowClosed(False)
        return run_on_qt(app, _check(app, sandbox))


async def _check(app: QApplication, sandbox: Sandbox) -> int:
    python = f"Python {platform.python_version()}, Qt {qVersion()}"
    _say("explorer", f"version {__version__}, {python}, {platform.system()} {platform.machine()}")
    ExplorerWindow(Appearance(app)).deleteLater()
    _say("window", "built, off screen")
    mask = SecretMask()
    thread = KeyringThread()
    secrets = SecretStore(mask, thread)
    place = await secrets.open()
    _say("secrets", f"{place.name or 'for this session only'}{f' ({place.reason})' if place.reason else ''}")
    transport = Transport(mask)
    try:
        return await _check_platforms(sandbox, secrets, transport, mask)
    finally:
        await transport.aclose()
        await sandbox.stop()
        thread.close()


async def _check_platforms(sandbox: Sandbox, secrets: SecretStore, transport: Transport, mask: SecretMask) -> int:
    try:
        made = sandbox_connections(await sandbox.ready())
    except (SandboxNotStarted, Failure) as problem:
        _say("sandbox", f"FAILED: {problem}")
        return 1
    _say("sandbox", "started")
    own = SessionSecrets(secrets)
    opener = ConnectionOpener(PLATFORMS, own, transport, mask)
    works = True
    for one in made:
        own.add(one)
        try:
            async with asyncio.timeout(LIMIT_S):
                words = await _check_platform(await opener.open(one.connection), one.connection)
        except Failure as failure:
            words, works = f"FAILED: {failure.said}", False
        except _NotWorking as problem:
            words, works = f"FAILED: {problem}", False
        except TimeoutError:
            words, works = f"FAILED: not done within {LIMIT_S:g} s", False
        _say(one.connection.platform.label, words)
    return 0 if works else 1


class _NotWorking(Exception):
    """A part answered, but not as it should; the text says what is wrong."""


async def _check_platform(provider: Provider, connection: Connection) -> str:
    try:
        async for step in provider.test_connection():
            if step.failure is not None:
                raise _NotWorking(f"at the step \u201c{step.name}\u201d: {step.failure.said}. {step.failure.next_step}")
        accounts = await provider.list_accounts()
        catalogue = await discover(provider, _ignore)
        if catalogue.problems:
            problem = catalogue.problems[0]
            raise _NotWorking(
                f"{len(catalogue.problems)} entries cannot be read, first {problem.entry}: {problem.reason}"
            )
        trial = TRIALS[connection.platform]
        action = next((one for one in catalogue.actions if one.key == trial.key), None)
        if action is None:
            raise _NotWorking(f"{trial.key} is not among the {len(catalogue.actions):,} actions found")
        fitting = [one.id for one in accounts if one.connector_key in ("", action.connector_key)]
        description = await provider.describe(action, fitting[0] if fitting else None)
        call = Call(
            connection_id=connection.id,
            action=description.action,
            account_id=fitting[0] if fitting else None,
            arguments=trial.arguments,
            state=description.state,
        )
        started = time.perf_counter()
        run = await RunSession(provider, call, _ignore).work()
        took_ms = (time.perf_counter() - started) * 1000
        if run.result is None or run.result.outcome is not Outcome.SUCCEEDED:
            raise _NotWorking(f"{action.name}: {run.result.summary if run.result else 'no result'}")
        return (
            f"{len(catalogue.actions):,} actions, {len(accounts)} accounts; "
            f"{action.name} succeeded in {took_ms:,.0f} ms: {run.result.summary}"
        )
    finally:
        await provider.aclose()


def _ignore(_progress: object) -> None:
    """Nobody watches the check."""


def _say(part: str, words: str) -> None:
    # Whoever stopped reading still gets the exit status.
    say_line(f"{part}: {words}")
