"""Rows of plain text in columns; what is cut is told by a tool tip."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.parts.roomy_rows import RoomyRows
from explorer.ui.widgets.shown_text import bounded, shown_line, tool_tip


class PlainTable(QTreeWidget):
    """
    Rows of text.

    Args:
        name: For screen readers.
        columns: What stands above each column, and how wide it is; the one with 0 takes the room that is left.
    """

    def __init__(self, name: str, columns: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels([words for words, _ in columns])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RoomyRows(self))
        mark(self, kind="table")
        self.header().setStretchLastSection(False)
        for number, (_, width) in enumerate(columns):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            self.header().setSectionResizeMode(number, mode)
            if width:
                self.header().resizeSection(number, width)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Replace all rows."""
        self.clear()
        made: list[QTreeWidgetItem] = []
        for row in rows:
            item = QTreeWidgetItem([shown_line(bounded(text)) for text in row])
            for number, text in enumerate(row):
                item.setToolTip(number, tool_tip(text))
            made.append(item)
        self.addTopLevelItems(made)
