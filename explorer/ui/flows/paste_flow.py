"""What is pasted or dropped fills the form, with a report of it and a way back; or opens the action that it is of."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from explorer.calls.form_session import FormSession
from explorer.calls.pasting.paste_report import report, value_count
from explorer.calls.pasting.pasted_text import NotUnderstood, PastedText, read_text
from explorer.calls.pasting.placing import placed
from explorer.calls.pasting.remarks import host_remark
from explorer.calls.pasting.text_file import text_of_file
from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey
from explorer.providers.contract import ActionDescription, PastedCall
from explorer.schema.field import Form, GroupField
from explorer.ui.flows.connection_flow import ConnectionFlow
from explorer.ui.flows.form_flow import FormFlow
from explorer.ui.task_scope import TaskScope
from explorer.ui.views.call.call_editor import Draft
from explorer.ui.widgets.shown_text import shown_line
from explorer.ui.window import ExplorerWindow

UNDO = "Undo"
FILL = "Fill the form with it"
ANYWAY = "Fill this form anyway"
OPEN = "Open that action"
ACCOUNT = "Use that account"

PAUSE_MS = 400
"""The report follows what is mended in the form, when typing pauses."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A paste that the form shows, and what was there before."""

    place: tuple[str, str]
    before: Draft
    description: ActionDescription
    head: str
    notes: tuple[str, ...]
    account_id: str


@dataclass(frozen=True, slots=True)
class _Offer:
    """A paste that waits for somebody to say where it goes."""

    text: PastedText
    call: PastedCall
    action: Action | None = None


