"""Keys, texts, numbers and words of JSON in the colours of the palette."""

import re
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.look.palette import Tokens

MOST_LETTERS: Final = 200_000
"""Longer text stays in one colour: colouring it would take longer than a frame."""

LONGEST_LINE: Final = 2_000
"""Of a longer line, only the beginning is coloured: it is done again at every letter typed into it."""

_PART: Final = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=[ \t]*:))|(?P<text>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?[0-9][0-9.eE+-]*)|(?P<word>true|false|null)"
)


class JsonColours(QSyntaxHighlighter):
    """Colours one document; Qt asks for the lines that have changed."""

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self.show_tokens(tokens)

    def show_tokens(self, tokens: Tokens) -> None:
        """Use the colours of another look."""
        colours = {
            "key": tokens.json_key,
            "text": tokens.json_text,
            "number": tokens.json_number,
            "word": tokens.accent,
        }
        for name, colour in colours.items():
            self._formats[name] = QTextCharFormat()
            self._formats[name].setForeground(QColor(colour))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if self.document().characterCount() > MOST_LETTERS:
            return
        line = text[:LONGEST_LINE]
        # Qt counts the halves of letters beyond the 65,536th, Python does not.
        is_plain = line.isascii() or all(letter <= "\uffff" for letter in line)
        for found in _PART.finditer(line):
            start, end = found.span()
            if not is_plain:
                start, end = qt_length(line[:start]), qt_length(line[:end])
            self.setFormat(start, end - start, self._formats[found.lastgroup or ""])


def qt_length(text: str) -> int:
    """How many places Qt counts for the text."""
    return len(text) + sum(letter > "\uffff" for letter in text)
