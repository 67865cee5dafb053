"""The text of a query in colours, and a line for one of its parameters."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QPalette, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.json_value import Absent, JsonValue, NotJson, parse_json, same_json, write_json
from explorer.schema.field import Field, TextField
from explorer.ui.form.document.fitting import escaped_json, is_exact_text, is_one_line
from explorer.ui.form.document.form_document import Unreadable
from explorer.ui.form.editors.composed.sql_text import Piece, open_piece, pieces
from explorer.ui.form.editors.editor import Reading
from explorer.ui.form.editors.text import LineEditor
from explorer.ui.form.editors.text_block import TextBlock
from explorer.ui.look.palette import DARK, LIGHT
from explorer.ui.look.style_sheet import mark

_OPEN: Final = ("", "/*", "'")
"""What may be open at the end of a line; its place is the state of the line."""


class SqlColours(QSyntaxHighlighter):
    """Colours a document line by line."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[Piece, QTextCharFormat] = {}
        self.choose_colours()

    def choose_colours(self) -> None:
        """Those of the look that is on."""
        is_dark = QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
        tokens = DARK if is_dark else LIGHT
        colours = {
            Piece.COMMENT: tokens.dim,
            Piece.TEXT: tokens.json_text,
            Piece.NAME: tokens.text,
            Piece.PLACEHOLDER: tokens.accent,
            Piece.NUMBER: tokens.json_number,
            Piece.KEYWORD: tokens.json_key,
        }
        for piece, colour in colours.items():
            look = self._formats[piece] = QTextCharFormat()
            look.setForeground(QColor(colour))
            if piece is Piece.PLACEHOLDER:
                look.setFontWeight(QFont.Weight.Bold)

    def highlightBlock(self, text: str) -> None:
        """Colour a line; a comment or text that was open before it goes on."""
        before = _OPEN[max(0, self.previousBlockState())]
        whole = before + text
        for start, end, piece in pieces(whole):
            first = max(start, len(before))
            self.setFormat(first - len(before), end - first, self._formats[piece])
        self.setCurrentBlockState(_OPEN.index(open_piece(whole)))


class SqlBlock(TextBlock):
    """The query."""

    fewest_lines = 4

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(field, parent)
        mark(self, kind="code")
        self._colours = SqlColours(self.document())

    def changeEvent(self, event: QEvent) -> None:
        """Another look, other colours."""
        super().changeEvent(event)
        # A style sheet keeps changes of the palette to itself and tells of another style.
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_colours"):
            self._colours.choose_colours()
            self._colours.rehighlight()


class ParameterLine(LineEditor):
    """
    A JSON value in a line: what reads as JSON is that, anything else is text. A text that reads as JSON has quotation
    marks; `kind_word` says which it is.
    """

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(TextField(label=label, placeholder="Value, such as 5 or some text", is_required=True), parent)

    def text_of(self, value: Reading) -> str:
        """Text as it is where it reads back as that, else JSON."""
        if isinstance(value, Absent | Unreadable):
            return ""
        if isinstance(value, str) and is_one_line(value) and is_exact_text(value) and same_json(_read(value), value):
            return value
        return escaped_json(write_json(value))

    def read_text(self, text: str) -> Reading:
        """The value of the text; an emptied line is empty text."""
        return _read(text)

    def kind_word(self) -> str:
        """What kind of value it is."""
        return kind_word(self.reading())


def kind_word(value: Reading) -> str:
    """The kind of a value in a word."""
    if isinstance(value, Absent | Unreadable):
        return ""
    if isinstance(value, bool):
        return "true/false"
    if value is None:
        return "null"
    kinds: dict[type, str] = {str: "text", list: "list", dict: "object"}
    return kinds.get(type(value), "number")


def _read(text: str) -> JsonValue:
    try:
        return parse_json(text)
    except NotJson:
        return text
