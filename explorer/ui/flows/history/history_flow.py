"""The history: opened, searched, and what is asked for there is done."""

from collections.abc import Coroutine, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.calls.kept_runs import KeptRuns
from explorer.storage.history.records import HistoryUnusable, RunFilter, RunLine
from explorer.ui.dialogs.history.history_dialog import HistoryDialog
from explorer.ui.flows.history.asked_pages import AskedPages
from explorer.ui.flows.run_flow import RunFlow
from explorer.ui.look.appearance import Appearance
from explorer.ui.task_scope import TaskScope
from explorer.ui.window import ExplorerWindow

SHOW_AGAIN_MS = 200
"""Runs that end while the list is open are shown in it together, this often."""

NO_SUCCESS = "No earlier run of this action for this account succeeded."
NOT_ENDED = "This run has not ended yet."
GONE = "This run is not kept any more."


class HistoryFlow(QObject):
    """One dialog at a time."""

    comparison_wanted = Signal(object, object)
    """Two `Run`s that have ended, the earlier one first."""

    def __init__(
        self, window: ExplorerWindow, scope: TaskScope, runs: RunFlow, kept: KeptRuns, appearance: Appearance
    ) -> None:
        super().__init__(window)
        self._window = window
        self._scope = scope
        self._runs = runs
        self._kept = kept
        self._store = kept.store
        self._appearance = appearance
        self._dialog: HistoryDialog | None = None
        self._pages = AskedPages(self._store, scope, self._on_first, self._on_more, self._on_problem)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(SHOW_AGAIN_MS)
        self._again.timeout.connect(self._on_again)
        kept.tell_kept(self._on_kept)

    def open_history(self) -> None:
        """Show the runs that are kept."""
        if self._dialog is not None:
            return
        dialog = HistoryDialog(self._window, self._appearance, is_on=self._store.limits.is_on)
        dialog.query_changed.connect(self._on_query_changed)
        dialog.more_wanted.connect(self._on_more_wanted)
        dialog.open_wanted.connect(self._on_open_wanted)
        dialog.again_wanted.connect(self._on_again_wanted)
        dialog.compare_wanted.connect(self._on_compare_wanted)
        dialog.pin_wanted.connect(self._on_pin_wanted)
        dialog.delete_wanted.connect(self._on_delete_wanted)
        dialog.clear_wanted.connect(self._on_clear_wanted)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.open()
        self._pages.ask(RunFilter())
        self._do(self._look_again(), "look for runs that were cut off")

    def _on_kept(self) -> None:
        if self._dialog is not None and not self._again.isActive():
            self._again.start()

    def _on_again(self) -> None:
        if self._dialog is not None and self._dialog.is_at_top():
            self._pages.ask_again()

    def _on_first(self, lines: Sequence[RunLine]) -> None:
        if self._dialog is not None:
            self._dialog.show_lines(lines)

    def _on_more(self, lines: Sequence[RunLine]) -> None:
        if self._dialog is not None:
            self._dialog.add_lines(lines)

    def _on_problem(self, words: str) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(words)

    def _on_query_changed(self, wanted: RunFilter) -> None:
        self._pages.ask(wanted)

    def _on_more_wanted(self) -> None:
        self._pages.ask_more()

    def _on_open_wanted(self, line: RunLine) -> None:
        self._do(self._reopen(line, is_again=False), "open a kept run")

    def _on_again_wanted(self, line: RunLine) -> None:
        self._do(self._reopen(line, is_again=True), "repeat a kept run")

    def _on_compare_wanted(self, line: RunLine) -> None:
        self._do(self._compare(line), "compare kept runs")

    def _on_pin_wanted(self, line: RunLine) -> None:
        self._do(self._pin(line), "pin a run")

    def _on_delete_wanted(self, line: RunLine) -> None:
        self._do(self._delete(line), "delete a run")

    def _on_clear_wanted(self) -> None:
        self._do(self._clear(), "clear the history")

    def _on_finished(self, _result: int) -> None:
        self._dialog = None
        self._pages.stop()

    def _do(self, work: Coroutine[None, None, None], name: str) -> None:
        self._scope.start(self._said(work), name=name)

    async def _said(self, work: Coroutine[None, None, None]) -> None:
        """Work whose failure is a sentence in the list's place."""
        try:
            await work
        except HistoryUnusable as problem:
            self._on_problem(str(problem))

    async def _look_again(self) -> None:
        # Another window may have been cut off since.
        if await self._kept.open():
            self._pages.ask_again()
        await self._show_choices()

    async def _show_choices(self) -> None:
        choices, size = await self._store.choices(), await self._store.size()
        if self._dialog is not None:
            self._dialog.show_choices(choices, size)

    async def _reopen(self, line: RunLine, *, is_again: bool) -> None:
        dialog = self._dialog
        known = next((one for one in self._runs.runs if one.id == line.id), None)
        found = await self._kept.reopen(line.id)
        if dialog is None or dialog is not self._dialog:
            return  # it was closed meanwhile
        if found is None:
            dialog.show_problem(GONE)
            return
        dialog.accept()
        if found.notes:
            self._window.notice.show_notice(" ".join(found.notes))
        # What this session made is still there as it was, secrets and all.
        self._runs.reopening.open_run(known or found.run, found.context.form_notes, is_again=is_again)

    async def _compare(self, line: RunLine) -> None:
        dialog = self._dialog
        success = await self._kept.last_success(line)
        before = await self._kept.reopen(success.id) if success is not None else None
        after = await self._kept.reopen(line.id)
        if dialog is None or dialog is not self._dialog:
            return
        if before is None or before.run.result is None:
            dialog.say(NO_SUCCESS)
        elif after is None or after.run.result is None:
            dialog.say(GONE if after is None else NOT_ENDED)
        else:
            dialog.accept()
            self.comparison_wanted.emit(before.run, after.run)

    async def _pin(self, line: RunLine) -> None:
        await self._store.pin(line.id, is_pinned=not line.is_pinned)
        if self._dialog is not None:
            self._dialog.show_pinned(line.id, is_pinned=not line.is_pinned)

    async def _delete(self, line: RunLine) -> None:
        await self._store.delete(line.id)
        self._runs.forget(line.id)
        if self._dialog is not None:
            self._dialog.remove(line.id)
        await self._show_choices()

    async def _clear(self) -> None:
        await self._store.clear()
        self._pages.ask_again()
        await self._show_choices()
