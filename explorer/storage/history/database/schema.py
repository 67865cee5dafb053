"""
The tables of the history, and the steps that bring those of older programs up to date.

    runs           a line of the list for each run, narrow, so that many can be looked at
    calls          what was to be sent, and what the form needs to show it again
    results        how it ended, once it has
    bodies         the files beside the database
    definitions    the platforms' descriptions of actions, each once
    search_texts   everything readable of a run, as it is searched
    totals         one row: how many runs there are and how much they take
    marks          what the program notes about the database itself

A step changes the tables of one version into those of the next. `PRAGMA user_version` holds the version; 0 is an
empty database. The index for the search is no part of this: it can be made anew at any time (`search_index`).
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

Step = Callable[[sqlite3.Connection], None]

TABLES: Final = frozenset(
    {"runs", "calls", "results", "bodies", "definitions", "search_texts", "totals", "marks"},
)


class UnknownVersion(Exception):
    """A newer program, or none of ours, made the database; the text says so."""


def _first_tables(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)


_VERSION_1: Final = (
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        session TEXT NOT NULL,
        outcome TEXT NOT NULL,
        is_unknown INTEGER NOT NULL DEFAULT 0,
        is_pinned INTEGER NOT NULL DEFAULT 0,
        started_us INTEGER NOT NULL,
        duration_ms REAL NOT NULL DEFAULT 0,
        connection_id TEXT NOT NULL,
        connection_name TEXT NOT NULL,
        platform TEXT NOT NULL,
        action_key TEXT NOT NULL,
        action_name TEXT NOT NULL,
        action_version TEXT NOT NULL,
        connector_name TEXT NOT NULL,
        effect TEXT NOT NULL,
        account_id TEXT,
        account_label TEXT NOT NULL,
        status INTEGER,
        summary TEXT NOT NULL DEFAULT '',
        size_bytes INTEGER NOT NULL DEFAULT 0
    )""",
    # A row's number is the last column of every index: with one value given, an index has the list's order.
    "CREATE INDEX runs_by_start ON runs (started_us)",
    "CREATE INDEX runs_by_connection ON runs (connection_id)",
    "CREATE INDEX runs_by_action ON runs (action_key)",
    "CREATE INDEX runs_by_account ON runs (account_id)",
    "CREATE INDEX runs_by_outcome ON runs (outcome)",
    "CREATE INDEX runs_pinned ON runs (is_pinned) WHERE is_pinned",
    "CREATE TABLE definitions (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE calls (
        number INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        call TEXT NOT NULL,
        arguments TEXT NOT NULL,
        options TEXT NOT NULL,
        form_notes TEXT NOT NULL,
        request TEXT NOT NULL,
        definition TEXT REFERENCES definitions
    )""",
    "CREATE INDEX calls_by_definition ON calls (definition)",
    """CREATE TRIGGER definition_without_calls AFTER DELETE ON calls WHEN old.definition IS NOT NULL BEGIN
        DELETE FROM definitions WHERE sha256 = old.definition
            AND NOT EXISTS (SELECT 1 FROM calls WHERE definition = old.definition);
    END""",
    """CREATE TABLE results (
        number INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        result TEXT NOT NULL
    )""",
    """CREATE TABLE bodies (
        number INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        received_bytes INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL,
        is_masked INTEGER NOT NULL,
        PRIMARY KEY (number, kind)
    ) WITHOUT ROWID""",
    """CREATE TABLE search_texts (
        number INTEGER PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
        called TEXT NOT NULL,
        answered TEXT NOT NULL
    )""",
    "CREATE TABLE totals (runs INTEGER NOT NULL, size_bytes INTEGER NOT NULL)",
    "INSERT INTO totals VALUES (0, 0)",
    """CREATE TRIGGER run_added AFTER INSERT ON runs BEGIN
        UPDATE totals SET runs = runs + 1, size_bytes = size_bytes + new.size_bytes;
    END""",
    """CREATE TRIGGER run_grown AFTER UPDATE OF size_bytes ON runs BEGIN
        UPDATE totals SET size_bytes = size_bytes + new.size_bytes - old.size_bytes;
    END""",
    """CREATE TRIGGER run_gone AFTER DELETE ON runs BEGIN
        UPDATE totals SET runs = runs - 1, size_bytes = size_bytes - old.size_bytes;
    END""",
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

STEPS: Final[Sequence[Step]] = (_first_tables,)
"""The step at place 0 leads from the empty database to version 1, and so on."""


def upgrade(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """
    Bring the tables to the newest version, in the transaction that is open; they stay as they are if they have it.

    Raises:
        UnknownVersion: A newer program made them, or they are not ours at all.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(steps):
        raise UnknownVersion(f"a newer program wrote it (version {version}; this one knows {len(steps)})")
    if version == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise UnknownVersion("it has no version")
    for step in steps[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {len(steps):d}")
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := TABLES - found:
        raise UnknownVersion(f"a part of it is missing: {', '.join(sorted(missing))}")
