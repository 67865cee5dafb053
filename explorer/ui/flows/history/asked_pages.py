"""The list of runs, page by page: only the newest question counts, the one before it is stopped."""

import asyncio
from collections.abc import Callable, Sequence

from explorer.storage.history.records import HistoryUnusable, RunFilter, RunLine
from explorer.storage.history.run_store import RunStore
from explorer.ui.task_scope import TaskScope


class AskedPages:
    """
    Asks for pages and hands on what came.

    Args:
        on_first: Given the first page of what was asked for last.
        on_more: Given each page after it.
        on_problem: Told in a sentence why there is none.
    """

    def __init__(
        self,
        store: RunStore,
        scope: TaskScope,
        on_first: Callable[[Sequence[RunLine]], None],
        on_more: Callable[[Sequence[RunLine]], None],
        on_problem: Callable[[str], None],
    ) -> None:
        self._store = store
        self._scope = scope
        self._on_first = on_first
        self._on_more = on_more
        self._on_problem = on_problem
        self._task: asyncio.Task[None] | None = None
        self._wanted = RunFilter()
        self._before: int | None = None

    def ask(self, wanted: RunFilter) -> None:
        """The runs that pass this filter, from the newest on."""
        self._wanted, self._before = wanted, None
        self.stop()
        self._task = self._scope.start(self._ask(None), name="list the history")

    def ask_again(self) -> None:
        """The same once more: something was added or deleted."""
        self.ask(self._wanted)

    def ask_more(self) -> None:
        """The page after the last one, unless it is on its way or there is none."""
        if self._before is not None and (self._task is None or self._task.done()):
            self._task = self._scope.start(self._ask(self._before), name="more of the history")

    def stop(self) -> None:
        """Nobody waits for an answer any longer."""
        if self._task is not None:
            self._task.cancel()

    async def _ask(self, before: int | None) -> None:
        try:
            page = await self._store.page(self._wanted, before=before)
        except HistoryUnusable as problem:
            self._before = None
            self._on_problem(str(problem))
            return
        self._before = page.before
        (self._on_first if before is None else self._on_more)(page.lines)
