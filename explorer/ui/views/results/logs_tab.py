"""What happened during a run, line by line: the explorer's own lines and those of the platform, merged."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.call import Run
from explorer.domain.log_entry import LogEntry
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.palette import Tokens
from explorer.ui.look.style_sheet import mark
from explorer.ui.models.log_lines import TEXT, LogLines, clock_text
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.parts.reader import Reader
from explorer.ui.widgets.plain_label import PlainLabel


class LogsTab(QWidget):
    """The tab `Logs` of one run."""

    logs_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LogLines(self, appearance.tokens)
        self._before: int | None = None
        self._is_ended = False
        self.filter = QLineEdit(placeholderText="Filter lines", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the log")
        self.filter.textChanged.connect(self._on_typed)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(100)
        self._typing.timeout.connect(self._on_filter)
        self.note = PlainLabel(kind="hint")
        self.fetch = QPushButton("Fetch the platform's log again")
        mark(self.fetch, kind="quiet", small="true")
        self.fetch.clicked.connect(self._on_fetch)
        self._copy = QPushButton("Copy")
        self._copy.setAccessibleName("Copy the log")
        self._copy.setToolTip("Copies the chosen lines, or all that are shown")
        mark(self._copy, kind="quiet", small="true")
        self._copy.clicked.connect(self._on_copy)
        self.table = QTableView()
        self._set_up_table(appearance)
        self.reader: Reader | None = None
        self.empty = EmptyNote()
        self._faces = QStackedWidget()
        self._lay_out()
        appearance.changed.connect(self._on_appearance_changed)

    def show_run(self, run: Run) -> None:
        """Show the lines that there are by now."""
        if run.result is None:
            self._is_ended = False
            self.fetch.hide()
            self.empty.show_text("The run is on its way. Its log appears here when it has ended.", is_busy=True)
            self._faces.setCurrentWidget(self.empty)
            return
        self._is_ended = True
        entries = run.result.logs
        if self._before is not None:
            new = len(entries) - self._before
            self.note.setText(f"{new} new lines" if new > 1 else "1 new line" if new == 1 else "nothing new")
            self._before = None
        self.fetch.setEnabled(True)
        self.fetch.show()
        at_row = self.table.currentIndex().row()
        self.model.show_entries(entries)
        if 0 <= at_row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at_row, TEXT))
        self._show_face()

    def _show_face(self) -> None:
        shown, every = self.model.counts()
        if every == 0:
            self.empty.show_text("No log lines: neither the explorer nor the platform wrote anything about this run.")
        elif shown == 0:
            self.empty.show_text(f"No line of {every:,} holds this text.")
        self._faces.setCurrentWidget(self._list if shown else self.empty)

    def _on_typed(self, _text: str) -> None:
        self._typing.start()

    def _on_filter(self) -> None:
        self.model.filter(self.filter.text())
        shown, every = self.model.counts()
        self.note.setText(f"{shown:,} of {every:,} lines" if self.filter.text().strip() else "")
        self._end_reading()
        if self._is_ended:
            self._show_face()

    def _on_fetch(self) -> None:
        self._before = self.model.counts()[1]
        self.fetch.setEnabled(False)
        self.note.setText("fetching\u2026")
        self.logs_wanted.emit()

    def _on_copy(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        copy_text(self.model.lines_text(rows if len(rows) > 1 else None))

    def _on_copy_rows(self) -> None:
        copy_text(self.model.lines_text(sorted({index.row() for index in self.table.selectionModel().selectedRows()})))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            self._end_reading()
            return
        entry = self.model.entry(current.row())
        if self._is_cut(entry, current):
            self._read(f"{clock_text(entry)}  {entry.source.value}, {entry.level.value}", entry.text)
            QTimer.singleShot(0, self.table, self._show_current)
        else:
            self._end_reading()

    def _read(self, title: str, text: str) -> None:
        if self.reader is None:
            self.reader = Reader("Whole line", self)
            self._list_column.addWidget(self.reader)
        self.reader.show_text(title, text)

    def _end_reading(self) -> None:
        if self.reader is not None:
            self.reader.show_nothing()

    def _show_current(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def _is_cut(self, entry: LogEntry, index: QModelIndex) -> bool:
        if "\n" in entry.text or len(entry.text) > 1_000:
            return True
        shown = str(self.model.data(self.model.index(index.row(), TEXT)))
        return self.table.fontMetrics().horizontalAdvance(shown) > self.table.columnWidth(TEXT) - 20

    def _on_appearance_changed(self, tokens: Tokens) -> None:
        self.model.show_colours(tokens)

    def _set_up_table(self, appearance: Appearance) -> None:
        table = self.table
        table.setAccessibleName("Log lines")
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(23)
        across = table.horizontalHeader()
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setHighlightSections(False)
        across.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        font = QFont(appearance.fixed_family)
        font.setPixelSize(12)
        table.setFont(font)
        for column, width in ((0, 116), (1, 82), (2, 90), (4, 96)):
            table.setColumnWidth(column, width)
        table.selectionModel().currentRowChanged.connect(self._on_current_changed)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._on_copy_rows)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self.filter, 1)
        top.addWidget(self.note)
        top.addWidget(self.fetch)
        top.addWidget(self._copy)
        self._list = QWidget()
        self._list_column = inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.table, 1)
        self._faces.addWidget(self._list)
        self._faces.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._faces, 1)
