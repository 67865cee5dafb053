"""An editor around a line, with words beneath that say what the text of the line means."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.form.editors.editor import CONTROL_HEIGHT, EditorListener, EditorParts, Reading
from explorer.ui.form.editors.text import LineEditor
from explorer.ui.widgets.shown_text import shown_text

WORDS_GAP: Final = 4
_WORDS_PIXELS: Final = 12


class WordedEditor(EditorParts, QWidget):
    """
    Base of such editors.

    Args:
        line: Becomes a child; it holds the value and tells the listener.

    Attributes:
        words: What stands beneath.
    """

    def __init__(self, line: LineEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.words = ""
        self._is_problem = False
        self._description = ""
        line.setParent(self)

    @property
    def listener(self) -> EditorListener:
        """Told by the line."""
        return self.line.listener

    @listener.setter
    def listener(self, listener: EditorListener) -> None:
        self.line.listener = listener

    def focus_target(self) -> QWidget:
        """The line."""
        return self.line

    def reading(self) -> Reading:
        """What the line holds."""
        return self.line.reading()

    def show_value(self, reading: Reading) -> None:
        """Show a text, whatever it says."""
        self.line.show_value(reading)

    def show_words(self, name: str, description: str) -> None:
        """The words beneath follow the description."""
        self._description = shown_text(description)
        self.focus_target().setAccessibleName(shown_text(name))
        self.speak()

    def wanted_height(self, _width: int) -> int:
        """The line, and the words beneath if there are any."""
        return worded_height(self.words, self.font())

    def say(self, words: str, *, is_problem: bool = False) -> None:
        """Other words beneath; red ones say why something did not work."""
        if (words, is_problem) != (self.words, self._is_problem):
            is_higher = bool(words) != bool(self.words)
            self.words, self._is_problem = words, is_problem
            self.speak()
            if is_higher:
                self.listener.height_changed()
            self.update()

    def speak(self) -> None:
        """Give screen readers the description, the words, and what keys do."""
        parts = (self._description, self.words, self.key_words())
        self.focus_target().setAccessibleDescription(". ".join(part.rstrip(".") for part in parts if part))

    def key_words(self) -> str:
        """What keys do that no button shows."""
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words beneath."""
        painter = QPainter(self)
        paint_beneath(painter, self.words, self.rect(), self.font(), is_problem=self._is_problem)
        painter.end()


def worded_height(words: str, base: QFont) -> int:
    """The height of a line with words beneath, if there are any, in an editor of this font."""
    return CONTROL_HEIGHT + (WORDS_GAP + QFontMetrics(_words_font(base)).lineSpacing() if words else 0)


def paint_beneath(painter: QPainter, words: str, area: QRect, base: QFont, *, is_problem: bool = False) -> None:
    """Paint the words beneath the line of an editor in the area."""
    font = _words_font(base)
    painter.setFont(font)
    role = QPalette.ColorRole.BrightText if is_problem else QPalette.ColorRole.PlaceholderText
    painter.setPen(QApplication.palette().color(role))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area.left(), area.top() + CONTROL_HEIGHT + WORDS_GAP + metrics.ascent(), shown)


def _words_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(_WORDS_PIXELS)
    return font
