"""Text of several lines."""

from typing import Final

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.domain.json_value import ABSENT, Absent, JsonValue
from explorer.schema.field import Field
from explorer.ui.form.document.fitting import LONGEST_TEXT
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.document.labelled import plain_words
from explorer.ui.form.editors.editor import EditorParts, Reading, paint_state_chip
from explorer.ui.form.editors.field_words import empty_words

LONGEST_WRAPPED: Final = 10_000
"""A longer line is broken anywhere: for places between words Qt needs the square of its length, 9 s for 400,000."""
LONGEST_SHOWN: Final = 40_000
"""A longer line is not shown whole: Qt lays lines out as a whole, 2.5 s for 400,000 letters."""
SHOWN_OF_LONGER: Final = 5_000


class BlockEditor(EditorParts, QPlainTextEdit):
    """Lines of text that grow with what is in them. Tab leaves it, since a form is walked through by Tab."""

    fewest_lines = 3
    most_lines = 14

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._held: Reading = ABSENT
        self._chip = ""
        self._is_showing = self._is_cut = False
        self._lines = 1
        self._text = ""
        """What it was when a change was told last: Qt tells of changes, too, when only colours or fonts have."""
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_text_changed)
        self._show_state()

    def reading(self) -> Reading:
        """What the lines hold."""
        return self._held

    def show_value(self, reading: Reading) -> None:
        """Show a value, or the text that is none yet."""
        self._held = reading
        text = reading.text if isinstance(reading, Unreadable) else self.text_of(reading)
        is_cut = len(text) > LONGEST_TEXT or _longest_line(text) > LONGEST_SHOWN
        if is_cut:
            rest = len(text) - SHOWN_OF_LONGER
            text = f"{text[:SHOWN_OF_LONGER]}\n\u2026 {rest:,} more characters, too many to be edited here"
        if is_cut != self._is_cut:
            self._is_cut = is_cut
            self.setReadOnly(is_cut or self._field.is_fixed)
        if text != self.typed():
            self._is_showing = True
            self._wrap_for(text)
            self.setPlainText(text)
            self._is_showing = False
        self._text = self.typed()
        self._show_state()

    def typed(self) -> str:
        """The text to the letter: Qt's own plain text has a common blank for one that does not break."""
        return self.document().toRawText().replace("\u2029", "\n")

    def text_of(self, value: JsonValue | Absent) -> str:
        """The text that stands for a value."""
        return "" if value is None or isinstance(value, Absent) else plain_words(value)

    def read_text(self, text: str) -> Reading:
        """What typed text means; none at all means that the field is left out."""
        return text or ABSENT

    def wanted_height(self, width: int) -> int:
        """As many lines as there are, within limits."""
        line = self.fontMetrics().lineSpacing()
        letters = max(8, (width - 24) // max(1, self.fontMetrics().averageCharWidth()))
        text = self.toPlainText()[:4000]
        lines = sum(1 + len(part) // letters for part in text.split("\n"))
        policy = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > self.most_lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
        return max(self.fewest_lines, min(self.most_lines, lines)) * line + 14

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the text, then with the field; never a nested loop."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.listener.fill_menu(menu)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The state chip, where there is no text."""
        super().paintEvent(event)
        if self._chip and not self.toPlainText():
            paint_state_chip(self.viewport(), self._chip, 4)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; long lines are broken anywhere from now on."""
        self._wrap_for(source.text())
        super().insertFromMimeData(source)

    def _wrap_for(self, text: str) -> None:
        if _longest_line(text) > LONGEST_WRAPPED:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    @Slot()
    def _on_text_changed(self) -> None:
        lines = self.blockCount()
        if lines != self._lines:
            self._lines = lines
            self.listener.height_changed()
        text = self.typed()
        if not self._is_showing and text != self._text:
            self._text = text
            self._held = self.read_text(text)
            self._show_state()
            self.listener.value_edited(self._held)

    def _show_state(self) -> None:
        chip = self.chip_of(self._held)
        placeholder = "" if chip else self.words_when_empty()
        if placeholder != self.placeholderText():
            self.setPlaceholderText(placeholder)
        if chip != self._chip:
            self._chip = chip
            self.viewport().update()

    def chip_of(self, held: Reading) -> str:
        """The word for a value that shows no text."""
        return "null" if held is None else "empty text" if held == "" else ""

    def words_when_empty(self) -> str:
        """What stands in it while the field is left out."""
        return empty_words(self._field)


def _longest_line(text: str) -> int:
    return len(text) if len(text) <= LONGEST_WRAPPED else max(map(len, text.split("\n")))


class TextBlock(BlockEditor):
    """Text of several lines."""
