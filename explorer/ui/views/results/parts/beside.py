"""Two panes of one tab: beside each other where there is room, else one above the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

ROOM_FOR_TWO = 820
"""Width in pixels from which the panes stand beside each other."""


FIRST_SHARE = 0.45
"""How much of the room the first pane has until somebody moves the line between them."""


class Beside(QSplitter):
    """`first` scrolls on its own when it is higher than its place; hidden, it leaves all to `second`."""

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._share = FIRST_SHARE
        self._first_column = QVBoxLayout()
        self._first_column.addWidget(first)
        padded = QWidget()
        padded.setLayout(self._first_column)
        self.first = scrolled(padded, "Explanation")
        self.first.setMinimumSize(240, 72)
        self._second = QWidget()
        self._second.setMinimumSize(340, 72)
        self._second_column = QVBoxLayout(self._second)
        self._second_column.setSpacing(0)
        self._second_column.addWidget(second)
        self.addWidget(self.first)
        self.addWidget(self._second)
        self.splitterMoved.connect(self._on_moved)
        self.show_first(is_shown=True)

    def show_first(self, *, is_shown: bool) -> None:
        """Show or hide the first pane."""
        self.first.setVisible(is_shown)
        self._set_gaps()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn when the width passes `ROOM_FOR_TWO`; the panes keep their shares, also those chosen by hand."""
        super().resizeEvent(event)
        wide = event.size().width() >= ROOM_FOR_TWO
        turned = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if turned != self.orientation():
            self.setOrientation(turned)
            self._set_gaps()
        whole = event.size().width() if wide else event.size().height()
        first = round(whole * self._share)
        self.setSizes([first, whole - first])

    def _on_moved(self, _place: int, _handle: int) -> None:
        first, second = self.sizes()
        if first and second:
            self._share = first / (first + second)

    def _set_gaps(self) -> None:
        is_beside = self.orientation() == Qt.Orientation.Horizontal
        gap = 16 if self.first.isVisibleTo(self) else 0
        self._second_column.setContentsMargins(gap if is_beside else 0, 0 if is_beside else gap // 2, 0, 0)
        self._first_column.setContentsMargins(0, 0, gap if is_beside else 0, 8)


def scrolled(widget: QWidget, name: str, *, fills: bool = False) -> QScrollArea:
    """The widget at the top of an area that scrolls downwards only, by keys too; `fills` gives it all the height."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner = QWidget()
    if not fills:
        # Without it the area takes the height of the narrowest layout for the least, and scrolls over nothing.
        inner.setMinimumHeight(1)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(widget, 1 if fills else 0)
    if not fills:
        column.addStretch(1)
    area.setWidget(inner)
    return area
