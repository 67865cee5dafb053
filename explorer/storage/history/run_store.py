"""
The history of runs, for whoever has an event loop: nothing here blocks it, and nothing raises but `HistoryUnusable`.

One thread owns the database, another one the bodies, so that masking a large answer keeps no new run waiting.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from explorer.domain.call import Run, RunId
from explorer.domain.masking import SecretMask
from explorer.storage.history.bodies import BodyFiles
from explorer.storage.history.database.database_file import HistoryDatabase, Opened
from explorer.storage.history.records import (
    FilterChoices,
    HistoryLimits,
    HistorySize,
    HistoryUnusable,
    KeptBody,
    KeptRun,
    RunContext,
    RunFilter,
    RunPage,
)
from explorer.storage.history.run_bodies import keep_bodies, run_with_bodies
from explorer.storage.history.run_list import filter_choices, page
from explorer.storage.history.run_rows import (
    bodies_of,
    delete_all,
    delete_runs,
    number_of,
    read_run,
    write_begun,
    write_ended,
)
from explorer.storage.history.upkeep import file_names, left_files, make_room, mark_interrupted, note_left_files, size
from explorer.storage.job_thread import JobThread

Result = TypeVar("Result")

BEGIN_WITHIN_S: Final = 2.0
"""A run is not kept waiting for longer by its history."""

WRITE_WITHIN_S: Final = 10.0
READ_WITHIN_S: Final = 30.0
CLOSE_WITHIN_S: Final = 5.0
YOUNG_S: Final = 60.0
"""Files that no run names yet are spared by `clear` while they are younger."""


class RunStore:
    """
    The runs that are kept in one directory. It may be used by several windows at once; each has its own `RunStore`.

    Args:
        directory: All of the history, made when it is first needed.
        mask: What must not be written.
        limits: May be changed with `set_limits`.
        tell: Told in the event loop, in a sentence, what a person should know: a damaged database was replaced.
    """

    def __init__(
        self,
        directory: Path,
        mask: SecretMask,
        *,
        limits: HistoryLimits | None = None,
        tell: Callable[[str], None] = lambda _note: None,
    ) -> None:
        self._mask = mask
        self._limits = limits or HistoryLimits()
        self._tell = tell
        self._database = HistoryDatabase(directory, self._note)
        self._bodies = BodyFiles(directory / "bodies", mask)
        self._rows = JobThread("history")
        self._files = JobThread("bodies of the history")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closed = False
        self._written: set[RunId] = set()
        """Runs of this window that are, or were, in the database: one that is gone was deleted, and stays so."""

    @property
    def limits(self) -> HistoryLimits:
        """How much is kept."""
        return self._limits

    async def open(self) -> int:
        """
        Begin to use it: runs that a crash has cut off become interrupted, files that belong to none are swept away.

        The list can be read and runs can be written without; no body is opened.

        Returns:
            How many runs were cut off.
        """
        count = await self._use(lambda opened: mark_interrupted(opened, self._mask), within_s=READ_WITHIN_S)
        if count:
            await self._sweep()
        await self._remove_files(await self._use(left_files, within_s=READ_WITHIN_S), were_left=True)
        return count

    async def begin(self, run: Run, context: RunContext) -> None:
        """Write a run before it is sent. It is on the disk when this returns, unless the history is switched off."""
        if not self._limits.is_on:
            return

        def write(opened: Opened) -> None:
            with opened.transaction():
                write_begun(opened, run, context, self._mask)

        await self._use(write, within_s=BEGIN_WITHIN_S)
        self._written.add(run.id)

    async def complete(self, run: Run, context: RunContext) -> None:
        """
        Write how a run ended; again, with more logs, if need be. One that could not be written before it was sent is
        written now; one that has been deleted since is not.
        """
        result = run.result
        if not self._limits.is_on or result is None:
            return
        known = await self._use(lambda opened: _known_bodies(opened, run.id), within_s=READ_WITHIN_S)
        bodies, text = await self._files_call(lambda: keep_bodies(self._bodies, run.id, result, known))

        def write(opened: Opened) -> list[str]:
            with opened.transaction():
                number = number_of(opened, run.id)
                if number is None and run.id in self._written:
                    return [body.name for body in bodies.values()]
                if number is None:
                    number = write_begun(opened, run, context, self._mask)
                write_ended(opened, number, run, bodies, text, self._mask)
            return make_room(opened, self._limits)

        gone = await self._use(write, within_s=READ_WITHIN_S)
        self._written.add(run.id)
        await self._remove_files(gone)

    async def page(self, wanted: RunFilter | None = None, *, before: int | None = None, limit: int = 100) -> RunPage:
        """
        Runs, newest first. A search that nobody waits for any longer is stopped.

        Args:
            wanted: None for all.
            before: `RunPage.before` of the page before; None for the first.
            limit: Most runs of a page.
        """
        ticket = object()

        def read(opened: Opened) -> RunPage:
            return page(opened, wanted or RunFilter(), before=before, limit=limit)

        try:
            return await self._job(lambda: self._database.search(read, ticket), within_s=READ_WITHIN_S)
        finally:
            self._database.interrupt_search(ticket)

    async def choices(self) -> FilterChoices:
        """What the list can be filtered by."""
        return await self._use(filter_choices, within_s=READ_WITHIN_S)

    async def read(self, run_id: RunId) -> KeptRun | None:
        """A run in full, with its bodies; None if it is not kept. What could not be read is said in its notes."""
        kept = await self._use(lambda opened: read_run(opened, run_id), within_s=READ_WITHIN_S)
        if kept is None or kept.run.result is None or not kept.bodies:
            return kept
        return await self._files_call(lambda: run_with_bodies(self._bodies, kept))

    async def pin(self, run_id: RunId, *, is_pinned: bool) -> None:
        """Keep a run whatever the limits say, or no longer."""

        def write(opened: Opened) -> None:
            with opened.transaction() as connection:
                connection.execute("UPDATE runs SET is_pinned = ? WHERE id = ?", (is_pinned, run_id))

        await self._use(write, within_s=WRITE_WITHIN_S)

    async def delete(self, run_id: RunId) -> None:
        """Delete a run without opening it. Its bytes are overwritten in the database and its log; files are deleted."""

        def write(opened: Opened) -> list[str]:
            with opened.transaction():
                number = number_of(opened, run_id)
                names = [] if number is None else delete_runs(opened, [number])
                opened.index.overwrite_removed()
            opened.wipe()
            return names

        await self._remove_files(await self._use(write, within_s=READ_WITHIN_S))

    async def clear(self) -> None:
        """Delete all runs, pinned ones too; only those that are on their way stay."""

        def delete(opened: Opened) -> list[str]:
            with opened.transaction():
                return delete_all(opened)

        def write(opened: Opened) -> list[str]:
            return opened.empty(lambda: delete(opened))

        await self._remove_files(await self._use(write, within_s=None))
        await self._sweep(older_than_s=YOUNG_S)

    async def size(self) -> HistorySize:
        """How many runs there are, and how much they take."""
        return await self._use(size, within_s=READ_WITHIN_S)

    async def set_limits(self, limits: HistoryLimits) -> None:
        """Keep so much from now on; what is over it is deleted now. Switched off, what is there stays until cleared."""
        self._limits = limits
        if not limits.is_on:
            return

        def write(opened: Opened) -> list[str]:
            names = make_room(opened, limits)
            opened.wipe()
            return names

        await self._remove_files(await self._use(write, within_s=None))

    async def aclose(self) -> None:
        """Finish what was begun, and let go of the files. Takes no longer than 10 s."""
        if self._is_closed:
            return
        self._is_closed = True
        with contextlib.suppress(TimeoutError):
            await self._files.call(lambda: None, timeout_s=CLOSE_WITHIN_S)
            await self._rows.call(self._database.close, timeout_s=CLOSE_WITHIN_S)
        self._files.close()
        self._rows.close()

    async def _use(self, work: Callable[[Opened], Result], *, within_s: float | None) -> Result:
        return await self._job(lambda: self._database.use(work), within_s=within_s)

    async def _job(self, function: Callable[[], Result], *, within_s: float | None) -> Result:
        self._check_open()
        self._loop = asyncio.get_running_loop()
        try:
            return await self._rows.call(function, timeout_s=within_s)
        except TimeoutError as problem:
            raise HistoryUnusable(f"The history did not answer within {within_s or 0:g} s.") from problem

    async def _files_call(self, work: Callable[[], Result]) -> Result:
        self._check_open()
        try:
            return await self._files.call(work, timeout_s=None)
        except OSError as problem:
            raise HistoryUnusable(f"A body could not be written: {problem.strerror}.") from problem

    def _check_open(self) -> None:
        if self._is_closed:
            raise HistoryUnusable("The history is closed.")

    async def _remove_files(self, names: Sequence[str], *, were_left: bool = False) -> None:
        if not names:
            return
        left = await self._files_call(lambda: self._bodies.remove(names))
        if left or were_left:
            await self._use(lambda opened: note_left_files(opened, names, left), within_s=WRITE_WITHIN_S)

    async def _sweep(self, *, older_than_s: float | None = None) -> None:
        known = await self._use(file_names, within_s=READ_WITHIN_S)
        age = {} if older_than_s is None else {"older_than_s": older_than_s}
        await self._files_call(lambda: self._bodies.sweep(known, **age))

    def _note(self, note: str) -> None:
        # In the database's thread.
        assert self._loop is not None
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._tell, note)


def _known_bodies(opened: Opened, run_id: RunId) -> dict[str, KeptBody]:
    number = number_of(opened, run_id)
    return {} if number is None else bodies_of(opened, number)
