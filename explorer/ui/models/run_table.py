"""Runs as rows of a table, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.domain.call import Run
from explorer.ui.widgets.shown_text import shown_line, tool_tip

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
COLUMNS = ("Time", "Action", "Account", "Outcome", "Duration", "Summary")


class RunTable(QAbstractTableModel):
    """What was run, for whom, and how it ended."""

    def __init__(self, runs: Sequence[Run], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = list(runs)
        self._cells = [_cells(run) for run in self._runs]

    def run_at(self, index: _Index) -> Run | None:
        """The run behind an index."""
        return self._runs[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many runs there are."""
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the same as its tool tip, since columns may cut it."""
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return tool_tip(self._cells[index.row()][index.column()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None


def _cells(run: Run) -> tuple[str, ...]:
    result = run.result
    outcome = "running" if result is None else result.outcome.value
    if result is not None and result.is_unknown:
        outcome += ", unknown whether carried out"
    return tuple(
        shown_line(text)
        for text in (
            f"{run.started_at.astimezone():%H:%M:%S}",
            f"{run.call.action.name} ({run.call.action.connector_name})",
            run.call.account_id or "",
            outcome,
            f"{run.duration_ms:,.0f} ms" if result is not None else "",
            result.summary if result is not None else "",
        )
    )
