"""An action is chosen: its form is read and shown, again when its values ask for other fields, its draft is kept."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from explorer.calls.form_session import FormSession
from explorer.calls.open_connection import OpenConnection
from explorer.domain.action import Action
from explorer.domain.call import Call
from explorer.domain.connection import ConnectionId
from explorer.domain.failure import Failure, FieldProblem, NotSendable
from explorer.domain.json_value import JsonObject, Pointer, value_at
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import ActionDescription
from explorer.providers.explanation import explain
from explorer.schema.check import check
from explorer.schema.default import start_value
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.filling.drafts import KeptDraft, first_deciding, start_options
from explorer.ui.flows.filling.marks import Marks
from explorer.ui.flows.filling.questions import FormQuestions
from explorer.ui.task_scope import TaskScope
from explorer.ui.views.call.call_editor import Draft
from explorer.ui.window import ExplorerWindow

MOST_DRAFTS = 200
USUAL_TIMEOUT_S = 60.0
ASKING = "Asking which fields belong to these values\u2026"
MISSING = "The fields that belong to these values could not be asked for, so the form may lack some or show old ones."
LOOK_AGAIN = "The fields were asked for: look through them, then press Run."


class FormFlow(QObject):
    """Which action is open in the editor."""

    shown = Signal(object)
    """The `ActionDescription` that has just been shown."""

    def __init__(self, window: ExplorerWindow, scope: TaskScope, connection: ConnectionFlow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._scope = scope
        self._connection = connection
        self._drafts: dict[tuple[str, str], KeptDraft] = {}
        self._task: asyncio.Task[None] | None = None
        self._wanted: Action | None = None
        self._marks = Marks()
        self._questions = FormQuestions(window.editor, scope, self)
        self._proposed_s = USUAL_TIMEOUT_S
        self.session: FormSession | None = None
        self._takes_keyboard = False
        self._early: tuple[ConnectionId, Action] | None = None
        """What was chosen among the cached actions while the connection was being opened."""
        window.picker.action_chosen.connect(self._on_action_chosen)
        window.picker.action_entered.connect(self.enter_action)
        connection.opened.connect(self._on_opened)
        connection.account_changed.connect(self._on_account_changed)
        self._questions.reloaded.connect(self._on_reloaded)
        self._questions.changed.connect(self._on_questions_changed)
        self._editor.form_left.connect(self._on_field_left)
        self._editor.request_wanted.connect(self._on_request_wanted)
        self._editor.edited.connect(self._on_edited)

    def open_action(self, action: Action, draft: KeptDraft | None = None) -> asyncio.Task[None] | None:
        """
        Read an action's form and show it; what was filled in the one before is kept for when it is opened again.

        Gives what ends when the form is there or cannot be read; None while no connection is open.
        """
        opened = self._connection.open
        if opened is None:
            if self._connection.listing is not None:
                self._early = (self._connection.listing.connection.id, action)
                self._takes_keyboard = False
            return None
        self.keep_draft()
        if draft is not None:
            self._drafts[opened.connection.id, action.key] = draft
        self._wanted = action
        self._takes_keyboard = False
        self._questions.stop()
        if self._task is not None:
            self._task.cancel()
        self._task = self._scope.start(self._open(opened, action), name=f"describe {action.key}")
        return self._task

    def enter_action(self, action: Action) -> None:
        """The same, with the keyboard in the form; one that is open already stays as it is."""
        if self._is_shown(action):
            self._editor.focus_first()
            return
        self.open_action(action)
        self._takes_keyboard = True

    def keep_draft(self) -> None:
        """Keep what the form holds now."""
        if self.session is None or self.session.description is None:
            return
        draft = self._editor.draft()
        key = (self.session.provider.connection.id, self.session.action.key)
        self._drafts.pop(key, None)
        self._drafts[key] = KeptDraft(
            draft.arguments, draft.options, draft.subject, draft.text, draft.left, draft.unplaced
        )
        while len(self._drafts) > MOST_DRAFTS:
            self._drafts.pop(next(iter(self._drafts)))

    def call(self, draft: Draft) -> Call:
        """The call that the draft would be; raises `NotSendable` while no form is open."""
        session = self.session
        if session is None or session.description is None:
            raise NotSendable("No action is open.")
        return Call(
            connection_id=session.provider.connection.id,
            action=session.description.action,
            account_id=session.account_id,
            arguments=draft.arguments,
            subject=draft.subject.strip() if session.description.subject_label else None,
            options=draft.options,
            state=session.description.state,
            timeout_s=draft.timeout_s,
        )

    def problems(self, draft: Draft) -> list[FieldProblem]:
        """Everything that speaks against sending the draft."""
        if self.session is None or self.session.description is None:
            return []
        found = [*draft.unreadable, *self._questions.problems()]
        if self.session.description.subject_label and not draft.subject.strip():
            found.append(FieldProblem((), "The id of the record is missing: it stands above the form.", "required"))
        if draft.text:
            return found  # the arguments are those from before the text
        places = {problem.pointer for problem in found}
        checked = check(self.session.description.form, draft.arguments)
        found += [problem for problem in checked if problem.pointer not in places]
        return found

    def mark(self, problems: Sequence[FieldProblem]) -> None:
        """Mark what speaks against sending the form; a mark goes when its field is mended."""
        self._marks = Marks(places={problem.pointer for problem in problems})
        self._editor.show_problems(problems)

    def mark_refused(self, problems: Sequence[FieldProblem], arguments: JsonObject) -> None:
        """Mark what the platform refused of these arguments; a mark goes when its field is changed."""
        self._marks = Marks(refused=[(one, value_at(arguments, one.pointer)) for one in problems])
        self._show_marks()

    def must_wait(self) -> bool:
        """Whether the form cannot be sent yet, because its fields are being asked for."""
        return self._questions.must_wait()

    def stop_asking(self) -> bool:
        """Stop asking for the fields; whether that was under way."""
        return self._questions.stop()

    def renew(self, call: Call) -> None:
        """Ask for the fields anew: the platform may have forgotten those that the call was filled in with."""
        session = self.session
        if session is not None and session.description is not None and session.description.state == call.state:
            self._questions.renew()

    async def _open(self, opened: OpenConnection, action: Action) -> None:
        page = self._window.start_page
        if not self._window.is_editing():
            page.show_waiting(f"Reading {action.name}")
        self._editor.bar.show_ready(is_ready=False, why_not=f"Reading the parameters of {action.name}\u2026")
        session = FormSession(opened.provider, action, opened.account_for(action))
        try:
            description = await session.describe()
        except Failure as failure:
            self.keep_draft()
            self.session = None
            self._questions.begin(None)
            explanation = explain(failure, platform=opened.connection.platform.label)
            title = f"The parameters of {action.name} cannot be read"
            page.show_failure(title, explanation, lambda: self.open_action(action))
            self._window.show_start_page()
            return
        draft = self._drafts.get((opened.connection.id, action.key))
        start = draft.arguments if draft else start_value(description.form)
        options = draft.options if draft else start_options(description)
        if session.is_behind(start, options):
            with suppress(Failure):  # which is told in the form
                description = await session.reload(start, options) or description
        self.keep_draft()  # what was typed while the answer was on its way counts
        draft = self._drafts.get((opened.connection.id, action.key))
        arguments = draft.arguments if draft else start_value(description.form)
        is_same = self._is_open(session)
        self.session = session
        if not is_same:
            self._marks = Marks()
            self._propose_timeout(description.suggested_timeout_s or USUAL_TIMEOUT_S)
        self._editor.show_description(
            description,
            arguments,
            options=draft.options if draft else options,
            subject=draft.subject if draft else None,
            text=draft.text if draft else "",
            left=draft.left if draft else None,
            unplaced=draft.unplaced if draft else None,
        )
        self._questions.begin(session, first_deciding(description, arguments))
        self._show_marks()
        self._window.show_editor()
        if self._takes_keyboard:
            self._editor.focus_first()
        self._show_ready(opened, description)
        self.shown.emit(description)

    def _show_ready(self, opened: OpenConnection, description: ActionDescription) -> None:
        session = self.session
        is_missing = description.needs_account and (session is None or session.account_id is None)
        why_not = ""
        if is_missing and opened.is_discovering and not opened.accounts:
            why_not = "Waiting for the list of accounts\u2026"
        elif is_missing:
            why_not = f"No account of {description.action.connector_name} is linked: choose or link one first."
        is_asking = self._questions.is_asking
        why_not = ASKING if is_asking else why_not
        self._editor.bar.show_ready(is_ready=not is_missing and not is_asking, why_not=why_not, may_stop=is_asking)
        notes = [*description.notes, *description.form.problems]
        account = next((one for one in opened.accounts if session and one.id == session.account_id), None)
        if account is not None and account.id != opened.account_id:
            words = f"This action runs for {account.label}, because the chosen account is of another connector."
            notes.append(words)
        if self._questions.note:
            notes.append(self._questions.note)
        self._editor.notice.show_notes(notes)
        failed = session is not None and session.failure is not None
        self._editor.notice.show_missing_fields(MISSING if failed else "")

    def _propose_timeout(self, seconds: float) -> None:
        """A limit that somebody has chosen stays."""
        if self._editor.bar.timeout_s() == self._proposed_s:
            self._editor.bar.show_timeout(seconds)
            self._proposed_s = seconds

    def _on_action_chosen(self, action: Action) -> None:
        if not self._is_shown(action):
            self.open_action(action)

    def _is_shown(self, action: Action) -> bool:
        is_wanted = self._wanted is not None and self._wanted.key == action.key
        is_read = self.session is not None and self.session.action.key == action.key
        return is_wanted and is_read and self._window.is_editing()

    def _on_opened(self, opened: OpenConnection | None) -> None:
        if opened is None:
            self.keep_draft()
            self.session = self._wanted = None
            self._questions.stop()
            self._questions.begin(None)
            if self._task is not None:
                # Its answer would belong to a connection that is closed.
                self._task.cancel()
        elif self._early is not None:
            (connection_id, action), self._early = self._early, None
            takes_keyboard = self._takes_keyboard
            if connection_id == opened.connection.id:
                self.open_action(action)
                self._takes_keyboard = takes_keyboard

    def _on_account_changed(self, _opened: OpenConnection) -> None:
        if self._wanted is None:
            return
        # What was chosen last counts, also while its form is still being read.
        takes_keyboard = self._takes_keyboard and self._task is not None and not self._task.done()
        self.open_action(self._wanted)
        self._takes_keyboard = takes_keyboard

    def reload_if_needed(self) -> None:
        """Ask which fields belong to what the form holds now, if any of it could change them."""
        session, draft = self.session, self._editor.draft()
        if session is not None and session.may_decide(draft.arguments, draft.options):
            self._questions.ask_again()

    def put_back(self, description: ActionDescription) -> None:
        """Take the open action's form as it was before; a reload that is under way no longer counts."""
        if self.session is not None and self._connection.open is not None:
            self.session.put_back(description)
            self._show_ready(self._connection.open, description)

    def _on_reloaded(self, description: ActionDescription) -> None:
        # What was typed while the answer was on its way counts.
        now = self._editor.draft()
        self._editor.show_description(
            description, now.arguments, options=now.options, subject=now.subject, text=now.text, is_reload=True
        )
        self.shown.emit(description)

    def _on_questions_changed(self) -> None:
        opened, session = self._connection.open, self.session
        if opened is None or session is None or session.description is None or not self._is_settled():
            return
        self._show_ready(opened, session.description)
        if self._questions.is_run_wanted and not self._questions.is_asking and session.failure is None:
            self._editor.bar.show_ready(is_ready=self._editor.bar.run_button.isEnabled(), why_not=LOOK_AGAIN)
        self._show_marks()

    def _is_settled(self) -> bool:
        """Whether no other action, or the same for another account, is being read."""
        return self._task is None or self._task.done() or asyncio.current_task() is self._task

    def _on_field_left(self, pointer: Pointer) -> None:
        self._marks.left.add(pointer)
        self._show_marks()

    def _show_marks(self) -> None:
        draft = self._editor.draft()
        self._editor.show_problems(self._still_marked(draft))

    def _still_marked(self, draft: Draft) -> list[FieldProblem]:
        own = self._questions.problems()
        marked = self._marks.still(self.problems(draft), draft.arguments)
        return [*own, *(one for one in marked if one not in own)]

    def _on_edited(self) -> None:
        marked = self._editor.problems()
        if marked:
            # What has been mended is no longer marked; nothing new is marked while it is being typed.
            draft = self._editor.draft()
            places = {problem.pointer for problem in marked}
            still = [one for one in self._still_marked(draft) if one.pointer in places]
            if len(still) != len(marked):
                self._editor.show_problems(still)

    def _is_open(self, session: FormSession) -> bool:
        before = self.session
        return (
            before is not None
            and before.action.key == session.action.key
            and before.provider.connection.id == session.provider.connection.id
        )

    def _on_request_wanted(self) -> None:
        if self.session is None:
            return
        draft = self._editor.draft()
        try:
            request = self.session.provider.prepare(self.call(draft))
            self._editor.show_request(request, PLATFORMS[self.session.provider.connection.platform].sdk)
        except Failure as failure:
            self._editor.show_no_request(f"This cannot be sent yet: {failure.said}")
