"""The line that is typed in to find a field."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

FIND_KEYS = "Ctrl+F"


class FindLine(QLineEdit):
    """
    A search line. Return and Down go to the first field that was found, Escape back to where the keyboard was.

    Signals:
        first_wanted: go to what was found.
        entered: somebody is about to type.
        left: nothing is looked for any more; the keyboard goes back.
    """

    first_wanted = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Find a field")
        self.setAccessibleName("Find a field")
        self.setToolTip(f"By label, key or description ({FIND_KEYS})")
        self.setClearButtonEnabled(True)

    def open(self) -> None:
        """Take the keyboard, with what was typed before chosen."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody is about to type."""
        super().focusInEvent(event)
        self.entered.emit()

    def event(self, event: QEvent) -> bool:
        """Escape means this line, not what the window does at it."""
        is_asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, Return and Down are about what was found."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and not _is_modified(event):
            self.first_wanted.emit()
        else:
            super().keyPressEvent(event)


def _is_modified(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
