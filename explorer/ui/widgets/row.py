"""Widgets beside each other, close together, the last one taking the room that is left; one with room around it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def row_of(*widgets: QWidget) -> QWidget:
    """A widget that holds these in a row."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget, 1 if widget is widgets[-1] else 0)
    return row


def padded(widget: QWidget, left: int, top: int, right: int) -> QWidget:
    """A widget that holds this one, with room around it, and none below."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(left, top, right, 0)
    column.addWidget(widget)
    return page
