"""How segments look, painted without a button for each: four buttons take as long to make as a whole row of text."""

from weakref import WeakKeyDictionary

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from explorer.ui.look.style_sheet import mark

NARROWEST = 52


def new_segment(word: str, *, is_dim: bool, parent: QWidget) -> QPushButton:
    """A button of the kind that the face looks like."""
    button = QPushButton(word.replace("&", "&&"), parent)
    button.setCheckable(True)
    mark(button, kind="segment", tone="dim" if is_dim else "")
    return button


class SegmentFace:
    """The look of all segments in one form, after two buttons that are never shown."""

    def __init__(self, parent: QWidget) -> None:
        self._models = {is_dim: new_segment("", is_dim=is_dim, parent=parent) for is_dim in (False, True)}
        self._widths: dict[str, int] = {}
        for model in self._models.values():
            model.hide()
            model.ensurePolished()

    def width(self, word: str) -> int:
        """The width that a segment with this word takes."""
        known = self._widths.get(word)
        if known is None:
            model = self._models[False]
            model.setText(word.replace("&", "&&"))
            known = self._widths[word] = max(NARROWEST, model.sizeHint().width())
        return known

    def paint(self, painter: QPainter, area: QRect, word: str, *, is_dim: bool, is_on: bool, is_enabled: bool) -> None:
        """Paint one segment."""
        model = self._models[is_dim]
        option = QStyleOptionButton()
        option.initFrom(model)
        option.rect = area
        option.text = word.replace("&", "&&")
        option.state = QStyle.StateFlag.State_Active | (
            QStyle.StateFlag.State_On if is_on else QStyle.StateFlag.State_Off
        )
        if is_enabled:
            option.state |= QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Raised
        model.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, model)


def face_in(parent: QWidget) -> SegmentFace:
    """The face for segments in this parent; made with the first."""
    known = _FACES.get(parent)
    if known is None:
        known = _FACES[parent] = SegmentFace(parent)
    return known


_FACES: WeakKeyDictionary[QWidget, SegmentFace] = WeakKeyDictionary()
