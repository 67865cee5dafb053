"""A keyring in memory, which can be told to refuse, and the store in front of it."""

import threading
from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.storage.keyring_thread import KeyringThread


class MemoryKeyring(KeyringBackend):
    """Keeps entries in a dictionary. `trouble`, if set, is called before each entry is touched, and may raise."""

    priority = 1
    name = "Keyring of the tests"

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[str] = set()
        self.trouble: Callable[[], None] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self._touch()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._touch()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._touch()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")

    def _touch(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.trouble()


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def keyring_thread() -> Iterator[KeyringThread]:
    thread = KeyringThread("keyring of a test")
    yield thread
    thread.close()


@pytest.fixture
def connection() -> Connection:
    return Connection(
        id=ConnectionId("c-1"),
        name="Production",
        platform=Platform.STACKONE,
        base_url="https://api.example.com",
        environment=Environment.PRODUCTION,
        options={"mcp_path": "/mcp"},
    )
