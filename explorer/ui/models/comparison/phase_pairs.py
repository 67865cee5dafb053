"""The phases of two runs as rows of a table: how long each took in either, and how much longer that is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.calls.comparison.run_parts import PhasePair
from explorer.ui.models.timeline_rows import ms_text

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
COLUMNS: Final = ("Phase", "Before above, after below", "Before", "After", "Difference", "Ratio")
BARS: Final = 1
BARS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Both lengths as shares of the longest, 0 to 1; None where the phase did not take place."""
_NUMBERS: Final = (2, 3, 4, 5)


class PhasePairs(QAbstractTableModel):
    """What the time of two runs went into."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pairs: Sequence[PhasePair] = ()
        self._longest = 0.0

    def show_pairs(self, pairs: Sequence[PhasePair]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._pairs = pairs
        self._longest = max((value or 0.0 for one in pairs for value in (one.before_ms, one.after_ms)), default=0.0)
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:
        """One for each phase, and one for the whole."""
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, bars, and sentences for screen readers."""
        if not index.isValid():
            return None
        pair = self._pairs[index.row()]
        if role == BARS_ROLE:
            return self._share(pair.before_ms), self._share(pair.after_ms)
        if role == Qt.ItemDataRole.DisplayRole:
            return _cells(pair)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(pair) if index.column() == BARS else _cells(pair)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _share(self, value: float | None) -> float | None:
        return None if value is None else value / self._longest if self._longest > 0 else 0.0


def sentence(pair: PhasePair) -> str:
    """A row in words: "connecting: 12 ms before, 18 ms after, 1.50 times as long"."""
    before = "not before" if pair.before_ms is None else f"{ms_text(pair.before_ms)} before"
    after = "not after" if pair.after_ms is None else f"{ms_text(pair.after_ms)} after"
    ratio = f", {pair.ratio:.2f} times as long" if pair.ratio is not None else ""
    return f"{pair.name}: {before}, {after}{ratio}"


def _cells(pair: PhasePair) -> tuple[str, ...]:
    before = "\u2013" if pair.before_ms is None else ms_text(pair.before_ms)
    after = "\u2013" if pair.after_ms is None else ms_text(pair.after_ms)
    difference = (pair.after_ms or 0.0) - (pair.before_ms or 0.0)
    sign = "+" if difference > 0 else "\u2212" if difference < 0 else ""
    ratio = f"{pair.ratio:.2f}\u00d7" if pair.ratio is not None else ""
    return (pair.name, "", before, after, f"{sign}{ms_text(abs(difference))}", ratio)
