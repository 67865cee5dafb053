"""One request of a HAR file: Response, Request and Timeline, as a run has them."""

from datetime import UTC, datetime
from enum import IntEnum
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Call, Outcome, Run, RunId, RunResult
from explorer.domain.connection import ConnectionId
from explorer.storage.saved.exchange import Exchange
from explorer.ui.look.appearance import Appearance
from explorer.ui.show_window.request_pane import RequestPane
from explorer.ui.views.results.body.body_view import BodyView
from explorer.ui.views.results.parts.empty_note import EmptyNote
from explorer.ui.views.results.timeline_tab import TimelineTab
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.row import padded
from explorer.ui.widgets.shown_text import shown_text
from explorer.ui.widgets.thin_line import thin_line


class ExchangeFace(IntEnum):
    """The tabs, in their order."""

    RESPONSE = 0
    REQUEST = 1
    TIMELINE = 2


class ExchangeView(QWidget):
    """Each tab is made and filled when it is looked at."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._exchange: Exchange | None = None
        self._stale: set[ExchangeFace] = set()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the request")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in ("Response", "Request", "Timeline"):
            self.tabs.addTab(name)
        self._notes = PlainLabel(kind="hint", wraps=True)
        self._notes.setAccessibleName("Notes")
        self.no_body = EmptyNote()
        self._response = QStackedWidget()
        self._response.addWidget(self.no_body)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._response)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(0)
        column.addWidget(padded(self.tabs, 20, 0, 20))
        column.addWidget(thin_line())
        column.addWidget(padded(self._notes, 20, 8, 20))
        column.addWidget(padded(self._pages, 20, 8, 20), 1)
        self.show_words("Choose a request above to see what was sent and what came back.")

    @cached_property
    def body(self) -> BodyView:
        """The body of the answer."""
        view = BodyView(self._appearance, file_stem="body")
        self._response.addWidget(view)
        return view

    @cached_property
    def request(self) -> RequestPane:
        """What was sent."""
        pane = RequestPane()
        self._pages.addWidget(pane)
        return pane

    @cached_property
    def timeline(self) -> TimelineTab:
        """Where the time went."""
        tab = TimelineTab(self._appearance)
        self._pages.addWidget(tab)
        return tab

    def show_words(self, words: str) -> None:
        """Say why there is nothing to show."""
        self._exchange = None
        self._stale = set()
        self._notes.hide()
        self.no_body.show_text(words)
        self._response.setCurrentWidget(self.no_body)
        self.tabs.setCurrentIndex(ExchangeFace.RESPONSE)
        self.tabs.setEnabled(False)

    def show_exchange(self, exchange: Exchange) -> None:
        """Show a request; the tab in front stays in front."""
        self._exchange = exchange
        self._stale = set(ExchangeFace)
        self.tabs.setEnabled(True)
        self._notes.setText(shown_text(" ".join(exchange.notes)))
        self._notes.setVisible(bool(exchange.notes))
        self._fill(self.face())

    def face(self) -> ExchangeFace:
        """Which tab is in front."""
        return ExchangeFace(self.tabs.currentIndex())

    def notes(self) -> str:
        """What is said above the tabs' content."""
        return self._notes.text() if self._notes.isVisibleTo(self) else ""

    def _on_tab_changed(self, number: int) -> None:
        face = ExchangeFace(number)
        self._fill(face)
        if face is ExchangeFace.RESPONSE:
            self._pages.setCurrentWidget(self._response)
        else:
            self._pages.setCurrentWidget(self.request if face is ExchangeFace.REQUEST else self.timeline)

    def _fill(self, face: ExchangeFace) -> None:
        exchange = self._exchange
        if exchange is None or face not in self._stale:
            return
        self._stale.discard(face)
        if face is ExchangeFace.RESPONSE:
            if exchange.answer is None:
                self.no_body.show_text("No answer was recorded.")
                self._response.setCurrentWidget(self.no_body)
            else:
                self.body.show_answer(exchange.answer)
                self._response.setCurrentWidget(self.body)
        elif face is ExchangeFace.REQUEST:
            self.request.show_request(exchange.request, _began(exchange.started))
        else:
            self.timeline.show_run(_as_run(exchange))


def _began(started: str) -> str:
    return f"Recorded at {shown_text(started[:60])}." if started else "Recorded."


def _as_run(exchange: Exchange) -> Run:
    """The exchange in the words of the timeline, which draws phases of runs."""
    action = Action(ActionKey("recorded"), "Recorded request", "", "")
    result = RunResult(
        Outcome.SUCCEEDED, "", request=exchange.request, answer=exchange.answer, phases=list(exchange.phases)
    )
    call = Call(ConnectionId("recorded"), action, None, {})
    return Run(RunId("recorded"), call, datetime.fromtimestamp(0, UTC), exchange.duration_ms, result)
