"""Where the pages of runs are: in front, beside that, or each in a window of its own."""

from collections.abc import Callable, Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from explorer.domain.call import RunId
from explorer.ui.views.results.places.result_window import ResultWindow
from explorer.ui.views.results.places.run_front import RunFront
from explorer.ui.views.results.places.run_menu import RunAct
from explorer.ui.views.results.run_page import RunPage

NARROWEST = 320
"""Width in pixels of a place that has another beside it."""


class RunPlaces(QSplitter):
    """
    The place in front is always there; the one beside it and the windows come and go.

    Args:
        acts_of: What can be done with a run, asked whenever it is shown.
    """

    cancel_wanted = Signal(object)
    """`RunId` of a run that is on its way."""
    retry_wanted = Signal(object)
    """`Run` whose call is to be sent again."""
    act_wanted = Signal(object, object)
    """A `RunAct` and a `RunId`."""
    window_closed = Signal(object)
    """`RunId` whose window a person closed."""

    def __init__(self, acts_of: Callable[[RunId], Collection[RunAct]], parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._acts_of = acts_of
        self._share = 0.5
        self.windows: dict[RunId, ResultWindow] = {}
        self.front = RunFront()
        self.beside = RunFront(place="beside")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for place in (self.front, self.beside):
            place.setMinimumWidth(NARROWEST)
            place.cancel_wanted.connect(self.cancel_wanted)
            place.act_wanted.connect(self.act_wanted)
            place.retry_wanted.connect(self.retry_wanted)
            self.addWidget(place)
        self.beside.hide()
        self.splitterMoved.connect(self._on_moved)

    @property
    def share(self) -> float:
        """How much of the width the place in front has while another is beside it."""
        return self._share

    def set_share(self, share: float) -> None:
        """Divide the width like this."""
        if 0.1 <= share <= 0.9:
            self._share = share
            self._divide()

    def is_split(self) -> bool:
        """Whether there is a run beside the one in front."""
        return not self.beside.isHidden()

    def is_elsewhere(self, run_id: RunId) -> bool:
        """Whether a run is shown beside the one in front, or in a window of its own."""
        return run_id in self.windows or (self.is_split() and self.beside.run_id() == run_id)

    def bring_to_front(self, page: RunPage) -> None:
        """Show a run where it is: in front, beside it, or in its window, which comes to the top."""
        window = self.windows.get(page.run.id)
        if window is not None:
            window.show()
            window.raise_()
            window.activateWindow()
        elif self.is_elsewhere(page.run.id):
            self.beside.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.front.bring_to_front(page)
        self.show_acts()

    def show_news(self, run_id: RunId) -> None:
        """A run has changed: bring its place up to date if it is in view."""
        if (window := self.windows.get(run_id)) is not None:
            window.show_front()
            window.front.offer(self._acts_of(run_id))
        for place in (self.front, self.beside):
            if place.run_id() == run_id:
                place.show_front()
                place.offer(self._acts_of(run_id))

    def show_acts(self) -> None:
        """Bring what can be done up to date everywhere."""
        for place in (self.front, self.beside, *(window.front for window in self.windows.values())):
            if (run_id := place.run_id()) is not None:
                place.offer(self._acts_of(run_id))

    def show_beside(self, page: RunPage) -> None:
        """Move a page from the front to the place beside it; one that is there already comes back to the front."""
        self.show_alone()
        self.front.remove(page)
        self.beside.add(page)
        page.show()
        self.beside.show()
        self.beside.show_front()
        self._divide()

    def show_alone(self) -> None:
        """Move the page beside the front to the pages in front."""
        page = self.beside.page()
        if page is not None:
            self.beside.remove(page)
            self.front.add(page)
        self.beside.hide()

    def show_in_window(self, page: RunPage) -> None:
        """Move a page to a window of its own."""
        self.take(page)
        window = ResultWindow(page)
        window.front.cancel_wanted.connect(self.cancel_wanted)
        window.front.act_wanted.connect(self.act_wanted)
        window.front.retry_wanted.connect(self.retry_wanted)
        window.closed.connect(self._on_window_closed)
        self.windows[page.run.id] = window
        window.show_front()
        window.show()
        self.show_acts()

    def put_back(self, page: RunPage) -> None:
        """Move a page from its window to the pages in front."""
        window = self.windows.pop(page.run.id, None)
        if window is not None:
            window.release()
            self.front.add(page)

    def take(self, page: RunPage) -> None:
        """Remove a page from wherever it is."""
        window = self.windows.pop(page.run.id, None)
        if window is not None:
            window.release()
        elif self.beside.page() is page:
            self.beside.remove(page)
            self.beside.hide()
        else:
            self.front.remove(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both places keep their shares."""
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        if self.is_split():
            first = round(self.width() * self._share)
            self.setSizes([first, self.width() - first])

    def _on_moved(self, _place: int, _handle: int) -> None:
        first, second = self.sizes()
        if first and second:
            self._share = first / (first + second)

    def _on_window_closed(self, run_id: RunId) -> None:
        self.window_closed.emit(run_id)
