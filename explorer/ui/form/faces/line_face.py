"""The look of a line of text, a number, or a moment with words beneath."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.json_value import ABSENT
from explorer.schema.field import Field, TextField
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, Reading, paint_chip
from explorer.ui.form.editors.moments.moment_editor import ARROW, KINDS, meaning_words, moment_width, paint_arrow
from explorer.ui.form.editors.text import line_text, line_words
from explorer.ui.form.editors.worded import paint_beneath, worded_height
from explorer.ui.form.faces.frames import Look, paint_frame

_LETTERS_IN: Final = 11
"""How far from its edge the letters of a line begin: the border and padding of the style sheet, and Qt's own margin."""
_MOST_LETTERS: Final = 400
_FIRST_RIGHT_TO_LEFT: Final = "\u0590"


class LineFace:
    """
    A line of text.

    Args:
        field: Of the editor.
        pane: What it is painted on.
        width: How wide the editor wants to be, by its field and the width there is.
        look: Its frame.
    """

    right_margin = 0

    def __init__(self, field: Field, pane: QWidget, width: Callable[[Field, int], int], look: Look = Look.LINE) -> None:
        self._field, self._pane, self._width, self._look = field, pane, width, look
        self.reading: Reading = ABSENT
        self._text = self._chip = self._placeholder = ""

    def show_value(self, reading: Reading) -> bool:
        """Text that is laid out simply."""
        if isinstance(reading, Unreadable):
            return False
        self.reading = reading
        self._text = line_text(reading)
        self._chip, self._placeholder = line_words(self._field, reading)
        return is_plain(self._text) and is_plain(self._placeholder)

    def state_words(self) -> str:
        """The line says it itself."""
        return ""

    def wanted_width(self, available: int) -> int:
        """As of the editor."""
        return self._width(self._field, available)

    def wanted_height(self, _width: int) -> int:
        """One line."""
        return CONTROL_HEIGHT

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Frame, and text or what stands in its place."""
        paint_frame(painter, QRect(area.left(), area.top(), area.width(), CONTROL_HEIGHT), self._look, self._pane)
        font = self._pane.font()
        metrics, ascent = _sizes(font)
        painter.setFont(font)
        role = QPalette.ColorRole.Text if self._text else QPalette.ColorRole.PlaceholderText
        painter.setPen(QApplication.palette().color(role))
        room = area.width() - 2 * _LETTERS_IN - self.right_margin
        base = area.top() + (CONTROL_HEIGHT - metrics.height() + 1) // 2 + ascent
        if self._text:
            _draw_cut(painter, QPointF(area.left() + _LETTERS_IN, base), self._text, metrics, room)
        elif self._placeholder:
            shown = cut_words(self._placeholder, metrics, room)
            painter.drawText(QPointF(area.left() + _LETTERS_IN, base), shown)
        if self._chip and not self._text:
            painter.save()
            paint_chip(painter, self._chip, area.adjusted(8, 0, 0, 0), font)
            painter.restore()


def _sizes(font: QFont) -> tuple[QFontMetrics, float]:
    # Every line of a form has the same, and Qt looks the font up for each.
    if not _LAST or _LAST[0][0] != font:
        _LAST[:] = [(font, QFontMetrics(font), QFontMetricsF(font).ascent())]
    return _LAST[0][1:]


_LAST: list[tuple[QFont, QFontMetrics, float]] = []


def is_plain(text: str) -> bool:
    """Whether text is short and looks the same however it is painted: no controls, nothing from right to left."""
    if len(text) > _MOST_LETTERS:
        return False
    return text.isprintable() and (text.isascii() or max(text) < _FIRST_RIGHT_TO_LEFT)


def cut_words(words: str, metrics: QFontMetrics, room: int) -> str:
    """The words as far as there is room; measured only where they might be too long."""
    if len(words) * metrics.maxWidth() <= room:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


def _draw_cut(painter: QPainter, place: QPointF, text: str, metrics: QFontMetrics, room: int) -> None:
    if len(text) * metrics.maxWidth() <= room or metrics.horizontalAdvance(text) <= room:
        painter.drawText(place, text)
        return
    painter.save()
    painter.setClipRect(QRect(int(place.x()) - 2, int(place.y()) - metrics.ascent(), room + 4, metrics.height()))
    painter.drawText(place, text)
    painter.restore()


class MomentFace(LineFace):
    """A line with an arrow, and what its text means beneath."""

    def __init__(self, field: TextField, pane: QWidget) -> None:
        super().__init__(field, pane, moment_width)
        self._format = field.format
        self._words = ""
        self._has_arrow = field.format in KINDS
        self.right_margin = ARROW - 6 if self._has_arrow else 0

    def show_value(self, reading: Reading) -> bool:
        """The words follow."""
        is_shown = super().show_value(reading)
        self._words = meaning_words(self._format, self._text)
        return is_shown

    def wanted_height(self, _width: int) -> int:
        """The line, and the words."""
        return worded_height(self._words, self._pane.font())

    def paint(self, painter: QPainter, area: QRect) -> None:
        """The line, its arrow, and the words."""
        super().paint(painter, area)
        if self._has_arrow:
            painter.save()
            paint_arrow(painter, QRect(area.left(), area.top(), area.width(), CONTROL_HEIGHT))
            painter.restore()
        paint_beneath(painter, self._words, area, self._pane.font())
