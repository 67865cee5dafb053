"""The bar under the form: Run, Cancel, what needs attention, time limit and the platform's options."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import ElidedLabel, PlainLabel
from explorer.ui.widgets.shown_text import shown_line

LONGEST_S = 3600
_MOST_SPOKEN = 5


class RunBar(QFrame):
    """Buttons and a line of words."""

    run_wanted = Signal()
    run_anyway_wanted = Signal()
    cancel_wanted = Signal()
    problems_wanted = Signal()
    options_wanted = Signal()
    timeout_changed = Signal(object)
    """The new limit in seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run_button = QPushButton("Run")
        self.run_button.setAccessibleName("Run")
        self.run_button.setToolTip("Ctrl+Return")
        mark(self.run_button, kind="primary")
        self.run_button.clicked.connect(self.run_wanted)
        self.run_button.installEventFilter(self)
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setAccessibleName("Cancel")
        self.cancel_button.setToolTip("Stop the newest run of this action (Esc)")
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.cancel_button.setEnabled(False)
        self.anyway_button = QPushButton("Send anyway")
        mark(self.anyway_button, kind="link")
        self.anyway_button.setToolTip("Send exactly what is shown (Ctrl+Shift+Return)")
        self.anyway_button.clicked.connect(self.run_anyway_wanted)
        self.anyway_button.hide()
        self.problems_button = QPushButton("")
        mark(self.problems_button, kind="link")
        self.problems_button.setProperty("tone", "bad")
        self.problems_button.setToolTip("Show them (F8 goes to the next one, Shift+F8 to the one before)")
        self.problems_button.clicked.connect(self.problems_wanted)
        self.problems_button.hide()
        self._words = ElidedLabel(kind="dim")
        self._why_not = ""
        self._doing = ""
        self._running = 0
        self._may_stop = False
        self._timeout = QLineEdit("60")
        self._timeout.setAccessibleName("Timeout in seconds")
        self._timeout.setValidator(QIntValidator(1, LONGEST_S, self))
        self._timeout.setFixedWidth(56)
        self._timeout.editingFinished.connect(self._on_timeout_edited)
        self.options_button = QPushButton("Options")
        mark(self.options_button, kind="quiet")
        self.options_button.clicked.connect(self.options_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.run_button)
        row.addWidget(self.cancel_button)
        row.addWidget(self.problems_button)
        row.addWidget(self.anyway_button)
        row.addWidget(self._words, 1)
        row.addWidget(PlainLabel("Timeout", kind="dim"))
        row.addWidget(self._timeout)
        row.addWidget(PlainLabel("s", kind="dim"))
        row.addWidget(self.options_button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click on Run is one wish: its second press makes no second call."""
        is_second = watched is self.run_button and event.type() == QEvent.Type.MouseButtonDblClick
        return is_second or super().eventFilter(watched, event)

    def show_problems(self, count: int, spoken: Sequence[str] = ()) -> None:
        """How many fields need attention, 0 for none, and what a screen reader says of them."""
        words = "1 field needs attention" if count == 1 else f"{count} fields need attention"
        self.problems_button.setText(words if count else "")
        self.problems_button.setVisible(count > 0)
        more = f"; {len(spoken) - _MOST_SPOKEN} more" if len(spoken) > _MOST_SPOKEN else ""
        self.problems_button.setAccessibleDescription("; ".join(spoken[:_MOST_SPOKEN]) + more)
        self.anyway_button.setVisible(count > 0)

    def send_anyway(self) -> None:
        """As if the button had been pressed, where it is there."""
        if self.anyway_button.isVisible() and self.anyway_button.isEnabled():
            self.run_anyway_wanted.emit()

    def show_running(self, count: int, words: str) -> None:
        """How many runs of this action are on their way, and what the newest is doing."""
        self._running, self._doing = count, words
        self._show_words()

    def show_ready(self, *, is_ready: bool, why_not: str = "", may_stop: bool = False) -> None:
        """Whether Run can be pressed; if not, why, and whether Cancel ends what has to be waited for."""
        self._may_stop = may_stop
        self.run_button.setEnabled(is_ready)
        self.anyway_button.setEnabled(is_ready)
        self.run_button.setAccessibleDescription(shown_line(why_not))
        self._why_not = why_not
        self._show_words()

    def words(self) -> str:
        """What is said beside the buttons: what the newest run is doing, or why there can be none."""
        return self._words.full_text()

    def show_options(self, words: str, *, has_options: bool) -> None:
        """What is chosen among the platform's options."""
        self.options_button.setVisible(has_options)
        self.options_button.setText(f"Options: {shown_line(words[:60])}".replace("&", "&&") if words else "Options")

    def show_timeout(self, seconds: float) -> None:
        """The limit of the next run."""
        self._timeout.setText(str(int(seconds)))

    def timeout_s(self) -> float:
        """The limit of the next run in seconds; what is no number counts as 60."""
        text = self._timeout.text()
        return float(min(max(int(text), 1), LONGEST_S)) if text.isdigit() else 60.0

    def _show_words(self) -> None:
        self.cancel_button.setEnabled(self._running > 0 or self._may_stop)
        self._words.setText(self._doing or self._why_not)

    def _on_timeout_edited(self) -> None:
        self.timeout_changed.emit(self.timeout_s())
