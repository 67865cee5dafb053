"""Text broken into lines of a width, cut after a few with a way to see the rest."""

from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

MOST_LINES = 2
MORE = "more"


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
