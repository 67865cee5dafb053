"""The tree of a JSON answer: blocks of rows as one scrolls, everything to copy from the keyboard and a menu."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView, QWidget

from explorer.ui.look.appearance import Appearance
from explorer.ui.models.answer.json_tree import JsonTree
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.roomy_rows import RoomyRows
from explorer.ui.widgets.shown_text import size_text

_Index = QModelIndex | QPersistentModelIndex
MOST_COPIED = 4_000_000
"""Bytes that are put on the clipboard, where secrets are looked for in them first."""

MOST_OPENED = 5_000
"""Rows that are opened at once by "open all below"; the rest opens as usual."""


class JsonTreeView(QTreeView):
    """Shows a `JsonTree`; Right and Left open and close, `*` opens all below, Ctrl+C copies the value."""

    current_changed = Signal(object)
    """The index of the row that the keyboard is on."""
    save_wanted = Signal(object)
    """The bytes of a value that is to become a file."""
    not_copied = Signal(object)
    """Why something was not copied, in words."""

    def __init__(self, appearance: Appearance, model: JsonTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = model
        self.setModel(model)
        self.setAccessibleName("Answer as tree")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAllColumnsShowFocus(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.header().setResizeContentsPrecision(0)  # rows in view alone: a thousand of them take 100 ms
        self.setColumnWidth(0, 260)
        font = QFont(appearance.fixed_family)
        font.setPixelSize(12)
        self.setFont(font)
        self.setItemDelegate(RoomyRows(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._fetch = QTimer(self)
        self._fetch.setSingleShot(True)
        self._fetch.setInterval(0)
        self._fetch.timeout.connect(self._fetch_visible)
        self.expanded.connect(self._on_scrolled)
        self._menu = QMenu(self)
        self._menu.setAccessibleName("Copy")
        for words, keys, slot in (
            ("Copy value", "Ctrl+C", self.copy_value),
            ("Copy JSONPath", "Ctrl+Shift+C", self.copy_path),
            ("Copy JSON Pointer", "Ctrl+Alt+C", self.copy_pointer),
            ("Copy name", "", self.copy_name),
            ("Save value\u2026", "", self.save_value),
            ("Open all below", "*", self.open_below),
            ("Close all", "", self.collapseAll),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self._menu.addAction(action)
            if keys != "*":
                self.addAction(action)

    def copy_value(self) -> None:
        """Copy the value of the current row: a text without quotes, anything else as received."""
        node = self.tree.node(self.currentIndex())
        if node is None:
            return
        size = node.group_bytes if node.is_group else len(memoryview(node.raw))
        if size > MOST_COPIED:
            self.not_copied.emit(
                f"{size_text(size)} are too much for the clipboard: Save value\u2026 makes a file of it."
            )
        else:
            copy_text(self.tree.whole_text(self.currentIndex()))

    def save_value(self) -> None:
        """Ask where the bytes of the current value shall be saved; for a group, of all that it is part of."""
        node = self.tree.node(self.currentIndex())
        if node is not None:
            self.save_wanted.emit(memoryview(node.raw))

    def copy_path(self) -> None:
        """Copy the place of the current row as a JSONPath."""
        if self.currentIndex().isValid():
            copy_text(self.tree.path(self.currentIndex()))

    def copy_pointer(self) -> None:
        """Copy the place of the current row as a JSON Pointer."""
        if self.currentIndex().isValid():
            copy_text(self.tree.pointer(self.currentIndex()))

    def copy_name(self) -> None:
        """Copy the key or number of the current row."""
        node = self.tree.node(self.currentIndex())
        if node is not None:
            copy_text(str(node.name))

    def open(self, place: QModelIndex) -> None:
        """Open a row, and load the first of what is below it; the view is laid out once for all that are opened."""
        if self.tree.rowCount(place) == 0 and self.tree.canFetchMore(place):
            self.tree.fetchMore(place)
        # While a layout is due, a row is only noted as open; else each would lay out all rows again.
        self.scheduleDelayedItemsLayout()
        self.expand(place)

    def open_below(self) -> None:
        """Open the current row and what is below it, up to `MOST_OPENED` rows."""
        waiting = [self.currentIndex().siblingAtColumn(0)]
        opened = 0
        while waiting and opened < MOST_OPENED:
            place = waiting.pop(0)
            if not place.isValid() or not self.tree.hasChildren(place):
                continue
            self.open(place)
            children = self.tree.rowCount(place)
            opened += children
            waiting += [self.tree.index(row, 0, place) for row in range(children)]

    def fit_names(self) -> None:
        """Give the names the width that those in view need."""
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, max(160, min(self.columnWidth(0) + 24, max(self.width() * 2 // 5, 160))))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell whoever shows the path."""
        super().currentChanged(current, previous)
        self.current_changed.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`*` opens a bounded number of rows, where Qt's own would open all of a 50 MB answer."""
        if event.key() == Qt.Key.Key_Asterisk:
            self.open_below()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A place that grew may show the end of a block."""
        if event.type() == QEvent.Type.Resize:
            self._fetch.start()
        return super().viewportEvent(event)

    def _on_scrolled(self, _change: object = None) -> None:
        self._fetch.start()

    def _fetch_visible(self) -> None:
        """Make the next block rows wherever the last row of a block is in view."""
        place = self.indexAt(QPoint(1, 1))
        bottom = self.viewport().height()
        wanted = []
        while place.isValid() and self.visualRect(place).top() <= bottom:
            above = place.parent()
            if place.row() == self.tree.rowCount(above) - 1 and self.tree.canFetchMore(above):
                wanted.append(above)
            place = self.indexBelow(place)
        if not place.isValid() and self.tree.canFetchMore(QModelIndex()):
            wanted.append(QModelIndex())
        for above in wanted:
            self.tree.fetchMore(above)

    def _on_menu_wanted(self, point: QPoint) -> None:
        if self.currentIndex().isValid():
            self._menu.popup(self.viewport().mapToGlobal(point))
