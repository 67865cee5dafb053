"""
The search over everything readable: an index of all sequences of three letters, which finds any part of any word.

A word of one or two letters is looked for as any of the sequences that begin with it. Where those are too many, and for
all words where SQLite was built without the index, the texts themselves are looked into, newest run first: exact too,
and slower the rarer the word is.

Weighed: SQLite's tokenizer for words takes a third of the space and finds beginnings of words only, while people look
for pieces of ids, of addresses, of host names. The index takes about four times its text, which is why the text of a
run is bounded (`search_text`).
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from explorer.storage.history.database.transaction import writing

SEQUENCE: Final = 3
NEVER: Final = "\ufdd0" * SEQUENCE
"""Letters that no text has: they are none."""

MOST_SEQUENCES: Final = 200
END: Final = "\n\n"
"""Behind each text, so that its last letters begin a sequence, too."""

MOST_LETTERS: Final = 1000
"""Of what is searched for; more is cut."""

_STALE: Final = "index is stale"
_SMALL_PAGES: Final = 8192
_OVERWRITES_SINCE: Final = (3, 42, 0)


class SearchIndex:
    """The index of one database. One that others changed without keeping it up to date is made anew at the start."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.is_there = has_trigrams(connection)
        connection.create_function("holds_word", 2, _holds_word, deterministic=True)
        if self.is_there:
            self._make()
            if sqlite3.sqlite_version_info >= _OVERWRITES_SINCE:
                self._overwrite_by_itself()
            connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_sequences "
                "USING fts5vocab('main', 'search_index', 'row')"
            )

    def put(self, number: int, called: str, answered: str) -> None:
        """Make a run findable by these texts, in place of those before. Within a transaction."""
        self.remove(number)
        called, answered = called + END, answered + END
        self._connection.execute("INSERT INTO search_texts VALUES (?, ?, ?)", (number, called, answered))
        if self.is_there:
            self._connection.execute(
                "INSERT INTO search_index (rowid, called, answered) VALUES (?, ?, ?)", (number, called, answered)
            )
        else:
            mark_stale(self._connection)

    def remove(self, number: int) -> None:
        """Forget a run's texts. Within a transaction."""
        row = self._connection.execute(
            "SELECT number, called, answered FROM search_texts WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            return
        if self.is_there:
            self._connection.execute(
                "INSERT INTO search_index (search_index, rowid, called, answered) VALUES ('delete', ?, ?, ?)", row
            )
        else:
            mark_stale(self._connection)
        self._connection.execute("DELETE FROM search_texts WHERE number = ?", (number,))

    def clear(self) -> None:
        """Forget all texts. Within a transaction."""
        self._connection.execute("DELETE FROM search_texts")
        if self.is_there:
            self._connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")

    def question(self, words: Sequence[str]) -> tuple[str, Sequence[str]]:
        """What the index is to be asked for, empty if it cannot help, and the words that it cannot look for."""
        parts: list[str] = []
        left: list[str] = []
        for word in words:
            sequences = [word] if len(word) >= SEQUENCE else self._sequences(word)
            if sequences is None:
                left.append(word)
            else:
                quoted = ('"{}"'.format(one.replace('"', '""')) for one in sequences)
                parts.append(f"({' OR '.join(quoted)})")
        return " AND ".join(parts), left

    def overwrite_removed(self) -> None:
        """
        Let the sequences of removed texts disappear from the index, too.

        Newer SQLite does so by itself. Older does when it merges parts of the index; all of it is merged here while
        that takes a second at most, and left to its own times beyond that.
        """
        if not self.is_there or sqlite3.sqlite_version_info >= _OVERWRITES_SINCE:
            return
        (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
        if pages <= _SMALL_PAGES:
            self._connection.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")

    def _sequences(self, word: str) -> Sequence[str] | None:
        """Those that begin with a short word and occur; one that does not occur where none does, None for too many."""
        start = word.lower()
        rows = self._connection.execute(
            "SELECT term FROM temp.search_sequences WHERE term >= ? AND term < ? LIMIT ?",
            (start, start + "\U0010ffff", MOST_SEQUENCES + 1),
        ).fetchall()
        if len(rows) > MOST_SEQUENCES:
            return None
        return [term for (term,) in rows] or [NEVER]

    def _make(self) -> None:
        if self._is_usable():
            return
        with writing(self._connection):
            if self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_index_config'").fetchone():
                # SQLite opens no index, not even to drop it, whose form it does not know; every one knows this form.
                self._connection.execute("UPDATE search_index_config SET v = 4 WHERE k = 'version'")
                self._connection.execute("DROP TABLE search_index")
            self._connection.execute(
                "CREATE VIRTUAL TABLE search_index USING fts5(called, answered, content='search_texts', "
                "content_rowid='number', tokenize='trigram', columnsize=0)"
            )
            self._connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
            self._connection.execute("DELETE FROM marks WHERE name = ?", (_STALE,))

    def _overwrite_by_itself(self) -> None:
        # Kept in the database; one that an older SQLite made has it not yet.
        if not self._connection.execute("SELECT 1 FROM search_index_config WHERE k = 'secure-delete'").fetchone():
            self._connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1)")

    def _is_usable(self) -> bool:
        if self._connection.execute("SELECT 1 FROM marks WHERE name = ?", (_STALE,)).fetchone():
            return False
        try:
            # Also fails where a newer SQLite has written the index in a form that this one does not know.
            self._connection.execute("SELECT rowid FROM search_index WHERE search_index MATCH '\"abc\"'").fetchone()
        except sqlite3.OperationalError:
            return False
        return True


def mark_stale(connection: sqlite3.Connection) -> None:
    """Note that the index is not to be trusted; it is made anew when the database is opened next."""
    connection.execute("INSERT OR REPLACE INTO marks VALUES (?, '')", (_STALE,))


def has_trigrams(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite has the index: FTS5, since 3.34 with sequences of letters."""
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.trial USING fts5(text, tokenize='trigram')")
        connection.execute("DROP TABLE temp.trial")
    except sqlite3.OperationalError:
        return False
    return True


def words_of(text: str) -> Sequence[str]:
    """The words to look for; what stands in quotes is one."""
    clean = re.sub("[\0\ud800-\udfff]", " ", text[:MOST_LETTERS])
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]+)"?|([^\s"]+)', clean)]


def word_conditions(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Conditions on `t`, the run's texts, and their values, for looking into the texts themselves."""
    for word in words:
        if word.isascii():
            pattern = "%{}%".format(re.sub(r"([%_\\])", r"\\\1", word))
            yield r"(t.called LIKE ? ESCAPE '\' OR t.answered LIKE ? ESCAPE '\')", (pattern, pattern)
        elif word.lower() == word.upper():
            yield "(instr(t.called, ?) OR instr(t.answered, ?))", (word, word)
        else:
            # LIKE knows upper and lower case of ASCII alone.
            yield "(holds_word(t.called, ?) OR holds_word(t.answered, ?))", (word.lower(), word.lower())


def _holds_word(text: str, word: str) -> bool:
    return word in text.lower()
