"""
Two values side by side as a tree: columns name, what happened, before, after.

A row becomes a node when it is first asked for, in blocks of `BLOCK`; Qt's indexes carry only the number of a node.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from explorer.calls.comparison.values.difference import Change, Difference, members
from explorer.domain.json_value import ExactNumber, Pointer
from explorer.ui.look.palette import LIGHT, Tokens
from explorer.ui.models.comparison.difference_words import change_words, name_words, sentence, value_words
from explorer.ui.widgets.shown_text import tool_tip

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
BLOCK: Final = 1_000
"""How many rows of one value are made at a time."""
MOST_SAME: Final = 5_000
"""Of the members of one value, so many of the first are rows also where they are the same."""
NAME, CHANGE, BEFORE, AFTER = range(4)


class _Node:
    """A row: its difference, where it is, and those of its members that are shown, by their positions."""

    __slots__ = ("children", "difference", "id", "members", "order", "parent", "row")

    def __init__(self, number: int, parent: "_Node | None", row: int, difference: Difference) -> None:
        self.id = number
        self.parent = parent
        self.row = row
        self.difference = difference
        self.members: Sequence[Difference] | None = None
        self.order: Sequence[int] = ()
        self.children: list[_Node] = []


class DifferenceRows(QAbstractItemModel):
    """The members of two values that were compared, or the two values themselves if they have none."""

    def __init__(self, parent: QObject | None = None, tokens: Tokens = LIGHT) -> None:
        super().__init__(parent)
        self.only_differences = True
        self._nodes: list[_Node] = []
        self._titles = ("Before", "After")
        self._is_adding = False
        """A view that is told of new rows must not ask for still more of them."""
        self.show_colours(tokens)

    def show_colours(self, tokens: Tokens) -> None:
        """Draw in these colours from now on."""
        self._dim, self._key = QColor(tokens.dim), QColor(tokens.json_key)
        self._grounds = {
            Change.ADDED: QBrush(QColor(tokens.good_ground)),
            Change.REMOVED: QBrush(QColor(tokens.bad_ground)),
            Change.CHANGED: QBrush(QColor(tokens.caution_ground)),
            Change.RETYPED: QBrush(QColor(tokens.caution_ground)),
            Change.RESPELLED: QBrush(QColor(tokens.accent_ground)),
        }
        self._words = {
            Change.ADDED: QColor(tokens.good),
            Change.REMOVED: QColor(tokens.bad),
            Change.CHANGED: QColor(tokens.caution),
            Change.RETYPED: QColor(tokens.caution),
            Change.RESPELLED: QColor(tokens.accent),
        }
        self._moved, self._text_colour = QColor(tokens.accent), QColor(tokens.text)
        self._moved_ground = QBrush(QColor(tokens.accent_ground))
        self._texts = {str: QColor(tokens.json_text)} | dict.fromkeys(
            (int, bool, ExactNumber), QColor(tokens.json_number)
        )
        if self._nodes and self._nodes[0].children:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._nodes[0].children) - 1, AFTER))

    def show_difference(self, difference: Difference | None, titles: tuple[str, str] = ("Before", "After")) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._titles = titles
        before = self._nodes  # kept until Qt has let go of its indexes
        self._nodes = []
        if difference is not None:
            self._start(difference)
        self.endResetModel()
        del before

    def show_only_differences(self, *, is_on: bool) -> None:
        """Show what is the same as well, or no longer."""
        whole = self._nodes[0].difference if self._nodes else None
        self.beginResetModel()
        before, self._nodes = self._nodes, []
        self.only_differences = is_on
        if whole is not None:
            self._start(whole)
        self.endResetModel()
        del before

    def difference(self, index: _Index) -> Difference | None:
        """What stands in a row."""
        return self._nodes[int(index.internalId())].difference if index.isValid() else None

    def pointers(self, index: _Index) -> tuple[Pointer, Pointer]:
        """The place of a row in either value, as far as it leads there."""
        was: list[str | int] = []
        at: list[str | int] = []
        node: _Node | None = self._nodes[int(index.internalId())] if index.isValid() else None
        while node is not None and node.parent is not None:
            one, other = node.difference.name_before, node.difference.name_after
            if one is not None or other is not None:
                was.append(one if one is not None else other if other is not None else "")
                at.append(other if other is not None else one if one is not None else "")
            node = node.parent
        return tuple(reversed(was)), tuple(reversed(at))

    def index_at(self, place: Sequence[int]) -> QModelIndex:
        """The row of a node, by the positions that lead to it among the members; makes rows as far as needed."""
        found = _TOP
        for position in self._own_place(place):
            node = self._above(found)
            self._open(node)
            row = bisect_left(node.order, position)
            if row >= len(node.children):
                self._fetch(found, row + 1)
            found = self.index(row, 0, found)
        return found

    def place(self, index: _Index) -> tuple[int, ...]:
        """The positions that lead to a row; the opposite of `index_at`."""
        steps: list[int] = []
        node: _Node | None = self._nodes[int(index.internalId())] if index.isValid() else None
        while node is not None and node.parent is not None:
            steps.append(node.parent.order[node.row])
            node = node.parent
        return tuple(reversed(steps)) if not self._is_single() else ()

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many rows there are already."""
        if not self._nodes or (parent.isValid() and parent.column() != 0):
            return 0
        return len(self._above(parent).children)

    def columnCount(self, _parent: _Index = _TOP) -> int:
        """Name, what happened, before, after."""
        return 4

    def hasChildren(self, parent: _Index = _TOP) -> bool:
        """Whether a row can be opened; nothing is made for the answer."""
        if not self._nodes or (parent.isValid() and parent.column() != 0):
            return False
        node = self._above(parent)
        if node.parent is None or node.members is not None:
            return bool(node.order)
        one = node.difference
        if one.children:
            return not self.only_differences or one.tally.total > one.is_moved
        value = one.before if one.change is Change.REMOVED else one.after
        is_whole = one.change in (Change.SAME, Change.ADDED, Change.REMOVED)
        return is_whole and isinstance(value, dict | list) and bool(value) and self._may_open(one)

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there are members that are no rows yet."""
        if self._is_adding or not self._nodes or (parent.isValid() and parent.column() != 0):
            return False
        node = self._above(parent)
        return self.hasChildren(parent) if node.members is None else len(node.children) < len(node.order)

    def fetchMore(self, parent: _Index) -> None:
        """Make the next block of rows."""
        self._fetch(parent, len(self._above(parent).children) + BLOCK)

    def _fetch(self, parent: _Index, until: int) -> None:
        """Make rows up to this number, all at once: a view is laid out anew each time."""
        node = self._above(parent)
        self._open(node)
        first = len(node.children)
        last = min(until, len(node.order)) - 1
        if last >= first:
            above = _TOP if node.parent is None else self.createIndex(node.row, 0, node.id)
            self._is_adding = True
            self.beginInsertRows(above, first, last)
            self._add_rows(node, last + 1)
            self.endInsertRows()
            self._is_adding = False

    def index(self, row: int, column: int, parent: _Index = _TOP) -> QModelIndex:
        """The index of a row."""
        if not self._nodes or not 0 <= column < 4:
            return QModelIndex()
        children = self._above(parent).children
        return self.createIndex(row, column, children[row].id) if 0 <= row < len(children) else QModelIndex()

    def parent(self, index: _Index = _TOP) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        """The row above."""
        above = self._nodes[int(index.internalId())].parent if index.isValid() else None
        return self.createIndex(above.row, 0, above.id) if above is not None and above.parent is not None else _TOP

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, colours, and sentences for screen readers."""
        if not index.isValid():
            return None
        one, column = self._nodes[int(index.internalId())].difference, index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(one) if column == NAME else self._text(one, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == CHANGE:
            return tool_tip(change_words(one))
        if role == Qt.ItemDataRole.BackgroundRole and column in (BEFORE, AFTER):
            return self._ground(one, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(one, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("Name", "What happened", *self._titles)[section]
        return None

    def _text(self, one: Difference, column: int) -> str:
        if column == NAME:
            return name_words(one)
        return change_words(one) if column == CHANGE else value_words(one.before if column == BEFORE else one.after)

    def _ground(self, one: Difference, column: int) -> QBrush | None:
        is_empty = (column == BEFORE and one.change is Change.ADDED) or (
            column == AFTER and one.change is Change.REMOVED
        )
        if is_empty:
            return None
        return self._grounds.get(one.change, self._moved_ground if one.is_moved else None)

    def _colour(self, one: Difference, column: int) -> QColor:
        if column == CHANGE:
            return self._words.get(one.change, self._moved if one.is_moved else self._dim)
        if one.change in (Change.IGNORED, Change.SAME) and not one.is_moved and column != NAME:
            return self._dim
        if column == NAME:
            return self._key
        if self._ground(one, column) is not None:
            return self._text_colour  # the colours of JSON are too pale on some grounds
        return self._texts.get(type(one.before if column == BEFORE else one.after), self._dim)

    def _start(self, whole: Difference) -> None:
        root = _Node(0, None, 0, whole)
        self._nodes.append(root)
        if whole.children or members(whole):
            self._open(root)
        else:
            root.members = (whole,)
            root.order = (0,) if self._may_open(whole) or not self.only_differences else ()
        self._add_rows(root, min(BLOCK, len(root.order)))

    def _open(self, node: _Node) -> None:
        if node.members is None:
            node.members = members(node.difference)
            most = 0 if self.only_differences else MOST_SAME
            node.order = [number for number, one in enumerate(node.members) if number < most or self._is_told(one)]

    def _may_open(self, one: Difference) -> bool:
        return not self.only_differences or self._is_told(one)

    def _is_told(self, one: Difference) -> bool:
        return one.tally.total > 0 or one.change in (Change.ADDED, Change.REMOVED)

    def _add_rows(self, node: _Node, until: int) -> None:
        assert node.members is not None
        for row in range(len(node.children), until):
            child = _Node(len(self._nodes), node, row, node.members[node.order[row]])
            self._nodes.append(child)
            node.children.append(child)

    def _above(self, parent: _Index) -> _Node:
        return self._nodes[int(parent.internalId())] if parent.isValid() else self._nodes[0]

    def _is_single(self) -> bool:
        return bool(self._nodes) and self._nodes[0].members == (self._nodes[0].difference,)

    def _own_place(self, place: Sequence[int]) -> Sequence[int]:
        return (0,) if self._is_single() else place
