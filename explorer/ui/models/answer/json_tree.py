"""
JSON as a tree that is a view of the received bytes: a level is split when it is opened, rows come in blocks.

A row is a node with a number that never changes until the next `show_...`; Qt's indexes carry only that number, so no
pointer can outlive its node. Columns: name, value.
"""

from collections import deque
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QColor

from explorer.domain.json_value import pointer_text
from explorer.ui.look.palette import LIGHT, Tokens
from explorer.ui.models.answer.json_node import BLOCK, MOST_IN_ONE, JsonNode, shown_members
from explorer.ui.models.answer.json_search import Matches
from explorer.ui.models.answer.json_words import count_words, group_words, joined, json_path, shown_value
from explorer.ui.models.answer.readable import ReadableJson
from explorer.ui.models.answer.splitting.json_level import (
    JsonKind,
    Level,
    NotReadable,
    Slice,
    level_of_blocks,
    split_level,
    text_of,
)
from explorer.ui.models.answer.splitting.long_level import BlockPlaces, is_long
from explorer.ui.widgets.shown_text import shown_line

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_COUNTED_AT_ONCE: Final = 4_096
"""Values of up to so many bytes are counted while their row is drawn, larger ones a little later."""
_SLICE_S: Final = 0.012
_KEPT_SPLIT: Final = 65_536
"""Values of at least so many bytes keep their split."""


