"""The handle by which an item is moved with the mouse."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

WIDTH, HEIGHT = 12, 26
_DOT, _STEP = 2, 5


class ItemGrip(QWidget):
    """
    Six dots. It takes no keyboard: Alt+Up and Alt+Down move an item, too.

    Signals:
        pressed: the drag begins.
        dragged: the height of the pointer in the parent.
        released: the item is let go.
    """

    pressed = Signal()
    dragged = Signal(object)
    released = Signal()

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to move the item (Alt+Up, Alt+Down)")
        self.setAccessibleName("Move the item")
        self.resize(WIDTH, HEIGHT)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.released.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        left, top = (WIDTH - _STEP - _DOT) // 2, (HEIGHT - 2 * _STEP - _DOT) // 2
        for column in range(2):
            for row in range(3):
                painter.drawEllipse(QRect(left + column * _STEP, top + row * _STEP, _DOT, _DOT))
