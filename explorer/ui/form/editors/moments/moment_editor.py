"""A line for a date, time or duration: it takes any text, says beneath what the text means, and opens a calendar."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.schema.field import Field, TextField
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, usual_width
from explorer.ui.form.editors.field_words import FORMAT_WORDS
from explorer.ui.form.editors.moments.moment_popup import MomentPopup
from explorer.ui.form.editors.moments.rfc3339 import MomentKind
from explorer.ui.form.editors.moments.words import duration_words, moment_words
from explorer.ui.form.editors.text import LineEditor
from explorer.ui.form.editors.worded import WordedEditor

KINDS: Final = {
    "date": MomentKind.DATE,
    "time": MomentKind.TIME,
    "partial-time": MomentKind.LOCAL_TIME,
    "date-time": MomentKind.DATE_TIME,
}
"""Formats of text that have a calendar or a clock."""

ARROW: Final = 30
"""Pixels at the end of the line that open the calendar."""

FORMATS: Final = frozenset({*KINDS, "duration"})


class MomentLine(LineEditor):
    """
    The line itself. Down, F4 or a click on the arrow at its end asks for the calendar.

    The arrow is painted: a button of its own would make the line twice as slow to make.
    """

    has_arrow = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that open."""
        owner = self.parentWidget()
        is_opening = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not event.modifiers()
        if is_opening and isinstance(owner, MomentEditor):
            owner.open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow."""
        owner = self.parentWidget()
        if self._is_on_arrow(event) and isinstance(owner, MomentEditor):
            owner.open()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer says where text is and where the arrow."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.ArrowCursor if self._is_on_arrow(event) else Qt.CursorShape.IBeamCursor
        self.setCursor(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrow."""
        super().paintEvent(event)
        if self.has_arrow:
            painter = QPainter(self)
            paint_arrow(painter, self.rect())
            painter.end()

    def _is_on_arrow(self, event: QMouseEvent) -> bool:
        return self.has_arrow and event.position().x() > self.width() - ARROW


def moment_width(_field: Field, available: int) -> int:
    """The width of a line for a moment."""
    return usual_width(available, 440)


def meaning_words(format_name: str, text: str) -> str:
    """What text of a format means; what to type where there is none."""
    if not text:
        return FORMAT_WORDS.get(format_name, "")
    kind = KINDS.get(format_name)
    return duration_words(text) if kind is None else moment_words(kind, text, datetime.now().astimezone())


def paint_arrow(painter: QPainter, line: QRect) -> None:
    """Paint the arrow at the end of a line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    middle = QPointF(line.left() + line.width() - 17, line.top() + line.height() / 2 + 2)
    painter.drawPolyline([middle + QPointF(-4, -4), middle, middle + QPointF(4, -4)])


class MomentEditor(WordedEditor):
    """The line, and its meaning in words; the popup is made when it is opened."""

    def __init__(self, field: TextField, parent: QWidget) -> None:
        line = MomentLine(field, parent)
        super().__init__(line, parent)
        self._field = field
        self.kind = KINDS.get(field.format)
        self.line.setReadOnly(field.is_fixed)
        self.line.textChanged.connect(self._on_text_changed)
        self.words = FORMAT_WORDS.get(field.format, "")
        self._opens = line.has_arrow = self.kind is not None and not field.is_fixed
        if self._opens:
            line.setTextMargins(0, 0, ARROW - 6, 0)

    def wanted_width(self, available: int) -> int:
        """Dates need no long line."""
        return moment_width(self._field, available)

    def key_words(self) -> str:
        """How to open the calendar or the clock without the mouse."""
        if not self._opens:
            return ""
        return f"Down opens a {'calendar' if self.kind in (MomentKind.DATE, MomentKind.DATE_TIME) else 'clock'}"

    @Slot()
    def open(self) -> None:
        """Open the calendar or the clock."""
        if self.kind is not None and self._opens:
            popup = MomentPopup(self.kind, self.line.text().strip(), datetime.now().astimezone(), self)
            popup.taken.connect(self._on_taken)
            popup.open_under(self.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line takes all of the width."""
        super().resizeEvent(event)
        self.line.setGeometry(0, 0, self.width(), CONTROL_HEIGHT)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.say(meaning_words(self._field.format, text))

    def _on_taken(self, text: str) -> None:
        self.line.show_value(text)
        self.line.setFocus()
        self.listener.value_edited(text)
        self.listener.committed()
