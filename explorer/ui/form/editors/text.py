"""Text on one line, plain or secret."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from explorer.domain.json_value import ABSENT, Absent
from explorer.schema.field import Field, TextField
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.document.labelled import plain_words
from explorer.ui.form.editors.editor import EditorParts, Reading, paint_state_chip, usual_width
from explorer.ui.form.editors.field_words import empty_words
from explorer.ui.look.style_sheet import mark
from explorer.ui.widgets.shown_text import shown_line

_NO_LIMIT: Final = 2**31 - 1
_SHORT_FORMATS = {"date", "time", "date-time", "duration", "uuid", "ipv4", "ipv6"}


class LineEditor(EditorParts, QLineEdit):
    """A line of text that shows which of unset, null and empty it is while there is no text."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._chip = ""
        self.setMaxLength(_NO_LIMIT)  # Qt's own limit cuts pasted text at 32,767 without a word
        self.textEdited.connect(self._on_text_edited)
        self._show_state()

    def reading(self) -> Reading:
        """What the line holds."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Show a value, or the text that is none yet."""
        self._held = reading
        text = reading.text if isinstance(reading, Unreadable) else self.text_of(reading)
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self._show_state()

    def text_of(self, value: Reading) -> str:
        """The text that stands for a value."""
        return line_text(value)

    def read_text(self, text: str) -> Reading:
        """What typed text means; none at all means that the field is left out."""
        return text or ABSENT

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return completes the change."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.listener.committed()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the text, then with the field; never a nested loop."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.listener.fill_menu(menu)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The state chip, where there is no text."""
        super().paintEvent(event)
        if self._chip and not self.text():
            paint_state_chip(self, self._chip, 8)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self._held = self.read_text(text)
        self._show_state()
        self.listener.value_edited(self._held)

    def _show_state(self) -> None:
        chip, placeholder = line_words(self._field, self._held)
        if placeholder != self.placeholderText():
            self.setPlaceholderText(placeholder)
        if chip != self._chip:
            self._chip = chip
            self.update()


class TextLine(LineEditor):
    """Text."""

    def wanted_width(self, available: int) -> int:
        """Dates and the like need no long line."""
        return text_width(self._field, available)


class SecretLine(LineEditor):
    """Text that is masked until somebody asks to see it."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._reveal = QPushButton("Show", self)
        mark(self._reveal, kind="link")
        self._reveal.setCheckable(True)
        self._reveal.setCursor(Qt.CursorShape.PointingHandCursor)
        self._reveal.setAccessibleName(f"Show {shown_line(field.label)}")
        self._reveal.toggled.connect(self._on_reveal_toggled)
        self.setTextMargins(0, 0, self._reveal.sizeHint().width(), 0)

    def tab_stops(self) -> list[QWidget]:
        """The line, then the button that reveals it."""
        return [self, self._reveal]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands at the right end."""
        super().resizeEvent(event)
        size: QSize = self._reveal.sizeHint()
        self._reveal.setGeometry(self.width() - size.width() - 4, (self.height() - 24) // 2, size.width(), 24)

    def _on_reveal_toggled(self, is_shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._reveal.setText("Hide" if is_shown else "Show")


class FixedLine(LineEditor):
    """A value that is shown and cannot be changed."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.setReadOnly(True)


def line_text(value: Reading) -> str:
    """The text that stands for a value in a line."""
    return "" if value is None or isinstance(value, Absent | Unreadable) else plain_words(value)


def line_words(field: Field, held: Reading) -> tuple[str, str]:
    """The word on coloured ground for a value without text, and what stands in a line that holds nothing."""
    chip = "null" if held is None else "empty text" if held == "" else ""
    return chip, "" if chip else empty_words(field)


def text_width(field: Field, available: int) -> int:
    """The width of a line of text."""
    is_short = isinstance(field, TextField) and field.format in _SHORT_FORMATS
    return usual_width(available, 440) if is_short else available


def is_one_line_field(field: Field) -> bool:
    """Whether the field is meant to be edited on one line."""
    return isinstance(field, TextField) and not field.is_multiline
