"""Beside the tabs of a call: how much is filled in, undo and redo, finding a field, which fields to show."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.ui.form.finding.find_line import FindLine
from explorer.ui.form.form_view import FormView
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

_FILTERS = (("required", "Required"), ("set", "Set"), ("all", "All"))


class FormTools(QWidget):
    """The tools of a form; all but the count are there only while the form is in view."""

    def __init__(self, form: FormView) -> None:
        super().__init__()
        self._form = form
        self.counts = PlainLabel(kind="hint")
        self.find_line = FindLine()
        self.find_line.setMinimumWidth(88)
        self.find_line.setMaximumWidth(200)
        self._found: int | None = None
        self._steps = [self._step_button(*pair) for pair in zip(form.undo_actions(), "\u21b6\u21b7", strict=True)]
        self._filters: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self.counts)
        row.addSpacing(4)
        for button in self._steps:
            row.addWidget(button)
        row.addWidget(self.find_line, 3)
        row.addSpacing(4)
        for which, words in _FILTERS:
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(which == "all")
            button.setAccessibleName(f"Show {which} fields")
            mark(button, kind="quiet", small="true")
            button.clicked.connect(self._on_filter_clicked)
            self._filters[which] = button
            row.addWidget(button)
        self.find_line.textChanged.connect(form.search.look_for)
        self.find_line.entered.connect(form.search.prepare)
        self.find_line.first_wanted.connect(self._on_first_wanted)
        self.find_line.left.connect(self._on_left)
        form.search.found.connect(self._on_found)
        form.find_wanted.connect(self.find_line.open)

    def show_tools(self, *, is_shown: bool) -> None:
        """The form is in view, or another face of the call."""
        for widget in (*self._steps, self.find_line, *self._filters.values()):
            widget.setVisible(is_shown)

    def show_counts(self) -> None:
        """How many fields are set; how many match while one is looked for."""
        if self._found is not None:
            words = "1 field found" if self._found == 1 else f"{self._found:,} fields found"
        else:
            filled, every = self._form.counts()
            words = f"{filled} of {every} fields set" if every else ""
        self.counts.setText(words)
        self.find_line.setAccessibleDescription(words if self._found is not None else "By label, key or description")

    def _step_button(self, action: QAction, sign: str) -> QPushButton:
        button = QPushButton(sign)
        mark(button, kind="tiny")
        button.setFixedSize(26, 26)
        button.setAccessibleName(action.text())
        button.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _on_found(self, count: int | None) -> None:
        self._found = count
        if count is None and self.find_line.text().strip():
            self.find_line.clear()
        self.show_counts()

    def _on_first_wanted(self) -> None:
        self._form.search.focus_first()

    def _on_left(self) -> None:
        self._form.focus_last()

    def _on_filter_clicked(self) -> None:
        for which, button in self._filters.items():
            chosen = button is self.sender()
            button.setChecked(chosen)
            if chosen:
                self._form.show_filter(which)
