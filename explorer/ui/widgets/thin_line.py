"""A line of one pixel between two panes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def thin_line() -> QWidget:
    """A horizontal line in the colour of borders."""
    line = QWidget()
    line.setObjectName("line")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedHeight(1)
    return line
