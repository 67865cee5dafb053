"""What an open form asks its platform: choices of a field, and which fields belong to its values."""

import asyncio

from PySide6.QtCore import QObject, Signal

from explorer.calls.form_session import FormSession
from explorer.domain.failure import Failure, FieldProblem, OutdatedForm
from explorer.domain.json_value import Pointer
from explorer.ui.form.choices_wanted import ChoicesWanted
from explorer.ui.task_scope import TaskScope
from explorer.ui.views.call.call_editor import CallEditor, Draft, Face

FORGOTTEN = "The platform may have forgotten the fields of this form, so they were asked for again."


class FormQuestions(QObject):
    """
    The questions of the form that is open. Closing a list, another form and a newer question stop an older one.

    Signals:
        reloaded: the `ActionDescription` with the fields that belong to the values, to be shown.
        changed: the fields are being asked for, or no longer, or that went wrong.
    """

    reloaded = Signal(object)
    changed = Signal()

    def __init__(self, editor: CallEditor, scope: TaskScope, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._scope = scope
        self._session: FormSession | None = None
        self._choices: dict[int, asyncio.Task[None]] = {}
        self._doubtful: dict[int, str] = {}
        """Questions that may have failed because the platform has forgotten the form, with what it said."""
        self._reloading: asyncio.Task[None] | None = None
        self._place: Pointer = ()
        self._is_renewed = False
        self.is_run_wanted = False
        """Somebody wanted to run the form while its fields had still to be asked for."""
        self.note = ""
        """What to know about the fields that are shown."""
        editor.form.choices_wanted.connect(self._on_choices_wanted)
        editor.form.choices_dropped.connect(self._on_choices_dropped)
        editor.form.reload_wanted.connect(self._on_changed)
        editor.form.edited.connect(self._on_edited)
        editor.form_left.connect(self._on_changed)
        editor.options.form.reload_wanted.connect(self._on_options_changed)
        editor.notice.ask_again_wanted.connect(self.ask_again)
        editor.tabs.currentChanged.connect(self._on_face_changed)

    @property
    def is_asking(self) -> bool:
        """Whether the fields are being asked for."""
        return self._reloading is not None and not self._reloading.done()

    def begin(self, session: FormSession | None, place: Pointer = ()) -> None:
        """Ask for this form from now on; `place` is the field that decides about the others."""
        self._session, self._place, self.note = session, place, ""
        self.is_run_wanted = self._is_renewed = False
        self._doubtful.clear()
        self.changed.emit()

    def stop(self) -> bool:
        """Stop asking for the fields; whether that was under way."""
        if not self.is_asking or self._reloading is None:
            return False
        self._reloading.cancel()
        self._reloading = None
        self.is_run_wanted = False
        if self._session is not None:
            self._session.give_up()
        self._tell_doubtful()
        self.changed.emit()
        return True

    def problems(self) -> list[FieldProblem]:
        """That the fields could not be asked for, at the field that decides about them."""
        failure = self._session.failure if self._session is not None else None
        if failure is None:
            return []
        return [FieldProblem(self._place, f"The fields that belong to this could not be asked for: {failure.said}")]

    def must_wait(self) -> bool:
        """Whether the form cannot be sent yet: its fields are being asked for, if need be from now on."""
        self._ask_if_behind(self._place)
        self.is_run_wanted = self.is_asking
        if self.is_asking:
            self.changed.emit()
        return self.is_asking

    def ask_again(self) -> None:
        """Ask for the fields once more, after that failed."""
        if self._session is not None:
            self._start(self._session)

    def renew(self) -> None:
        """The platform may have forgotten what it said about the values: ask as if for the first time."""
        if self._session is not None:
            self._session.forget_state()
            self._start(self._session)
            self._is_renewed, self.note = True, FORGOTTEN

    def _start(self, session: FormSession) -> None:
        if self._reloading is not None:
            self._reloading.cancel()
        self._is_renewed, self.note = False, ""
        draft = self._editor.draft()
        session.note_asked(draft.arguments, draft.options)
        self._reloading = self._scope.start(self._reload(session, draft), name="reload the form")
        self.changed.emit()

    async def _reload(self, session: FormSession, draft: Draft) -> None:
        before = session.description
        try:
            description = await session.reload(draft.arguments, draft.options)
        except Failure:
            description = None
        if session is not self._session:
            return
        self._reloading = None
        is_same = before is not None and description is not None and description.form == before.form
        runs_on, self.is_run_wanted = self.is_run_wanted and is_same, self.is_run_wanted and not is_same
        if description is not None:
            self.reloaded.emit(description)
            self._doubtful.clear()
        else:
            self._tell_doubtful()
        self.changed.emit()
        self.is_run_wanted = False
        if runs_on:
            # There is nothing new to look at.
            self._editor.run_wanted.emit()

    def _ask_if_behind(self, place: Pointer) -> None:
        session = self._session
        if session is None or not session.decides:
            return
        draft = self._editor.draft()
        if session.is_behind(draft.arguments, draft.options):
            self._place = place
            self._start(session)

    def _on_changed(self, place: Pointer) -> None:
        self._ask_if_behind(place if self._editor.form.is_reloading(place) else self._place)

    def _on_edited(self, place: Pointer) -> None:
        # A field that reloads is asked about when it is complete, not at every letter.
        if not self._editor.form.is_reloading(place):
            self._ask_if_behind(self._place)

    def _on_options_changed(self, _place: Pointer) -> None:
        self._ask_if_behind(self._place)

    def _on_face_changed(self, _index: int) -> None:
        if self._editor.face() is not Face.JSON:
            self._ask_if_behind(self._place)

    def _on_choices_wanted(self, wanted: ChoicesWanted) -> None:
        if self._session is not None:
            task = self._scope.start(self._answer(self._session, wanted), name=f"choices of {wanted.name}")
            if task is not None:
                self._choices[wanted.ticket] = task

    def _on_choices_dropped(self, ticket: int) -> None:
        self._doubtful.pop(ticket, None)
        if (task := self._choices.pop(ticket, None)) is not None:
            task.cancel()

    async def _answer(self, session: FormSession, wanted: ChoicesWanted) -> None:
        draft = self._editor.draft()
        try:
            page = await session.choices(
                wanted.name,
                draft.arguments,
                draft.options,
                query=wanted.query,
                page=wanted.page,
                context=wanted.context,
            )
        except OutdatedForm as failure:
            if self._is_renewed or session is not self._session:
                self._editor.form.show_choices_failure(wanted.ticket, failure.said)
            else:
                # A list that waits asks again when the form is there anew.
                self._doubtful[wanted.ticket] = failure.said
                self.renew()
        except Failure as failure:
            self._editor.form.show_choices_failure(wanted.ticket, _words_of(failure))
        else:
            self._editor.form.show_choices(wanted.ticket, page)
        finally:
            self._choices.pop(wanted.ticket, None)

    def _tell_doubtful(self) -> None:
        for ticket, said in self._doubtful.items():
            self._editor.form.show_choices_failure(ticket, said)
        self._doubtful.clear()


def _words_of(failure: Failure) -> str:
    wait_s = getattr(failure, "retry_after_s", None)
    return failure.said if wait_s is None else f"{failure.said} Try again in {wait_s:.0f} s."
