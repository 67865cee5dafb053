"""How segments look, painted without a button for each: four buttons take as long to make as a whole row of text."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from explorer.ui.form.faces.frames import Look, paint_frame
from explorer.ui.look.style_sheet import mark

NARROWEST = 52


def new_segment(word: str, *, is_dim: bool, parent: QWidget) -> QPushButton:
    """A button of the kind that the face looks like."""
    button = QPushButton(word.replace("&", "&&"), parent)
    button.setCheckable(True)
    mark(button, kind="segment", tone="dim" if is_dim else "")
    return button


class SegmentFace:
    """The look of all segments in one form, after a button that is never shown."""

    def __init__(self, parent: QWidget) -> None:
        self._model = new_segment("", is_dim=False, parent=parent)
        self._widths: dict[str, int] = {}
        self._letter_widths: dict[str, float] = {}
        self._model.hide()
        self._model.ensurePolished()
        self._font = self._model.font()
        self._metrics = QFontMetricsF(self._font)

    def width(self, word: str) -> int:
        """The width that a segment with this word takes."""
        known = self._widths.get(word)
        if known is None:
            self._model.setText(word.replace("&", "&&"))
            known = self._widths[word] = max(NARROWEST, self._model.sizeHint().width())
        return known

    def _letters(self, word: str) -> float:
        known = self._letter_widths.get(word)
        if known is None:
            known = self._letter_widths[word] = self._metrics.horizontalAdvance(word)
        return known

    def paint(self, painter: QPainter, area: QRect, word: str, *, is_dim: bool, is_on: bool, is_enabled: bool) -> None:
        """Paint one segment."""
        paint_frame(painter, area, _look(is_dim=is_dim, is_on=is_on, is_enabled=is_enabled), self._model)
        painter.setFont(self._font)
        painter.setPen(QApplication.palette().color(_role(is_dim=is_dim, is_on=is_on, is_enabled=is_enabled)))
        left = area.left() + (area.width() - self._letters(word)) / 2
        base = area.top() + (area.height() - self._metrics.height()) / 2 + self._metrics.ascent()
        painter.drawText(QPointF(left, base), word)


def _look(*, is_dim: bool, is_on: bool, is_enabled: bool) -> Look:
    if is_on:
        return Look.DIM_SEGMENT_ON if is_dim else Look.SEGMENT_ON if is_enabled else Look.SEGMENT_ON_OFF
    return Look.SEGMENT if is_enabled else Look.SEGMENT_OFF


def _role(*, is_dim: bool, is_on: bool, is_enabled: bool) -> QPalette.ColorRole:
    # As the style sheet has it for `segment`.
    if is_on:
        return QPalette.ColorRole.Text if is_dim else QPalette.ColorRole.Link
    return QPalette.ColorRole.Text if is_enabled and not is_dim else QPalette.ColorRole.PlaceholderText


def face_in(parent: QWidget) -> SegmentFace:
    """The face for segments in this parent; made with the first."""
    known = _FACES.get(parent)
    if known is None:
        known = _FACES[parent] = SegmentFace(parent)
    return known


_FACES: WeakKeyDictionary[QWidget, SegmentFace] = WeakKeyDictionary()
