"""The middle pane: one action as form, as JSON and as the request that it becomes, and the bar that runs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.domain.call import SentRequest
from explorer.domain.failure import Explanation, FieldProblem
from explorer.domain.json_value import JsonObject, Pointer, same_json
from explorer.providers.contract import ActionDescription
from explorer.providers.copied_code.code import OfficialSdk
from explorer.ui.form.dependence.kept import Unplaced
from explorer.ui.form.form_view import FormView, LeftText
from explorer.ui.views.call.action_header import ActionHeader
from explorer.ui.views.call.form_tools import FormTools
from explorer.ui.views.call.json_text.json_editor import JsonEditor
from explorer.ui.views.call.notice_bar import NoticeBar
from explorer.ui.views.call.options_popup import OptionsPopup
from explorer.ui.views.call.pasting.paste_intake import PasteIntake
from explorer.ui.views.call.pasting.paste_note import PasteNote
from explorer.ui.views.call.problem_list import ListedProblem, ProblemList
from explorer.ui.views.call.run_bar import RunBar
from explorer.ui.views.request.request_view import RequestView
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.row import padded
from explorer.ui.widgets.shown_text import shown_line
from explorer.ui.widgets.thin_line import thin_line


class Face(IntEnum):
    """The three views of one call, in the order of their tabs."""

    FORM = 0
    JSON = 1
    REQUEST = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What the editor holds.

    Args:
        unreadable: Texts that are no value yet; they are not in `arguments`.
        text: The JSON as typed, while it is none; `arguments` are then those from before.
        left: The texts behind `unreadable`, by place.
        unplaced: Values that are kept and not sent, since their fields are gone for the moment.
    """

    arguments: JsonObject
    subject: str
    options: JsonObject
    timeout_s: float
    unreadable: Sequence[FieldProblem]
    text: str = ""
    left: Mapping[Pointer, LeftText] = field(default_factory=dict)
    unplaced: Mapping[str, Unplaced] = field(default_factory=dict)


