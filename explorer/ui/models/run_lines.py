"""The runs that are kept as rows of a table, newest first; more are added below as they are asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.domain.call import RunId
from explorer.storage.history.records import KeptOutcome, RunLine
from explorer.ui.look.palette import Tokens
from explorer.ui.widgets.shown_text import shown_line, tool_tip

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
COLUMNS = ("Time", "Action", "Account", "Connection", "Outcome", "Duration", "Summary")
_OUTCOME, _DURATION = COLUMNS.index("Outcome"), COLUMNS.index("Duration")
_CAUTION = frozenset({KeptOutcome.INTERRUPTED, KeptOutcome.CANCELLED})


class RunLines(QAbstractTableModel):
    """What was run, when, for whom, and how it ended."""

    def __init__(self, tokens: Tokens, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._lines: list[RunLine] = []
        self._cells: list[tuple[str, ...]] = []

    def show_colours(self, tokens: Tokens) -> None:
        """Draw in these colours from now on."""
        self._tokens = tokens
        self._tell_changed(0, len(self._lines) - 1)

    def show_lines(self, lines: Sequence[RunLine], now: datetime) -> None:
        """Show these runs and no others; times of the day that `now` is on have no date."""
        self.beginResetModel()
        self._lines = list(lines)
        self._cells = [_cells(line, now) for line in lines]
        self.endResetModel()

    def add_lines(self, lines: Sequence[RunLine], now: datetime) -> None:
        """More runs, below."""
        if lines:
            self.beginInsertRows(_TOP, len(self._lines), len(self._lines) + len(lines) - 1)
            self._lines += lines
            self._cells += [_cells(line, now) for line in lines]
            self.endInsertRows()

    def pin(self, run_id: RunId, now: datetime, *, is_pinned: bool) -> None:
        """Show a run as pinned, or no longer."""
        for row, line in enumerate(self._lines):
            if line.id == run_id:
                self._lines[row] = replace(line, is_pinned=is_pinned)
                self._cells[row] = _cells(self._lines[row], now)
                self._tell_changed(row, row)

    def remove(self, run_id: RunId) -> None:
        """Take a run out of the list."""
        row = next((row for row, line in enumerate(self._lines) if line.id == run_id), None)
        if row is not None:
            self.beginRemoveRows(_TOP, row, row)
            del self._lines[row], self._cells[row]
            self.endRemoveRows()

    def line_at(self, index: _Index) -> RunLine | None:
        """The run behind an index."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many runs are listed so far."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the same as its tool tip, since columns may cut it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._cells[index.row()][index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _OUTCOME:
            return QColor(self._colour(self._lines[index.row()]))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _DURATION:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == _DURATION:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def _colour(self, line: RunLine) -> str:
        if line.outcome is KeptOutcome.SUCCEEDED:
            return self._tokens.good
        if line.outcome is KeptOutcome.RUNNING:
            return self._tokens.accent
        return self._tokens.caution if line.is_unknown or line.outcome in _CAUTION else self._tokens.bad

    def _tell_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


def _cells(line: RunLine, now: datetime) -> tuple[str, ...]:
    outcome = line.outcome.value
    if line.is_unknown and line.outcome is not KeptOutcome.INTERRUPTED:
        outcome += ", unknown whether carried out"
    has_ended = line.outcome not in (KeptOutcome.RUNNING, KeptOutcome.INTERRUPTED)
    return tuple(
        shown_line(text)
        for text in (
            _time_text(line.started_at, now) + (" \u00b7 pinned" if line.is_pinned else ""),
            f"{line.action_name} ({line.connector_name})",
            line.account_label or line.account_id or "",
            line.connection_name,
            outcome,
            f"{line.duration_ms:,.0f} ms" if has_ended else "",
            line.summary,
        )
    )


def _time_text(started_at: datetime, now: datetime) -> str:
    local = started_at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M:%S}"
    return f"{local:%d %b, %H:%M}" if local.year == now.year else f"{local:%Y-%m-%d %H:%M}"
