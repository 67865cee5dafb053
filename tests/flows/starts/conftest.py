"""The program started again and again on the same files: what one start leaves behind, the next one finds."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from explorer.app import Explorer
from explorer.crash_report import CrashReport
from explorer.domain.masking import SecretMask
from explorer.storage.locations import locations
from tests.flows.conftest import Person, SharedSandbox


class Starts:
    """Starts the program; the one before is closed first."""

    def __init__(self, app: QApplication, sandbox: Mapping[str, Mapping[str, object]], data_dir: Path) -> None:
        self._app = app
        self._sandbox = sandbox
        self.data_dir = data_dir
        self.running: Explorer | None = None

    async def start(self, *, with_sandbox: bool = False) -> Person:
        """A person in front of the window that has just come up."""
        await self.close()
        places = locations(self.data_dir)
        places.make_directories()
        mask = SecretMask()
        self.running = Explorer(self._app, places, mask, CrashReport(places.logs, mask), SharedSandbox(self._sandbox))
        self.running.window.resize(1440, 900)
        self.running.open(with_sandbox=with_sandbox)
        return Person(self.running)

    async def close(self) -> None:
        """End the program that runs, as closing its window does."""
        explorer, self.running = self.running, None
        if explorer is not None:
            explorer.window.close()
            stuck = await explorer.aclose()
            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            assert not stuck, f"tasks that would not stop: {stuck}"

    def written(self) -> bytes:
        """Everything that lies in the program's directory."""
        return b"\n".join(path.read_bytes() for path in sorted(self.data_dir.rglob("*")) if path.is_file())


@pytest.fixture
def starts(
    qapp: QApplication,
    loop: asyncio.AbstractEventLoop,
    sandbox: Mapping[str, Mapping[str, object]],
    data_dir: Path,
    run: Callable[..., object],
) -> Iterator[Starts]:
    """The program, to be started as often as a test likes, on files that are empty at first."""
    qapp.setQuitOnLastWindowClosed(False)
    made = Starts(qapp, sandbox, data_dir)
    yield made
    run(made.close())


class MemoryKeyring(KeyringBackend):
    """Keeps entries in a dictionary, until it is locked."""

    priority = 1
    name = "Keyring of the tests"

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def _open(self) -> dict[tuple[str, str], str]:
        if self.is_locked:
            raise KeyringLocked("locked")
        return self.entries

    def get_password(self, service: str, username: str) -> str | None:
        return self._open().get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open().pop((service, username), None)


@pytest.fixture
def system_keyring() -> Iterator[MemoryKeyring]:
    """A keyring as a desktop has one; it outlives the program."""
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def dialog() -> Callable[[], QDialog]:
    """The dialog in front."""

    def in_front() -> QDialog:
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog), "no dialog is open"
        return found

    return in_front
