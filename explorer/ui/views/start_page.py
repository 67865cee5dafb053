"""What the middle of the window shows while no action is open: where to start, what is being read, or what failed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from explorer.domain.failure import Explanation
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.explanation_card import ExplanationCard
from explorer.ui.widgets.plain_label import PlainLabel


class StartPage(QWidget):
    """One heading, one sentence, at most two buttons; a card with the five questions when something failed."""

    sandbox_wanted = Signal()
    add_connection_wanted = Signal()
    change_connection_wanted = Signal()
    """The connection that failed is to be changed."""
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(kind="title", wraps=True)
        self._text = PlainLabel(kind="dim", wraps=True)
        self._busy = QProgressBar(textVisible=False)
        self._busy.setAccessibleName("Waiting")
        self._busy.setRange(0, 0)
        self._busy.setMaximumWidth(240)
        self.card = ExplanationCard()
        self.card.retry_wanted.connect(self._on_retry)
        self._retry: Callable[[], object] | None = None
        self._sandbox = QPushButton("Open the sandbox")
        mark(self._sandbox, kind="primary")
        self._sandbox.clicked.connect(self.sandbox_wanted)
        self._add = QPushButton("Add a connection\u2026")
        self._add.clicked.connect(self.add_connection_wanted)
        self._change = QPushButton("Change the connection\u2026")
        self._change.clicked.connect(self.change_connection_wanted)
        self._cancel = QPushButton("Cancel")
        self._cancel.setAccessibleName("Cancel waiting")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._lay_out()
        self.show_choose()

    def show_welcome(self) -> None:
        """The first start: no connection yet."""
        self._show(
            "Welcome to Action Explorer",
            "Try everything in the sandbox: it runs on this computer, needs no account and reaches nobody. "
            "Or add a connection to StackOne, Pipedream Connect or Inly Core.",
        )
        self._sandbox.show()
        self._add.show()

    def show_choose(self) -> None:
        """A connection is open, no action is chosen."""
        self._show(
            "Choose an action",
            "Type in the search box on the left; Down goes into the list. Ctrl+K goes to anything.",
        )

    def show_stopped(self) -> None:
        """What was being read was cancelled."""
        self._show("Stopped", "Refresh tries again. Or choose another connection above.")

    def show_no_connection(self) -> None:
        """There are connections, but none is open."""
        self._show("Choose a connection", "Choose one above, open the sandbox, or add a connection.")
        self._sandbox.show()
        self._add.show()

    def show_waiting(self, title: str, text: str = "", *, can_cancel: bool = False) -> None:
        """Something is being read."""
        self._show(title, text)
        self._busy.show()
        self._cancel.setVisible(can_cancel)

    def show_failure(
        self, title: str, explanation: Explanation, retry: Callable[[], object], *, can_change: bool = False
    ) -> None:
        """Something could not be read, and why; `retry` is what the button does. `can_change` offers the dialog."""
        self._show(title, "")
        self._retry = retry
        self.card.show_explanation(explanation, can_retry=True)
        self.card.show()
        self._change.setVisible(can_change)

    def text(self) -> str:
        """Everything that is said."""
        parts = [self._title.text(), self._text.text()]
        if self.card.isVisibleTo(self):
            parts.append(self.card.text())
        return "\n".join(part for part in parts if part)

    def _show(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for widget in (self._busy, self.card, self._sandbox, self._add, self._change, self._cancel):
            widget.hide()

    def _on_retry(self) -> None:
        if self._retry is not None:
            self._retry()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._sandbox)
        buttons.addWidget(self._add)
        buttons.addWidget(self._change)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        inner = QWidget()
        inner.setMaximumWidth(640)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._title, self._text, self._busy, self.card):
            column.addWidget(widget)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 32, 32, 32)
        row.addStretch(1)
        row.addWidget(inner, 8, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
