"""
Which windows of the program are alive, so that a run that one of them is making is not taken for one that was
interrupted.

Each holds a lock on a file of its own, which the system lets go of when the process ends, however it ends. The lock is
SQLite's own on an empty database: it works the same on Linux, macOS and Windows, between processes and within one, and
cannot be mistaken as a process number that was given anew can.
"""

import contextlib
import sqlite3
import uuid
from pathlib import Path
from typing import Final

MOST_TRIES: Final = 3


class SessionLock:
    """The lock of this window; `id` is what its runs are marked with. Use it in one thread."""

    def __init__(self, directory: Path) -> None:
        self.id = uuid.uuid4().hex
        self._directory = directory
        self._connection: sqlite3.Connection | None = None

    def take(self) -> None:
        """
        Be alive from now on, under a new `id`.

        Raises:
            sqlite3.Error, OSError: The file cannot be made or locked.
        """
        self._directory.mkdir(mode=0o700, exist_ok=True)
        tries = 0
        while True:
            tries += 1
            path = _file(self._directory, self.id)
            path.touch(mode=0o600)
            try:
                connection = _locked(path)
            except sqlite3.Error:
                if tries == MOST_TRIES:
                    raise
            else:
                if path.exists():
                    self._connection = connection
                    return
                connection.close()
            # Another window took the file for one of a window that is gone, in the moment before it was locked.
            self.id = uuid.uuid4().hex

    def release(self) -> None:
        """Be gone from now on."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            _remove(self._directory, self.id)

    def others(self) -> frozenset[str]:
        """The other sessions that are alive now; what the dead have left is removed."""
        alive = set()
        for path in self._directory.glob("*.lock"):
            if path.stem != self.id and is_alive(self._directory, path.stem):
                alive.add(path.stem)
        return frozenset(alive)


def is_alive(directory: Path, session: str) -> bool:
    """Whether the window still holds its lock; the file of one that does not is removed."""
    path = _file(directory, session)
    if not path.exists():
        return False
    try:
        connection = _locked(path)
    except sqlite3.Error:
        return path.exists()
    # Removed while it is locked, so that its owner, who may just be about to lock it, finds it gone. Windows removes
    # no open file, but none that its owner has opened either.
    _remove(directory, session)
    connection.close()
    _remove(directory, session)
    return False


def _locked(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection


def _file(directory: Path, session: str) -> Path:
    return directory / f"{session}.lock"


def _remove(directory: Path, session: str) -> None:
    with contextlib.suppress(OSError):
        _file(directory, session).unlink()
