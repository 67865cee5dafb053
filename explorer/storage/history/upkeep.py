"""What is done to the history beside reading and writing runs: runs cut off by a crash, and its limits."""

from collections.abc import Sequence
from typing import Final

from explorer.domain.masking import SecretMask
from explorer.storage.history.database.database_file import Opened
from explorer.storage.history.records import HistoryLimits, HistorySize, KeptOutcome
from explorer.storage.history.run_rows import delete_runs, make_findable

STEP: Final = 200
"""Runs deleted in one transaction, so that other windows get their turn."""

_LEFT: Final = "file to be deleted"


def mark_interrupted(opened: Opened, mask: SecretMask) -> int:
    """Runs that never ended, of windows that are gone, are interrupted from now on; gives how many there were."""
    running = KeptOutcome.RUNNING.name
    execute = opened.connection.execute
    sessions = {session for (session,) in execute("SELECT session FROM runs WHERE outcome = ?", (running,))}
    gone = sessions - opened.session.others() - {opened.session.id}
    count = 0
    for session in gone:
        with opened.transaction():
            found = execute("SELECT number FROM runs WHERE outcome = ? AND session = ?", (running, session)).fetchall()
            for (number,) in found:
                execute(
                    "UPDATE runs SET outcome = ?, is_unknown = effect != 'read' WHERE number = ?",
                    (KeptOutcome.INTERRUPTED.name, number),
                )
                make_findable(opened, number, KeptOutcome.INTERRUPTED.value, mask)
            count += len(found)
    return count


def make_room(opened: Opened, limits: HistoryLimits) -> list[str]:
    """Delete the oldest runs until both limits are kept; gives the names of the files that were theirs."""
    names: list[str] = []
    while numbers := _too_many(opened, limits):
        with opened.transaction():
            names += delete_runs(opened, numbers)
    return names


def size(opened: Opened) -> HistorySize:
    """How much there is."""
    runs, size_bytes = opened.connection.execute("SELECT runs, size_bytes FROM totals").fetchone()
    return HistorySize(runs, size_bytes)


def file_names(opened: Opened) -> frozenset[str]:
    """The files that belong to a run."""
    return frozenset(name for (name,) in opened.connection.execute("SELECT name FROM bodies"))


def left_files(opened: Opened) -> Sequence[str]:
    """Files of deleted runs that could not be deleted yet."""
    rows = opened.connection.execute("SELECT name FROM marks WHERE value = ?", (_LEFT,))
    return [name for (name,) in rows]


def note_left_files(opened: Opened, tried: Sequence[str], left: Sequence[str]) -> None:
    """Note which of the files that were to be deleted are still there."""
    with opened.transaction() as connection:
        connection.executemany("DELETE FROM marks WHERE name = ? AND value = ?", [(name, _LEFT) for name in tried])
        connection.executemany("INSERT INTO marks VALUES (?, ?)", [(name, _LEFT) for name in left])


def _too_many(opened: Opened, limits: HistoryLimits) -> Sequence[int]:
    now = size(opened)
    runs_over, bytes_over = now.runs - limits.most_runs, now.size_bytes - limits.most_bytes
    if runs_over <= 0 and bytes_over <= 0:
        return ()
    numbers: list[int] = []
    oldest = opened.connection.execute(
        "SELECT number, size_bytes FROM runs WHERE NOT is_pinned AND outcome != ? "
        "AND number < (SELECT max(number) FROM runs) ORDER BY number LIMIT ?",
        (KeptOutcome.RUNNING.name, STEP),
    )
    for number, size_bytes in oldest:
        if runs_over <= 0 and bytes_over <= 0:
            break
        numbers.append(number)
        runs_over -= 1
        bytes_over -= size_bytes
    return numbers
