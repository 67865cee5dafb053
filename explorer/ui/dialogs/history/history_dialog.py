"""The runs that are kept: found by words and filters, opened again, repeated, pinned, deleted."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.call import RunId
from explorer.storage.history.records import FilterChoices, HistorySize, RunFilter, RunLine
from explorer.ui.dialogs.history.filter_bar import FilterBar
from explorer.ui.dialogs.history.pressed_twice import PressedTwice
from explorer.ui.look.appearance import Appearance
from explorer.ui.models.run_lines import COLUMNS, RunLines
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import size_text

WIDTHS = (142, 210, 170, 140, 150, 76)
NOTHING_YET = "Nothing was run yet. Every run is kept here, without its secrets."
NOTHING_KEPT = "Nothing is kept, because that is switched off in the settings."
NOTHING_FITS = "No run fits. Fewer words or filters find more."


class HistoryDialog(QDialog):
    """A table with a search line; Return opens, Ctrl+Return repeats, Delete deletes, Ctrl+P pins."""

    query_changed = Signal(object)
    """The `RunFilter` that is wanted now."""
    more_wanted = Signal()
    """The end of the list came into view."""
    open_wanted = Signal(object)
    """`RunLine` that is to be in the form again."""
    again_wanted = Signal(object)
    """`RunLine` whose call is to be made again."""
    compare_wanted = Signal(object)
    """`RunLine` that is to be put beside the last success before it."""
    pin_wanted = Signal(object)
    """`RunLine` that is to be pinned, or no longer if it is."""
    delete_wanted = Signal(object)
    """`RunLine`, after a second press."""
    clear_wanted = Signal()
    """After a second press."""

    def __init__(self, parent: QWidget, appearance: Appearance, *, is_on: bool = True) -> None:
        super().__init__(parent)
        self._is_on = is_on
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("History")
        self.resize(1220, 640)
        self.filters = FilterBar()
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.search.installEventFilter(self)
        self._model = RunLines(appearance.tokens, self)
        appearance.changed.connect(self._model.show_colours)
        self.table = QTableView()
        self._dress_table()
        self.note = PlainLabel(kind="dim", wraps=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.no_filter = QPushButton("Show all runs")
        self.no_filter.clicked.connect(self.filters.reset)
        self._size = ElidedLabel(kind="dim")
        self._size.setAccessibleName("Size of the history")
        self.open_button = self._button("Open in form", self._on_open)
        self.again_button = self._button("Run again\u2026", self._on_again)
        self.compare_button = self._button("Compare", self._on_compare)
        self.pin_button = self._button("Pin", self._on_pin)
        self.delete_button = PressedTwice("Delete", "Delete for good", self._on_delete)
        self.clear_button = PressedTwice(
            "Clear history\u2026", "Delete all runs, pinned ones too", self.clear_wanted.emit
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self.show_lines([])
        self.note.setText("Reading the history\u2026")
        self.no_filter.hide()

    def show_choices(self, choices: FilterChoices, size: HistorySize) -> None:
        """What the list can be filtered by, and how much is kept."""
        self.filters.show_choices(choices)
        runs = "1 run" if size.runs == 1 else f"{size.runs:,} runs"
        off = "" if self._is_on else " \u00b7 nothing new is kept (Settings)"
        self._size.setText(f"{runs} \u00b7 {size_text(size.size_bytes)}{off}")
        self.clear_button.setEnabled(size.runs > 0)

    def show_lines(self, lines: Sequence[RunLine]) -> None:
        """The newest of the runs that are wanted; the one that was chosen stays so if it is among them."""
        chosen = self.current()
        self._model.show_lines(lines, datetime.now().astimezone())
        is_filtered = self._wanted() != RunFilter()
        nothing = NOTHING_YET if self._is_on else NOTHING_KEPT
        self.note.setText(NOTHING_FITS if is_filtered else nothing)
        self.no_filter.setVisible(is_filtered)
        self._pages.setCurrentIndex(0 if lines else 1)
        row = next((row for row, one in enumerate(lines) if chosen is not None and one.id == chosen.id), 0)
        if lines:
            self.table.selectRow(row)
        self._on_row_changed()

    def add_lines(self, lines: Sequence[RunLine]) -> None:
        """The next ones."""
        self._model.add_lines(lines, datetime.now().astimezone())

    def show_problem(self, words: str) -> None:
        """Why there is no list."""
        self._model.show_lines([], datetime.now().astimezone())
        self.note.setText(words)
        self.no_filter.hide()
        self._pages.setCurrentIndex(1)
        self._on_row_changed()

    def say(self, words: str) -> None:
        """One sentence below the list, until something else is known."""
        self._size.setText(words)

    def show_pinned(self, run_id: RunId, *, is_pinned: bool) -> None:
        """A run is pinned now, or no longer."""
        self._model.pin(run_id, datetime.now().astimezone(), is_pinned=is_pinned)
        self._on_row_changed()

    def remove(self, run_id: RunId) -> None:
        """A run is gone; the next one is chosen."""
        row = self.table.currentIndex().row()
        self._model.remove(run_id)
        if self._model.rowCount():
            self.table.selectRow(min(max(0, row), self._model.rowCount() - 1))
        else:
            self.show_lines([])
        self._on_row_changed()

    def is_at_top(self) -> bool:
        """Whether the newest are in view, so that a list shown anew moves nothing under somebody's eyes."""
        return self.table.verticalScrollBar().value() == 0

    def current(self) -> RunLine | None:
        """The run that is chosen."""
        return self._model.line_at(self.table.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the table; Up, Down and Return in the search line work on it too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                (self._on_again if is_ctrl else self._on_open)()
                return True
            if key == Qt.Key.Key_P and is_ctrl:
                self._on_pin()
                return True
            if key == Qt.Key.Key_D and is_ctrl:
                self._on_compare()
                return True
            if watched is self.table and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                if self.delete_button.isEnabled() and not event.isAutoRepeat():
                    self.delete_button.press()
                return True
            if watched is self.filters.search and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    def _step(self, rows: int) -> None:
        if self._model.rowCount():
            row = self.table.currentIndex().row() + rows
            self.table.selectRow(max(0, min(row, self._model.rowCount() - 1)))

    def _wanted(self) -> RunFilter:
        return self.filters.wanted(datetime.now().astimezone())

    def _on_filter_changed(self) -> None:
        self.query_changed.emit(self._wanted())

    def _on_scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value >= bar.maximum() - bar.pageStep() and self._model.rowCount():
            self.more_wanted.emit()

    def _on_row_changed(self, _now: object = None, _before: object = None) -> None:
        line = self.current()
        for button in self._line_buttons():
            button.setEnabled(line is not None)
        self.pin_button.setText("Unpin" if line is not None and line.is_pinned else "Pin")
        self.delete_button.forget()
        self.clear_button.forget()

    def _on_activated(self, _index: QModelIndex) -> None:
        self._on_open()

    def _on_open(self) -> None:
        if (line := self.current()) is not None:
            self.open_wanted.emit(line)

    def _on_again(self) -> None:
        if (line := self.current()) is not None:
            self.again_wanted.emit(line)

    def _on_compare(self) -> None:
        if (line := self.current()) is not None:
            self.compare_wanted.emit(line)

    def _on_pin(self) -> None:
        if (line := self.current()) is not None:
            self.pin_wanted.emit(line)

    def _on_delete(self) -> None:
        if (line := self.current()) is not None:
            self.delete_wanted.emit(line)

    def _line_buttons(self) -> Sequence[QPushButton]:
        """What can be done with the chosen run."""
        return self.open_button, self.again_button, self.compare_button, self.pin_button, self.delete_button

    def _button(self, words: str, slot: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _dress_table(self) -> None:
        self.table.setAccessibleName("Runs")
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(28)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        assert len(WIDTHS) == len(COLUMNS) - 1
        self.table.doubleClicked.connect(self._on_activated)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _lay_out(self) -> None:
        empty = QWidget()
        inner = QVBoxLayout(empty)
        inner.addStretch()
        inner.addWidget(self.note)
        inner.addSpacing(8)
        inner.addWidget(self.no_filter, alignment=Qt.AlignmentFlag.AlignCenter)
        inner.addStretch()
        self.no_filter.setAutoDefault(False)
        self._pages.addWidget(self.table)
        self._pages.addWidget(empty)
        close = self._button("Close", self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._line_buttons():
            buttons.addWidget(button)
        buttons.addWidget(self._size, 1)
        buttons.addWidget(self.clear_button)
        buttons.addWidget(close)
        self.open_button.setToolTip("Return")
        self.again_button.setToolTip("Ctrl+Return. Writes open in the form first, with what would be sent")
        self.compare_button.setToolTip("With the last success before it, for the same account. Ctrl+D")
        self.pin_button.setToolTip("Ctrl+P. Pinned runs stay whatever the limits say")
        self.delete_button.setToolTip("Delete, twice. The run is not opened")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.filters)
        column.addWidget(self._pages, 1)
        column.addLayout(buttons)
        self.filters.search.setFocus()
