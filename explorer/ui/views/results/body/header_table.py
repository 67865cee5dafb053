"""Header lines as a table of names and values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from explorer.ui.look.appearance import Appearance
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.roomy_rows import RoomyRows
from explorer.ui.widgets.shown_text import shown_line


class HeaderTable(QTreeWidget):
    """Plain text in two columns; Ctrl+C copies the chosen lines."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._headers: list[tuple[str, str]] = []
        self.setAccessibleName("Headers")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        font = QFont(appearance.fixed_family)
        font.setPixelSize(12)
        self.setFont(font)
        self.setItemDelegate(RoomyRows(self))
        appearance.changed.connect(self._on_appearance_changed)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_copy)

    def show_headers(self, headers: Sequence[tuple[str, str]]) -> None:
        """Replace the lines."""
        self._headers = list(headers)
        self.clear()
        self.addTopLevelItems([QTreeWidgetItem([shown_line(name), shown_line(value)]) for name, value in headers])
        for item in self._items():
            item.setForeground(0, QColor(self._appearance.tokens.dim))
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, min(self.columnWidth(0) + 16, 280))

    def _on_appearance_changed(self, _tokens: object) -> None:
        for item in self._items():
            item.setForeground(0, QColor(self._appearance.tokens.dim))

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for row in range(self.topLevelItemCount()) if (item := self.topLevelItem(row)) is not None]

    def _on_copy(self) -> None:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        copy_text("\n".join(f"{name}: {value}" for name, value in (self._headers[row] for row in rows)))
