"""Log lines as rows of a table; steps stand to the right of the line that they belong to."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from explorer.domain.log_entry import LogEntry, LogLevel
from explorer.ui.look.palette import LIGHT, Tokens
from explorer.ui.widgets.shown_text import shown_line

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
COLUMNS: Final = ("Time", "Level", "Source", "Text", "Duration")
LEVEL, TEXT, DURATION = 1, 3, 4
_INDENT: Final = "\u00a0" * 5
_DEEPEST: Final = 12
_LONGEST_LINE: Final = 1_000


class LogLines(QAbstractTableModel):
    """The lines of one run, all or those that hold a text."""

    def __init__(self, parent: QObject | None = None, tokens: Tokens = LIGHT) -> None:
        super().__init__(parent)
        self._entries: Sequence[LogEntry] = ()
        self._shown: Sequence[int] = ()
        self._wanted = ""
        self._tokens = tokens

    def show_entries(self, entries: Sequence[LogEntry]) -> None:
        """Replace the lines; the filter stays."""
        self.beginResetModel()
        self._entries = entries
        self._choose()
        self.endResetModel()

    def filter(self, wanted: str) -> None:
        """Leave the lines that hold this text in any of their columns, regardless of case."""
        self.beginResetModel()
        self._wanted = wanted.strip().casefold()
        self._choose()
        self.endResetModel()

    def show_colours(self, tokens: Tokens) -> None:
        """Draw in these colours from now on."""
        self._tokens = tokens
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, len(COLUMNS) - 1))

    def counts(self) -> tuple[int, int]:
        """How many lines are shown, and how many there are."""
        return len(self._shown), len(self._entries)

    def entry(self, row: int) -> LogEntry:
        """The line behind a row."""
        return self._entries[self._shown[row]]

    def lines_text(self, rows: Iterable[int] | None = None) -> str:
        """Lines as text, to copy; all that are shown, or those of some rows."""
        chosen = range(len(self._shown)) if rows is None else rows
        return "\n".join(_copied(self.entry(row)) for row in chosen)

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, colours and alignment of a cell."""
        if not index.isValid():
            return None
        entry, column = self.entry(index.row()), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(entry, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._colour(entry.level, column))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == DURATION:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == DURATION:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _choose(self) -> None:
        if not self._wanted:
            self._shown = range(len(self._entries))
            return
        self._shown = [
            number
            for number, entry in enumerate(self._entries)
            if self._wanted in entry.text.casefold()
            or self._wanted in entry.level.value
            or self._wanted in entry.source.value
            or (":" in self._wanted and self._wanted in clock_text(entry))
        ]

    def _colour(self, level: LogLevel, column: int) -> str:
        if level is LogLevel.ERROR and column in (LEVEL, TEXT):
            return self._tokens.bad
        if level is LogLevel.WARNING and column in (LEVEL, TEXT):
            return self._tokens.caution
        return self._tokens.text if column == TEXT and level is not LogLevel.DEBUG else self._tokens.dim


def clock_text(entry: LogEntry) -> str:
    """The local time of a line, to the millisecond."""
    return f"{entry.time.astimezone():%H:%M:%S}.{entry.time.microsecond // 1000:03}"


def _cell(entry: LogEntry, column: int) -> str:
    if column == 0:
        return clock_text(entry)
    if column == LEVEL:
        return entry.level.value
    if column == TEXT:
        return _INDENT * min(entry.depth, _DEEPEST) + shown_line(entry.text[:_LONGEST_LINE])
    if column == DURATION:
        return "" if entry.duration_ms is None else f"{entry.duration_ms:,.0f} ms"
    return entry.source.value


def _copied(entry: LogEntry) -> str:
    words = [clock_text(entry), entry.level.value, entry.source.value, "    " * entry.depth + entry.text]
    if entry.duration_ms is not None:
        words.append(f"{entry.duration_ms:,.0f} ms")
    return "\t".join(words)
