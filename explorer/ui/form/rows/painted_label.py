"""The label of a row as letters on the pane: a widget for each took a quarter of the time to make a form."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.widgets.shown_text import MOST_OF_A_LABEL, bounded, shown_text

_WRAPPED = Qt.TextFlag.TextWordWrap
_BESIDE = Qt.AlignmentFlag.AlignRight
_ABOVE = Qt.AlignmentFlag.AlignLeft
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class PaintedLabel:
    """
    Words that are only read. Screen readers hear them as the name of the editor beside them.

    Attributes:
        area: Where it stands in the pane.
        is_wrapped: Its words take several lines.
        is_right: They end at its right edge.
    """

    def __init__(self, words: str, pane: QWidget) -> None:
        self._words = shown_text(bounded(words, MOST_OF_A_LABEL))
        self._shown = self._words
        self._font, self.metrics = _measured(label_font(pane.font()))
        self.area = QRect()
        self.is_wrapped = self.is_right = False

    def text(self) -> str:
        """The words."""
        return self._words

    def width(self) -> int:
        """The width of the words on one line."""
        return self.metrics.horizontalAdvance(self._words)

    def place_above(self, area: QRect) -> None:
        """Put it above its editor, or before the head of a group."""
        self.is_wrapped = self.is_right = False
        self._shown, self.area = self._words, area

    def place_beside(self, left: int, top: int, width: int, height: int) -> int:
        """Put it beside an editor that is at least `height` high; gives the height that it takes."""
        self.is_right = True
        self.is_wrapped = self.width() > width
        if self.is_wrapped:
            middle = Qt.TextElideMode.ElideMiddle
            self._shown = " ".join(self.metrics.elidedText(word, middle, width) for word in self._words.split(" "))
            wanted = self.metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED | _BESIDE, self._shown).height() + 8
            if wanted > height:
                self.area = QRect(left, top + (height - self.metrics.height()) // 2, width, wanted)
                return wanted
        else:
            self._shown = self._words
        self.area = QRect(left, top, width, height)
        return height

    def paint(self, painter: QPainter) -> None:
        """Paint it in the painter's colour."""
        painter.setFont(self._font)
        is_tall = self.is_wrapped and self.area.height() > 2 * self.metrics.lineSpacing()
        upright = Qt.AlignmentFlag.AlignTop if is_tall else _MIDDLE
        across = _BESIDE if self.is_right else _ABOVE
        painter.drawText(self.area, int(across | upright) | int(_WRAPPED if self.is_wrapped else 0), self._shown)


def paint_label(painter: QPainter, label: PaintedLabel | None, wanted: QRect) -> None:
    """Paint the label of a row, if it has one, as far as it is in the wanted part of the pane."""
    if label is not None and label.area.intersects(wanted):
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.WindowText))
        label.paint(painter)


def _measured(font: QFont) -> tuple[QFont, QFontMetrics]:
    # Every row of a form has the same, and Qt looks the font up for each.
    if _LAST and _LAST[-1][0] == font:
        return _LAST[-1]
    _LAST[:] = [(font, QFontMetrics(font))]
    return _LAST[-1]


_LAST: list[tuple[QFont, QFontMetrics]] = []


def label_font(font: QFont) -> QFont:
    """The font of labels in a pane of this font."""
    bolder = QFont(font)
    bolder.setWeight(QFont.Weight.Medium)
    return bolder
