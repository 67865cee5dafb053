"""The tree of differences: open where something differs, from one to the next by F8, everything to copy."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyleOptionViewItem, QTreeView, QWidget

from explorer.calls.comparison.report import report_lines
from explorer.calls.comparison.values.difference import Difference
from explorer.calls.comparison.values.ignored_paths import anywhere_text, general_text, path_text
from explorer.domain.json_value import Absent, JsonValue, pointer_text
from explorer.ui.look.appearance import Appearance
from explorer.ui.models.comparison.difference_rows import CHANGE, DifferenceRows
from explorer.ui.models.comparison.difference_words import whole_words
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.roomy_rows import RoomyRows
from explorer.ui.widgets.shown_text import shown_line

_Index = QModelIndex | QPersistentModelIndex
MOST_OPENED: Final = 100
"""Differences whose rows are opened at once; the others are opened by going to them."""


class TintedRows(RoomyRows):
    """Draws the ground of a value that differs; in the row with the keyboard a stripe tells the same."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The ground first: the style sheet would leave it out."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(ground, QBrush):
            painter.fillRect(option.rect, ground)
        super().paint(painter, option, index)
        if isinstance(ground, QBrush):
            colour = index.sibling(index.row(), CHANGE).data(Qt.ItemDataRole.ForegroundRole)
            painter.fillRect(option.rect.adjusted(0, 0, 2 - option.rect.width(), 0), colour)


class DifferenceTree(QTreeView):
    """Shows a `DifferenceRows`."""

    current_changed = Signal(object)
    """The `Difference` that the keyboard is on, or None."""
    ignore_wanted = Signal(object)
    """The text of a path that is not to count any more."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DifferenceRows(self, appearance.tokens)
        appearance.changed.connect(self.rows.show_colours)
        self._places: Sequence[tuple[int, ...]] = ()
        self.setModel(self.rows)
        self.setAccessibleName("Differences")
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.header().setSectionsMovable(False)
        self.header().setResizeContentsPrecision(0)  # what is in view says how wide; a thousand rows take long
        font = QFont(appearance.fixed_family)
        font.setPixelSize(12)
        self.setFont(font)
        self.setItemDelegate(TintedRows(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_row)

    def show_difference(
        self, difference: Difference, places: Sequence[tuple[int, ...]], titles: tuple[str, str]
    ) -> None:
        """Replace all rows, and go to the first of the `places` that differ."""
        self.rows.show_difference(difference, titles)
        self._places = places
        self._open_first()

    def show_only_differences(self, *, is_on: bool) -> None:
        """Show what is the same as well, or no longer; the row with the keyboard stays in front."""
        place = self.rows.place(self.currentIndex())
        self.rows.show_only_differences(is_on=is_on)
        self._open_first()
        if place:
            self._go(place)

    @property
    def count(self) -> int:
        """How many differences one can go to."""
        return len(self._places)

    def number(self) -> int:
        """Which of them the keyboard is on, counted from 1; 0 if on none."""
        at = self.rows.place(self.currentIndex())
        number = bisect_left(self._places, at)
        return number + 1 if self._places[number : number + 1] == [at] else 0

    def go_on(self, step: int) -> None:
        """To the next difference, or with -1 to the one before; from the last to the first."""
        if not self._places:
            return
        at = self.rows.place(self.currentIndex())
        number = bisect_right(self._places, at) if step > 0 else bisect_left(self._places, at) - 1
        self._go(self._places[number % len(self._places)])

    def copy_row(self) -> None:
        """Copy the differences of the current row as lines."""
        one = self.rows.difference(self.currentIndex())
        if one is not None:
            lines = list(report_lines(one))
            copy_text("\n".join(lines) or whole_words(one.after))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell whoever shows the whole of it."""
        super().currentChanged(current, previous)
        self.current_changed.emit(self.rows.difference(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def fit_columns(self) -> None:
        """Names and words as wide as they need to be, both values half of the rest."""
        room = self.viewport().width()
        for column, least, share in ((0, 140, 0.28), (1, 150, 0.25)):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, int(max(least, min(self.columnWidth(column) + 16, room * share))))
        rest = room - self.columnWidth(0) - self.columnWidth(1)
        self.setColumnWidth(2, max(120, rest // 2))

    def menu(self) -> QMenu:
        """What can be done with the current row."""
        menu = QMenu(self)
        menu.setAccessibleName("Difference")
        menu.aboutToHide.connect(menu.deleteLater)
        one = self.rows.difference(self.currentIndex())
        if one is None:
            return menu
        was, at = self.rows.pointers(self.currentIndex())
        self._add(menu, "Copy as text", self.copy_row)
        self._add(menu, "Copy value before", self._copying(one.before))
        self._add(menu, "Copy value after", self._copying(one.after))
        self._add(menu, "Copy JSON Pointer", self._copying(pointer_text(at)))
        if at:
            menu.addSeparator()
            texts = {path_text(at): "this place", general_text(at): "this place in every item"}
            texts |= {path_text(was): "the place before"} if was != at else {}
            name = at[-1]
            if isinstance(name, str):
                texts |= {anywhere_text(name): f"{name[:40]} everywhere"}
            for text, words in texts.items():
                self._add(menu, shown_line(f"Ignore {words}"), self._ignoring(text))
        return menu

    def _add(self, menu: QMenu, words: str, slot: Callable[[], None]) -> None:
        menu.addAction(words.replace("&", "&&")).triggered.connect(slot)

    def _copying(self, value: JsonValue | Absent) -> Callable[[], None]:
        return lambda: copy_text(whole_words(value))

    def _ignoring(self, text: str) -> Callable[[], None]:
        return lambda: self.ignore_wanted.emit(text)

    def _open_first(self) -> None:
        for place in self._places[:MOST_OPENED]:
            self._open_above(place)
        if self._places:
            self._go(self._places[0])
        self.fit_columns()

    def _go(self, place: Sequence[int]) -> None:
        self._open_above(place)
        found = self.rows.index_at(place)
        if found.isValid():
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def _open_above(self, place: Sequence[int]) -> None:
        for length in range(1, len(place)):
            above = self.rows.index_at(place[:length])
            if self.rows.canFetchMore(above) and not self.rows.rowCount(above):
                self.rows.fetchMore(above)
            self.setExpanded(above, True)

    def _on_menu_wanted(self, point: QPoint) -> None:
        if self.currentIndex().isValid():
            self.menu().popup(self.viewport().mapToGlobal(point))
