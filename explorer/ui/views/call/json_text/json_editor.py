"""A value as JSON text, which may for a while be no JSON."""

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, NotJson, parse_json, same_json, write_json
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.call.json_text.text_area import MOST_LETTERS, JsonArea
from explorer.ui.widgets.plain_label import PlainLabel

MOST_AT_ONCE: Final = 10_000
"""Longer text is read when typing pauses: reading it takes longer than a key may."""

PAUSE_MS: Final = 200

_SEPARATORS = re.compile("[\u2028\u2029\ufdd0\ufdd1]")
"""What Qt's documents have a use of their own for; in JSON they can be written as escapes."""

_CURL: Final = re.compile(r"\s*(?:\$ )?curl\s")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the text says: a value, or why it is none, with line and column from 1 where they are known."""

    value: JsonValue | Absent
    problem: str = ""
    line: int = 0
    column: int = 0


class JsonEditor(QWidget):
    """
    Text, and under it what is wrong with it.

    Args:
        name: For screen readers.
        takes_any: Any JSON is welcome, none at all too; otherwise it has to be an object.

    Signals:
        edited: the text was typed into; for long text, when typing pauses.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, takes_any: bool = False) -> None:
        super().__init__(parent)
        self._takes_any = takes_any
        self.text = JsonArea(name)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.refused.connect(self._on_refused)
        self._read: _Read | None = None
        self._locked: JsonValue | Absent = ABSENT
        self._is_showing = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._problem = PlainLabel(kind="problem", wraps=True)
        self._lay_out_button = QPushButton("Lay out")
        self._lay_out_button.setToolTip("Indent the text; numbers and the order of keys stay as they are")
        self._lay_out_button.clicked.connect(self._on_lay_out)
        mark(self._lay_out_button, kind="quiet", small="true")
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self._problem, 1)
        below.addStretch(0)
        below.addWidget(self._lay_out_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.text, 1)
        column.addLayout(below)
        self._problem.hide()

    def show_value(self, value: JsonValue | Absent) -> None:
        """Show a value, laid out; text that already means the same keeps its own layout."""
        if isinstance(value, Absent):
            self.show_text("")
        elif is_longer(value, MOST_LETTERS):
            self._lock(value)
        elif not same_json(self.read(), value):
            self.show_text(write_json(value, indent=2))
        else:
            self._check()

    def show_text(self, text: str) -> None:
        """Show text as it was left, JSON or not; text that stands there already keeps cursor and undo."""
        self._unlock()
        text = _escaped(text)
        if text != self.typed():
            self._is_showing = True
            self.text.setPlainText(text)
            self._is_showing = False
            self._read = None
        self._check()

    def typed(self) -> str:
        """The text to the letter; empty while the value is too long to be shown."""
        return self.text.typed() if isinstance(self._locked, Absent) else ""

    def value(self) -> JsonObject | None:
        """What the text means; None while it is no JSON object."""
        value = self.read()
        return value if isinstance(value, dict) else None

    def read(self) -> JsonValue | Absent:
        """What the text means; `ABSENT` while it is no JSON."""
        return self._reading().value if isinstance(self._locked, Absent) else self._locked

    def problem(self) -> str:
        """Why the text cannot be taken; empty if it can."""
        return self._reading().problem if isinstance(self._locked, Absent) else ""

    def go_to_problem(self) -> None:
        """Put the cursor where the text stops being JSON, and give it the keyboard."""
        reading = self._reading()
        self.text.go_to(reading.line, reading.column) if reading.line else self.text.setFocus()

    def _reading(self) -> _Read:
        if self._read is None:
            self._read = _read(self.typed(), takes_any=self._takes_any)
        return self._read

    def _on_text_changed(self) -> None:
        if self._is_showing or not isinstance(self._locked, Absent):
            return
        self._read = None
        if self.text.document().characterCount() > MOST_AT_ONCE:
            self._pause.start()
        else:
            self._on_pause()

    def _on_pause(self) -> None:
        self._pause.stop()
        self._check()
        self.edited.emit()

    def _on_refused(self, letters: int) -> None:
        self._say(f"{letters:,} characters were not inserted: at most {MOST_LETTERS:,} can be edited here.")

    def _on_lay_out(self) -> None:
        value = self.read()
        if not isinstance(value, Absent) and isinstance(self._locked, Absent):
            self.text.replace_all(_escaped(write_json(value, indent=2)))
            self.text.setFocus()

    def _lock(self, value: JsonValue) -> None:
        """Keep a value that is too long for a text widget; it can be changed in the form."""
        self._locked = value
        self.text.setReadOnly(True)
        self.text.setPlainText("")
        self.text.mark_line(0)
        self._say(
            f"This is more than the {MOST_LETTERS:,} characters of JSON that can be edited as text. It stays as it is; "
            "change it in the form."
        )
        self._lay_out_button.setEnabled(False)

    def _unlock(self) -> None:
        if not isinstance(self._locked, Absent):
            self._locked, self._read = ABSENT, None
            self.text.setReadOnly(False)

    def _check(self) -> None:
        if not isinstance(self._locked, Absent):
            return
        reading = self._reading()
        self._say(reading.problem)
        self.text.mark_line(reading.line)
        self._lay_out_button.setEnabled(not reading.problem)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.text.setAccessibleDescription(problem)
        mark(self.text, invalid="true" if problem else "false")


def _read(text: str, *, takes_any: bool) -> _Read:
    if takes_any and not text.strip():
        return _Read(ABSENT)
    try:
        value = parse_json(text)
    except NotJson as error:
        if _CURL.match(text):
            words = "This is a cURL command, not JSON: Ctrl+Shift+V fills the form from a copied one."
            return _Read(ABSENT, words, 1, 1)
        return _Read(ABSENT, f"Not JSON yet: {error}", error.line, error.column)
    if takes_any or isinstance(value, dict):
        return _Read(value)
    return _Read(value, "The arguments must be an object: { \u2026 }", 1, 1)


def _escaped(text: str) -> str:
    return _SEPARATORS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def is_longer(value: JsonValue, most: int) -> bool:
    """Whether a value has surely more letters than that when it is laid out; never takes long to find out."""
    letters = 0
    waiting: list[tuple[JsonValue, int]] = [(value, 1)]
    while waiting and letters <= most:
        one, level = waiting.pop()
        letters += len(one) + 2 if isinstance(one, str) else 2
        if isinstance(one, dict):
            letters += sum(len(key) + 2 * level + 6 for key in one)
            waiting.extend((inside, level + 1) for inside in one.values())
        elif isinstance(one, list):
            letters += len(one) * (2 * level + 2)
            waiting.extend((inside, level + 1) for inside in one)
    return letters > most
