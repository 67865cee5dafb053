"""The requests of a HAR file as rows; those that cannot be read are there too, with the reason."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.storage.saved.archive import EntryLine
from explorer.ui.views.results.parts.words import duration_text, status_text
from explorer.ui.widgets.shown_text import bounded, shown_line, tool_tip

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
COLUMNS: Final = ("Method", "Address", "Status", "Type", "Time")
ADDRESS: Final = 1
TIME: Final = 4


class EntryList(QAbstractTableModel):
    """All entries that were added, or those that hold the words looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[EntryLine] = []
        self._shown: list[int] = []
        self._wanted: Sequence[str] = ()

    def add(self, lines: Sequence[EntryLine]) -> None:
        """Put more entries at the end."""
        first = len(self._lines)
        self._lines += lines
        found = [first + number for number, line in enumerate(lines) if self._is_wanted(line)]
        if found:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(found) - 1)
            self._shown += found
            self.endInsertRows()

    def look_for(self, words: str) -> None:
        """Show only entries in which each of the words stands, in any case; all for none."""
        self.beginResetModel()
        self._wanted = words.casefold().split()
        self._shown = [number for number, line in enumerate(self._lines) if self._is_wanted(line)]
        self.endResetModel()

    def number(self, row: int) -> int:
        """Which entry of the file a row shows."""
        return self._shown[row]

    def line(self, row: int) -> EntryLine:
        """What a row shows."""
        return self._lines[self._shown[row]]

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many entries are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts of a cell."""
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_line(bounded(_cells(line)[index.column()]))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == ADDRESS:
            return tool_tip(line.problem or line.url)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == TIME:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole and section == TIME:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _is_wanted(self, line: EntryLine) -> bool:
        if not self._wanted:
            return True
        text = " ".join(_cells(line)).casefold()
        return all(word in text for word in self._wanted)


def _cells(line: EntryLine) -> tuple[str, str, str, str, str]:
    if line.problem:
        return "", line.problem, "", "", ""
    status = status_text(line.status) if line.status else "no answer"
    return line.method, line.url, status, line.media_type, duration_text(line.time_ms) if line.time_ms >= 0 else ""
