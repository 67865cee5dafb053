"""Run, Cancel, and what comes of it: several calls at once, each with its own result and logs."""

import asyncio
import time

from PySide6.QtCore import QObject, QTimer

from explorer.calls.kept_runs import FormOfCall, KeptRuns
from explorer.calls.run_session import RunSession
from explorer.domain.action import Effect
from explorer.domain.call import Call, Outcome, Run, RunId
from explorer.domain.connection import Environment
from explorer.domain.failure import Failure, FieldProblem
from explorer.domain.json_value import JsonObject
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import ActionDescription, Provider
from explorer.providers.copied_code.code import OfficialSdk
from explorer.ui.dialogs.confirm_run import ConfirmRun
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.form_flow import FormFlow
from explorer.ui.flows.history.form_notes import notes_of
from explorer.ui.flows.history.reopening import Reopening
from explorer.ui.flows.search_flow import SearchFlow
from explorer.ui.task_scope import TaskScope
from explorer.ui.views.results.result_pane import MOST_RUNS
from explorer.ui.window import ExplorerWindow

SHOW_EVERY_MS = 40
"""Changes of runs are shown together, this often: a hundred runs change thousands of times a second."""

SHOW_FOR_S = 0.01
"""How long runs are shown at a time before the window gets its turn."""

MOST_KEPT = 200
"""How many ended runs of this session can be gone back to."""


