"""One value as a form and as JSON: what is changed in either is changed in both."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.domain.failure import FieldProblem
from explorer.domain.json_value import Absent, JsonValue, Pointer, same_json
from explorer.schema.field import Form
from explorer.ui.form.form_view import FormView
from explorer.ui.views.call.json_text.json_editor import JsonEditor
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.row import padded
from explorer.ui.widgets.thin_line import thin_line

FORM, JSON = 0, 1


class ValuePane(QWidget):
    """The tabs Form and JSON."""

    edited = Signal()
    field_left = Signal(object)
    """The place of the field that the keyboard left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Views of the value")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("Form")
        self.tabs.addTab("JSON")
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._counts = PlainLabel(kind="hint")
        self.form = FormView()
        self.form.setAccessibleName("Parameters")
        self.form.edited.connect(self._on_form_edited)
        self.form.field_left.connect(self.field_left)
        self.json = JsonEditor("Value as JSON", takes_any=True)
        self.json.edited.connect(self._on_json_edited)
        self._faces = QStackedWidget()
        self._faces.addWidget(padded(self.form, 12, 8, 0))
        self._faces.addWidget(padded(self.json, 20, 0, 20))
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(thin_line())
        column.addWidget(self._faces, 1)

    def show_form(self, form: Form, value: JsonValue | Absent, *, is_reload: bool = False) -> None:
        """Show a form and what it holds; with `is_reload` folding and text that is no value yet stay."""
        self.form.show_form(form, value, is_reload=is_reload)
        if self.tabs.currentIndex() == JSON and not self.json.problem():
            self.json.show_value(value)
        self._show_counts()

    def value(self) -> JsonValue | Absent:
        """What the form holds."""
        return self.form.content().value

    def unreadable(self) -> Sequence[FieldProblem]:
        """Text that is no value yet."""
        return self.form.content().unreadable

    def json_problem(self) -> str:
        """Why the JSON in view is none, so that the form still holds what was there before; empty otherwise."""
        return self.json.problem() if self.tabs.currentIndex() == JSON else ""

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Mark these at their fields, instead of all that were marked."""
        self.form.show_problems(problems)

    def focus_place(self, pointer: Pointer) -> None:
        """Bring the field of a place into view; the one around it where it has none."""
        self.tabs.setCurrentIndex(FORM)
        while not self.form.focus_field(pointer) and pointer:
            pointer = pointer[:-1]

    def _on_tab_changed(self, index: int) -> None:
        if index == self._faces.currentIndex():
            return
        if index == JSON:
            self.json.show_value(self.value())
        elif self.json.problem():
            # Text that is no JSON stays in view until it is one.
            self.tabs.setCurrentIndex(JSON)
            return
        self._faces.setCurrentIndex(index)
        self.edited.emit()

    def _on_form_edited(self, _pointer: object) -> None:
        self._show_counts()
        self.edited.emit()

    def _on_json_edited(self) -> None:
        if self.tabs.currentIndex() != JSON:
            return
        if not self.json.problem():
            value = self.json.read()
            if not same_json(value, self.value()):
                self.form.set_value(value)
                self._show_counts()
        self.edited.emit()

    def _show_counts(self) -> None:
        filled, every = self.form.counts()
        self._counts.setText(f"{filled} of {every} fields set" if every else "")
