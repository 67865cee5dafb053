"""Moving an item of a list with the mouse."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from explorer.domain.json_value import Pointer
from explorer.ui.form.moving.drop_marks import DropMarks
from explorer.ui.form.moving.drop_places import Drop, drop_at
from explorer.ui.form.moving.item_grip import WIDTH, ItemGrip
from explorer.ui.form.rows.block_place import GAP
from explorer.ui.form.rows.form_row import FormRow
from explorer.ui.form.rows.row_pane import RowPane

_NEAR_EDGE = 28
_SCROLL_STEP = 14
_SCROLL_PAUSE_MS = 30


class ItemDrag(QObject):
    """
    The grip of the item under the pointer, and what follows from it. Escape lets go where the item was.

    Signals:
        dropped: the place of the item, and the index that it is to have.
    """

    dropped = Signal(object, object)

    def __init__(self, pane: RowPane, area: QScrollArea) -> None:
        super().__init__(pane)
        self._pane = pane
        self._area = area
        self.grip = ItemGrip(pane)
        self.marks = DropMarks(pane)
        self._item: Pointer = ()
        self._first = 0
        self._left = 0
        self._y = 0
        self._drop: Drop | None = None
        self._is_dragging = False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_PAUSE_MS)
        self._scrolling.timeout.connect(self._on_scroll_due)
        self.grip.pressed.connect(self._on_pressed)
        self.grip.dragged.connect(self._on_dragged)
        self.grip.released.connect(self._on_released)

    def show_beside(self, row: FormRow | None, top: int, first: int) -> None:
        """
        Offer to move the item of a row.

        Args:
            row: None for no item that can be moved.
            top: Where its editor begins.
            first: The first index that it may have.
        """
        if self._is_dragging:
            return
        if row is None:
            self.grip.hide()
            return
        self._item, self._first, self._left = row.plan.pointer, first, self._pane.left_of(row)
        self.grip.move(max(0, self._left - WIDTH + 2), top + 2)
        self.grip.show()
        self.grip.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends the drag."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._drop = None
                self._end()
            return True
        return super().eventFilter(watched, event)

    def _on_pressed(self) -> None:
        self._is_dragging, self._drop = True, None
        source = self._item[-1]
        spans = self._pane.item_spans(self._item[:-1])
        top, bottom = next(((top, bottom) for index, top, bottom in spans if index == source), (0, 0))
        edge = max(0, self._left - 4)
        self.marks.show_item(QRect(edge, top - GAP // 2, self._pane.right() - edge, bottom - top + GAP))
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _on_dragged(self, y: object) -> None:
        assert isinstance(y, int)
        self._y = y
        self._show_drop()
        if self._way() and not self._scrolling.isActive():
            self._scrolling.start()

    def _show_drop(self) -> None:
        source = self._item[-1]
        if not self._is_dragging or not isinstance(source, int):
            return
        spans = self._pane.item_spans(self._item[:-1])
        self._drop = drop_at(spans, source, self._first, self._y, GAP)
        self.marks.show_line(self._left, self._pane.right(), self._drop.y if self._drop else None)

    def _way(self) -> int:
        seen = self._y - self._area.verticalScrollBar().value()
        return -1 if seen < _NEAR_EDGE else 1 if seen > self._area.viewport().height() - _NEAR_EDGE else 0

    def _on_scroll_due(self) -> None:
        bar, way = self._area.verticalScrollBar(), self._way()
        before = bar.value()
        bar.setValue(before + way * _SCROLL_STEP)
        if not self._is_dragging or bar.value() == before:
            self._scrolling.stop()
            return
        self._y += bar.value() - before
        self._show_drop()

    def _on_released(self) -> None:
        drop, was_dragging = self._drop, self._is_dragging
        self._end()
        if drop is not None and was_dragging:
            self.dropped.emit(self._item, drop.target)

    def _end(self) -> None:
        if self._is_dragging:
            application = QApplication.instance()
            assert application is not None
            application.removeEventFilter(self)
        self._is_dragging = False
        self._scrolling.stop()
        self.marks.hide()
