"""The name of a key of one's own, in place of a label: it can be typed over."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.ui.form.document.fitting import is_exact_text, is_one_line
from explorer.ui.form.editors.editor import EditorListener
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line


class KeyLine(QLineEdit):
    """
    Return or leaving the line renames the key; Escape gives the old name back.

    A name that is refused stays in the line, in red, with the reason beneath the row; the key keeps its old one.
    """

    def __init__(self, key: str, listener: EditorListener, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self._listener = listener
        mark(self, kind="key")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"Key {shown_line(key)}")
        self.setAccessibleDescription("Name of the key; type to rename it")
        self.setText(key)
        self.setCursorPosition(0)
        self.setReadOnly(not (is_exact_text(key) and is_one_line(key)))  # shown, not renamed here
        self.textEdited.connect(self._on_typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return renames; Escape gives the old name back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rename()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._key:
            self.setText(self._key)
            self._show_refusal("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the line renames; a menu of its own is no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._rename()

    def _rename(self) -> None:
        if self.text() != self._key and not self.isReadOnly():
            self._show_refusal(self._listener.key_renamed(self.text()))

    def _on_typed(self, _text: str) -> None:
        self._show_refusal("")

    def _show_refusal(self, reason: str) -> None:
        mark(self, invalid=bool(reason))
        self._listener.key_refused(reason)
