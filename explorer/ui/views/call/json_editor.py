"""A value as JSON text, which may for a while be no JSON."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, NotJson, parse_json, same_json, write_json
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.plain_label import PlainLabel

_SEPARATORS = re.compile("[\u2028\u2029\ufdd0\ufdd1]")
"""What Qt's documents have a use of their own for; in JSON they can be written as escapes."""


class JsonEditor(QWidget):
    """
    Text, and under it what is wrong with it.

    Args:
        name: For screen readers.
        takes_any: Any JSON is welcome, none at all too; otherwise it has to be an object.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, takes_any: bool = False) -> None:
        super().__init__(parent)
        self._takes_any = takes_any
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

    def show_value(self, value: JsonValue | Absent) -> None:
        """Show a value, laid out; text that already means the same keeps its own layout."""
        if isinstance(value, Absent):
            self.show_text("")
        elif not same_json(self.read(), value):
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
        value = self.read()
        return value if isinstance(value, dict) else None

    def read(self) -> JsonValue | Absent:
        """What the text means; `ABSENT` while it is no JSON."""
        try:
            return parse_json(self.typed())
        except NotJson:
            return ABSENT

    def problem(self) -> str:
        """Why the text cannot be taken; empty if it can."""
        if self._takes_any and not self.typed().strip():
            return ""
        try:
            value = parse_json(self.typed())
        except NotJson as error:
            return f"Not JSON yet: {error}"
        return "" if self._takes_any or isinstance(value, dict) else "The arguments must be an object: { \u2026 }"

    def _on_text_changed(self) -> None:
        self._check()
        self.edited.emit()

    def _check(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.text.setAccessibleDescription(problem)
        mark(self.text, invalid="true" if problem else "false")
