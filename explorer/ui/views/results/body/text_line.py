"""A line to find text with: what is typed, how often it was found, and the way from place to place."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

TYPING_MS = 150


class TextLine(QWidget):
    """
    Return goes on, Shift+Return back, Escape ends the search.

    Signals:
        wanted: the text to look for, a moment after it was typed; empty to look for nothing.
        step_wanted: 1 for the next place, -1 for the one before.
    """

    wanted = Signal(object)
    step_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.typed = QLineEdit(placeholderText="Find in the text", clearButtonEnabled=True)
        self.typed.setAccessibleName("Find in the text")
        self.typed.textChanged.connect(self._on_typed)
        self.typed.installEventFilter(self)
        self.count = PlainLabel(kind="hint")
        self.count.setAccessibleName("Places found")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._on_pause)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.typed, 1)
        row.addWidget(self.count)
        self.previous = QPushButton("Previous match")
        self.next = QPushButton("Next match")
        for button in (self.previous, self.next):
            mark(button, kind="quiet", small="true")
            button.setEnabled(False)
            row.addWidget(button)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)

    def clear(self) -> None:
        """Nothing is looked for any more."""
        self.typed.clear()
        self._typing.stop()

    def is_waiting(self) -> bool:
        """Whether something was typed that nobody was told of yet."""
        return self._typing.isActive()

    def say(self, words: str) -> None:
        """What was found so far."""
        self.count.setText(words)
        for button in (self.previous, self.next):
            button.setEnabled(words[:1].isdigit())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return and Escape, before the line itself sees them."""
        if watched is self.typed and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.typed.text():
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._takes(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step_wanted.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape and self.typed.text():
            self.typed.clear()
            return True
        return False

    def _on_typed(self, text: str) -> None:
        if text:
            self._typing.start()
        else:
            self._typing.stop()
            self.wanted.emit("")

    def _on_pause(self) -> None:
        self.wanted.emit(self.typed.text())

    def _on_previous(self) -> None:
        self.step_wanted.emit(-1)

    def _on_next(self) -> None:
        self.step_wanted.emit(1)
