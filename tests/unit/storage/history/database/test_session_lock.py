import sqlite3
import subprocess
import sys

import pytest

from explorer.storage.history.database import session_lock
from explorer.storage.history.database.session_lock import SessionLock, is_alive

HOLDER = """
import sys
from pathlib import Path
from explorer.storage.history.database.session_lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
lock.take()
print(lock.id, flush=True)
sys.stdin.read()
"""


def test_a_session_is_alive_while_it_holds_its_lock(tmp_path):
    one, other = SessionLock(tmp_path), SessionLock(tmp_path)
    one.take()
    other.take()
    assert one.others() == {other.id}
    other.release()
    assert one.others() == frozenset()
    one.release()
    one.release()
    assert list(tmp_path.iterdir()) == []


def test_a_session_that_was_never_there_is_not_alive(tmp_path):
    assert not is_alive(tmp_path, "gone")


def test_a_killed_process_is_not_alive_and_its_file_is_removed(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        session = process.stdout.readline().strip()
        was_alive = is_alive(tmp_path, session)
        process.kill()
        process.wait()
    assert was_alive
    assert not is_alive(tmp_path, session)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_taken_away_before_it_was_locked_is_made_anew(tmp_path, monkeypatch):
    locked = session_lock._locked
    taken = []

    def take_away_first(path):
        connection = locked(path)
        if not taken:
            taken.append(path)
            path.unlink()
        return connection

    monkeypatch.setattr(session_lock, "_locked", take_away_first)
    lock = SessionLock(tmp_path)
    lock.take()
    assert taken[0].stem != lock.id
    assert (tmp_path / f"{lock.id}.lock").exists()
    lock.release()


def test_a_file_that_can_never_be_locked_is_given_up(tmp_path, monkeypatch):
    def fail(_path):
        raise sqlite3.OperationalError("locked")

    monkeypatch.setattr(session_lock, "_locked", fail)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        SessionLock(tmp_path).take()
