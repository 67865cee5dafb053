import sqlite3
from pathlib import Path

import pytest

from explorer.storage.history.database.schema import STEPS, TABLES, UnknownVersion, upgrade


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:", isolation_level=None)
    yield made
    made.close()


def version_of(connection):
    return connection.execute("PRAGMA user_version").fetchone()[0]


def tables_of(connection):
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def add_colour(connection):
    connection.execute("ALTER TABLE runs ADD COLUMN colour TEXT NOT NULL DEFAULT 'grey'")


def fill_colour(connection):
    connection.execute("UPDATE runs SET colour = 'red' WHERE outcome = 'REJECTED'")


SAMPLE_STEPS = (*STEPS, add_colour, fill_colour)


def test_step_1_makes_all_tables_of_an_empty_database(connection):
    upgrade(connection, STEPS[:1])
    assert tables_of(connection) >= TABLES
    assert version_of(connection) == 1
    assert connection.execute("SELECT runs, size_bytes FROM totals").fetchall() == [(0, 0)]


def test_steps_are_taken_from_where_the_database_is(connection):
    upgrade(connection, STEPS)
    connection.execute(
        "INSERT INTO runs (id, session, outcome, started_us, connection_id, connection_name, platform, action_key, "
        "action_name, action_version, connector_name, effect, account_label) "
        "VALUES ('r', 's', 'REJECTED', 0, '', '', '', '', '', '', '', '', '')"
    )
    upgrade(connection, SAMPLE_STEPS)
    assert version_of(connection) == len(SAMPLE_STEPS)
    assert connection.execute("SELECT id, colour FROM runs").fetchall() == [("r", "red")]


def test_the_newest_version_stays_as_it_is(connection):
    upgrade(connection)
    upgrade(connection)
    assert version_of(connection) == len(STEPS)


def test_a_step_that_fails_leaves_the_version_before(connection):
    def fail(_connection):
        raise sqlite3.OperationalError("disk full")

    upgrade(connection)
    connection.execute("BEGIN")
    with pytest.raises(sqlite3.OperationalError):
        upgrade(connection, (*STEPS, add_colour, fail))
    connection.execute("ROLLBACK")
    assert version_of(connection) == len(STEPS)
    assert "colour" not in [row[1] for row in connection.execute("PRAGMA table_info(runs)")]


def test_a_database_of_a_newer_program_is_refused_with_both_versions(connection):
    connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UnknownVersion, match=rf"newer program wrote it \(version 99; this one knows {len(STEPS)}\)"):
        upgrade(connection)


def test_a_database_of_something_else_is_refused(connection):
    connection.execute("CREATE TABLE other (x)")
    with pytest.raises(UnknownVersion, match="no version"):
        upgrade(connection)


def test_a_database_without_one_of_its_tables_is_refused(connection):
    upgrade(connection)
    connection.execute("DROP TABLE results")
    with pytest.raises(UnknownVersion, match="a part of it is missing: results"):
        upgrade(connection)


def test_each_step_has_a_test_of_its_own():
    here = Path(__file__).read_text("utf-8")
    assert not [number for number in range(1, len(STEPS) + 1) if f"def test_step_{number}_" not in here]
