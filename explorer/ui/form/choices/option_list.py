"""The rows of a list to choose from: options that match what was typed, and what else can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from explorer.domain.json_value import JsonValue, write_json
from explorer.schema.field import Option
from explorer.ui.form.choices.option_words import option_words
from explorer.ui.widgets.shown_text import shown_line

_NO_PARENT = QModelIndex()


def inner_text(value: JsonValue) -> str:
    """The id inside an object that has nothing else, such as `{"authProvisionId": "apn_1"}`; empty for other values."""
    inside = list(value.values()) if isinstance(value, dict) else []
    return inside[0] if len(inside) == 1 and isinstance(inside[0], str) else ""


class EntryKind(Enum):
    """What happens when a row is chosen."""

    OPTION = "option"
    TYPED = "typed"
    NULL = "null"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list."""

    kind: EntryKind
    label: str
    option: Option | None = None
    detail: str = ""


class OptionList(QAbstractListModel):
    """Options in their own order, those that begin with what was typed first."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # a QObject or None
        self._options: list[tuple[str, Entry]] = []
        self._chosen: frozenset[str] = frozenset()
        self._known: dict[str, Entry] = {}
        self._rows: list[Entry] = []
        self._extra: Sequence[Entry] = ()
        self._typed = ""

    def show_options(
        self, options: Sequence[Option], extra: Sequence[Entry] = (), chosen: Sequence[JsonValue] | None = None
    ) -> None:
        """Replace all options. `extra` stands above them while nothing is typed."""
        self._options, self._known = [], {}
        self._extra = extra
        if chosen is not None:
            self._chosen = frozenset(write_json(value) for value in chosen)
        self.add_options(options)

    def add_options(self, options: Sequence[Option]) -> int:
        """Add options whose value is new; gives how many were."""
        before, shown = len(self._options), len(self._rows)
        for option, label in zip(options, option_words(options), strict=True):
            key = write_json(option.value)
            if key in self._known:
                continue
            value = shown_line(option.value if isinstance(option.value, str) else inner_text(option.value) or key)
            entry = self._known[key] = Entry(EntryKind.OPTION, label, option, value)
            self._options.append((f"{label}\n{value}".lower(), entry))
        new = self._options[before:]
        if before and not self._typed:
            # Whoever is in the middle of the list stays there.
            if new:
                self.beginInsertRows(QModelIndex(), shown, shown + len(new) - 1)
                self._rows.extend(entry for _, entry in new)
                self.endInsertRows()
        else:
            self._show()
        return len(new)

    def show_chosen(self, chosen: Sequence[JsonValue]) -> None:
        """Mark these as chosen, instead of those before."""
        self._chosen = frozenset(write_json(value) for value in chosen)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def show_typed(self, text: str, *, is_free: bool, is_filtered: bool = True) -> None:
        """Keep what contains every typed word; a free text becomes a row of its own."""
        self._typed = text.strip()
        self._is_free, self._is_filtered = is_free, is_filtered
        self._show()

    def entry(self, row: int) -> Entry | None:
        """The row's entry."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def first_chosen(self) -> int:
        """The row of the first chosen option, or of the first option, or 0."""
        chosen = {id(self._known[key]) for key in self._chosen if key in self._known}
        for row, entry in enumerate(self._rows if chosen else ()):
            if id(entry) in chosen:
                return row
        return next((row for row, entry in enumerate(self._rows) if entry.kind is EntryKind.OPTION), 0)

    def option_count(self) -> int:
        """How many options there are, matching or not."""
        return len(self._options)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """How many rows match."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The label of a row, its entry, and whether it is chosen."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if entry.option is None:
            return None
        is_chosen = write_json(entry.option.value) in self._chosen
        if role == Qt.ItemDataRole.CheckStateRole and self.has_checks:
            return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and is_chosen:
            font = QFont(QApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    has_checks = False
    """Several can be chosen, so each row has a box."""
    _is_free = False
    _is_filtered = True

    def _show(self) -> None:
        self.beginResetModel()
        words = self._typed.lower().split()
        if not words:
            self._rows = [*self._extra, *(entry for _, entry in self._options)]
        else:
            found = self._options
            if self._is_filtered:
                for word in words:
                    found = [pair for pair in found if word in pair[0]]
            start = self._typed.lower()
            first = [entry for text, entry in found if text.startswith(start)]
            rest = [entry for text, entry in found if not text.startswith(start)]
            self._rows = [*first, *rest]
            is_there = any(self._typed in (entry.label, entry.detail) for entry in self._rows)
            if self._is_free and not is_there:
                self._rows.append(Entry(EntryKind.TYPED, f'Use "{shown_line(self._typed)}"'))
        self.endResetModel()
