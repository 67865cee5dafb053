"""A window of its own for one run."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from explorer.domain.call import RunId
from explorer.ui.views.results.parts.words import outcome_words
from explorer.ui.views.results.places.run_front import RunFront
from explorer.ui.views.results.places.run_menu import KEYS, RunAct
from explorer.ui.views.results.run_page import RunPage
from explorer.ui.widgets.shown_text import shown_line

TITLE = "Action Explorer"


class ResultWindow(QMainWindow):
    """Holds one page. Ctrl+W closes it and the run's page; `RunAct.ATTACH` puts the page back."""

    closed = Signal(object)
    """`RunId` of the page, when a person closed the window."""

    def __init__(self, page: RunPage) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._run_id: RunId | None = page.run.id
        self.front = RunFront(place="own window")
        self.front.add(page)
        page.show()
        self.setCentralWidget(self.front)
        self.resize(1000, 640)
        self.setMinimumSize(560, 320)
        self.front.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        for keys, slot in (
            ("Ctrl+W", self.close),
            (KEYS[RunAct.ATTACH], self._on_attach),
            (KEYS[RunAct.COMPARE_SUCCESS], self.front.compare),
            (KEYS[RunAct.COMPARE_BEFORE], self._on_compare_before),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def show_front(self) -> None:
        """Bring title, head line and page up to date."""
        page = self.front.page()
        if page is not None:
            run = page.run
            name = shown_line(run.call.action.name)[:80]
            words = f"{name} {run.started_at.astimezone():%H:%M:%S} \u2013 {outcome_words(run.result)}"
            self.setWindowTitle(f"{TITLE} \u2013 {words}")
            self.front.show_front()

    def release(self) -> RunPage | None:
        """Give the page away and go: it is shown elsewhere."""
        page = self.front.page()
        if page is not None:
            self.front.remove(page)
        self._run_id = None
        self.close()
        return page

    def closeEvent(self, event: QCloseEvent) -> None:
        """The run's page goes with the window."""
        super().closeEvent(event)
        if self._run_id is not None:
            run_id, self._run_id = self._run_id, None
            self.closed.emit(run_id)

    def _on_attach(self) -> None:
        self.front.act(RunAct.ATTACH)

    def _on_compare_before(self) -> None:
        self.front.act(RunAct.COMPARE_BEFORE)
