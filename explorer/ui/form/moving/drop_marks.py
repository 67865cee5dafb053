"""What is painted over the rows while an item is moved."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

_KNOB = 3
_GROUND_ALPHA = 40


class DropMarks(QWidget):
    """A line where the item would go, and a ground on the item; the pointer goes through."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._item = QRect()
        self._line: tuple[int, int, int] | None = None
        self.hide()

    def show_item(self, item: QRect) -> None:
        """The item that moves."""
        self._item, self._line = item, None
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def show_line(self, left: int, right: int, y: int | None) -> None:
        """The gap that it would go into; None for nowhere else."""
        self._line = None if y is None else (left, right, y)
        self.update()

    def line_height(self) -> int | None:
        """The height of the line, if there is one."""
        return None if self._line is None else self._line[2]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QApplication.palette().color(QPalette.ColorRole.Link)
        ground = QColor(accent)
        ground.setAlpha(_GROUND_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._item, 6, 6)
        if self._line is not None:
            left, right, y = self._line
            painter.setBrush(accent)
            painter.drawRect(QRect(left, y - 1, right - left, 2))
            painter.drawEllipse(QRect(left - _KNOB, y - _KNOB, 2 * _KNOB, 2 * _KNOB))
