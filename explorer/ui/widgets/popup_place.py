"""Where a small window opens: beside the widget that it belongs to, and on its screen."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


def move_onto_screen(popup: QWidget, place: QPoint, beside: QWidget) -> None:
    """Move the popup's upper left corner to a place, or as near to it as the screen has room for all of it."""
    screen = beside.screen().availableGeometry()
    right = max(screen.left(), screen.right() + 1 - popup.width())
    bottom = max(screen.top(), screen.bottom() + 1 - popup.height())
    popup.move(min(max(place.x(), screen.left()), right), min(max(place.y(), screen.top()), bottom))
