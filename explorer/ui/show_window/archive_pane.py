"""A HAR file: its requests as a list with a filter, and below what was chosen."""

import time
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.storage.saved.archive import Archive, EntryLine, entry_line
from explorer.storage.saved.exchange import read_exchange
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.show_window.entry_list import ADDRESS, EntryList
from explorer.ui.show_window.exchange_view import ExchangeView
from explorer.ui.views.results.parts.roomy_rows import RoomyRows
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.row import padded

SLICE_S: Final = 0.012
"""How long entries are read before the window gets its turn."""

_WIDTHS: Final = {0: 90, 2: 190, 3: 190, 4: 90}


class ArchivePane(QWidget):
    """Arrow keys choose; entries become rows while the window goes on."""

    def __init__(self, appearance: Appearance, archive: Archive, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._read = 0
        self.model = EntryList(self)
        self.filter = QLineEdit(placeholderText="Filter requests", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the requests")
        self.count = PlainLabel(kind="hint")
        self.count.setAccessibleName("Requests")
        self.table = _table(self.model)
        self.exchange = ExchangeView(appearance)
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_on)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self._on_wanted)
        self.filter.textChanged.connect(self._on_typed)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        top = QHBoxLayout()
        top.setContentsMargins(20, 8, 20, 8)
        top.setSpacing(12)
        top.addWidget(self.filter, 1)
        top.addWidget(self.count)
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(padded(self.table, 20, 0, 20), 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(above)
        parts.addWidget(self.exchange)
        parts.setSizes([320, 420])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)
        self._show_count()
        self._reading.start()

    def is_reading(self) -> bool:
        """Whether entries are still to become rows."""
        return self._reading.isActive()

    def _read_on(self) -> None:
        until = time.perf_counter() + SLICE_S
        entries = self._archive.entries
        lines: list[EntryLine] = []
        while self._read < len(entries) and time.perf_counter() < until:
            lines.append(entry_line(entries[self._read]))
            self._read += 1
        self.model.add(lines)
        if self._read == len(entries):
            self._reading.stop()
        self._show_count()

    def _on_typed(self, _text: str) -> None:
        self._typing.start()

    def _on_wanted(self) -> None:
        self.model.look_for(self.filter.text())
        self._show_count()

    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        line = self.model.line(current.row())
        if line.problem:
            self.exchange.show_words(line.problem)
        else:
            self.exchange.show_exchange(read_exchange(self._archive.entries[self.model.number(current.row())]))

    def _show_count(self) -> None:
        whole, shown = len(self._archive.entries), self.model.rowCount()
        words = "1 request" if whole == 1 else f"{whole:,} requests"
        if self.is_reading():
            words = f"{self._read:,} of {words} read"
        elif self.filter.text().strip():
            words = f"{shown:,} of {words}"
        self.count.setText(words)


def _table(model: EntryList) -> QTableView:
    table = QTableView()
    table.setAccessibleName("Recorded requests")
    table.setModel(model)
    mark(table, kind="table")
    table.setItemDelegate(RoomyRows(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(24)
    across = table.horizontalHeader()
    across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    across.setHighlightSections(False)
    across.setSectionResizeMode(ADDRESS, QHeaderView.ResizeMode.Stretch)
    for column, width in _WIDTHS.items():
        table.setColumnWidth(column, width)
    return table
