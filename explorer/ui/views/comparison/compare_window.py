"""The window of a comparison."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from explorer.domain.action import Action
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.comparison.compare_view import CompareView
from explorer.ui.widgets.shown_text import shown_line

TITLE = "Action Explorer"


class CompareWindow(QMainWindow):
    """Holds a `CompareView`; F8 and Shift+F8 go from difference to difference, Escape and Ctrl+W close it."""

    closed = Signal(object)
    """The window itself, which is gone from the screen."""

    def __init__(self, appearance: Appearance, action: Action) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.action_key = action.key
        self.setWindowTitle(f"{TITLE} \u2013 compare runs of {shown_line(action.name)[:80]}")
        self.view = CompareView(appearance)
        self.setCentralWidget(self.view)
        self.resize(1180, 760)
        self.setMinimumSize(760, 420)
        self.view.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        for keys, slot in (
            ("F8", self.view.go_on),
            ("Shift+F8", self.view.go_back),
            ("Escape", self.close),
            ("Ctrl+W", self.close),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat("F8" in keys)
            shortcut.activated.connect(slot)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for nothing any more."""
        self.view.comparing.give_up()
        super().closeEvent(event)
        self.closed.emit(self)
