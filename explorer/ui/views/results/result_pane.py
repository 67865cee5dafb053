"""The lower part of the window: what came of each run, one set of tabs for the run in front."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QMetaMethod, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.action import ActionKey
from explorer.domain.call import Run, RunId
from explorer.domain.connection import ConnectionId
from explorer.providers.copied_code.code import OfficialSdk
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.places.run_menu import KEYS, RunAct, run_menu
from explorer.ui.views.results.places.run_places import RunPlaces
from explorer.ui.views.results.run_page import ResultFace, RunPage
from explorer.ui.views.results.run_strip import RunStrip

MOST_RUNS = 20
"""Runs with a tab; when there are more, the oldest that has ended goes. One that is on its way never goes."""


BaselineKey = tuple[ConnectionId, ActionKey]
"""An action of one connection."""


class ResultPane(QWidget):
    """Shows runs and says what a person wants done with them."""

    cancel_wanted = Signal(object)
    """`RunId` of a run that is on its way."""
    retry_wanted = Signal(object)
    """`Run` whose call is to be sent again."""
    reopen_wanted = Signal(object)
    """`Run` whose call is to be shown in the form."""
    logs_wanted = Signal(object)
    """`RunId` whose platform log is to be fetched again."""
    next_page_wanted = Signal(object)
    """`Run` whose result has a `next_cursor`."""
    comparison_wanted = Signal(object, object)
    """A `RunAct` that compares or pins, and the `Run`."""
    closed = Signal(object)
    """`RunId` whose tab is gone."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Results")
        self._appearance = appearance
        self._pages: dict[RunId, RunPage] = {}
        self._gone: set[RunId] = set()
        self._sdk_of: Callable[[Run], OfficialSdk | None] | None = None
        self._baselines: Mapping[BaselineKey, RunId] = {}
        self.strip = RunStrip(appearance)
        self.strip.run_chosen.connect(self._on_run_chosen)
        self.strip.close_wanted.connect(self.close_run)
        self.strip.menu_wanted.connect(self._on_menu_wanted)
        self._strip_bar = QFrame()
        mark(self._strip_bar, kind="bar")
        self.places = RunPlaces(self._acts_of)
        self.places.cancel_wanted.connect(self.cancel_wanted)
        self.places.act_wanted.connect(self.act)
        self.places.retry_wanted.connect(self.retry_wanted)
        self.places.window_closed.connect(self.close_run)
        self.head = self.places.front.head
        self.tabs = self.places.front.tabs
        self.empty = EmptyNote()
        self._empty_words = ""
        self._whole = QStackedWidget()
        self._lay_out()
        for keys, slot in (
            (KEYS[RunAct.COMPARE_SUCCESS], self.places.front.compare),
            (KEYS[RunAct.COMPARE_BEFORE], self._on_compare_before),
            (KEYS[RunAct.SPLIT], self.split_or_not),
            (KEYS[RunAct.DETACH], self._on_detach),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)
        self.clear_empty("")

    def show_run(self, run: Run, *, words: str = "", received_bytes: int = 0, to_front: bool = True) -> None:
        """
        Add a run, which comes to the front unless `to_front` is False, or update one; `words` say what it is doing.

        News of a run whose tab was closed is ignored: `open_run` brings it back.
        """
        if run.id in self._gone:
            return
        page = self._pages.get(run.id)
        if page is None:
            can_page = self.isSignalConnected(QMetaMethod.fromSignal(self.next_page_wanted))
            sdk = self._sdk_of(run) if self._sdk_of is not None else None
            page = RunPage(self._appearance, run, can_page=can_page, sdk=sdk)
            page.logs_wanted.connect(self._on_logs_wanted)
            page.next_page_wanted.connect(self.next_page_wanted)
            self._pages[run.id] = page
            self.places.front.add(page)
            page.show_run(run, words, received_bytes)
            self.strip.show_run(run, to_front=False)
            if to_front or self.strip.count() == 1:
                self._bring_to_front(run.id)
            self._forget_oldest()
            self.places.show_acts()
            return
        page.show_run(run, words, received_bytes)
        if run.id not in self.places.windows:
            self.strip.show_run(run, to_front=False)
        self.places.show_news(run.id)

    def look_up_sdks(self, sdk_of: Callable[[Run], OfficialSdk | None]) -> None:
        """Who knows the client library of a run's platform; without, requests cannot be copied for one."""
        self._sdk_of = sdk_of

    def has_run(self, run_id: RunId) -> bool:
        """Whether a run has a tab."""
        return run_id in self._pages

    def open_run(self, run: Run) -> None:
        """Show a run in front, also when its tab was closed; one in a window of its own there."""
        self._gone.discard(run.id)
        self.show_run(run)
        self._bring_to_front(run.id)

    def close_run(self, run_id: RunId) -> None:
        """Take a run's tab or window away. A run that is on its way goes on."""
        page = self._pages.pop(run_id, None)
        if page is None:
            return
        self._gone.add(run_id)
        self.places.take(page)
        self.strip.remove(run_id)
        page.deleteLater()
        self._show_what_is_left()
        self.closed.emit(run_id)

    def clear_empty(self, text: str) -> None:
        """Take all tabs and windows away, and say what to do next."""
        self._empty_words = text
        for run_id in list(self._pages):
            self.close_run(run_id)
        self._show_what_is_left()

    def current_run_id(self) -> RunId | None:
        """The run in front."""
        return self.places.front.run_id()

    def current_page(self) -> RunPage | None:
        """The page in front."""
        return self.places.front.page()

    def show_face(self, face: ResultFace) -> None:
        """Bring one of the five tabs to the front."""
        self.tabs.setCurrentIndex(face)

    def show_baselines(self, baselines: Mapping[BaselineKey, RunId]) -> None:
        """Which run of which action others are compared with."""
        self._baselines = baselines
        self.places.show_acts()

    def split_or_not(self) -> None:
        """Put the run in front beside another one, or show one alone again."""
        self._act_on_front(RunAct.UNSPLIT if self.places.is_split() else RunAct.SPLIT)

    def act(self, act: RunAct, run_id: RunId) -> None:
        """Do something with a run, if it can be done now."""
        page = self._pages.get(run_id)
        if page is None or act not in self._acts_of(run_id):
            return
        if act is RunAct.REOPEN:
            self.reopen_wanted.emit(page.run)
        elif act is RunAct.CLOSE:
            self.close_run(run_id)
        elif act in (RunAct.SPLIT, RunAct.UNSPLIT, RunAct.DETACH, RunAct.ATTACH):
            self._move(act, page)
        else:
            self.comparison_wanted.emit(act, page.run)

    def close_windows(self) -> None:
        """Close the windows that runs have of their own."""
        for run_id in list(self.places.windows):
            self.close_run(run_id)

    def _move(self, act: RunAct, page: RunPage) -> None:
        run_id = page.run.id
        if act is RunAct.SPLIT:
            partner = self._partner(page)
            self.places.show_beside(page)
            self._bring_to_front(partner.run.id)
        elif act is RunAct.UNSPLIT:
            self.places.show_alone()
        elif act is RunAct.DETACH:
            self.strip.remove(run_id)
            self.places.show_in_window(page)
        else:
            self.places.put_back(page)
            self.strip.show_run(page.run, to_front=False)
            self._bring_to_front(run_id)
        self._show_what_is_left()

    def _partner(self, page: RunPage) -> RunPage:
        """The run that is looked at beside this one: the last one of the same action, else the last of any."""
        others = [self._pages[one] for one in self.strip.ids() if one != page.run.id]
        same = [one for one in others if one.run.call.action.key == page.run.call.action.key]
        return (same or others)[-1]

    def _acts_of(self, run_id: RunId) -> Collection[RunAct]:
        page = self._pages.get(run_id)
        if page is None:
            return ()
        acts = {RunAct.REOPEN, RunAct.CLOSE}
        if page.run.result is not None:
            acts |= {RunAct.COMPARE_SUCCESS, RunAct.COMPARE_BEFORE}
            baseline = self._baselines.get((page.run.call.connection_id, page.run.call.action.key))
            acts.add(RunAct.UNPIN if baseline == run_id else RunAct.PIN)
            if baseline not in (None, run_id):
                acts.add(RunAct.COMPARE_BASELINE)
        if run_id in self.places.windows:
            return acts | {RunAct.ATTACH}
        acts.add(RunAct.DETACH)
        if self.places.is_split():
            acts.add(RunAct.UNSPLIT)
        elif self.strip.count() > 1:
            acts.add(RunAct.SPLIT)
        return acts

    def _bring_to_front(self, run_id: RunId) -> None:
        self.places.bring_to_front(self._pages[run_id])
        if not self.places.is_elsewhere(run_id):
            self.strip.show_run(self._pages[run_id].run, to_front=True)
            self._show_pane()

    def _show_what_is_left(self) -> None:
        """The run in front after one has gone or moved; of two beside each other the one that is left is alone."""
        if self.places.front.page() is None and self.places.is_split():
            self.places.show_alone()
        chosen = self.strip.current()
        if chosen is not None and self.places.is_elsewhere(chosen):
            chosen = self.places.front.run_id()
        if chosen is not None:
            self._bring_to_front(chosen)
            return
        self.empty.show_text("The result is in a window of its own." if self.places.windows else self._empty_words)
        self._whole.setCurrentWidget(self.empty)

    def _show_pane(self) -> None:
        self._strip_bar.setVisible(self.strip.count() > 1)
        self._whole.setCurrentIndex(1)

    def _forget_oldest(self) -> None:
        """Ended runs lose their tab first; one that is on its way goes on without, and is in the history."""
        front = self.current_run_id()
        kept = [one for one in self.strip.ids() if one != front and not self.places.is_elsewhere(one)]
        running = [run_id for run_id in kept if self._pages[run_id].run.result is None]
        ended = [run_id for run_id in kept if run_id not in running]
        for run_id in [*ended, *running][: max(0, self.strip.count() - MOST_RUNS)]:
            self.close_run(run_id)

    def _act_on_front(self, act: RunAct) -> None:
        run_id = self.current_run_id()
        if run_id is not None:
            self.act(act, run_id)

    def _on_run_chosen(self, run_id: RunId) -> None:
        if run_id in self._pages and run_id != self.current_run_id():
            self._bring_to_front(run_id)
            front = self.places.front.page()
            if self.places.is_elsewhere(run_id) and front is not None:
                self.strip.show_run(front.run, to_front=True)

    def _on_logs_wanted(self, run: Run) -> None:
        self.logs_wanted.emit(run.id)

    def _on_compare_before(self) -> None:
        self._act_on_front(RunAct.COMPARE_BEFORE)

    def _on_detach(self) -> None:
        self._act_on_front(RunAct.DETACH)

    def _on_menu_wanted(self, run_id: RunId, point: QPoint) -> None:
        run_menu(self, self._acts_of(run_id), lambda act: self.act(act, run_id)).popup(point)

    def _lay_out(self) -> None:
        strip = QHBoxLayout(self._strip_bar)
        strip.setContentsMargins(10, 0, 10, 0)
        strip.addWidget(self.strip)
        strip.addStretch(1)
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._strip_bar)
        inner.addWidget(self.places, 1)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
