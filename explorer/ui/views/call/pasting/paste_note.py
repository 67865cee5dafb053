"""What came of a paste, above the form: a few sentences, and buttons for what can be done about it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

LONGEST: Final = 1_500


class PasteNote(QFrame):
    """
    Hidden while there is nothing to say.

    Signals:
        chosen: the name of the button that was pressed; not for Close, which only hides the note.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = PlainLabel(kind="heading", wraps=True)
        self._text = PlainLabel(wraps=True)
        self._text.setAccessibleName("Pasted")
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._buttons: list[QPushButton] = []
        self._names: list[str] = []
        self._said = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 8)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._head, 1)
        top.addLayout(self._row)
        column.addLayout(top)
        column.addWidget(self._text)
        mark(self, kind="notice", tone="accent")
        self.hide()

    def show_note(self, head: str, lines: Sequence[str], buttons: Sequence[str], *, tone: str = "accent") -> None:
        """Say something and offer buttons, Close always among them; `tone` is accent, caution or bad."""
        before = self._said
        self._head.setText(head)
        text = "\n".join(lines)[:LONGEST]
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._said = f"{self._head.text()}\n{self._text.text()}".strip()
        self._text.setAccessibleDescription(self._said)
        mark(self, tone=tone)
        if [*buttons, "Close"] != self._names:
            self._show_buttons([*buttons, "Close"])
        self.show()
        if self._said == before:
            return
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._said))

    def text(self) -> str:
        """What is said; empty while nothing is."""
        return self._said

    def close_note(self) -> None:
        """Take the note away."""
        self._said = ""
        self._show_buttons([])
        self.hide()

    def _show_buttons(self, names: Sequence[str]) -> None:
        self._names = list(names)
        while self._row.count():
            self._row.takeAt(0)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [QPushButton(name.replace("&", "&&"), self) for name in names]
        for name, button in zip(names, self._buttons, strict=True):
            mark(button, kind="link")
            button.setAccessibleName("Close this note" if name == "Close" else name)
            button.clicked.connect(self._on_clicked)
            self._row.addWidget(button)
            button.show()

    def _on_clicked(self) -> None:
        button = self.sender()
        name = button.text().replace("&&", "&") if isinstance(button, QPushButton) else ""
        if name == "Close":
            self.close_note()
        else:
            self.chosen.emit(name)