class RunFlow(QObject):
    """The runs of this session."""

    def __init__(
        self,
        window: ExplorerWindow,
        scope: TaskScope,
        connection: ConnectionFlow,
        form: FormFlow,
        search: SearchFlow,
        kept: KeptRuns,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._scope = scope
        self._connection = connection
        self._form = form
        self._search = search
        self._kept = kept
        self.reopening = Reopening(window, scope, connection, form)
        self._sessions: dict[RunId, RunSession] = {}
        self._tasks: dict[RunId, asyncio.Task[None]] = {}
        self._changed: dict[RunId, RunSession] = {}
        self._questions: dict[RunId, str] = {}
        """What was asked before a run; it is asked again before the run is repeated."""
        self._notes: dict[RunId, JsonObject] = {}
        """What the form knew beside its value."""
        self._show_timer = QTimer(self)
        self._show_timer.setSingleShot(True)
        self._show_timer.timeout.connect(self._show_changed)
        window.results.clear_empty("Fill the form and press Run (Ctrl+Return). The answer appears here.")
        self._editor.run_wanted.connect(self._on_run_wanted)
        self._editor.run_anyway_wanted.connect(self._on_run_anyway_wanted)
        self._editor.bar.cancel_wanted.connect(self._on_cancel_wanted)
        window.results.cancel_wanted.connect(self.cancel)
        window.results.retry_wanted.connect(self._on_retry_wanted)
        window.results.reopen_wanted.connect(self.reopen)
        window.results.logs_wanted.connect(self._on_logs_wanted)
        window.results.look_up_sdks(self._sdk_of)
        form.shown.connect(self._on_form_shown)

    @property
    def runs(self) -> list[Run]:
        """The runs of this session, newest first."""
        return [session.run for session in reversed(self._sessions.values())]

    async def look_for_cut_off(self) -> None:
        """Say how many runs a crash has cut off, if any."""
        count = await self._kept.open()
        if count:
            which = "1 run was" if count == 1 else f"{count:,} runs were"
            words = "It is not known whether they were carried out: see the history (Ctrl+H)."
            self._window.notice.show_notice(f"{which} cut off when the explorer ended. {words}")

    def start(self, call: Call, provider: Provider, notes: JsonObject | None = None) -> RunSession:
        """Make a call in the background; it is written into the history before it is sent."""
        session = RunSession(provider, call, self._on_change)
        self._sessions[session.run.id] = session
        if notes:
            self._notes[session.run.id] = notes
        task = self._scope.start(self._work(session), name=f"run {call.action.key}")
        if task is not None:
            self._tasks[session.run.id] = task
        self._search.mark_used(call.action.key)
        self._editor.show_refusal(None)
        self._changed[session.run.id] = session
        # As soon as the window gets its turn: a hundred that start together are shown together.
        self._show_timer.start(0)
        self._show_running()
        self._forget_old()
        return session

    def cancel(self, run_id: RunId) -> None:
        """Stop a run; one that has ended stays as it is."""
        if (task := self._tasks.get(run_id)) is not None:
            task.cancel()
            task.add_done_callback(self._on_stopped)

    def reopen(self, run: Run) -> None:
        """Show the call of a run in the form again, with all it had."""
        self.reopening.open_run(run, self._notes.get(run.id))

    def forget(self, run_id: RunId) -> None:
        """A run was deleted: its tab goes, and it cannot be gone back to. One that is on its way stays."""
        session = self._sessions.get(run_id)
        if session is None or session.is_ended:
            self._sessions.pop(run_id, None)
            self._questions.pop(run_id, None)
            self._notes.pop(run_id, None)
            self._notes.pop(run_id, None)
            self._window.results.close_run(run_id)

    def _on_run_wanted(self) -> None:
        if self._form.must_wait():
            return
        draft = self._editor.draft()
        problems = self._form.problems(draft)
        self._form.mark(problems)
        if problems:
            if not self._editor.form.focus_field(problems[0].pointer):
                self._editor.focus_first()
            return
        self._ask_and_run()

    def _on_run_anyway_wanted(self) -> None:
        if self._form.must_wait():
            return
        if unreadable := self._editor.draft().unreadable:
            # What is no value yet cannot be sent, and nothing is sent without it.
            self._form.mark(unreadable)
            self._editor.go_to_problem(unreadable[0])
            return
        self._form.mark([])
        self._ask_and_run()

    def _ask_and_run(self) -> None:
        session = self._form.session
        if session is None or session.description is None:
            return
        draft = self._editor.draft()
        try:
            call = self._form.call(draft)
        except Failure as failure:
            self._form.mark([])
            self._editor.show_problems([FieldProblem((), failure.said)])
            return
        question = session.description.question
        if not question and call.action.effect is Effect.DESTRUCTIVE:
            question = f"{call.action.name} can destroy records, and this cannot be taken back from here."
        self._ask_and_start(call, session.provider, question, notes_of(draft.unplaced))

    def _ask_and_start(self, call: Call, provider: Provider, question: str, notes: JsonObject | None) -> None:
        if not question:
            self.start(call, provider, notes)
            return

        def on_confirmed() -> None:
            self._questions[self.start(call, provider, notes).run.id] = question

        dialog = ConfirmRun(self._window, call.action.name, question, self._where(call, provider))
        dialog.confirmed.connect(on_confirmed)
        dialog.open()

    def _where(self, call: Call, provider: Provider) -> str:
        opened = self._connection.open
        accounts = opened.accounts if opened is not None else ()
        account = next((one for one in accounts if one.id == call.account_id), None)
        parts = [provider.connection.name]
        if account is not None:
            parts.append(account.label)
        if provider.connection.environment is not Environment.SANDBOX:
            parts.append(provider.connection.environment.value)
        return " \u00b7 ".join(parts)

    async def _work(self, session: RunSession) -> None:
        try:
            await self._kept.work(session, self._form_of(session))
        finally:
            self._tasks.pop(session.run.id, None)
            self._show_in_form(session.run)
        await self._kept.fetch_logs(session)

    def _form_of(self, session: RunSession) -> FormOfCall:
        opened, call = self._connection.open, session.run.call
        accounts = opened.accounts if opened is not None and opened.connection.id == call.connection_id else ()
        label = next((one.label for one in accounts if one.id == call.account_id), "")
        description = self._form.session.description if self._form.session is not None else None
        is_shown = description is not None and self._is_in_form(call)
        definition = description.definition if description is not None and is_shown else ""
        return FormOfCall(label, definition, self._notes.get(session.run.id, {}))

    def _on_stopped(self, task: asyncio.Task[None]) -> None:
        for run_id, known in list(self._tasks.items()):
            if known is task:
                del self._tasks[run_id]
                self._sessions[run_id].stop_before_start()

    def _on_change(self, session: RunSession) -> None:
        self._changed[session.run.id] = session
        if not self._show_timer.isActive():
            self._show_timer.start(SHOW_EVERY_MS)

    def _show_changed(self) -> None:
        until = time.perf_counter() + SHOW_FOR_S
        newest_id = next(reversed(self._sessions), None)
        if len(self._changed) > MOST_RUNS:
            # Of very many, the newest have a tab; the others are in the history.
            newest = set(list(self._sessions)[-MOST_RUNS:])
            shown = {run_id for run_id in self._changed if run_id in newest or self._window.results.has_run(run_id)}
            self._changed = {run_id: one for run_id, one in self._changed.items() if run_id in shown}
        while self._changed and time.perf_counter() < until:
            run_id = next(iter(self._changed))
            session = self._changed.pop(run_id)
            self._window.results.show_run(
                session.run,
                words=session.words,
                received_bytes=session.received_bytes,
                to_front=run_id == newest_id,
            )
        self._show_running()
        if self._changed:
            self._show_timer.start(SHOW_EVERY_MS)

    def _show_running(self) -> None:
        running = [session for session in self._sessions.values() if not session.is_ended]
        self._window.status.show_runs(len(running))
        mine = [session for session in running if self._is_in_form(session.run.call)]
        self._editor.bar.show_running(len(mine), f"{mine[-1].words.capitalize()}\u2026" if mine else "")

    def _show_in_form(self, run: Run) -> None:
        """Refusals of fields under their fields, other refusals as a banner, if the action is still in view."""
        result = run.result
        if result is None or not self._is_in_form(run.call):
            return
        if result.is_form_outdated:
            self._form.renew(run.call)
        # A run without refusals takes nothing away: what is marked may belong to what is being filled in since.
        if result.field_problems:
            self._form.mark_refused(result.field_problems, run.call.arguments)
        elif result.outcome is Outcome.REJECTED:
            self._editor.show_refusal(result.explanation)

    def _on_cancel_wanted(self) -> None:
        if self._form.stop_asking():
            return
        for session in reversed(self._sessions.values()):
            if not session.is_ended and self._is_in_form(session.run.call):
                self.cancel(session.run.id)
                return

    def _on_retry_wanted(self, run: Run) -> None:
        opened = self._connection.open
        if run.id in self._sessions and opened is not None and opened.connection.id == run.call.connection_id:
            notes = self._notes.get(run.id)
            self._ask_and_start(run.call, opened.provider, self._questions.get(run.id, ""), notes)
        else:
            # Made elsewhere, or before this session: it is looked at in the form before it is sent.
            self.reopening.open_run(run, self._notes.get(run.id), is_again=True)

    def _sdk_of(self, run: Run) -> OfficialSdk | None:
        known = self._connection.connections
        made_on = next((one for one in known if one.id == run.call.connection_id), None)
        return PLATFORMS[made_on.platform].sdk if made_on is not None else None

    def _is_in_form(self, call: Call) -> bool:
        session = self._form.session
        return (
            session is not None
            and session.action.key == call.action.key
            and session.provider.connection.id == call.connection_id
        )

    def _on_logs_wanted(self, run_id: RunId) -> None:
        if (session := self._sessions.get(run_id)) is not None:
            self._scope.start(self._kept.fetch_logs(session), name="logs of a run")
        else:
            self._window.notice.show_notice("This run was made earlier: its log is as it was kept.")

    def _on_form_shown(self, description: ActionDescription) -> None:
        self._window.results.head.tell_open_action(description.action.key)
        self._show_running()

    def _forget_old(self) -> None:
        ended = [run_id for run_id, session in self._sessions.items() if session.is_ended]
        for run_id in ended[: max(0, len(self._sessions) - MOST_KEPT)]:
            del self._sessions[run_id]
            self._questions.pop(run_id, None)
            self._notes.pop(run_id, None)
