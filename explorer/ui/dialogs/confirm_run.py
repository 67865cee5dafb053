"""The question before a run that cannot be taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel


class ConfirmRun(QDialog):
    """Says what will be run where; the safe answer is the default one."""

    confirmed = Signal()

    def __init__(self, parent: QWidget, action_name: str, question: str, where: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Run this?")
        self.setModal(True)
        self.setMinimumWidth(420)
        text = PlainLabel(question, wraps=True)
        run = QPushButton("Run")
        run.setAccessibleName("Run it")
        mark(run, kind="primary")
        run.setAutoDefault(False)
        run.clicked.connect(self._on_run)
        cancel = QPushButton("Do not run")
        cancel.setDefault(True)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(run)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(action_name, kind="title", wraps=True))
        column.addWidget(text)
        column.addWidget(PlainLabel(where, kind="dim", wraps=True))
        column.addLayout(buttons)
        cancel.setFocus()

    def _on_run(self) -> None:
        self.accept()
        self.confirmed.emit()
