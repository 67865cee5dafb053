"""The arguments as JSON text, which may for a while be no JSON."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from explorer.domain.json_value import JsonObject, NotJson, parse_json, same_json, write_json
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

_SEPARATORS = re.compile("[\u2028\u2029\ufdd0\ufdd1]")
"""What Qt's documents have a use of their own for; in JSON they can be written as escapes."""


class JsonEditor(QWidget):
    """Text, and under it what is wrong with it."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(name)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        mark(self.text, kind="code")
        self.text.textChanged.connect(self._on_text_changed)
        self._problem = PlainLabel(kind="problem", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.text, 1)
        column.addWidget(self._problem)
        self._problem.hide()

    def show_value(self, value: JsonObject) -> None:
        """Show a value, laid out; text that already means the same keeps its own layout."""
        present = self.value()
        if present is None or not same_json(present, value):
            self.show_text(write_json(value, indent=2))
        else:
            self._check()

    def show_text(self, text: str) -> None:
        """Show text as it was left, JSON or not."""
        self.text.blockSignals(True)
        self.text.setPlainText(_SEPARATORS.sub(lambda found: f"\\u{ord(found.group()):04x}", text))
        self.text.blockSignals(False)
        self._check()

    def typed(self) -> str:
        """The text to the letter: Qt's own plain text has a common blank for one that does not break."""
        return self.text.document().toRawText().replace("\u2029", "\n")

    def value(self) -> JsonObject | None:
        """What the text means; None while it is no JSON object."""
        try:
            value = parse_json(self.typed())
        except NotJson:
            return None
        return value if isinstance(value, dict) else None

    def problem(self) -> str:
        """Why the text is no JSON object; empty if it is one."""
        try:
            value = parse_json(self.typed())
        except NotJson as error:
            return f"Not JSON yet: {error}"
        return "" if isinstance(value, dict) else "The arguments must be an object: { \u2026 }"

    def _on_text_changed(self) -> None:
        self._check()
        self.edited.emit()

    def _check(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.text.setAccessibleDescription(problem)
        mark(self.text, invalid="true" if problem else "false")
