"""A line for a date, time or duration: it takes any text, says beneath what the text means, and opens a calendar."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.schema.field import TextField
from explorer.ui.form.editors.editor import CONTROL_HEIGHT, usual_width
from explorer.ui.form.editors.field_words import FORMAT_WORDS
from explorer.ui.form.editors.moments.moment_popup import MomentPopup
from explorer.ui.form.editors.moments.rfc3339 import MomentKind
from explorer.ui.form.editors.moments.words import duration_words, moment_words
from explorer.ui.form.editors.text import LineEditor
from explorer.ui.form.editors.worded import WordedEditor
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line

KINDS: Final = {
    "date": MomentKind.DATE,
    "time": MomentKind.TIME,
    "partial-time": MomentKind.LOCAL_TIME,
    "date-time": MomentKind.DATE_TIME,
}
"""Formats of text that have a calendar or a clock."""

FORMATS: Final = frozenset({*KINDS, "duration"})


class MomentLine(LineEditor):
    """The line itself. Down or F4 asks for the calendar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that open."""
        owner = self.parentWidget()
        is_opening = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not event.modifiers()
        if is_opening and isinstance(owner, MomentEditor):
            owner.open()
        else:
            super().keyPressEvent(event)


class MomentEditor(WordedEditor):
    """Line, button, and the meaning in words; the popup is made when it is opened."""

    def __init__(self, field: TextField, parent: QWidget) -> None:
        super().__init__(MomentLine(field, parent), parent)
        self._field = field
        self.kind = KINDS.get(field.format)
        self.line.setReadOnly(field.is_fixed)
        self.line.textChanged.connect(self._on_text_changed)
        self._button: QPushButton | None = None
        self.words = FORMAT_WORDS.get(field.format, "")
        if self._opens():
            self.line.setTextMargins(0, 0, 24, 0)

    @Slot()
    def complete(self) -> None:
        """Make the button that opens: the form is on the screen sooner without it."""
        if self._button is not None or not self._opens():
            return
        self._button = QPushButton(self)
        mark(self._button, kind="opener")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setAccessibleName(f"Choose {shown_line(self._field.label)}")
        self._button.clicked.connect(self.open)
        self._place_button()
        self._button.show()

    def wanted_width(self, available: int) -> int:
        """Dates need no long line."""
        return usual_width(available, 440)

    def key_words(self) -> str:
        """How to open the calendar or the clock without the mouse."""
        if not self._opens():
            return ""
        return f"Down opens a {'calendar' if self.kind in (MomentKind.DATE, MomentKind.DATE_TIME) else 'clock'}"

    @Slot()
    def open(self) -> None:
        """Open the calendar or the clock."""
        if self.kind is not None and self._opens():
            popup = MomentPopup(self.kind, self.line.text().strip(), datetime.now().astimezone(), self)
            popup.taken.connect(self._on_taken)
            popup.open_under(self.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands in the right end of the line."""
        super().resizeEvent(event)
        self.line.setGeometry(0, 0, self.width(), CONTROL_HEIGHT)
        self._place_button()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words beneath; the button comes as soon as they are on the screen."""
        super().paintEvent(event)
        if self._button is None and self._opens():
            QTimer.singleShot(0, self.complete)

    def _opens(self) -> bool:
        return self.kind is not None and not self._field.is_fixed

    def _place_button(self) -> None:
        if self._button is not None:
            self._button.setGeometry(self.width() - 30, 3, 26, CONTROL_HEIGHT - 6)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if not text:
            self.say(FORMAT_WORDS.get(self._field.format, ""))
        elif self.kind is None:
            self.say(duration_words(text))
        else:
            self.say(moment_words(self.kind, text, datetime.now().astimezone()))

    def _on_taken(self, text: str) -> None:
        self.line.show_value(text)
        self.line.setFocus()
        self.listener.value_edited(text)
        self.listener.committed()
