"""Keys, texts, numbers and words of JSON in the colours of the palette."""

import re
from typing import Final

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from explorer.ui.look.palette import Tokens

MOST_LETTERS: Final = 200_000
"""Longer text stays in one colour."""

MARGIN: Final = 30
"""So many lines above and below those in view are coloured with them."""

LONGEST_LINE: Final = 2_000
"""Of a longer line, only the beginning is coloured: it is done again at every letter typed into it."""

_PLAIN, _COLOURED = 0, 1
"""States of a line."""

_PART: Final = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=[ \t]*:))|(?P<text>"(?:[^"\\]|\\.)*"?)'
    r"|(?P<number>-?[0-9][0-9.eE+-]*)|(?P<word>true|false|null)"
)


class JsonColours(QSyntaxHighlighter):
    """Colours the lines of a document that have been in view: all of a long one would take longer than a frame."""

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._lines = range(2 * MARGIN)
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

    def show_lines(self, first: int, last: int) -> None:
        """Colour the lines in view, counted from 0, and some around them; done ones stay as they are."""
        if self.document() is None:
            return
        self._lines = range(max(0, first - MARGIN), last + MARGIN)
        block = self.document().findBlockByNumber(self._lines.start)
        while block.isValid() and block.blockNumber() in self._lines:
            if block.userState() != _COLOURED and self.document().characterCount() <= MOST_LETTERS:
                self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        is_wanted = self.currentBlock().blockNumber() in self._lines
        if not is_wanted or self.document().characterCount() > MOST_LETTERS:
            self.setCurrentBlockState(_PLAIN)
            return
        self.setCurrentBlockState(_COLOURED)
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
