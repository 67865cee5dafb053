"""A JSON answer as a tree with a filter line above, the path of the current row and the whole of long texts below."""

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from explorer.ui.look.appearance import Appearance
from explorer.ui.look.palette import Tokens
from explorer.ui.models.answer.json_search import MOST_SHOWN, JsonSearch
from explorer.ui.models.answer.json_tree import JsonTree
from explorer.ui.models.answer.json_words import is_folded
from explorer.ui.models.answer.readable import ReadableJson
from explorer.ui.models.answer.splitting.json_level import NotReadable, text_start
from explorer.ui.views.results.body.tree_view import MOST_COPIED, JsonTreeView
from explorer.ui.views.results.parts.reader import MOST_LETTERS, Reader
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import size_text

LARGE = 1_000_000
"""Bytes of an answer whose levels are split one at a time, with a turn for the window between them."""
TURN_MS = 10
SLICE_S = 0.012
"""How long a filter may work before the window gets its turn."""


class TreePane(QWidget):
    """The filter box is the caller's to place (`filter`): it stands in line with the choice of views."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = JsonTree(self, appearance.tokens)
        self.view = JsonTreeView(appearance, self.model)
        self.filter = QLineEdit(placeholderText="Filter keys and values", clearButtonEnabled=True)
        self.filter.setAccessibleName("Filter the answer")
        self.filter.textChanged.connect(self._on_typed)
        self.count = PlainLabel(kind="hint")
        self.count.setAccessibleName("Matches")
        self._path = ElidedLabel(kind="code-dim", middle=True)
        self._kind = PlainLabel(kind="hint")
        self.reader: Reader | None = None
        self._search: JsonSearch | None = None
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self._start_search)
        self._working = QTimer(self)
        self._working.setInterval(0)
        self._working.timeout.connect(self._search_on)
        self.view.current_changed.connect(self._on_current_changed)
        appearance.changed.connect(self._on_appearance_changed)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        foot.addWidget(self._path, 1)
        foot.addWidget(self._kind)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_json(self, readable: ReadableJson) -> None:
        """Show JSON from its top."""
        self._end_search()
        self.filter.clear()
        self.model.show_json(readable)
        self._show_start()

    def show_nothing(self) -> None:
        """An empty tree."""
        self._end_search()
        self.model.show_nothing()

    def is_searching(self) -> bool:
        """Whether a filter is still at work."""
        return self._typing.isActive() or self._working.isActive()

    def _show_start(self) -> None:
        self._end_reading()
        self._on_current_changed(QModelIndex())
        if len(self.model.content) > LARGE:
            # Later than whatever waits already: the level above was split a moment ago.
            QTimer.singleShot(TURN_MS, self, self._open_first)
        else:
            self._open_first()
        self.view.fit_names()

    def _open_first(self) -> None:
        """Open the first level where there is little of it, and a record that is the only one."""
        if self.model.rowCount() <= 3:
            for row in range(self.model.rowCount()):
                place = self.model.index(row, 0)
                self.view.open(place)
                first = self.model.index(0, 0, place)
                node = self.model.node(first)
                if self.model.rowCount(place) == 1 or (node is not None and node.is_group):
                    self.view.open(first)
        self.view.fit_names()

    def _on_typed(self, _text: str) -> None:
        self._typing.start()

    def _start_search(self) -> None:
        self._end_search()
        wanted = self.filter.text().strip()
        if not wanted:
            self.model.show_matches(None)
            self._show_start()
            return
        try:
            self._search = JsonSearch(self.model.content, wanted, self.model.known_level, self.model.places_in)
        except NotReadable:
            return
        self.count.setText("looking\u2026")
        self._working.start()

    def _search_on(self) -> None:
        search = self._search
        if search is None:
            self._working.stop()
            return
        before = search.found
        is_done = search.look_on(SLICE_S)
        if is_done:
            self._working.stop()
        if (is_done and search.found <= MOST_SHOWN) or before <= MOST_SHOWN < search.found:
            self._show_matches(search)
        self.count.setText(_count_words(search))

    def _show_matches(self, search: JsonSearch) -> None:
        self.model.show_matches(search.matches)
        for place in self.model.matched_places():
            self.view.open(place)
        self.view.fit_names()
        self._end_reading()

    def _end_search(self) -> None:
        self._typing.stop()
        self._working.stop()
        self._search = None
        self.count.setText("")

    def _on_current_changed(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        self._path.setText(self.model.path(index) if node is not None else "")
        self._kind.setText(node.kind.value if node is not None else "")
        if node is not None and is_folded(node.raw, node.kind):
            size = len(memoryview(node.raw))
            if size > MOST_COPIED:
                text = text_start(node.raw, MOST_LETTERS) or bytes(memoryview(node.raw)[:MOST_LETTERS]).decode()
                self._read(f"{node.name}: {size_text(size)}, its beginning shown: Save value\u2026 gives all", text)
            else:
                text = self.model.whole_text(index)
                self._read(f"{node.name}: {len(text):,} characters", text)
            QTimer.singleShot(0, self.view, self._show_current)
        else:
            self._end_reading()

    def _read(self, title: str, text: str) -> None:
        if self.reader is None:
            self.reader = Reader("Whole text", self)
            self._column.insertWidget(1, self.reader)
        self.reader.show_text(title, text)

    def _end_reading(self) -> None:
        if self.reader is not None:
            self.reader.show_nothing()

    def _show_current(self) -> None:
        self.view.scrollTo(self.view.currentIndex())

    def _on_appearance_changed(self, tokens: Tokens) -> None:
        self.model.show_colours(tokens)


def _count_words(search: JsonSearch) -> str:
    matches = "1 match" if search.found == 1 else f"{search.found:,} matches"
    if not search.is_done:
        return f"{matches} so far\u2026"
    if search.found > MOST_SHOWN:
        return f"{matches}, first {MOST_SHOWN:,} shown"
    return matches if search.found else "no match"
