"""Text broken into lines of a width, cut after a few with a way to see the rest; and how it is painted."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

HINT_PIXELS = 12
MOST_LINES = 2
MORE = "more"


class WordedRow(Protocol):
    """A row with words that are painted: a hint, and what is said about what is sent."""

    hint_area: QRect
    hint_shown: list[str]
    is_hint_cut: bool
    is_hint_open: bool
    state_area: QRect

    @property
    def state_words(self) -> str:
        """What is said beside the editor."""
        ...


def hint_font(base: QFont) -> tuple[QFont, QFontMetrics]:
    """The font of hints in a pane of this font, and its sizes."""
    # Every row of a form has the same, and Qt looks the font up for each.
    if not _LAST or _LAST[0][0] != base:
        font = QFont(base)
        font.setPixelSize(HINT_PIXELS)
        _LAST[:] = [(base, font, QFontMetrics(font))]
    return _LAST[0][1:]


_LAST: list[tuple[QFont, QFont, QFontMetrics]] = []


def paint_words(painter: QPainter, row: WordedRow, metrics: QFontMetrics, wanted: QRect) -> None:
    """Paint the words of a row with the pen of the painter, as far as they are in the wanted part of the pane."""
    if row.state_area.intersects(wanted) and row.state_words:
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row.state_area, middle, row.state_words)
    if not row.hint_area.intersects(wanted):
        return
    base = row.hint_area.top() + metrics.ascent()
    lines: Sequence[str] = row.hint_shown
    for number, line in enumerate(lines):
        painter.drawText(row.hint_area.left(), base + number * metrics.lineSpacing(), line)
    if row.is_hint_cut and not row.is_hint_open:
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.Link))
        left = row.hint_area.left() + metrics.horizontalAdvance(lines[-1])
        painter.drawText(left, base + (len(lines) - 1) * metrics.lineSpacing(), MORE)


def broken_lines(text: str, font: QFont, width: int) -> list[str]:
    """The lines of a text at a width in pixels; words that are too long are broken anywhere."""
    if not text:
        return []
    metrics = QFontMetrics(font)
    lines: list[str] = []
    for paragraph in text.splitlines():
        if metrics.horizontalAdvance(paragraph) <= width:
            lines.append(paragraph)
            continue
        layout = QTextLayout(paragraph, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
    return [line for line in lines if line.strip()]


def short_lines(text: str, font: QFont, width: int) -> tuple[list[str], bool]:
    """At most `MOST_LINES` lines, and whether something was cut; the last leaves room for the word `MORE`."""
    lines = broken_lines(text[:4000], font, width)
    if len(lines) <= MOST_LINES:
        return lines, False
    metrics = QFontMetrics(font)
    room = width - metrics.horizontalAdvance(f"...  {MORE}")
    last = lines[MOST_LINES - 1]
    while last and metrics.horizontalAdvance(last) > room:
        last = last[: max(0, len(last) - 4)]
    return [*lines[: MOST_LINES - 1], last.rstrip(" .,;:") + "... "], True
