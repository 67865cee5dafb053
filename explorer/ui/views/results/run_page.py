"""The five tabs of one run, each made when it is first looked at."""

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.domain.call import Outcome, Run, SentRequest
from explorer.providers.copied_code.code import OfficialSdk
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.request.request_view import RequestView
from explorer.ui.views.results.errors_tab import ErrorsTab
from explorer.ui.views.results.logs_tab import LogsTab
from explorer.ui.views.results.response_tab import ResponseTab
from explorer.ui.views.results.timeline_tab import TimelineTab


class ResultFace(IntEnum):
    """The tabs of a run, in their order."""

    RESPONSE = 0
    LOGS = 1
    ERRORS = 2
    REQUEST = 3
    TIMELINE = 4

    @property
    def label(self) -> str:
        """The tab's accessible name, and its title without a count."""
        return ("Response", "Logs", "Provider errors", "Request", "Timeline")[self]


class RunPage(QWidget):
    """
    Holds what one run has to show. Its signals carry the `Run` as it is then.

    Args:
        can_page: Whether somebody fetches the next page when it is asked for.
        sdk: The client library of the platform that the run was made on.
    """

    logs_wanted = Signal(object)
    next_page_wanted = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        run: Run,
        parent: QWidget | None = None,
        *,
        can_page: bool = False,
        sdk: OfficialSdk | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._can_page = can_page
        self.sdk = sdk
        self.run = run
        self.words = ""
        self.received_bytes = 0
        self.face = ResultFace.RESPONSE
        self._shown_request: SentRequest | None = None
        self._was_turned = False
        self._has_result = False
        self._stale: set[ResultFace] = set(ResultFace)
        self._tabs: dict[ResultFace, QWidget] = {}
        self._faces = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)

    def show_run(self, run: Run, words: str, received_bytes: int) -> None:
        """Take over how far the run is; tabs that are not in view are filled when they are."""
        had_result = self._has_result
        is_changed = run is not self.run
        self.run, self.words, self.received_bytes = run, words or self.words, received_bytes
        self._has_result = run.result is not None
        if not self._has_result and self._tabs and not had_result:
            return  # progress is told above the tabs
        if is_changed:
            self._stale = set(ResultFace)
        if not had_result and run.result is not None and not self._was_turned:
            is_passed_on = run.result.outcome is Outcome.PROVIDER_FAILED and run.result.provider_errors
            self.face = ResultFace.ERRORS if is_passed_on else ResultFace.RESPONSE

    def turn_to(self, face: ResultFace) -> None:
        """Show a tab because a person wants to; it stays in front when the run ends."""
        self._was_turned = True
        self.face = face
        self.fill()

    def fill(self) -> None:
        """Bring the tab in front up to date; call it when the page is in view."""
        if self.face not in self._tabs:
            self._tabs[self.face] = self._make(self.face)
            self._faces.addWidget(self._tabs[self.face])
        if self.face in self._stale:
            self._stale.discard(self.face)
            self._show_in(self._tabs[self.face])
        self._faces.setCurrentWidget(self._tabs[self.face])

    def tab(self, face: ResultFace) -> QWidget | None:
        """The widget of a tab, None if nobody has looked at it yet."""
        return self._tabs.get(face)

    def title(self, face: ResultFace) -> str:
        """A tab's title, with a count where that says something."""
        result = self.run.result
        counts = (
            {}
            if result is None
            else {
                ResultFace.LOGS: len(result.logs),
                ResultFace.ERRORS: len(result.provider_errors),
            }
        )
        count = counts.get(face, 0)
        return f"{face.label}  {count:,}" if count else face.label

    def _make(self, face: ResultFace) -> QWidget:
        if face is ResultFace.RESPONSE:
            response = ResponseTab(self._appearance, can_page=self._can_page)
            response.next_page_wanted.connect(self._on_next_page_wanted)
            return response
        if face is ResultFace.LOGS:
            logs = LogsTab(self._appearance)
            logs.logs_wanted.connect(self._on_logs_wanted)
            return logs
        if face is ResultFace.ERRORS:
            return ErrorsTab(self._appearance)
        return RequestView() if face is ResultFace.REQUEST else TimelineTab(self._appearance)

    def _show_in(self, tab: QWidget) -> None:
        if not isinstance(tab, RequestView):
            assert isinstance(tab, ResponseTab | LogsTab | ErrorsTab | TimelineTab)
            tab.show_run(self.run)
        elif self.run.result is None:
            tab.show_nothing("The run is on its way. What was sent is shown when it has ended.")
        elif self.run.result.request is None:
            tab.show_nothing("Nothing was sent.")
        elif self.run.result.request is not self._shown_request:
            self._shown_request = self.run.result.request
            tab.show_request(self.run.result.request, "This is what was sent, secrets masked.", self.sdk)

    def _on_logs_wanted(self) -> None:
        self.logs_wanted.emit(self.run)

    def _on_next_page_wanted(self) -> None:
        self.next_page_wanted.emit(self.run)
