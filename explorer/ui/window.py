"""The main window: arranges the views and owns their places; what happens is decided by the flows."""

import base64
import binascii
import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.storage.settings.window_state import WindowState
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.action_picker import ActionPicker
from explorer.ui.views.notice_strip import NoticeStrip
from explorer.ui.views.start_page import StartPage
from explorer.ui.views.status_line import StatusLine
from explorer.ui.views.top_bar import TopBar
from explorer.ui.widgets.shown_text import shown_line
from explorer.ui.widgets.thin_line import thin_line

if TYPE_CHECKING:  # the two that take longest to import and to build are made when first wanted
    from explorer.ui.views.call.call_editor import CallEditor
    from explorer.ui.views.results.result_pane import ResultPane

TITLE = "Action Explorer"
MOST_PIXELS = 100_000
"""No pane is larger; sizes beyond it were not written by this program."""


class ExplorerWindow(QMainWindow):
    """
    Bar on top, actions on the left, call and results on the right, status line at the bottom.

    Call and results are built when first asked for, so that the list is on the screen before them.
    """

    closed = Signal()
    """The window is gone from the screen; what is under way has to end now."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.top_bar = TopBar()
        self._appearance = appearance
        self.picker = ActionPicker(appearance)
        self.start_page = StartPage()
        self.status = StatusLine()
        self.notice = NoticeStrip()
        self._call_pages = QStackedWidget()
        self._call_pages.addWidget(self.start_page)
        self._right = QSplitter(Qt.Orientation.Vertical)
        self._right.setChildrenCollapsible(False)
        self._right.addWidget(self._call_pages)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.addWidget(self.picker)
        self._across.addWidget(self._right)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([320, 1120])
        self._down = [520, 330]
        self._beside: list[int] = []
        self.picker.setMinimumWidth(240)
        self._call_pages.setMinimumHeight(220)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(thin_line())
        column.addWidget(self.notice)
        column.addWidget(self._across, 1)
        column.addWidget(thin_line())
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self.resize(1440, 900)
        self.setMinimumSize(900, 600)
        self._add_shortcuts()
        self.show_start_page()

    @cached_property
    def editor(self) -> "CallEditor":
        """The call that is being put together."""
        from explorer.ui.views.call.call_editor import CallEditor

        editor = CallEditor()
        self._call_pages.addWidget(editor)
        return editor

    @cached_property
    def results(self) -> "ResultPane":
        """The runs below it; hidden until there is a call."""
        from explorer.ui.views.results.result_pane import ResultPane

        results = ResultPane(self._appearance)
        results.setMinimumHeight(140)
        results.hide()
        if self._beside:
            results.places.set_share(self._beside[0] / sum(self._beside))
        self._right.addWidget(results)
        self._right.setStretchFactor(0, 3)
        self._right.setStretchFactor(1, 2)
        return results

    def show_editor(self) -> None:
        """The call, not the start page."""
        self._call_pages.setCurrentWidget(self.editor)
        self.show_results()

    def show_results(self) -> None:
        """Make room for the results."""
        if self.results.isHidden():
            self.results.show()
            self._right.setSizes(self._down)

    def show_start_page(self) -> None:
        """The start page, not the call; the results below it only if there are any."""
        self._call_pages.setCurrentWidget(self.start_page)
        if "results" in self.__dict__ and self.results.current_run_id() is None:
            self._down = self._down_sizes()
            self.results.hide()

    def is_editing(self) -> bool:
        """Whether the call is in view."""
        return self._call_pages.currentWidget() is not self.start_page

    def show_title(self, connection_name: str) -> None:
        """The title begins with the product's name, for whoever looks for the window."""
        self.setWindowTitle(f"{TITLE} \u2013 {shown_line(connection_name)[:80]}" if connection_name else TITLE)

    def places(self) -> WindowState:
        """Size of the window and sizes of the panes, for the settings."""
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        return WindowState(
            geometry, {"across": self._across.sizes(), "down": self._down_sizes(), "beside": self._beside_sizes()}
        )

    def restore_places(self, state: WindowState) -> None:
        """Back to where everything was; whatever cannot be read stays as it is."""
        with contextlib.suppress(binascii.Error, ValueError):
            self.restoreGeometry(QByteArray(base64.b64decode(state.geometry, validate=True)))
        for name, splitter in (("across", self._across), ("down", self._right)):
            sizes = list(state.splitters.get(name, ()))
            if len(sizes) == 2 and all(0 < size < MOST_PIXELS for size in sizes):
                splitter.setSizes(sizes)
                if splitter is self._right:
                    self._down = sizes
        beside = list(state.splitters.get("beside", ()))
        if len(beside) == 2 and all(0 < size < MOST_PIXELS for size in beside):
            self._beside = beside

    def _down_sizes(self) -> list[int]:
        return self._right.sizes() if "results" in self.__dict__ and not self.results.isHidden() else self._down

    def _beside_sizes(self) -> list[int]:
        """The shares of two results beside each other, in thousandths."""
        if "results" not in self.__dict__:
            return self._beside
        share = round(self.results.places.share * 1000)
        return [share, 1000 - share]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once; what is under way is ended after that."""
        event.accept()
        self.closed.emit()

    def _add_shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+K", self.top_bar.palette_wanted.emit),
            ("Ctrl+F", self._on_search_wanted),
            ("Ctrl+L", self._on_search_wanted),
            ("Ctrl+Return", self._on_run_pressed),
            ("Ctrl+Enter", self._on_run_pressed),
            ("Escape", self._on_escape),
            ("F6", self._on_next_pane),
            ("F5", self.top_bar.refresh_wanted.emit),
            ("Ctrl+,", self.top_bar.settings_wanted.emit),
            ("Ctrl+H", self.top_bar.history_wanted.emit),
            ("Ctrl+Q", self.close),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            # A key that is held down is one wish: held Ctrl+Return must not send thirty writes a second.
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(slot)

    def _on_next_pane(self) -> None:
        """From the actions to the call, from there to the results, and back."""
        focused = self.focusWidget()
        if focused is not None and self.picker.isAncestorOf(focused) and self.is_editing():
            self.editor.focus_first()
        elif (
            self.is_editing()
            and focused is not None
            and self.editor.isAncestorOf(focused)
            and self.results.current_run_id() is not None
        ):
            self.results.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._on_search_wanted()

    def _on_search_wanted(self) -> None:
        self.picker.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.picker.search.selectAll()

    def _on_run_pressed(self) -> None:
        if self.is_editing() and self.editor.bar.run_button.isEnabled():
            self.editor.run_wanted.emit()

    def _on_escape(self) -> None:
        if "editor" in self.__dict__ and self.editor.bar.cancel_button.isEnabled():
            self.editor.bar.cancel_wanted.emit()
