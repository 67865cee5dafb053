"""A longer text to read and to copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_line, shown_text


class TextDialog(QDialog):
    """Title, a sentence about it, and the text; secrets are masked before it comes here."""

    def __init__(self, parent: QWidget, title: str, about: str, text: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = shown_line(title[:200])
        self.setWindowTitle(title)
        self.resize(760, 480)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(title)
        self.text.setPlainText(shown_text(text))
        mark(self.text, kind="code")
        copy = QPushButton("Copy")
        copy.clicked.connect(self._on_copy)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(about, wraps=True))
        column.addWidget(self.text, 1)
        column.addLayout(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
