"""A run comes back into the form, with all it had; its connection is opened first if another one is open."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from explorer.calls.masked_places import masked_places, without_masked
from explorer.calls.open_connection import OpenConnection
from explorer.calls.sandbox_connections import is_of_sandbox
from explorer.domain.action import Effect
from explorer.domain.call import Call, Run
from explorer.domain.connection import Connection, ConnectionId
from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import JsonObject, Pointer, pointer_text
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.filling.drafts import KeptDraft
from explorer.ui.flows.form_flow import FormFlow
from explorer.ui.flows.history.form_notes import unplaced_of
from explorer.ui.task_scope import TaskScope
from explorer.ui.views.call.call_editor import Face
from explorer.ui.window import ExplorerWindow

OPEN_WITHIN_S: Final = 120.0
"""So long a connection that is being opened may take before its run is no longer waited with."""

MASKED = "A secret stood here, which is not kept. Enter it again."
MOST_NAMED = 5
"""Places of secrets that are named in one sentence."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is done once the form of a call is there."""

    call: Call
    masked: Sequence[Pointer]
    is_again: bool
    task: asyncio.Task[None]


class Reopening(QObject):
    """One run at a time: whoever opens another one no longer waits for the first."""

    def __init__(self, window: ExplorerWindow, scope: TaskScope, connection: ConnectionFlow, form: FormFlow) -> None:
        super().__init__(window)
        self._window = window
        self._scope = scope
        self._connection = connection
        self._form = form
        self._task: asyncio.Task[None] | None = None
        self._awaited: tuple[ConnectionId, asyncio.Future[OpenConnection]] | None = None
        self._shown: _Shown | None = None
        connection.account_changed.connect(self._on_accounts)
        connection.opened.connect(self._on_opened)

    def open_run(self, run: Run, notes: JsonObject | None = None, *, is_again: bool = False) -> None:
        """
        Show the result of a run, and its call in the form.

        Args:
            run: Without a result it is shown only in the form.
            notes: What the form noted when the run was made.
            is_again: To be made again: a read is sent when its form is there. Whatever may change something waits for
                Run, with what would be sent in view.
        """
        if self._task is not None:
            self._task.cancel()
        self._shown = None
        if run.result is not None or self._window.results.has_run(run.id):
            self._window.results.open_run(run)
            self._window.show_results()
        if self._is_open(run.call.connection_id):
            self._show_call(run.call, notes or {}, is_again=is_again)
        else:
            self._task = self._scope.start(self._open(run.call, notes or {}, is_again), name="open a kept run")

    def _is_open(self, connection_id: ConnectionId) -> bool:
        opened = self._connection.open
        return opened is not None and opened.connection.id == connection_id

    async def _open(self, call: Call, notes: JsonObject, is_again: bool) -> None:
        try:
            async with asyncio.timeout(OPEN_WITHIN_S):
                if self._known(call.connection_id) is None and is_of_sandbox(call.connection_id):
                    await self._sandbox_opened()
                known = self._known(call.connection_id)
                if known is None:
                    words = "ran on a connection that is gone: add it to have its call in the form."
                    self._window.notice.show_notice(f"{call.action.name} {words}")
                    return
                if not self._is_open(known.id):
                    future = self._await(known.id)
                    self._connection.open_connection(known)
                    await future
        except TimeoutError:
            return  # the window says what became of the connection
        finally:
            self._awaited = None
        self._show_call(call, notes, is_again=is_again)

    async def _sandbox_opened(self) -> None:
        future = self._await(ConnectionId(""))
        self._connection.open_sandbox()
        await future

    def _await(self, connection_id: ConnectionId) -> asyncio.Future[OpenConnection]:
        future: asyncio.Future[OpenConnection] = asyncio.get_running_loop().create_future()
        self._awaited = (connection_id, future)
        return future

    def _known(self, connection_id: ConnectionId) -> Connection | None:
        return next((one for one in self._connection.connections if one.id == connection_id), None)

    def _on_accounts(self, opened: OpenConnection) -> None:
        if self._awaited is not None:
            wanted, future = self._awaited
            if wanted in ("", opened.connection.id) and not future.done():
                future.set_result(opened)

    def _on_opened(self, opened: OpenConnection | None) -> None:
        """Somebody opened another connection meanwhile: that is what is wanted now."""
        if opened is not None and self._awaited is not None and self._task is not None:
            wanted, _ = self._awaited
            if wanted not in ("", opened.connection.id):
                self._task.cancel()

    def _show_call(self, call: Call, notes: JsonObject, *, is_again: bool) -> None:
        if call.account_id is not None:
            self._connection.choose_account(call.account_id)
        arguments, options = without_masked(call.arguments), without_masked(call.options)
        draft = KeptDraft(arguments, options, call.subject or "", unplaced=unplaced_of(notes))
        self._form.session = None  # what the form holds now is replaced on purpose
        task = self._form.open_action(call.action, draft)
        self._window.picker.show_chosen(call.action.key)
        if task is not None:
            self._shown = _Shown(call, tuple(masked_places(call.arguments)), is_again, task)
            task.add_done_callback(self._on_form_read)

    def _on_form_read(self, task: asyncio.Task[None]) -> None:
        shown = self._shown
        if shown is None or shown.task is not task:
            return
        self._shown = None
        session = self._form.session
        if task.cancelled() or session is None or session.action.key != shown.call.action.key:
            return
        self._window.editor.bar.show_timeout(shown.call.timeout_s)
        is_read = shown.call.action.effect is Effect.READ
        if shown.masked:
            self._tell_masked(shown.masked)
        if shown.is_again and is_read and not shown.masked and self._window.editor.bar.run_button.isEnabled():
            self._window.editor.run_wanted.emit()
        elif shown.is_again:
            self._window.editor.tabs.setCurrentIndex(Face.REQUEST)

    def _tell_masked(self, places: Sequence[Pointer]) -> None:
        self._form.mark([FieldProblem(place, MASKED) for place in places])
        named = ", ".join(pointer_text(place) for place in places[:MOST_NAMED])
        more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
        self._window.notice.show_notice(f"Secrets are not kept: enter them again at {named}{more}.")
