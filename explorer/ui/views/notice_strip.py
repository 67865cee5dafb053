"""A strip under the top bar for what concerns the whole program: one sentence, details on request, closable."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import ElidedLabel

MOST_KEPT = 20


@dataclass(frozen=True, slots=True)
class _Notice:
    text: str
    details: str
    tone: str


class NoticeStrip(QFrame):
    """Shows the newest notice; closing it shows the one before, until there is none."""

    details_wanted = Signal(object)
    """The details of the notice that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: list[_Notice] = []
        self._text = ElidedLabel()
        self._details = QPushButton("Details")
        self._details.clicked.connect(self._on_details)
        close = QPushButton("Close")
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self._on_close)
        for button in (self._details, close):
            mark(button, kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._details)
        row.addWidget(close)
        mark(self, kind="strip", tone="caution")
        self.hide()

    def show_notice(self, text: str, details: str = "", *, tone: str = "caution") -> None:
        """Show a sentence; with details, a button for them. `tone` is caution or bad."""
        notice = _Notice(text, details, tone)
        self._notices = [*(one for one in self._notices if one != notice), notice][-MOST_KEPT:]
        self._show_newest()

    def text(self) -> str:
        """What is said; empty while nothing is."""
        return "" if self.isHidden() else self._text.full_text()

    def _show_newest(self) -> None:
        self.setVisible(bool(self._notices))
        if self._notices:
            newest = self._notices[-1]
            mark(self, tone=newest.tone)
            more = len(self._notices) - 1
            self._text.setText(f"{newest.text} ({more} more)" if more else newest.text)
            self._details.setVisible(bool(newest.details))

    def _on_close(self) -> None:
        self._notices.pop()
        self._show_newest()

    def _on_details(self) -> None:
        self.details_wanted.emit(self._notices[-1].details)
