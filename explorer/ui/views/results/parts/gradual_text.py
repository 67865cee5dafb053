"""A text to read that may be large: it is filled in pieces, so that the window never waits for it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.ui.look.style_sheet import mark

PIECE = 100_000
"""Letters that are filled in at a time; a text widget takes about 5 ms for them."""


class GradualText(QPlainTextEdit):
    """Read-only text in the fixed-width font, wrapped anywhere."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        mark(self, kind="bare")
        self._left = ""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill_on)

    def show_text(self, text: str) -> None:
        """Replace the text; it has to be fit to be shown already (`shown_text`)."""
        self._timer.stop()
        self.setPlainText(text[:PIECE])
        self._left = text[PIECE:]
        if self._left:
            self._timer.start()

    def is_whole(self) -> bool:
        """Whether all of the text is there."""
        return not self._left

    def _fill_on(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(self._left[:PIECE])
        self._left = self._left[PIECE:]
        if not self._left:
            self._timer.stop()
