import sqlite3

import pytest

from explorer.storage.history.database import search_index
from explorer.storage.history.database.schema import upgrade
from explorer.storage.history.database.search_index import SearchIndex, has_trigrams


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:", isolation_level=None)
    upgrade(made)
    made.execute("PRAGMA foreign_keys = OFF")
    yield made
    made.close()


class WithoutIndex(sqlite3.Connection):
    """As a SQLite that was built without FTS5."""

    def execute(self, statement, *values):
        if "fts5" in statement:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(statement, *values)


def found(index, connection, *words):
    question, _ = index.question(words)
    rows = connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid", (question,))
    return [number for (number,) in rows]


def test_this_sqlite_has_the_index(connection):
    assert has_trigrams(connection)


def test_a_sqlite_without_the_index_works_without():
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=WithoutIndex)
    upgrade(connection)
    index = SearchIndex(connection)
    assert not index.is_there
    index.overwrite_removed()
    connection.close()


def test_texts_are_replaced_and_removed(connection):
    index = SearchIndex(connection)
    index.put(1, "one", "first")
    index.put(2, "two", "second")
    index.put(1, "uno", "primo")
    index.remove(2)
    index.remove(3)
    index.overwrite_removed()
    assert [found(index, connection, word) for word in ("one", "uno", "rim", "two")] == [[], [1], [1], []]
    index.clear()
    assert found(index, connection, "uno") == []


def test_a_short_word_that_is_nowhere_finds_nothing(connection):
    index = SearchIndex(connection)
    index.put(1, "one", "first")
    assert [found(index, connection, word) for word in ("qq", "on", "t", "\u0130")] == [[], [1], [1], []]


def test_a_short_word_with_too_many_sequences_is_left(connection, monkeypatch):
    monkeypatch.setattr(search_index, "MOST_SEQUENCES", 2)
    index = SearchIndex(connection)
    index.put(1, "abc abd abe", "")
    assert index.question(["abc", "ab"]) == ('("abc")', ["ab"])


def test_an_index_that_is_large_is_left_to_its_own_times(connection, monkeypatch):
    monkeypatch.setattr(search_index, "_SMALL_PAGES", 0)
    index = SearchIndex(connection)
    index.put(1, "one", "first")
    index.remove(1)
    index.overwrite_removed()
    assert found(index, connection, "one") == []


def test_an_index_that_cannot_be_made_leaves_the_database_as_it_was(connection):
    connection.execute("DROP TABLE search_texts")
    with pytest.raises(sqlite3.OperationalError):
        SearchIndex(connection)
    assert not connection.in_transaction
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_index'").fetchone()


def test_removed_texts_leave_no_sequence_in_the_index(connection):
    index = SearchIndex(connection)
    index.put(1, "abcdef", "")
    index.put(2, "uvwxyz", "")
    index.remove(1)
    index.overwrite_removed()
    blocks = b"".join(bytes(block) for (block,) in connection.execute("SELECT block FROM search_index_data"))
    assert b"uvw" in blocks
    assert b"abc" not in blocks


class Newer(sqlite3.Connection):
    """As a newer SQLite that overwrites what it removes from the index when it is told to."""

    def execute(self, statement, *values):
        if "'secure-delete', 1" in statement:
            self.told = getattr(self, "told", 0) + 1
            return super().execute("INSERT INTO search_index_config VALUES ('secure-delete', 1)")
        return super().execute(statement, *values)


def test_a_newer_sqlite_is_told_to_overwrite_and_does_so_by_itself(monkeypatch):
    monkeypatch.setattr(search_index, "_OVERWRITES_SINCE", (0, 0, 0))
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Newer)
    upgrade(connection)
    index = SearchIndex(connection)
    index.overwrite_removed()
    SearchIndex(connection)
    assert connection.told == 1
    connection.close()
