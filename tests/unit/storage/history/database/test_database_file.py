import shutil
import sqlite3
import threading

import pytest

from explorer.storage.history.database import database_file
from explorer.storage.history.database.database_file import FILE, HistoryDatabase, connected
from explorer.storage.history.database.session_lock import SessionLock
from explorer.storage.history.records import HistoryUnusable


@pytest.fixture
def told():
    return []


@pytest.fixture
def place(tmp_path):
    return tmp_path / "history"


@pytest.fixture
def database(place, told):
    made = HistoryDatabase(place, told.append)
    yield made
    made.close()


def note(database, value):
    def write(opened):
        with opened.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO marks VALUES (?, '')", (value,))

    database.use(write)


def notes(database):
    return [
        name for (name,) in database.use(lambda opened: opened.connection.execute("SELECT name FROM marks").fetchall())
    ]


def asides(place):
    return sorted(path for path in place.parent.iterdir() if path.name.startswith("history.broken-"))


def test_it_is_set_up_as_promised(database):
    def read(opened):
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "auto_vacuum", "busy_timeout")
        return [opened.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert database.use(read) == ["wal", 1, 1, 1, 2, 5000]


def test_what_is_written_is_there_the_next_time(database, told):
    note(database, "one")
    database.close()
    assert notes(database) == ["one"]
    assert told == []


@pytest.mark.parametrize("harm", ["no database", "newer", "table missing", "not ours"])
def test_a_database_that_cannot_be_used_is_kept_aside_told_and_replaced(database, place, told, harm):
    note(database, "one")
    database.close()
    (place / "bodies").mkdir()
    (place / "bodies" / "body").write_text("kept")
    if harm == "no database":
        (place / FILE).write_bytes(b"this is not a database, although it is long enough" * 100)
    else:
        connection = sqlite3.connect(place / FILE)
        statement = {
            "newer": "PRAGMA user_version = 99",
            "table missing": "DROP TABLE results",
            "not ours": "PRAGMA user_version = 0",
        }[harm]
        connection.execute(statement)
        connection.commit()
        connection.close()
    before = (place / FILE).read_bytes()
    is_readable = before.startswith(b"SQLite")
    note(database, "two")
    assert notes(database) == ["two"]
    (aside,) = asides(place)
    if is_readable:
        connection = sqlite3.connect(aside / FILE)
        assert connection.execute("SELECT name FROM marks").fetchall() == [("one",)]
        connection.close()
    else:
        assert (aside / FILE).read_bytes() == before
    assert (aside / "bodies" / "body").read_text() == "kept"
    (said,) = told
    assert said.startswith("The history could not be read: ")
    assert aside.name in said


def test_a_database_found_to_be_damaged_while_it_is_used_is_replaced_and_the_work_is_done(database, place, told):
    for number in range(300):
        note(database, f"{number:0200d}")
    database.close()
    content = bytearray((place / FILE).read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    (place / FILE).write_bytes(content)
    note(database, "new")
    assert notes(database) == ["new"]
    assert len(asides(place)) == 1
    assert len(told) == 1


def test_damage_that_comes_while_it_is_open_is_looked_into_and_nothing_replaced_where_there_is_none(
    database, place, told
):
    failures = [1]

    def fail_once(opened):
        if failures.pop() if failures else False:
            problem = sqlite3.DatabaseError("malformed")
            problem.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise problem
        return "done"

    note(database, "one")
    assert database.use(fail_once) == "done"
    assert notes(database) == ["one"]
    assert (asides(place), told) == ([], [])


def test_damage_found_by_the_check_replaces_it(database, place, told, monkeypatch):
    def fail(opened):
        if not told:
            problem = sqlite3.DatabaseError("malformed")
            problem.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise problem
        return "done"

    class Checked:
        def __init__(self, connection):
            self._connection = connection

        def execute(self, statement):
            return self._connection.execute("SELECT 'page 5 is wrong'" if "quick_check" in statement else statement)

    check = database_file._check
    monkeypatch.setattr(database_file, "_check", lambda connection: check(Checked(connection)))
    note(database, "one")
    assert database.use(fail) == "done"
    assert len(asides(place)) == 1
    assert "it is damaged" in told[0]


def test_a_damaged_database_that_another_window_uses_is_left_where_it_is(database, place, told):
    note(database, "one")
    database.close()
    (place / FILE).write_bytes(b"no database" * 1000)
    other = SessionLock(place / database_file.SESSIONS)
    other.take()
    with pytest.raises(HistoryUnusable, match="Another window uses it"):
        notes(database)
    other.release()
    assert (asides(place), told) == ([], [])


def test_a_damaged_database_that_cannot_be_renamed_is_said(database, place, monkeypatch):
    note(database, "one")
    database.close()
    (place / FILE).write_bytes(b"no database" * 1000)

    def refuse(_path):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(database_file, "set_aside", refuse)
    with pytest.raises(HistoryUnusable, match=r"It cannot be renamed either \(in use\)"):
        notes(database)


def test_an_error_that_is_no_damage_is_said_and_replaces_nothing(database, place):
    note(database, "one")
    with pytest.raises(HistoryUnusable, match="no such table"):
        database.use(lambda opened: opened.connection.execute("SELECT * FROM nowhere"))
    assert notes(database) == ["one"]
    assert asides(place) == []


def test_a_database_that_cannot_be_opened_is_said(database, place):
    (place / FILE).mkdir(parents=True)
    with pytest.raises(HistoryUnusable):
        notes(database)


def test_work_that_fails_leaves_nothing_half_done(database):
    def fail(opened):
        with opened.transaction() as connection:
            connection.execute("INSERT INTO marks VALUES ('half', '')")
            raise KeyError

    with pytest.raises(KeyError):
        database.use(fail)
    assert notes(database) == []


def test_a_transaction_that_sqlite_has_ended_itself_is_not_ended_twice(database):
    def fail(opened):
        with opened.transaction() as connection:
            connection.execute("ROLLBACK")
            raise KeyError

    with pytest.raises(KeyError):
        database.use(fail)


def test_a_setting_that_cannot_be_made_leaves_no_connection_open(place):
    place.mkdir()
    (place / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        connected(place / FILE)
    shutil.rmtree(place)


def test_only_the_search_with_the_ticket_is_interrupted(database):
    started, ended = threading.Event(), []

    def count(opened):
        started.set()
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        opened.connection.execute(endless).fetchone()

    def search():
        try:
            database.search(count, ticket="mine")
        except HistoryUnusable as problem:
            ended.append(str(problem))
        ended.append(notes(database))
        database.close()

    thread = threading.Thread(target=search)
    thread.start()
    started.wait(10)
    database.interrupt_search("other")
    while thread.is_alive():
        database.interrupt_search("mine")
        thread.join(0.01)
    database.interrupt_search("mine")
    assert ended == ["The history cannot be used: interrupted.", []]


def test_a_database_that_another_process_holds_is_said_and_left_where_it_is(database, place, monkeypatch):
    note(database, "one")
    database.close()
    monkeypatch.setattr(database_file, "BUSY_S", 0.01)
    other = sqlite3.connect(place / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryUnusable, match="locked"):
        notes(database)
    other.close()
    assert notes(database) == ["one"]
    assert asides(place) == []
