"""What a tab says while it has nothing to show: what is missing, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from explorer.ui.widgets.plain_label import PlainLabel


class EmptyNote(QWidget):
    """A sentence or two in the middle; while something is on its way, a moving bar under them."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel(text, kind="dim", wraps=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._busy = QProgressBar(textVisible=False)
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(160)
        self._busy.setAccessibleName("Waiting")
        self._busy.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def show_text(self, text: str, *, is_busy: bool = False) -> None:
        """Say something; `is_busy` shows that it takes a while."""
        self._text.setText(text)
        self._busy.setVisible(is_busy)
