"""
The database file: opened, brought up to date, and replaced when it cannot be used, the old one being kept aside.

SQLite with a write-ahead log. A run that was written survives the end of the program, however it ends; a power cut may
take the last ones, never the file (`synchronous=NORMAL`). What is deleted is overwritten (`secure_delete`).
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from explorer.storage.atomic_file import set_aside
from explorer.storage.history.database.schema import UnknownVersion, upgrade
from explorer.storage.history.database.search_index import SearchIndex, mark_stale
from explorer.storage.history.database.session_lock import SessionLock
from explorer.storage.history.database.transaction import writing
from explorer.storage.history.records import HistoryUnusable

Result = TypeVar("Result")

FILE: Final = "runs.sqlite"
SESSIONS: Final = "sessions"
MOST_PAGES_BACK: Final = 500
"""Given back at a time: each takes up to a fifth of a millisecond."""

BUSY_S: Final = 5.0
"""How long another window's writing is waited for."""

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Opened:
    """The database while it is open: what its work is done with."""

    def __init__(self, connection: sqlite3.Connection, index: SearchIndex, session: SessionLock) -> None:
        self.connection = connection
        self.index = index
        self.session = session
        self.definitions: dict[str, str] = {}
        """Digests of descriptions written last, so that a large one is not masked again for each run."""

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is done within is written, or nothing."""
        with writing(self.connection):
            yield self.connection

    def wipe(self) -> None:
        """Let nothing of what was deleted remain in the files: some freed pages are given back, the log is emptied."""
        # Of the ways to run a statement, only this one takes all steps of one that gives no rows.
        self.connection.executescript(f"PRAGMA incremental_vacuum({MOST_PAGES_BACK})")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def empty(self, delete: Callable[[], Result]) -> Result:
        """
        Delete nearly everything, and let nothing of it remain in the files.

        Overwriting each page takes ten seconds where there were 100,000 runs. A window that is alone has what is left
        written anew instead, and the file cut off behind it.
        """
        is_alone = not self.session.others()
        self.connection.execute(f"PRAGMA secure_delete = {'OFF' if is_alone else 'ON'}").fetchall()
        try:
            deleted = delete()
            if is_alone:
                self.connection.execute("VACUUM")
        finally:
            self.connection.execute("PRAGMA secure_delete = ON").fetchall()
        self.wipe()
        return deleted


class HistoryDatabase:
    """
    The history's database, in one directory. Use it in one thread.

    Args:
        directory: All of the history; no other files belong there.
        tell: Told, in this thread, in a sentence, when a database had to be replaced.
    """

    def __init__(self, directory: Path, tell: Callable[[str], None]) -> None:
        self._directory = directory
        self._tell = tell
        self._opened: Opened | None = None
        self._searching = threading.Lock()
        self._searched: tuple[object, sqlite3.Connection] | None = None

    def use(self, work: Callable[[Opened], Result]) -> Result:
        """
        Do something with the database, which is opened for the first work.

        One that turns out to be damaged is replaced; the work is then done with the new one.

        Raises:
            HistoryUnusable: It cannot be opened, or the work cannot be done with it.
        """
        try:
            opened = self._open()
            try:
                return work(opened)
            except sqlite3.DatabaseError as problem:
                if not _is_damage(problem):
                    raise
            self.close()
            return work(self._open(is_suspect=True))
        except (sqlite3.Error, OSError) as problem:
            raise HistoryUnusable(f"The history cannot be used: {_reason(problem)}.") from problem

    def search(self, work: Callable[[Opened], Result], ticket: object) -> Result:
        """As `use`, for work that only reads and may be interrupted with the ticket."""

        def read(opened: Opened) -> Result:
            self._set_searched((ticket, opened.connection))
            try:
                return work(opened)
            finally:
                self._set_searched(None)

        return self.use(read)

    def interrupt_search(self, ticket: object) -> None:
        """Make that search end with an error, if it is being done now. For any thread."""
        with self._searching:
            if self._searched is not None and self._searched[0] is ticket:
                self._searched[1].interrupt()

    def close(self) -> None:
        """Let go of the files; the next work opens them again."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.connection.close()
            opened.session.release()

    def _open(self, *, is_suspect: bool = False) -> Opened:
        if self._opened is None:
            try:
                self._opened = self._opened_once(is_suspect=is_suspect)
            except (UnknownVersion, sqlite3.DatabaseError) as problem:
                if isinstance(problem, sqlite3.DatabaseError) and not _is_damage(problem):
                    raise
                self._put_aside(problem)
                self._opened = self._opened_once()
        return self._opened

    def _opened_once(self, *, is_suspect: bool = False) -> Opened:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        session = SessionLock(self._directory / SESSIONS)
        session.take()
        try:
            connection = connected(self._directory / FILE)
            try:
                with writing(connection):
                    upgrade(connection)
                if is_suspect:
                    _check(connection)
                    mark_stale(connection)
                return Opened(connection, SearchIndex(connection), session)
            except BaseException:
                connection.close()
                raise
        except BaseException:
            session.release()
            raise

    def _set_searched(self, searched: tuple[object, sqlite3.Connection] | None) -> None:
        # Under the lock, so that an interruption never hits the work after the search.
        with self._searching:
            self._searched = searched

    def _put_aside(self, problem: Exception) -> None:
        said = f"The history could not be read: {_reason(problem)}."
        if SessionLock(self._directory / SESSIONS).others():
            raise HistoryUnusable(f"{said} Another window uses it, so nothing is kept until all are closed.")
        try:
            aside = set_aside(self._directory)
        except OSError as refusal:
            raise HistoryUnusable(f"{said} It cannot be renamed either ({_reason(refusal)}).") from refusal
        self._tell(f"{said} It is kept as {aside.name}, and a new one is begun.")


def connected(path: Path) -> sqlite3.Connection:
    """A connection as the history wants it; the file is made if need be, for its owner alone."""
    # The log and its index get the rights that this file has.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        for setting in (
            "auto_vacuum = INCREMENTAL",
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "cache_size = -16384",
            "journal_size_limit = 16777216",
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise UnknownVersion("it is damaged")


def _is_damage(problem: sqlite3.Error) -> bool:
    # The lower eight bits are the kind, those above tell more.
    return (getattr(problem, "sqlite_errorcode", 0) & 0xFF) in _DAMAGE


def _reason(problem: Exception) -> str:
    return str(getattr(problem, "strerror", "") or problem or type(problem).__name__)