class CallEditor(QWidget):
    """Shows one described action and says what a person did with it."""

    run_wanted = Signal()
    run_anyway_wanted = Signal()
    edited = Signal()
    request_wanted = Signal()
    """The tab Request is in view: it wants `show_request`."""
    form_left = Signal(object)
    """A field was left: its pointer. Time to check it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Call")
        self.header = ActionHeader()
        self.notice = NoticeBar()
        self.paste_note = PasteNote()
        self.intake = PasteIntake(self)
        self._subject_label = PlainLabel("Subject", kind="heading")
        self.subject = QLineEdit()
        self.subject.textEdited.connect(self._on_edited)
        self._subject_row = self._make_subject_row()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Views of the call")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in ("Form", "JSON", "Request"):
            self.tabs.addTab(name)
        self.tabs.currentChanged.connect(self._on_face_changed)
        self.form = FormView()
        self.form.setAccessibleName("Parameters")
        self.form.edited.connect(self._on_form_edited)
        self.form.field_left.connect(self.form_left)
        self.tools = FormTools(self.form)
        self.json = JsonEditor("Arguments as JSON")
        self.json.edited.connect(self._on_json_edited)
        self.request = RequestView()
        self._faces = QStackedWidget()
        for face in (padded(self.form, 12, 8, 0), padded(self.json, 20, 0, 20), padded(self.request, 20, 0, 20)):
            self._faces.addWidget(face)
        self.options = OptionsPopup(self)
        self.options.edited.connect(self._on_options_edited)
        self.bar = RunBar()
        self.bar.run_wanted.connect(self.run_wanted)
        self.bar.run_anyway_wanted.connect(self.run_anyway_wanted)
        self.bar.options_wanted.connect(self._on_options_wanted)
        self.bar.problems_wanted.connect(self._on_problems_wanted)
        self._problems: list[FieldProblem] = []
        self._problem_list = ProblemList(self)
        self._problem_list.chosen.connect(self._on_problem_chosen)
        for keys, slot in (
            ("F8", self._on_next_problem),
            ("Shift+F8", self._on_problem_before),
            ("Ctrl+Shift+Return", self.bar.send_anyway),
            ("Ctrl+Shift+Enter", self.bar.send_anyway),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(keys.endswith("F8"))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._lay_out()

    def show_description(
        self,
        description: ActionDescription,
        arguments: JsonObject,
        *,
        options: JsonObject | None = None,
        subject: str | None = None,
        text: str = "",
        left: Mapping[Pointer, LeftText] | None = None,
        unplaced: Mapping[str, Unplaced] | None = None,
        is_reload: bool = False,
    ) -> None:
        """
        Show an action with what its form holds.

        `subject` None keeps the record's id that was typed for the same kind of record. `text` is JSON that was none
        yet when it was left, `left` text of fields that was no value; both are shown as they were. With `is_reload` it
        is the action shown already, with other fields.
        """
        self.header.show_action(description.action)
        self.notice.show_notes([*description.notes, *description.form.problems])
        label = shown_line(description.subject_label[:40])
        self._subject_row.setVisible(bool(label))
        if label:
            self._subject_label.setText(f"{label} id *")
            if self.subject.accessibleName() != f"{label} id":
                self.subject.clear()
            self.subject.setAccessibleName(f"{label} id")
            self.subject.setPlaceholderText(f"Which {label.lower()} the action works on")
        if subject is not None:
            self.subject.setText(subject)
        self.form.show_form(description.form, arguments, is_reload=is_reload, left=left, unplaced=unplaced)
        self.options.show_options(description.options, options or {})
        self._show_options_words(has_options=bool(description.options.fields))
        self.show_problems([])
        self.tools.show_counts()
        if text:
            self.json.show_text(text)
            self._faces.setCurrentIndex(Face.JSON)  # first, so that the change of tabs finds it done
            self.tabs.setCurrentIndex(Face.JSON)
            self._show_page()
        elif self.face() is not Face.FORM:
            self._show_face()

    def fill(self, arguments: JsonObject, options: JsonObject, subject: str | None) -> None:
        """Put other values in the place of all, as if they had been typed; `subject` None keeps the record's id."""
        self.form.set_value(arguments)
        self.options.form.set_value(options)
        self._show_options_words(has_options=bool(self.options.form.counts()[1]))
        if subject is not None:
            self.subject.setText(subject)
        self.tools.show_counts()
        self._show_face()
        self._on_edited()

    def draft(self) -> Draft:
        """What would be sent now, and what of it cannot be read."""
        content = self.form.content()
        arguments, unreadable, text, left = {}, list(content.unreadable), "", self.form.left_texts()
        if isinstance(content.value, dict):
            arguments = content.value
        else:
            unreadable.append(FieldProblem((), "The arguments must be an object", "type"))
        if self.face() is Face.JSON:
            written = self.json.value()
            if written is None:
                unreadable = [FieldProblem((), self.json.problem(), "json")]
                text = self.json.typed()
            else:
                arguments, unreadable, left = written, [], {}
        options = self.options.value()
        unplaced = self.form.unplaced()
        return Draft(arguments, self.subject.text(), options, self.bar.timeout_s(), unreadable, text, left, unplaced)

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Problems at their fields; those that belong to no visible field go to the notice above the form."""
        self._problems = list(problems)
        homeless = self.form.show_problems(list(problems))
        is_said_below = self.face() is Face.JSON  # under the text, with its place
        words = [problem.message for problem in homeless if not (is_said_below and problem.keyword == "json")]
        self.notice.show_problems(words)
        listed = [ListedProblem(*self.form.problem_words(problem)) for problem in problems]
        self._problem_list.show_problems(listed)
        self.bar.show_problems(len(problems), [problem.spoken() for problem in listed])

    def problems(self) -> Sequence[FieldProblem]:
        """What is marked at present."""
        return self._problems

    def show_refusal(self, explanation: Explanation | None) -> None:
        """A refusal that belongs to no field, as a banner above the form; None takes it away."""
        self.notice.show_refusal(explanation)

    def show_request(self, request: SentRequest, sdk: OfficialSdk | None = None) -> None:
        """What would be sent now; `sdk` is the platform's client library, to copy it for."""
        self.request.show_request(request, "This is what Run would send.", sdk)

    def show_no_request(self, why: str) -> None:
        """Why nothing could be sent now."""
        self.request.show_nothing(why)

    def face(self) -> Face:
        """Which view is shown."""
        return Face(self.tabs.currentIndex())

    def focus_first(self) -> None:
        """Put the cursor where filling starts."""
        if self._subject_row.isVisible() and not self.subject.text():
            self.subject.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.face() is Face.JSON:
            self.json.go_to_problem()
        elif self.face() is Face.REQUEST or not self.form.focus_first():
            self.bar.run_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_face_changed(self, _index: int) -> None:
        if self._faces.currentIndex() == self.face():
            return
        if self._faces.currentIndex() == Face.JSON and not self._take_json():
            # Text that is no JSON stays where it is, in view, until it is one or is taken back.
            self.tabs.setCurrentIndex(Face.JSON)
            self.json.go_to_problem()
            return
        self._show_face()

    def _show_face(self) -> None:
        if self.face() is Face.JSON:
            value = self.form.content().value
            self.json.show_value(value if isinstance(value, dict) else {})
        self._show_page()
        if self.face() is Face.REQUEST:
            self.request_wanted.emit()

    def _show_page(self) -> None:
        self._faces.setCurrentIndex(self.face())
        self.tools.show_tools(is_shown=self.face() is Face.FORM)

    def _take_json(self, *, is_typing: bool = False) -> bool:
        value = self.json.value()
        if value is None:
            return False
        if not same_json(value, self.form.content().value):
            # A field whose text is no value yet keeps it.
            self.form.set_value(value, is_typing=is_typing)
            self.tools.show_counts()
        return True

    def _on_form_edited(self, _pointer: object) -> None:
        self.tools.show_counts()
        self.intake.look_at(self.form.focusWidget())
        self._on_edited()

    def _on_json_edited(self) -> None:
        if self.face() is Face.JSON:
            self._take_json(is_typing=True)
            self._on_edited()

    def _on_edited(self) -> None:
        self.notice.show_refusal(None)
        self.edited.emit()

    def _on_options_wanted(self) -> None:
        self.options.open_above(self.bar.options_button)

    def _on_options_edited(self) -> None:
        self._show_options_words(has_options=True)
        self._on_edited()

    def _show_options_words(self, *, has_options: bool) -> None:
        self.bar.show_options(self.options.words(), has_options=has_options)

    def _on_problems_wanted(self) -> None:
        if self._problems:
            self._problem_list.open_above(self.bar.problems_button, max(0, self._problem_here()))

    def _on_problem_chosen(self, number: int) -> None:
        if number < len(self._problems):
            self.go_to_problem(self._problems[number])

    def go_to_problem(self, problem: FieldProblem) -> None:
        """Bring what is wrong into view and give it the keyboard, unfolding what is in the way."""
        if self.face() is Face.JSON and problem.keyword == "json":
            self.json.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.tabs.setCurrentIndex(Face.FORM)
        if not self.form.focus_field(problem.pointer):
            self.focus_first()

    def _on_next_problem(self) -> None:
        self._step_through_problems(1)

    def _on_problem_before(self) -> None:
        self._step_through_problems(-1)

    def _step_through_problems(self, step: int) -> None:
        if self._problems:
            here = self._problem_here()
            number = here + step if here >= 0 else (0 if step > 0 else -1)
            self.go_to_problem(self._problems[number % len(self._problems)])

    def _problem_here(self) -> int:
        """The number of the problem whose field has the keyboard or had it last; -1 for none."""
        here = self.form.last_place()
        return next((number for number, one in enumerate(self._problems) if here and one.pointer == here), -1)

    def _make_subject_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(20, 4, 20, 4)
        line.setSpacing(16)
        line.addWidget(self._subject_label)
        self.subject.setMaximumWidth(360)
        line.addWidget(self.subject, 1)
        line.addStretch(1)
        row.hide()
        return row

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 14, 20, 0)
        head.setSpacing(8)
        head.addWidget(self.header)
        head.addWidget(self.notice)
        head.addWidget(self.paste_note)
        tab_row = QHBoxLayout()
        tab_row.setContentsMargins(20, 0, 20, 0)
        tab_row.setSpacing(4)
        tab_row.addWidget(self.tabs)
        tab_row.addWidget(self.intake.button)
        tab_row.addWidget(self.tools, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self._subject_row)
        column.addLayout(tab_row)
        column.addWidget(thin_line())
        column.addWidget(self._faces, 1)
        column.addWidget(thin_line())
        column.addWidget(self.bar)