class JsonTree(QAbstractItemModel):
    """The members of one JSON text, or the single value that it is."""

    def __init__(self, parent: QObject | None = None, tokens: Tokens = LIGHT) -> None:
        super().__init__(parent)
        self.content: Slice = b""
        self._colours: dict[JsonKind, QColor] = {}
        self._name_colour = QColor()
        self._dim = QColor()
        self._nodes: list[JsonNode] = []
        self._uncounted: deque[int] = deque()
        self._kept: dict[int, tuple[Slice, Level]] = {}
        """By the identity of the slice, which is kept so that no other can get it."""
        self._places: dict[int, tuple[Slice, BlockPlaces]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work_on)
        self._going: dict[int, BlockPlaces] = {}
        """Values with very many members, on their way to being split, by the number of their node."""
        self._wanted: set[int] = set()
        """Those of them that are to have rows then."""
        self.root_level: Level | None = None
        self._is_adding = False
        """A view that is told of new rows must not ask for still more of them."""
        self.show_colours(tokens)

    def show_nothing(self) -> None:
        """No rows."""
        self._kept = {}
        self._places = {}
        self._start(b"", None, None)

    def show_json(self, readable: ReadableJson) -> None:
        """Show another text."""
        self._kept = {}
        self._places = {}
        if readable.root is not None:
            self._kept[id(readable.content)] = (readable.content, readable.root)
        self._start(readable.content, readable.root, None)

    def known_level(self, raw: Slice) -> Level | None:
        """The members of a value that was split already, None for another one."""
        kept = self._kept.get(id(raw))
        return None if kept is None else kept[1]

    def places_in(self, raw: Slice) -> BlockPlaces:
        """How far a value with very many members has been gone through; whoever needs it goes on from there."""
        return self._places.setdefault(id(raw), (raw, BlockPlaces(memoryview(raw))))[1]

    def show_matches(self, matches: Matches | None) -> None:
        """Only the members that match, in their places; None shows all again."""
        self._start(self.content, self.root_level, matches)

    def show_colours(self, tokens: Tokens) -> None:
        """Draw in these colours from now on."""
        number, text, dim = QColor(tokens.json_number), QColor(tokens.json_text), QColor(tokens.dim)
        self._colours = dict.fromkeys(JsonKind, dim)
        self._colours |= {JsonKind.TEXT: text, JsonKind.NUMBER: number, JsonKind.TRUTH: number}
        self._name_colour = QColor(tokens.json_key)
        self._dim = dim
        if self._nodes:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 1))

    def node(self, index: _Index) -> JsonNode | None:
        """The value behind an index."""
        return self._nodes[int(index.internalId())] if index.isValid() else None

    def matched_places(self) -> list[QModelIndex]:
        """The values to open so that each match can be seen, outermost first."""
        places: list[QModelIndex] = []
        waiting = [_TOP]
        while waiting:
            place = waiting.pop(0)
            node = self._nodes[int(place.internalId())] if place.isValid() else self._nodes[0]
            if node.filtered is None:
                continue
            if place.isValid():
                places.append(place)
            self.fetchMore(place)
            waiting += [self.index(row, 0, place) for row in range(len(node.children))]
        return places

    def pointer(self, index: _Index) -> str:
        """Where a value is, as a JSON Pointer (RFC 6901)."""
        return pointer_text(self._path(index))

    def path(self, index: _Index) -> str:
        """Where a value is, as a JSONPath (RFC 9535, normalised but for plain names)."""
        return json_path(self._path(index))

    def whole_text(self, index: _Index) -> str:
        """The value to copy: letters of a text without quotes, anything else as received; of a group its members."""
        node = self.node(index)
        if node is not None and node.is_group:
            assert node.level is not None
            return joined(node.level, node.order)
        return text_of(node.raw) if node is not None else ""

    def index(self, row: int, column: int, parent: _Index = _TOP) -> QModelIndex:
        """The place of a cell."""
        if not self._nodes or not 0 <= column < 2:
            return QModelIndex()
        above = self._above(parent)
        if not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row].id)

    def parent(self, index: _Index = _TOP) -> QModelIndex:  # type: ignore[override]  # QObject.parent has no argument
        """The place of the value around it."""
        node = self.node(index)
        if node is None or node.parent is None or node.parent.id == 0:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, node.parent.id)

    def rowCount(self, parent: _Index = _TOP) -> int:
        """How many members have become rows so far."""
        if not self._nodes or parent.column() > 0:
            return 0
        return len(self._above(parent).children)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """Name and value."""
        del parent
        return 2

    def hasChildren(self, parent: _Index = _TOP) -> bool:
        """Whether there is anything to open, told without splitting it."""
        if not self._nodes or parent.column() > 0:
            return False
        node = self._above(parent)
        return node.has_members

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there are members that are no rows yet."""
        if not self._nodes or parent.column() > 0 or self._is_adding:
            return False
        node = self._above(parent)
        if node.level is None or not node.order:
            return node.has_members and not node.children
        return len(node.children) < (node.groups or len(node.order))

    def fetchMore(self, parent: _Index) -> None:
        """Split the value if need be, and make the next `BLOCK` members rows."""
        if not self.canFetchMore(parent):
            return
        node = self._above(parent)
        if not self._split(node):
            return
        first = len(node.children)
        last = min(first + BLOCK, node.groups or len(node.order)) - 1
        self._is_adding = True
        self.beginInsertRows(self.createIndex(node.row, 0, node.id) if node.id else QModelIndex(), first, last)
        self._add_children(node, last + 1)
        self.endInsertRows()
        self._is_adding = False
        if node.groups == 0 and (first or last + 1 < len(node.order)):
            self._say_changed(node)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts and colours of a cell."""
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_line(str(node.name)) if index.column() == 0 else self._value_words(node)
        if role == Qt.ItemDataRole.ForegroundRole:
            if index.column() == 0:
                return self._name_colour if isinstance(node.name, str) and not node.is_group else self._dim
            return self._colours[node.kind]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("Name", "Value")[section]
        return None

    def _start(self, content: Slice, level: Level | None, matches: Matches | None) -> None:
        self.beginResetModel()
        before = self._nodes  # kept until Qt has let go of its indexes
        self.content = content
        self.root_level = level
        self._uncounted.clear()
        self._going.clear()
        self._wanted.clear()
        self._nodes = []
        if memoryview(content).nbytes:
            root = JsonNode(0, None, 0, "", content)
            self._nodes.append(root)
            # A single value, or an empty one, is a row of its own; else the members of the root are the first rows.
            root.level = level if level is not None and level.raws else Level(("",), [content])
            root.filtered = matches
            root.has_members = True
            root.order = shown_members(root)
            root.total = len(root.level.raws)
            self._add_children(root, min(BLOCK, root.groups or len(root.order)))
        self.endResetModel()
        del before

    def _above(self, parent: _Index) -> JsonNode:
        return self._nodes[int(parent.internalId())] if parent.isValid() else self._nodes[0]

    def _split(self, node: JsonNode) -> bool:
        if node.level is None:
            try:
                node.level = self._split_once(node)
            except NotReadable:
                return False
        if node.level is None:
            self._wanted.add(node.id)
            return False
        node.total = len(node.order) if node.is_group else len(node.level.raws)
        node.order = node.order or shown_members(node)
        return bool(node.order)

    def _add_children(self, node: JsonNode, until: int) -> None:
        level = node.level
        assert level is not None
        for row in range(len(node.children), until):
            if node.groups:
                node.children.append(self._group(node, row))
                continue
            number = node.order[row]
            name = number if level.names is None else level.names[number]
            child = JsonNode(len(self._nodes), node, row, name, level.raws[number])
            if node.filtered is not None:
                child.filtered = node.filtered[number]
            self._nodes.append(child)
            node.children.append(child)

    def _group(self, node: JsonNode, row: int) -> JsonNode:
        assert node.level is not None
        numbers = node.order[row * BLOCK : (row + 1) * BLOCK]
        group = JsonNode(len(self._nodes), node, row, group_words(node.level, numbers), node.raw)
        group.is_group = True
        group.level = node.level
        group.order = numbers
        group.total = len(numbers)
        self._nodes.append(group)
        return group

    def _path(self, index: _Index) -> tuple[str | int, ...]:
        node = self.node(index)
        parts: list[str | int] = []
        while node is not None and node.parent is not None:
            if not node.is_group:
                parts.append(node.name)
            node = node.parent
        is_root_itself = len(parts) == 1 and (self.root_level is None or not self.root_level.raws)
        return () if is_root_itself else tuple(reversed(parts))

    def _value_words(self, node: JsonNode) -> str:
        if not node.is_container:
            return shown_value(node.raw, node.kind)
        if node.total is None:
            if len(memoryview(node.raw)) <= _COUNTED_AT_ONCE:
                self._count(node)
            else:
                self._uncounted.append(node.id)
                node.total = -1
                self._timer.start()
        if node.id in self._going:
            return f"{count_words(node.kind, None, 0, 0)} {self._going[node.id].count:,} so far\u2026"
        loaded = 0 if node.groups else len(node.children)
        return count_words(node.kind, node.total, loaded, len(node.order))

    def _count(self, node: JsonNode) -> None:
        try:
            level = node.level or self._split_once(node)
        except NotReadable:
            level = None
        node.total = -1 if level is None else len(level.raws)

    def _split_once(self, node: JsonNode) -> Level | None:
        """
        The members of a value; None while there are so many that it is still gone through.

        Those of a large one are kept: they take long to split, and are few.
        """
        level = self.known_level(node.raw)
        if level is None:
            view = memoryview(node.raw)
            if is_long(view):
                self._going.setdefault(node.id, self.places_in(node.raw))
                self._timer.start()
                return None
            level = split_level(node.raw)
            if len(view) >= _KEPT_SPLIT:
                self._kept[id(node.raw)] = (node.raw, level)
        return level

    def _work_on(self) -> None:
        left = _KEPT_SPLIT * 16
        while self._uncounted and left > 0:
            node = self._nodes[self._uncounted.popleft()]
            self._count(node)
            self._say_changed(node)
            left -= len(memoryview(node.raw))
        for number, places in list(self._going.items())[:1]:
            self._go_through(self._nodes[number], places)
        if not self._uncounted and not self._going:
            self._timer.stop()

    def _go_through(self, node: JsonNode, places: BlockPlaces) -> None:
        """Its first groups are there as soon as they are known; nobody waits for the last one."""
        is_done = places.look_on(_SLICE_S)
        if is_done:
            del self._going[node.id]
        if is_done or (places.count > MOST_IN_ONE and node.filtered is None):
            try:
                node.level = node.level or level_of_blocks(places)
            except NotReadable:
                return
            node.total = places.count if is_done else places.count // BLOCK * BLOCK
            node.order = range(node.total) if node.filtered is None else shown_members(node)
            if is_done:
                self._kept[id(node.raw)] = (node.raw, node.level)
            if node.id in self._wanted and len(node.children) < BLOCK:
                self.fetchMore(self.createIndex(node.row, 0, node.id) if node.id else QModelIndex())
        self._say_changed(node)

    def _say_changed(self, node: JsonNode) -> None:
        if node.id:
            place = self.createIndex(node.row, 1, node.id)
            self.dataChanged.emit(place, place)
