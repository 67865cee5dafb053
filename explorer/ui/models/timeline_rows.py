"""The phases of a run as rows of a table; the last row is the whole run."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.domain.call import Phase, PhaseTime
from explorer.ui.widgets.shown_text import shown_line

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
COLUMNS: Final = ("Phase", "Share of the time", "Began after", "Took", "Note")
BAR: Final = 1
BAR_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The row's `Bar`."""

_MOMENTS: Final = frozenset({Phase.REDIRECT, Phase.NEXT})
_INDENT: Final = "      "


class BarKind(Enum):
    """What a bar stands for, which decides its colour."""

    PHASE = "a phase of the run"
    INNER = "a phase of a request that the run waited for"
    MOMENT = "something that takes no time of its own"
    WHOLE = "the whole run"


@dataclass(frozen=True, slots=True)
class Bar:
    """Start and end as shares of the whole, 0 to 1."""

    start: float
    end: float
    kind: BarKind


class TimelineRows(QAbstractTableModel):
    """What the time of one run went into."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phases: Sequence[PhaseTime] = ()
        self._total_ms = 0.0

    def show_phases(self, phases: Sequence[PhaseTime], total_ms: float) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._phases = phases
        self._total_ms = max([total_ms, *(one.start_ms + one.duration_ms for one in phases)])
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        """One for each phase, and one for the whole."""
        return 0 if parent.isValid() or not self._phases else len(self._phases) + 1

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, bars, and sentences for screen readers."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = self._cell(index.row(), index.column()).strip()
            return self.sentence(index.row()) if index.column() == BAR else spoken
        if role == BAR_ROLE:
            return self._bar(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (2, 3):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (2, 3):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sentence(self, row: int) -> str:
        """A row in words: "connecting: 12 ms, from 3 ms to 15 ms"."""
        if row == len(self._phases):
            return f"whole run: {ms_text(self._total_ms)}"
        one = self._phases[row]
        end = one.start_ms + one.duration_ms
        name = f"{self._outer(row)}, {one.phase.value}" if one.depth else one.phase.value
        words = f"{name}: {ms_text(one.duration_ms)}, from {ms_text(one.start_ms)} to {ms_text(end)}"
        if one.phase in _MOMENTS:
            words = f"{name}: after {ms_text(one.start_ms)}"
        return f"{words}, {shown_line(one.note)}" if one.note else words

    def _cell(self, row: int, column: int) -> str:
        if row == len(self._phases):
            return ("whole run", "", "", ms_text(self._total_ms), "")[column]
        one = self._phases[row]
        took = "" if one.phase in _MOMENTS else ms_text(one.duration_ms)
        return (_INDENT * one.depth + one.phase.value, "", ms_text(one.start_ms), took, shown_line(one.note))[column]

    def _outer(self, row: int) -> str:
        """What the request was made for whose phase this is."""
        before = self._phases[:row]
        return next((one.phase.value for one in reversed(before) if one.depth < self._phases[row].depth), "")

    def _bar(self, row: int) -> Bar:
        if row == len(self._phases) or self._total_ms <= 0:
            return Bar(0.0, 1.0, BarKind.WHOLE)
        one = self._phases[row]
        kind = BarKind.MOMENT if one.phase in _MOMENTS else BarKind.INNER if one.depth else BarKind.PHASE
        return Bar(one.start_ms / self._total_ms, (one.start_ms + one.duration_ms) / self._total_ms, kind)


def ms_text(value: float) -> str:
    """Milliseconds, with a tenth where they are few."""
    return f"{value:.1f} ms" if 0 < value < 10 else f"{value:,.0f} ms"
