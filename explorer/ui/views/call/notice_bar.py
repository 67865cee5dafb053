"""What has to be said above the form: a refusal, problems of no field, notes about the form."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from explorer.domain.failure import Explanation
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel


class NoticeBar(QWidget):
    """Up to three coloured notes, one below the other; nothing while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refusal = _Note("bad", "Refusal")
        self._problems = _Note("bad", "Problems")
        self._notes = _Note("neutral", "Notes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for note in (self._refusal, self._problems, self._notes):
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

    def show_notes(self, notes: Sequence[str]) -> None:
        """Things to know about the form."""
        self._notes.show_lines(notes)
        self._show()

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(note.text() for note in (self._refusal, self._problems, self._notes) if note.text())

    def _show(self) -> None:
        self.setVisible(bool(self.text()))


class _Note(QFrame):
    def __init__(self, tone: str, name: str) -> None:
        super().__init__()
        mark(self, kind="notice", tone=tone)
        self._label = PlainLabel(wraps=True)
        self._label.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._label)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        text = "\n".join(line for line in lines if line)[:1500]
        self._label.setText(text)
        self._label.setAccessibleDescription(self._label.text())
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._label.text()
