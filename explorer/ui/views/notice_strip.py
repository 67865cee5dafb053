"""A strip under the top bar for what concerns the whole program: one sentence, details on request, closable."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import ElidedLabel


class NoticeStrip(QFrame):
    """Shows the newest notice; closing it shows nothing."""

    details_wanted = Signal(object)
    """The details of the notice that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details_text = ""
        self._text = ElidedLabel()
        self._details = QPushButton("Details")
        self._details.clicked.connect(self._on_details)
        close = QPushButton("Close")
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self.hide)
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
        mark(self, tone=tone)
        self._text.setText(text)
        self._details_text = details
        self._details.setVisible(bool(details))
        self.show()

    def text(self) -> str:
        """What is said; empty while nothing is."""
        return "" if self.isHidden() else self._text.full_text()

    def _on_details(self) -> None:
        self.details_wanted.emit(self._details_text)