class PasteFlow(QObject):
    """One paste at a time: the newest."""

    def __init__(self, window: ExplorerWindow, scope: TaskScope, connection: ConnectionFlow, form: FormFlow) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._note = window.editor.paste_note
        self._scope = scope
        self._connection = connection
        self._form = form
        self._done: _Done | None = None
        self._offer: _Offer | None = None
        self._opening: _Offer | None = None
        self._object = ""
        intake = self._editor.intake
        intake.pasted.connect(self.paste)
        intake.file_dropped.connect(self._on_file_dropped)
        intake.object_typed.connect(self._on_object_typed)
        self._note.chosen.connect(self._on_chosen)
        form.shown.connect(self._on_shown)
        self._editor.edited.connect(self._on_edited)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        # A text editor with the keyboard takes these keys before any shortcut gets them.
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), window)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self._on_paste_pressed)

    def paste(self, text: str) -> None:
        """Fill the form with what a text says, or say why it does not."""
        opened = self._connection.open
        try:
            read = read_text(text)
        except NotUnderstood as problem:
            self._say(str(problem))
            return
        if opened is None:
            self._say("Open a connection first: what a text means depends on its platform.")
            return
        session = self._session()
        shown = session.description.form if session is not None and session.description is not None else None
        call = opened.provider.read_pasted(read.request, shown or Form(root=GroupField()))
        if session is not None and call.action_key in ("", str(session.action.key)):
            self._fill(session, read, call)
            return
        action = opened.action(ActionKey(call.action_key)) if call.action_key else None
        offer = _Offer(read, call, action)
        if session is None and action is not None:
            self._open(offer)
        elif session is None:
            words = (
                f"It is of {shown_line(call.action_key)[:80]}, which this connection does not list."
                if call.action_key
                else ""
            )
            self._say(f"Choose an action first, and paste again. {words}".strip())
        else:
            self._offer_action(session, offer)

    def _session(self) -> FormSession | None:
        session = self._form.session
        is_ready = session is not None and session.description is not None and self._window.is_editing()
        return session if is_ready else None

    def _fill(self, session: FormSession, read: PastedText, call: PastedCall) -> None:
        description = session.description
        assert description is not None
        before = self._editor.draft()
        arguments, placing = placed(description.form, call.arguments)
        notes = [*read.notes, *call.notes, placing]
        if call.kind:
            notes.append(host_remark(read.request.url, session.provider.connection.base_url))
        if read.request.body is None and not arguments:
            if call.subject is None and not call.options:
                self._say("It says nothing for this form: it has no body. Nothing was changed.")
                return
            arguments = before.arguments
        if call.subject is not None and not description.subject_label:
            notes.append(f"The record {shown_line(call.subject)[:60]} was left out: this action works on none.")
        session.description = replace(description, state={**description.state, **call.state})
        options = dict(call.options) if call.kind else {**before.options, **call.options}
        kind = f"{read.kind} ({call.kind})" if call.kind else read.kind
        count = value_count(arguments)
        head = f"Filled from {kind}: {count} value{'' if count == 1 else 's'}."
        said = tuple(note for note in notes if note)
        self._done = _Done(self._place(session), before, description, head, said, call.account_id)
        self._object = ""
        self._editor.fill(arguments, options, call.subject if description.subject_label else None)
        self._report(session)
        self._form.reload_if_needed()

    def _report(self, session: FormSession) -> None:
        done, description = self._done, session.description
        if done is None or description is None:
            return
        found = report(description.form, self._editor.draft().arguments)
        lines = [*found.lines(), *done.notes]
        buttons = [UNDO]
        if done.account_id and done.account_id != str(session.account_id or ""):
            opened = self._connection.open
            known = next((one for one in opened.accounts if one.id == done.account_id), None) if opened else None
            name = shown_line(known.label if known else done.account_id)[:80]
            lines.append(f"It was made for another account: {name}. Run uses the one that is chosen.")
            buttons += [ACCOUNT] if known else []
        is_whole = not (found.unknown or found.missing or found.unfit)
        self._note.show_note(done.head, lines, buttons, tone="accent" if is_whole else "caution")

    def _offer_action(self, session: FormSession, offer: _Offer) -> None:
        self._forget()
        self._offer = offer
        key = shown_line(offer.call.action_key)[:80]
        lines = [f"It is {offer.call.kind or 'a call'} of {key}. Nothing was changed."]
        if offer.action is None:
            lines.append("This connection does not list that action.")
        buttons = [ANYWAY] if offer.action is None else [OPEN, ANYWAY]
        self._note.show_note(
            f"This belongs to another action than {session.action.name}", lines, buttons, tone="caution"
        )

    def _open(self, offer: _Offer) -> None:
        assert offer.action is not None
        self._forget()
        self._opening = offer
        self._form.open_action(offer.action)
        self._window.picker.show_chosen(offer.action.key)

    def _undo(self) -> None:
        done, session = self._done, self._session()
        if done is None or session is None or self._place(session) != done.place:
            return
        before = done.before
        self._form.put_back(done.description)
        if before.text or before.left:
            self._editor.show_description(
                done.description,
                before.arguments,
                options=before.options,
                subject=before.subject,
                text=before.text,
                left=before.left,
            )
        else:
            if self._editor.form.shown_form() is not done.description.form:
                self._editor.show_description(
                    done.description, before.arguments, options=before.options, subject=before.subject, is_reload=True
                )
            self._editor.fill(before.arguments, before.options, before.subject)
        self._forget()
        self._editor.focus_first()

    def _on_chosen(self, name: str) -> None:
        session, offer, opened = self._session(), self._offer, self._connection.open
        if name == UNDO:
            self._undo()
        elif name == FILL:
            self.paste(self._object)
        elif name == OPEN and offer is not None:
            self._open(offer)
        elif name == ANYWAY and offer is not None and session is not None:
            self._fill(session, offer.text, replace(offer.call, action_key=""))
        elif name == ACCOUNT and self._done is not None and opened is not None:
            self._connection.choose_account(AccountId(self._done.account_id))

    def _on_shown(self, description: ActionDescription) -> None:
        session = self._session()
        if session is None:
            return
        waiting, self._opening = self._opening, None
        if waiting is not None and waiting.action is not None and waiting.action.key == description.action.key:
            call = session.provider.read_pasted(waiting.text.request, description.form)
            self._fill(session, waiting.text, call)
        elif self._done is not None and self._done.place == self._place(session):
            if self._note.text():
                self._report(session)  # other fields, or another account
        elif self._offer is not None or self._done is not None or self._object:
            self._forget()

    def _on_edited(self) -> None:
        if self._done is not None:
            self._pause.start()
        elif self._offer is None and not self._object:
            self._note.close_note()  # why something was not pasted is over when somebody goes on

    def _on_pause(self) -> None:
        session = self._session()
        if session is not None and self._note.text() and not self._editor.draft().text:
            self._report(session)

    def _on_paste_pressed(self) -> None:
        self.paste(QGuiApplication.clipboard().text())

    def _on_object_typed(self, text: str) -> None:
        self._forget()
        self._object = text
        self._note.show_note("A JSON object was pasted into one field", ["It stands in the field as it is."], [FILL])

    def _on_file_dropped(self, path: str) -> None:
        self._scope.start(self._read_file(Path(path)), name="read a dropped file")

    async def _read_file(self, path: Path) -> None:
        try:
            text = await asyncio.to_thread(text_of_file, path)
        except NotUnderstood as problem:
            self._say(shown_line(str(problem)))
            return
        self.paste(text)

    def _forget(self) -> None:
        self._done = self._offer = self._opening = None
        self._object = ""
        self._note.close_note()

    def _say(self, words: str) -> None:
        if self._window.is_editing():
            self._forget()
            self._note.show_note("Not pasted", [words], [], tone="bad")
        else:
            self._window.notice.show_notice(words)

    @staticmethod
    def _place(session: FormSession) -> tuple[str, str]:
        return str(session.provider.connection.id), str(session.action.key)
