"""Pictures of empty editors in every look that faces need, taken of real ones that are never shown."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from explorer.ui.form.editors.editor import CONTROL_HEIGHT
from explorer.ui.look.style_sheet import mark

_LEFT: Final = 12
_RIGHT: Final = 32
"""What is drawn at the right end of a frame, such as an arrow, is within these pixels; the rest is stretched."""
_PICTURE_WIDTH: Final = _LEFT + 16 + _RIGHT
_MOST_PICTURES: Final = 200


class Look(Enum):
    """An editor without words in it: its kind, and its state."""

    LINE = "line"
    READ_ONLY = "line that cannot be changed"
    CHOICE = "choice"
    SEGMENT = "segment"
    SEGMENT_ON = "segment that is down"
    SEGMENT_OFF = "segment that cannot be pressed"
    SEGMENT_ON_OFF = "segment that is down and stays so"
    DIM_SEGMENT_ON = "dim segment that is down"


def paint_frame(painter: QPainter, area: QRect, look: Look, pane: QWidget) -> None:
    """Paint the frame and ground of an editor into an area that is as high as one."""
    place = QPointF(area.topLeft())
    ratio = pane.devicePixelRatioF()
    if ratio != int(ratio):
        # Between device pixels the picture would be blurred.
        there = painter.deviceTransform().map(place)
        place += QPointF(round(there.x()) - there.x(), round(there.y()) - there.y()) / ratio
    painter.drawImage(place, _picture(look, area.width(), pane))


def take_pictures(pane: QWidget) -> None:
    """Take them while nobody waits."""
    for look in Look:
        _picture(look, _PICTURE_WIDTH, pane)


def _picture(look: Look, width: int, pane: QWidget) -> QImage:
    ratio = pane.devicePixelRatioF()
    key = (look.value, width, ratio, *_style())
    known = _PICTURES.get(key)
    if known is None:
        if len(_PICTURES) >= _MOST_PICTURES:
            _PICTURES.clear()
        # Between device pixels a stretched edge would be blurred.
        is_stretched = ratio == int(ratio) and width >= _LEFT + _RIGHT and width != _PICTURE_WIDTH
        if is_stretched:
            known = _stretched(_picture(look, _PICTURE_WIDTH, pane), width, int(ratio))
        else:
            known = _taken(_model(look, pane), width, ratio)
        _PICTURES[key] = known
    return known


def _style() -> tuple[int, int]:
    """What tells the styles of the program apart: the same colours with a style sheet and without are two."""
    application = QApplication.instance()
    sheet = application.styleSheet() if isinstance(application, QApplication) else ""
    return QApplication.palette().cacheKey(), len(sheet)


def _stretched(picture: QImage, width: int, ratio: int) -> QImage:
    """A wider picture, or a narrower one, with the same ends."""
    wanted, high = _empty(width, ratio), CONTROL_HEIGHT * ratio
    wanted.setDevicePixelRatio(1)  # painted in device pixels, without anything in between
    left, right, there = _LEFT * ratio, _RIGHT * ratio, _PICTURE_WIDTH * ratio
    painter = QPainter(wanted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    middle = QRect(left, 0, width * ratio - left - right, high)
    painter.drawImage(middle, picture, QRect(left, 0, ratio, high))
    painter.drawImage(QRect(0, 0, left, high), picture, QRect(0, 0, left, high))
    painter.drawImage(QRect(middle.right() + 1, 0, right, high), picture, QRect(there - right, 0, right, high))
    painter.end()
    wanted.setDevicePixelRatio(ratio)
    return wanted


def _empty(width: int, ratio: float) -> QImage:
    picture = QImage(round(width * ratio), round(CONTROL_HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(0)
    return picture


def _taken(model: QWidget, width: int, ratio: float) -> QImage:
    picture = _empty(width, ratio)
    model.hide()
    model.resize(width, CONTROL_HEIGHT)
    model.ensurePolished()
    model.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    model.setParent(None)
    model.deleteLater()
    return picture


def _model(look: Look, pane: QWidget) -> QWidget:
    if look in (Look.LINE, Look.READ_ONLY):
        line = QLineEdit(pane)
        line.setReadOnly(look is Look.READ_ONLY)
        return line
    button = QPushButton(pane)
    if look is Look.CHOICE:
        mark(button, kind="choice")
        return button
    button.setCheckable(True)
    mark(button, kind="segment", tone="dim" if look is Look.DIM_SEGMENT_ON else "")
    button.setChecked(look in (Look.SEGMENT_ON, Look.SEGMENT_ON_OFF, Look.DIM_SEGMENT_ON))
    button.setEnabled(look not in (Look.SEGMENT_OFF, Look.SEGMENT_ON_OFF))
    return button


_PICTURES: dict[tuple[str, int, float, int, int], QImage] = {}
