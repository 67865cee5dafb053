"""One place for runs: head line, tabs and page of the run in front."""

from collections.abc import Collection

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.domain.call import RunId
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.head_line import HeadLine
from explorer.ui.views.results.places.run_menu import RunAct, run_menu
from explorer.ui.views.results.run_page import ResultFace, RunPage
from explorer.ui.widgets.thin_line import thin_line

ROOM_FOR_REOPEN = 660
ROOM_FOR_COMPARE = 860
"""Width in pixels from which these have buttons of their own; the menu has them always."""


class RunFront(QWidget):
    """
    Shows one of its pages at a time.

    Args:
        place: What is added to accessible names, so that those of the pane itself are the only ones of their kind.
    """

    cancel_wanted = Signal(object)
    """`RunId` of the run in front, which is on its way."""
    retry_wanted = Signal(object)
    """The `Run` in front, whose call is to be sent again."""
    act_wanted = Signal(object, object)
    """A `RunAct`, and the `RunId` of the run in front."""

    def __init__(self, parent: QWidget | None = None, *, place: str = "") -> None:
        super().__init__(parent)
        self._suffix = f" ({place})" if place else ""
        self._acts: Collection[RunAct] = ()
        self._count = 0
        self.head = HeadLine(name_suffix=self._suffix)
        self.head.cancel_wanted.connect(self._on_cancel_wanted)
        self.head.retry.retry_wanted.connect(self._on_retry_wanted)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(f"Result{self._suffix}")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for face in ResultFace:
            self.tabs.addTab(face.label)
            self.tabs.setAccessibleTabName(face, f"{face.label}{self._suffix}")
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._compare = self._button(RunAct.COMPARE_SUCCESS.value, "What differs from it, side by side (Ctrl+Shift+D)")
        self._compare.clicked.connect(self.compare)
        self._reopen = self._button(
            RunAct.REOPEN.value, "Shows the call of this run in the form again, with all it had"
        )
        self._reopen.clicked.connect(self._on_reopen)
        self._more = self._button("\u22ef", "Compare, pin, show beside another run or in a window of its own")
        self._more.setAccessibleName(f"More about this run{self._suffix}")
        self._more.clicked.connect(self._on_more)
        self._pages = QStackedWidget()
        self._lay_out()

    def add(self, page: RunPage) -> None:
        """Take a page in; it does not come to the front."""
        self._pages.addWidget(page)

    def remove(self, page: RunPage) -> None:
        """Let go of a page, which has no place then."""
        self._pages.removeWidget(page)
        page.hide()
        page.setParent(None)

    def page(self) -> RunPage | None:
        """The page in front."""
        page = self._pages.currentWidget()
        return page if isinstance(page, RunPage) else None

    def run_id(self) -> RunId | None:
        """The run in front."""
        page = self.page()
        return page.run.id if page is not None else None

    def bring_to_front(self, page: RunPage) -> None:
        """Show one of the pages."""
        self._pages.setCurrentWidget(page)
        self.show_front()

    def show_front(self) -> None:
        """Bring head line, tabs and page up to date."""
        page = self.page()
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

    def offer(self, acts: Collection[RunAct]) -> None:
        """What can be done with the run in front."""
        self._acts = acts
        compared = RunAct.COMPARE_BASELINE if RunAct.COMPARE_BASELINE in acts else RunAct.COMPARE_SUCCESS
        self._compare.setText(compared.value)
        self._show_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons where there is room."""
        super().resizeEvent(event)
        self._show_buttons()

    def act(self, act: RunAct) -> None:
        """Do this with the run in front."""
        run_id = self.run_id()
        if run_id is not None:
            self.act_wanted.emit(act, run_id)

    def compare(self) -> None:
        """Compare the run in front with the baseline of its action, or with the last success."""
        self.act(RunAct(self._compare.text()))

    def _show_buttons(self) -> None:
        self._compare.setVisible(
            self.width() >= ROOM_FOR_COMPARE
            and not {RunAct.COMPARE_SUCCESS, RunAct.COMPARE_BASELINE}.isdisjoint(self._acts)
        )
        self._reopen.setVisible(self.width() >= ROOM_FOR_REOPEN)

    def _on_tab_changed(self, number: int) -> None:
        page = self.page()
        if page is not None and number >= 0:
            page.turn_to(ResultFace(number))

    def _on_cancel_wanted(self) -> None:
        run_id = self.run_id()
        if run_id is not None:
            self.cancel_wanted.emit(run_id)

    def _on_retry_wanted(self) -> None:
        page = self.page()
        if page is not None:
            self.retry_wanted.emit(page.run)

    def _on_reopen(self) -> None:
        self.act(RunAct.REOPEN)

    def _on_more(self) -> None:
        run_menu(self, self._acts, self.act).popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        mark(button, kind="quiet", small="true")
        if self._suffix:
            button.setAccessibleName(f"{words}{self._suffix}")
        return button

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        for button in (self._compare, self._reopen):
            tools.addWidget(button)
        first = QHBoxLayout()
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(4)
        first.addWidget(self.head, 1)
        first.addWidget(self._more)
        top = QVBoxLayout()
        top.setContentsMargins(20, 8, 20, 0)
        top.setSpacing(4)
        top.addLayout(first)
        top.addLayout(tools)
        pages = QVBoxLayout()
        pages.setContentsMargins(20, 10, 20, 8)
        pages.addWidget(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(thin_line())
        column.addLayout(pages, 1)
