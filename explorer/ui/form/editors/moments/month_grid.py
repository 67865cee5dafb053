"""The days of one month, walked through by the arrow keys."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.form.editors.moments.rfc3339 import Moment
from explorer.ui.form.editors.moments.words import DAYS, day_words

CELL: Final = QSize(36, 28)
_HEAD: Final = 22
_WEEKS: Final = 6


class MonthGrid(QWidget):
    """
    Six weeks around the chosen day.

    Signals:
        moved: Another day is chosen.
        taken: Return or a double click: this day it is.
    """

    moved = Signal(object)
    taken = Signal()

    def __init__(self, day: date, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = day
        self._today = today
        self._first_weekday = QLocale().firstDayOfWeek().value - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(CELL.width() * 7, _HEAD + CELL.height() * _WEEKS)
        self._speak()

    def choose(self, day: date) -> None:
        """Choose a day."""
        if day != self.day:
            self.day = day
            self._speak()
            self.moved.emit(day)
            self.update()

    def turn(self, months: int) -> None:
        """The same day so many months on, or the last one of a shorter month."""
        number = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(number, 12)
        if 1 <= year <= date.max.year:
            self.choose(date(year, month + 1, min(self.day.day, monthrange(year, month + 1)[1])))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, Page Up and Down by month, with Shift by year, Home and End within the month."""
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(
            Qt.Key(event.key())
        )
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if days is not None:
            self._step(days)
        elif months is not None:
            self.turn(months * 12 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else months)
        elif event.key() == Qt.Key.Key_Home:
            self.choose(self.day.replace(day=1))
        elif event.key() == Qt.Key.Key_End:
            self.choose(self.day.replace(day=monthrange(self.day.year, self.day.month)[1]))
        elif event.key() == Qt.Key.Key_T:
            self.choose(self._today)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the pointer."""
        self._choose_at(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the day under the pointer."""
        self._choose_at(event)
        self.taken.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names of the days, then the weeks: other months dim, today bold, the chosen day on coloured ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = QApplication.palette()
        text, dim = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        accent = palette.color(QPalette.ColorRole.Link)
        small = QFont(self.font())
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(dim)
        for column in range(7):
            name = DAYS[(self._first_weekday + column) % 7][:2]
            painter.drawText(QRectF(column * CELL.width(), 0, CELL.width(), _HEAD), Qt.AlignmentFlag.AlignCenter, name)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        for number in range(_WEEKS * 7):
            day = self._day_at(number)
            if day is None:
                continue
            cell = self._cell(number).adjusted(1, 1, -1, -1)
            is_chosen = day == self.day
            painter.setPen(accent if is_chosen and self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight) if is_chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setFont(bold if day == self._today else self.font())
            painter.setPen(accent if is_chosen or day == self._today else text if day.month == self.day.month else dim)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.end()

    def _step(self, days: int) -> None:
        try:
            self.choose(self.day + timedelta(days))
        except OverflowError:
            return

    def _cell(self, number: int) -> QRectF:
        week, column = divmod(number, 7)
        return QRectF(column * CELL.width(), _HEAD + week * CELL.height(), CELL.width(), CELL.height())

    def _day_at(self, number: int) -> date | None:
        first = self.day.replace(day=1)
        try:
            return first + timedelta(number - (first.weekday() - self._first_weekday) % 7)
        except OverflowError:
            return None

    def _choose_at(self, event: QMouseEvent) -> None:
        place = event.position()
        column, week = int(place.x()) // CELL.width(), (int(place.y()) - _HEAD) // CELL.height()
        day = self._day_at(week * 7 + column) if 0 <= column < 7 and 0 <= week < _WEEKS else None
        if day is not None:
            self.choose(day)

    def _speak(self) -> None:
        self.setAccessibleName(day_words(Moment(self.day)))
        self.setAccessibleDescription(
            "Arrows move by day and week, Page Up and Page Down by month, Return takes the day"
        )
