"""What has to be said above the form: a refusal, problems of no field, missing fields, notes about the form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.failure import Explanation
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel


class NoticeBar(QWidget):
    """Up to four coloured notes, one below the other; nothing while there is nothing to say."""

    ask_again_wanted = Signal()
    """The fields of the form are to be asked for once more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refusal = _Note("bad", "Refusal")
        self._problems = _Note("bad", "Problems")
        self._fields = _Note("bad", "Fields")
        self._ask_again = QPushButton("Ask again")
        mark(self._ask_again, kind="link", small="true")
        self._ask_again.clicked.connect(self.ask_again_wanted)
        self._fields.add_button(self._ask_again)
        self._notes = _Note("neutral", "Notes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for note in self._all():
            column.addWidget(note)
        self.hide()

    def show_refusal(self, explanation: Explanation | None) -> None:
        """Who refused, what it said and what to do; None takes it away."""
        if explanation is None:
            self._refusal.show_lines([])
        else:
            self._refusal.show_lines([explanation.said or explanation.who_text, explanation.next_step])
        self._show()

    def show_problems(self, messages: Sequence[str]) -> None:
        """Problems that belong to no visible field."""
        self._problems.show_lines(messages)
        self._show()

    def show_missing_fields(self, words: str) -> None:
        """Why the fields that belong to the values are not there, with a button that asks again; nothing if empty."""
        self._fields.show_lines([words])
        self._show()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Things to know about the form."""
        self._notes.show_lines(notes)
        self._show()

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(note.text() for note in self._all() if note.text())

    def _all(self) -> "tuple[_Note, ...]":
        return self._refusal, self._problems, self._fields, self._notes

    def _show(self) -> None:
        self.setVisible(bool(self.text()))


class _Note(QFrame):
    def __init__(self, tone: str, name: str) -> None:
        super().__init__()
        mark(self, kind="notice", tone=tone)
        self._label = PlainLabel(wraps=True)
        self._label.setAccessibleName(name)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 8, 12, 8)
        self._line.addWidget(self._label, 1)
        self.hide()

    def add_button(self, button: QPushButton) -> None:
        """Put a button at its end."""
        self._line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_lines(self, lines: Sequence[str]) -> None:
        text = "\n".join(line for line in lines if line)[:1500]
        self._label.setText(text)
        self._label.setAccessibleDescription(self._label.text())
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._label.text()
