"""An unseen stop at each end of a form, so that Tab enters it at its first field and Shift+Tab at its last."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class TabEdge(QWidget):
    """
    Hands the focus on at once: into the form when it comes from outside, out of it when it comes from within.

    Rows are made as they come into view, so the last one in the window's chain need not be the last of the form.
    """

    entered = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_end = name.endswith("end")
        self._is_handing_on = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setGeometry(0, 0, 1, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on."""
        super().focusInEvent(event)
        if self._is_handing_on:
            return
        self._is_handing_on = True
        is_back = event.reason() == Qt.FocusReason.BacktabFocusReason
        if is_back == self._is_end:
            self.entered.emit()
        if self.hasFocus():
            self.focusNextPrevChild(not is_back)
        self._is_handing_on = False


def order_tabs(stops: Iterable[QWidget]) -> None:
    """Let Tab visit the widgets one after the other."""
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)
