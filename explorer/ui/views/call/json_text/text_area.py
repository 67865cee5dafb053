"""The text of the JSON editor: line numbers beside it, a mark at the line with the problem, lines that indent."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from explorer.ui.look.palette import tokens_of
from explorer.ui.look.style_sheet import mark
from explorer.ui.views.call.json_text.colours import MOST_LETTERS as MOST_COLOURED
from explorer.ui.views.call.json_text.colours import JsonColours, qt_length
from explorer.ui.views.call.json_text.indentation import closing_indent, new_line, unfolded

MOST_LETTERS: Final = 1_000_000
"""Longer text is neither shown nor taken: a text widget takes seconds for it."""


class JsonArea(QPlainTextEdit):
    """Text with line numbers."""

    refused = Signal(object)
    """Text of so many letters was not inserted: with it, there would be more than `MOST_LETTERS`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        mark(self, kind="code")
        self._tokens = tokens_of(self.palette())
        self._colours = JsonColours(self.document(), self._tokens)
        self._numbers = _LineNumbers(self)
        self._problem_line = 0
        self.blockCountChanged.connect(self._on_block_count_changed)
        self.updateRequest.connect(self._on_update_request)
        self._on_block_count_changed()

    def setPlainText(self, text: str) -> None:
        """Show another text; one that is too long to be coloured is not even looked at by the colours."""
        self._colours.setDocument(self.document() if len(text) <= MOST_COLOURED else None)
        super().setPlainText(text)

    def typed(self) -> str:
        """The text to the letter: Qt's own plain text has a common blank for one that does not break."""
        return self.document().toRawText().replace("\u2029", "\n")

    def mark_line(self, line: int) -> None:
        """Mark the line with the problem, counted from 1; 0 for none."""
        if line == self._problem_line:
            return
        self._problem_line = line
        block = self.document().findBlockByNumber(line - 1)
        if line and block.isValid():
            place = QTextEdit.ExtraSelection()
            place.cursor = QTextCursor(block)
            place.format.setBackground(QColor(self._tokens.bad_ground))
            place.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            self.setExtraSelections([place])
        else:
            self.setExtraSelections([])
        self._numbers.update()

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor at a place, counted from 1 in letters, and take the keyboard."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if block.isValid():
            cursor = QTextCursor(block)
            inside = qt_length(block.text()[: max(0, column - 1)])
            cursor.setPosition(block.position() + min(inside, block.length() - 1))
            self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace_all(self, text: str) -> None:
        """Put other text in the place of all, as one change that can be taken back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted or dropped, unless it is too long; JSON on one very long line is laid out."""
        letters = len(source.text())
        if letters + self.document().characterCount() > MOST_LETTERS:
            self.refused.emit(letters)
            return
        self.insertPlainText(unfolded(source.text()))
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return keeps the indentation; a closing bracket goes back a level."""
        plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in plain:
            self._break_line()
        elif event.text() in ("}", "]") and not self.isReadOnly():
            self._close_bracket(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and tokens_of(self.palette()) is not self._tokens:
            self._tokens = tokens_of(self.palette())
            self._colours.show_tokens(self._tokens)
            line, self._problem_line = self._problem_line, -1
            self.mark_line(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand at the left edge."""
        super().resizeEvent(event)
        self._place_numbers()

    def numbers_width(self) -> int:
        """How wide the column of numbers is."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 18

    def paint_numbers(self, event: QPaintEvent) -> None:
        """The numbers of the lines that are in view."""
        painter = QPainter(self._numbers)
        painter.fillRect(event.rect(), QColor(self._tokens.field))
        block = self.firstVisibleBlock()
        place = self.blockBoundingGeometry(block).translated(self.contentOffset())
        width, height = self._numbers.width(), self.fontMetrics().height()
        painter.setFont(self.font())
        while block.isValid() and place.top() <= event.rect().bottom():
            number = block.blockNumber() + 1
            is_problem = number == self._problem_line
            if is_problem:
                painter.fillRect(
                    QRect(0, int(place.top()), width, int(place.height())), QColor(self._tokens.bad_ground)
                )
            painter.setPen(QColor(self._tokens.bad if is_problem else self._tokens.dim))
            painter.drawText(0, int(place.top()), width - 9, height, Qt.AlignmentFlag.AlignRight, str(number))
            block = block.next()
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
        painter.end()

    def _break_line(self) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        line, inside = cursor.block().text(), cursor.positionInBlock()
        # Positions are Qt's; a line with letters of two halves is rare enough to be taken apart.
        units = line.encode("utf-16-le", "surrogatepass")
        before = units[: inside * 2].decode("utf-16-le", "surrogatepass")
        text, steps = new_line(before, line[len(before) :])
        start = cursor.position()
        cursor.insertText(text)
        cursor.setPosition(start + steps)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _close_bracket(self, bracket: str) -> None:
        cursor = self.textCursor()
        indent = closing_indent(cursor.block().text()[: cursor.positionInBlock()])
        if indent is not None and not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(indent + bracket)
        else:
            cursor.insertText(bracket)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _on_block_count_changed(self, _count: int = 0) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._place_numbers()

    def _on_update_request(self, area: QRect, down: int) -> None:
        first = self.firstVisibleBlock().blockNumber()
        self._colours.show_lines(first, first + self.height() // max(1, self.fontMetrics().lineSpacing()))
        if down:
            self._numbers.scroll(0, down)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def _place_numbers(self) -> None:
        inside = self.contentsRect()
        self._numbers.setGeometry(inside.left(), inside.top(), self.numbers_width(), inside.height())


class _LineNumbers(QWidget):
    """The column of numbers; the area knows the lines."""

    def __init__(self, area: JsonArea) -> None:
        super().__init__(area)
        self._area = area

    def sizeHint(self) -> QSize:
        return QSize(self._area.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._area.paint_numbers(event)
