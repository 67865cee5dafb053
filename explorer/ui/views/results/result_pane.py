"""The lower part of the window: what came of each run, one set of tabs for the run in front."""

from collections.abc import Callable

from PySide6.QtCore import QMetaMethod, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.domain.call import Run, RunId
from explorer.providers.copied_code.code import OfficialSdk
from explorer.ui.look.appearance import Appearance
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.head_line import HeadLine
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.run_page import ResultFace, RunPage
from explorer.ui.views.results.run_strip import RunStrip
from explorer.ui.widgets.thin_line import thin_line

MOST_RUNS = 20
"""Runs with a tab; when there are more, the oldest that has ended goes. One that is on its way never goes."""


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
    closed = Signal(object)
    """`RunId` whose tab is gone."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Results")
        self._appearance = appearance
        self._pages: dict[RunId, RunPage] = {}
        self._gone: set[RunId] = set()
        self._sdk_of: Callable[[Run], OfficialSdk | None] | None = None
        self.strip = RunStrip(appearance)
        self.strip.run_chosen.connect(self._on_run_chosen)
        self.strip.close_wanted.connect(self.close_run)
        self._strip_bar = QFrame()
        mark(self._strip_bar, kind="bar")
        self.head = HeadLine()
        self.head.cancel_wanted.connect(self._on_cancel_wanted)
        self.head.retry.retry_wanted.connect(self._on_retry_wanted)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Result")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for face in ResultFace:
            self.tabs.addTab(face.label)
            self.tabs.setAccessibleTabName(face, face.label)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._reopen = QPushButton("Open in form")
        self._reopen.setToolTip("Shows the call of this run in the form again, with all it had")
        mark(self._reopen, kind="quiet", small="true")
        self._reopen.clicked.connect(self._on_reopen)
        self._runs = QStackedWidget()
        self.empty = EmptyNote()
        self._whole = QStackedWidget()
        self._lay_out()
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
            self._runs.addWidget(page)
            page.show_run(run, words, received_bytes)
            self.strip.show_run(run, to_front=False)
            if to_front or len(self._pages) == 1:
                self._bring_to_front(run.id)
            self._forget_oldest()
            return
        page.show_run(run, words, received_bytes)
        self.strip.show_run(run, to_front=False)
        if self.current_run_id() == run.id:
            self._show_front()

    def look_up_sdks(self, sdk_of: Callable[[Run], OfficialSdk | None]) -> None:
        """Who knows the client library of a run's platform; without, requests cannot be copied for one."""
        self._sdk_of = sdk_of

    def has_run(self, run_id: RunId) -> bool:
        """Whether a run has a tab."""
        return run_id in self._pages

    def open_run(self, run: Run) -> None:
        """Show a run in front, also when its tab was closed."""
        self._gone.discard(run.id)
        self.show_run(run)
        self._bring_to_front(run.id)

    def close_run(self, run_id: RunId) -> None:
        """Take a run's tab away. A run that is on its way goes on."""
        page = self._pages.pop(run_id, None)
        if page is None:
            return
        self._gone.add(run_id)
        self.strip.remove(run_id)
        self._runs.removeWidget(page)
        page.hide()
        page.setParent(None)
        page.deleteLater()
        front = self.strip.current()
        if front is None:
            self._whole.setCurrentWidget(self.empty)
        else:
            self._bring_to_front(front)
        self.closed.emit(run_id)

    def clear_empty(self, text: str) -> None:
        """Take all tabs away, and say what to do next."""
        for run_id in list(self._pages):
            self.close_run(run_id)
        self.empty.show_text(text)
        self._whole.setCurrentWidget(self.empty)

    def current_run_id(self) -> RunId | None:
        """The run in front."""
        page = self._page()
        return page.run.id if page is not None else None

    def current_page(self) -> RunPage | None:
        """The page in front."""
        return self._page()

    def show_face(self, face: ResultFace) -> None:
        """Bring one of the five tabs to the front."""
        self.tabs.setCurrentIndex(face)

    def _page(self) -> RunPage | None:
        page = self._runs.currentWidget()
        return page if isinstance(page, RunPage) and self._pages else None

    def _bring_to_front(self, run_id: RunId) -> None:
        self._runs.setCurrentWidget(self._pages[run_id])
        self._strip_bar.setVisible(self.strip.count() > 1)
        self.strip.show_run(self._pages[run_id].run, to_front=True)
        self._show_front()
        self._whole.setCurrentIndex(1)

    def _show_front(self) -> None:
        page = self._page()
        if page is None:
            return
        self.head.show_run(page.run, page.words, page.received_bytes)
        self.tabs.blockSignals(True)
        for face in ResultFace:
            if self.tabs.tabText(face) != page.title(face):
                self.tabs.setTabText(face, page.title(face))
        self.tabs.setCurrentIndex(page.face)
        self.tabs.blockSignals(False)
        page.fill()

    def _forget_oldest(self) -> None:
        """Ended runs lose their tab first; one that is on its way goes on without, and is in the history."""
        front = self.current_run_id()
        running = [run_id for run_id, page in self._pages.items() if page.run.result is None and run_id != front]
        ended = [run_id for run_id in self._pages if run_id not in running and run_id != front]
        for run_id in [*ended, *running][: max(0, len(self._pages) - MOST_RUNS)]:
            self.close_run(run_id)

    def _on_tab_changed(self, number: int) -> None:
        page = self._page()
        if page is not None and number >= 0:
            page.turn_to(ResultFace(number))

    def _on_run_chosen(self, run_id: RunId) -> None:
        if run_id in self._pages and run_id != self.current_run_id():
            self._bring_to_front(run_id)

    def _on_cancel_wanted(self) -> None:
        run_id = self.current_run_id()
        if run_id is not None:
            self.cancel_wanted.emit(run_id)

    def _on_retry_wanted(self) -> None:
        page = self._page()
        if page is not None:
            self.retry_wanted.emit(page.run)

    def _on_logs_wanted(self, run: Run) -> None:
        self.logs_wanted.emit(run.id)

    def _on_reopen(self) -> None:
        page = self._page()
        if page is not None:
            self.reopen_wanted.emit(page.run)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(20, 8, 20, 0)
        top.setSpacing(4)
        top.addWidget(self.head)
        tab_row = QHBoxLayout()
        tab_row.setContentsMargins(0, 0, 0, 0)
        tab_row.addWidget(self.tabs)
        tab_row.addStretch(1)
        tab_row.addWidget(self._reopen)
        top.addLayout(tab_row)
        pages = QVBoxLayout()
        pages.setContentsMargins(20, 10, 20, 8)
        pages.addWidget(self._runs)
        strip = QHBoxLayout(self._strip_bar)
        strip.setContentsMargins(10, 0, 10, 0)
        strip.addWidget(self.strip)
        strip.addStretch(1)
        full = QWidget()
        inner = QVBoxLayout(full)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._strip_bar)
        inner.addLayout(top)
        inner.addWidget(thin_line())
        inner.addLayout(pages, 1)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(full)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
