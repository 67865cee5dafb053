"""The runs of this session, to go back to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from explorer.domain.call import Run
from explorer.ui.models.run_table import RunTable
from explorer.ui.widgets.plain_label import PlainLabel


class RunHistory(QDialog):
    """A table; Return or a double click takes a run back into the form."""

    chosen = Signal(object)
    """The `Run`."""

    def __init__(self, parent: QWidget, runs: Sequence[Run]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("History of this session")
        self.resize(*((1060, 460) if runs else (420, 120)))
        self._model = RunTable(runs, self)
        self.table = QTableView()
        self.table.setAccessibleName("Runs")
        self.table.setModel(self._model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in enumerate((76, 230, 150, 130, 80)):
            self.table.setColumnWidth(column, width)
        self.table.doubleClicked.connect(self._on_activated)
        self.table.installEventFilter(self)
        note = "Open one to see its result and to have its call in the form again. The list ends with the program."
        empty = "Nothing was run yet."
        reopen = QPushButton("Open")
        reopen.setEnabled(bool(runs))
        reopen.clicked.connect(self._on_open)
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(reopen)
        buttons.addWidget(close)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(20, 16, 20, 16)
        column_layout.setSpacing(12)
        column_layout.addWidget(PlainLabel(note if runs else empty, kind="dim", wraps=True))
        column_layout.addWidget(self.table, 1)
        self.table.setVisible(bool(runs))
        column_layout.addLayout(buttons)
        if runs:
            self.table.selectRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the table opens the run; the table would pass it on to the button, which would once more."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._on_open()
            return True
        return super().eventFilter(watched, event)

    def _on_open(self) -> None:
        self._on_activated(self.table.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        run = self._model.run_at(index)
        if run is not None:
            self.accept()
            self.chosen.emit(run)
