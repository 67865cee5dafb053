"""The pane of rows as a person meets it: what is under the pointer, and keys that an editor has no use for."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimerEvent, Signal
from PySide6.QtGui import QEnterEvent, QHoverEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea

from explorer.ui.form.faces.early_click import EarlyClick
from explorer.ui.form.faces.face_table import prepare_faces
from explorer.ui.form.rows.row_pane import RowMaker, RowPane


class FormPane(RowPane):
    """
    Rows with a pointer over them.

    The pane looks at its own events only while the pointer is in it: there are several for each widget that is made.

    Attributes:
        take_key: Whether somebody had a use for a key that no editor took.
    """

    row_pointed = Signal(object)
    """The row under the pointer; None when the pointer has left."""

    def __init__(self, area: QScrollArea, make_row: RowMaker) -> None:
        super().__init__(area, make_row)
        self._is_ready = False
        self._early_click = EarlyClick(self)
        self.take_key: Callable[[QKeyEvent], bool] = bool

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, get ready for the first form as soon as there is nothing else to do."""
        super().showEvent(event)
        if not self._is_ready:
            self._is_ready = bool(self.startTimer(0))

    def timerEvent(self, event: QTimerEvent) -> None:
        """There is nothing else to do."""
        self.killTimer(event.timerId())
        self._area.viewport()  # the first use of the class takes 10 ms
        prepare_faces(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Watch where the pointer goes."""
        super().enterEvent(event)
        self.installEventFilter(self)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self.removeEventFilter(self)
        self.row_pointed.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where the pointer goes, over the editors too."""
        if isinstance(event, QHoverEvent) and event.type() == QEvent.Type.HoverMove:
            self.row_pointed.emit(self.row_at(int(event.position().y())))
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on an editor that is only painted so far."""
        if not self._early_click.press(self.row_at(int(event.position().y())), event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of such a click."""
        self._early_click.release(event)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that no editor took."""
        if not self.take_key(event):
            super().keyPressEvent(event)
