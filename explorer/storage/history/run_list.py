"""
Runs as a list, newest first: by what they are, by what is written in them, page by page.

Runs are numbered as they are begun, and the list goes by these numbers: the index for the search and those of the
tables all have them in this order, so that the newest are found without looking at all. Times only bound the numbers.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from explorer.storage.history.database.database_file import Opened
from explorer.storage.history.database.search_index import SEQUENCE, word_conditions, words_of
from explorer.storage.history.records import FilterChoice, FilterChoices, RunFilter, RunLine, RunPage
from explorer.storage.history.run_rows import LINE_COLUMNS, line_from, microseconds

FEW_RUNS: Final = 1000
"""When no more pass the rest of the filter, their texts are looked into instead of asking the index for all runs."""

RECENT_RUNS: Final = 2000
"""So many are looked into for a short word before the index is asked."""

Condition = tuple[str, Sequence[object]]


def page(opened: Opened, wanted: RunFilter, *, before: int | None, limit: int) -> RunPage:
    """At most `limit` runs that pass the filter, begun before that one."""
    words = words_of(wanted.text)
    conditions = list(_conditions(opened, wanted))
    if not words or not opened.index.is_there or (conditions and _are_few(opened, conditions)):
        return _page_of(_scanned(opened, conditions, words, before, limit), limit)
    if any(len(word) < SEQUENCE for word in words):
        # Most short words are in every other run, and the index would collect all of them first.
        newest = _newest(opened) if before is None else before
        recent = [*conditions, ("r.number > ?", (newest - RECENT_RUNS,))]
        lines = _scanned(opened, recent, words, before, limit)
        if len(lines) > limit:
            return _page_of(lines, limit)
    question, left = opened.index.question(words)
    if not question:
        return _page_of(_scanned(opened, conditions, words, before, limit), limit)
    conditions += [("s.search_index MATCH ?", (question,)), *word_conditions(left)]
    if before is not None:
        conditions.append(("s.rowid < ?", (before,)))
    source = "search_index s CROSS JOIN runs r ON r.number = s.rowid"
    return _page_of(_lines(opened, source, conditions, bool(left), "s.rowid", limit), limit)


def filter_choices(opened: Opened) -> FilterChoices:
    """What the list can be filtered by."""
    return FilterChoices(
        connections=_choices(opened, "connection_id", "connection_name"),
        actions=_choices(opened, "action_key", "action_name"),
        accounts=_choices(opened, "account_id", "account_label"),
    )


def _scanned(
    opened: Opened, conditions: Sequence[Condition], words: Sequence[str], before: int | None, limit: int
) -> Sequence[RunLine]:
    every = [*conditions, *word_conditions(words)]
    if before is not None:
        every.append(("r.number < ?", (before,)))
    return _lines(opened, "runs r", every, bool(words), "r.number", limit)


def _lines(
    opened: Opened, source: str, conditions: Sequence[Condition], needs_texts: bool, order: str, limit: int
) -> Sequence[RunLine]:
    """One line more than asked for, if there is one, so that it is known whether another page follows."""
    if needs_texts:
        # CROSS, so that SQLite goes through the runs in the order of the list and stops when it has enough.
        source += " CROSS JOIN search_texts t ON t.number = r.number"
    where, values = _where(conditions)
    statement = f"SELECT {LINE_COLUMNS} FROM {source}{where} ORDER BY {order} DESC LIMIT ?"  # noqa: S608 - our own words
    return [line_from(row) for row in opened.connection.execute(statement, (*values, limit + 1))]


def _page_of(lines: Sequence[RunLine], limit: int) -> RunPage:
    has_more = len(lines) > limit
    return RunPage(lines[:limit], lines[limit - 1].number if has_more else None)


def _newest(opened: Opened) -> int:
    (number,) = opened.connection.execute("SELECT max(number) FROM runs").fetchone()
    return int(number or 0)


def _choices(opened: Opened, key: str, label: str) -> Sequence[FilterChoice]:
    # Counted from the index alone; only the newest of each is looked at for its label.
    rows = opened.connection.execute(
        f"SELECT g.key, r.{label}, g.runs FROM "  # noqa: S608 - names of our own
        f"(SELECT {key} AS key, count(*) AS runs, max(number) AS newest FROM runs "
        f"WHERE {key} IS NOT NULL GROUP BY {key}) g JOIN runs r ON r.number = g.newest ORDER BY g.runs DESC, g.key"
    )
    return [FilterChoice(key, label or key, runs) for key, label, runs in rows]


def _conditions(opened: Opened, wanted: RunFilter) -> Iterator[Condition]:
    # One index is used at a time; of those asked for, the one whose values usually have the fewest runs. A plus keeps
    # SQLite, which does not count them, from choosing another.
    plus = ""
    outcomes = sorted(outcome.name for outcome in wanted.outcomes)
    for column, values in (
        ("account_id", _given(wanted.account_id)),
        ("action_key", _given(wanted.action_key)),
        ("outcome", outcomes),
        ("connection_id", _given(wanted.connection_id)),
    ):
        if len(values) == 1:
            yield f"{plus}r.{column} = ?", values
            plus = "+"
        elif values:
            yield f"+r.{column} IN ({', '.join('?' for _ in values)})", values
    if wanted.is_pinned is not None:
        yield ("r.is_pinned" if wanted.is_pinned else "NOT r.is_pinned"), ()
    times = [
        (f"started_us {sign} ?", microseconds(time))
        for sign, time in ((">=", wanted.since), ("<", wanted.until))
        if time is not None
    ]
    if times:
        where = " AND ".join(condition for condition, _ in times)
        bounds = [time for _, time in times]
        first, last = opened.connection.execute(
            f"SELECT min(number), max(number) FROM runs WHERE {where}",  # noqa: S608 - our own words
            bounds,
        ).fetchone()
        # Clocks are set back at times, so the numbers alone would not do. The plus keeps the order by number.
        yield "r.number BETWEEN ? AND ?", (first or 0, last or 0)
        yield " AND ".join(f"+r.{condition}" for condition, _ in times), bounds


def _given(value: str | None) -> Sequence[str]:
    return () if value is None else (value,)


def _are_few(opened: Opened, conditions: Sequence[Condition]) -> bool:
    where, values = _where(conditions)
    statement = f"SELECT count(*) FROM (SELECT 1 FROM runs r{where} LIMIT ?)"  # noqa: S608 - our own words
    (count,) = opened.connection.execute(statement, (*values, FEW_RUNS + 1)).fetchone()
    return bool(count <= FEW_RUNS)


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    if not conditions:
        return "", ()
    values = tuple(value for _, values in conditions for value in values)
    return " WHERE " + " AND ".join(condition for condition, _ in conditions), values
