"""A text to read that may be large: it is filled in pieces, so that the window never waits for it."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.ui.look.style_sheet import mark

PIECE = 100_000
"""Letters that are filled in at a time; a text widget takes about 5 ms for them."""
LINES = 1_500
"""Lines at a time, which cost as much as letters do."""


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
        self._text = ""
        self._filled = 0
        self._wanted: tuple[int, int] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill_on)

    def show_text(self, text: str) -> None:
        """Replace the text; it has to be fit to be shown already (`shown_text`)."""
        self._timer.stop()
        self._wanted = None
        self._text = text
        self._filled = _end_of_piece(text, 0)
        self.setPlainText(text[: self._filled])
        if not self.is_whole():
            self._timer.start()

    def choose(self, start: int, end: int) -> None:
        """Select some letters and bring them into view, as soon as they are there."""
        self._wanted = (start, end)
        self._choose_wanted()

    def is_whole(self) -> bool:
        """Whether all of the text is there."""
        return self._filled >= len(self._text)

    def _fill_on(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        end = _end_of_piece(self._text, self._filled)
        cursor.insertText(self._text[self._filled : end])
        self._filled = end
        if self.is_whole():
            self._timer.stop()
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        last = self.document().characterCount() - 1
        if self._wanted is None or (self._wanted[1] > last and not self.is_whole()):
            return
        start, end = self._wanted
        self._wanted = None
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(start, last))
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()


def _end_of_piece(text: str, start: int) -> int:
    """Where the piece that begins there ends."""
    end = min(start + PIECE, len(text))
    if text.count("\n", start, end) <= LINES:
        return end
    place = start
    for _ in range(LINES):
        place = text.index("\n", place, end) + 1
    return place
