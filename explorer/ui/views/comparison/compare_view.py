"""Two runs of one action: which, what of them, and what differs."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.calls.comparison.run_parts import RunPart, compare_phases
from explorer.calls.comparison.values.difference import Difference
from explorer.domain.call import Run, RunId
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.comparison.comparing import PARTS, Comparing, Found, PartFound
from explorer.ui.views.comparison.difference_tree import DifferenceTree
from explorer.ui.views.comparison.ignored_popup import IgnoredPopup
from explorer.ui.views.comparison.phase_table import PhaseTable
from explorer.ui.views.comparison.run_choice import RunChoice
from explorer.ui.views.comparison.side_reader import SideReader
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.thin_line import thin_line

TITLES: Final = ("Answers", "Answer headers", "Requests", "Timings")
TIMINGS: Final = 3


class CompareView(QWidget):
    """Shows a comparison and says what a person wants to be otherwise."""

    runs_chosen = Signal(object, object)
    """The `RunId` of the run before and of the run after."""
    ignored_changed = Signal(object, object)
    """A `RunPart`, and the paths that are ignored in it from now on."""
    pin_wanted = Signal(object)
    """The `RunId` that is to be the baseline; None for none any more."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ignored: dict[RunPart, tuple[str, ...]] = {}
        self._found: Found | None = None
        self._baseline: RunId | None = None
        self._pair: tuple[Run, Run] | None = None
        self.comparing = Comparing(self)
        self.comparing.compared.connect(self._on_compared)
        self.title = ElidedLabel(kind="title")
        self.runs = RunChoice()
        self.runs.chosen.connect(self.runs_chosen)
        self._pin = QPushButton("Pin as baseline")
        self._pin.setToolTip("Keeps the run before as the one that others of this action are compared with")
        mark(self._pin, kind="quiet", small="true")
        self._pin.clicked.connect(self._on_pin)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Compared")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in TITLES:
            self.tabs.setAccessibleTabName(self.tabs.addTab(title), title)
        self.tabs.currentChanged.connect(self._show_part)
        self.tree = DifferenceTree(appearance)
        self.phases = PhaseTable(appearance)
        self.note = PlainLabel(kind="hint", wraps=True)
        self.empty = EmptyNote()
        self._faces = QStackedWidget()
        for face in (self.tree, self.phases, self.empty):
            self._faces.addWidget(face)
        self.reader = SideReader(self)
        self.tree.current_changed.connect(self._on_current_changed)
        self.tree.ignore_wanted.connect(self.ignore)
        self.count = PlainLabel(kind="dim")
        self.count.setAccessibleName("Differences found")
        self.place = PlainLabel(kind="dim")
        self.popup = IgnoredPopup(self)
        self.popup.added.connect(self.ignore)
        self.popup.removed.connect(self.count_again)
        self._copies = QMenu(self)
        self._copies.setAccessibleName("Copy differences")
        self._copies.addAction("Copy as text").triggered.connect(self.copy_text)
        self._copies.addAction("Copy as JSON Patch").triggered.connect(self.copy_patch)
        self.only = _tool(
            "Only differences",
            "Hides what is the same; of a long list the first 5,000 of it are shown",
            is_checkable=True,
        )
        self.only.toggled.connect(self._on_only_toggled)
        self.previous = _tool("Previous", "To the difference before (Shift+F8)")
        self.previous.clicked.connect(self.go_back)
        self.next = _tool("Next", "To the next difference (F8)")
        self.next.clicked.connect(self.go_on)
        self.ignoring = _tool("Ignored\u2026", "Places that do not count, such as times and ids of requests")
        self.ignoring.clicked.connect(self._on_ignoring)
        self.copying = _tool("Copy\u2026", "The differences as text or as JSON Patch")
        self.copying.clicked.connect(self._on_copying)
        self._lay_out()

    def show_runs(
        self,
        runs: Sequence[Run],
        before: Run,
        after: Run,
        *,
        baseline: RunId | None,
        ignored: Mapping[RunPart, Sequence[str]],
    ) -> None:
        """Compare two of `runs`, the newest of which comes first; paths that are `ignored` do not count."""
        is_other = self._pair is None or (self._pair[0], self._pair[1]) != (before, after)
        self._pair = (before, after)
        self._baseline = baseline
        is_changed = self._ignored != {part: tuple(ignored.get(part, ())) for part in PARTS}
        self._ignored = {part: tuple(ignored.get(part, ())) for part in PARTS}
        self.title.setText(f"{after.call.action.name} \u00b7 {after.call.action.connector_name}")
        self.runs.show_runs(runs, before.id, after.id, baseline)
        self._pin.setText("Unpin baseline" if before.id == baseline else "Pin as baseline")
        if is_other or is_changed or self._found is None:
            self._compare()

    def shown_runs(self) -> tuple[Run, ...]:
        """The run before and the run after, if any are shown."""
        return self._pair or ()

    def part(self) -> RunPart | None:
        """Which part is in front; None for the times."""
        place = self.tabs.currentIndex()
        return PARTS[place] if place < TIMINGS else None

    def go_on(self) -> None:
        """To the next difference."""
        self.tree.go_on(1)

    def go_back(self) -> None:
        """To the difference before."""
        self.tree.go_on(-1)

    def ignore(self, path: object) -> None:
        """Count a place no more."""
        part = self.part()
        if part is not None and path not in self._ignored[part]:
            self.ignored_changed.emit(part, [*self._ignored[part], str(path)])

    def count_again(self, path: object) -> None:
        """Count a place that was ignored."""
        part = self.part()
        if part is not None:
            self.ignored_changed.emit(part, [one for one in self._ignored[part] if one != path])

    def copy_text(self) -> None:
        """Copy the differences of the part in front as text."""
        if (difference := self._difference()) is not None:
            self.comparing.copy_text(self.title.full_text(), difference)

    def copy_patch(self) -> None:
        """Copy the differences of the part in front as JSON Patch."""
        if (difference := self._difference()) is not None:
            self.comparing.copy_patch(difference)

    def _compare(self) -> None:
        assert self._pair is not None
        self._found = None
        self.empty.show_text("Comparing\u2026", is_busy=True)
        self._faces.setCurrentWidget(self.empty)
        self.comparing.start(*self._pair, self._ignored)

    def _on_compared(self, found: Found) -> None:
        assert self._pair is not None
        self._found = found
        for place, part in enumerate(PARTS):
            total = found[part].total()
            self.tabs.setTabText(place, f"{TITLES[place]}  {total:,}" if total else TITLES[place])
        self.phases.show_pairs(compare_phases(*self._pair))
        self._show_part()

    def _difference(self) -> Difference | None:
        part = self.part()
        return self._found[part].compared.difference if self._found is not None and part is not None else None

    def _show_part(self, _place: int = 0) -> None:
        if self._found is None:
            return
        part = self.part()
        for tool in (self.only, self.previous, self.next, self.ignoring, self.copying):
            tool.setVisible(part is not None)
        self.reader.hide()
        if part is None:
            self._say("", "")
            self._faces.setCurrentWidget(self.phases)
        else:
            self._show_found(part, self._found[part])
        self._show_place()

    def _show_found(self, part: RunPart, found: PartFound) -> None:
        difference, total = found.compared.difference, found.total()
        for tool in (self.previous, self.next, self.copying):
            tool.setEnabled(total > 0)
        count = len(self._ignored[part])
        self.ignoring.setText(f"Ignored {count}\u2026" if count else "Ignored\u2026")
        self.popup.show_paths(self._ignored[part], found.proposals)
        if difference is None:
            self._say("", "")
            self.empty.show_text(found.notes())
        else:
            self._say(difference.tally.words().capitalize(), found.notes())
            self.empty.show_text("No differences.")
            self.tree.show_difference(difference, found.places, self._sides())
        self._show_face(found)

    def _show_face(self, found: PartFound) -> None:
        has_rows = found.compared.difference is not None and (found.total() > 0 or not self.only.isChecked())
        self._faces.setCurrentWidget(self.tree if has_rows else self.empty)

    def _sides(self) -> tuple[str, str]:
        assert self._pair is not None
        before, after = (f"{run.started_at.astimezone():%H:%M:%S}" for run in self._pair)
        return f"Before ({before})", f"After ({after})"

    def _say(self, count: str, note: str) -> None:
        for label, text in ((self.count, count), (self.note, note)):
            label.setText(text)
            label.setVisible(bool(text))

    def _show_place(self) -> None:
        number = self.tree.number() if self._faces.currentWidget() is self.tree else 0
        self.place.setText(f"{number:,} of {self.tree.count:,}" if number else "")

    def _on_current_changed(self, difference: object) -> None:
        self.reader.show_difference(difference)
        self._show_place()

    def _on_only_toggled(self, is_on: bool) -> None:
        self.tree.show_only_differences(is_on=is_on)
        part = self.part()
        if self._found is not None and part is not None:
            self._show_face(self._found[part])
        self._show_place()

    def _on_copying(self) -> None:
        self._copies.popup(self.copying.mapToGlobal(QPoint(0, self.copying.height() + 2)))

    def _on_ignoring(self) -> None:
        self.popup.open_below(self.ignoring)

    def _on_pin(self) -> None:
        if self._pair is not None:
            before = self._pair[0].id
            self.pin_wanted.emit(None if before == self._baseline else before)

    def _lay_out(self) -> None:
        self.only.setChecked(True)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self._pin)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(4)
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        for tool in (self.place, self.previous, self.next, self.only, self.ignoring, self.copying):
            tools.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.runs)
        column.addLayout(tools)
        column.addWidget(thin_line())
        column.addWidget(self.count)
        column.addWidget(self.note)
        column.addWidget(self._faces, 1)
        column.addWidget(self.reader)


def _tool(words: str, tip: str, *, is_checkable: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(tip)
    button.setCheckable(is_checkable)
    button.setAutoDefault(False)
    mark(button, kind="quiet", small="true")
    return button
