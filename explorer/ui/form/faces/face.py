"""What a face does: everything that a row asks of an editor before it is on the screen."""

from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from explorer.ui.form.editors.editor import Reading


class Face(Protocol):
    """
    The look of an editor that is not made yet.

    Attributes:
        reading: What the editor is going to hold.
    """

    reading: Reading

    def show_value(self, reading: Reading) -> bool:
        """Show a value; False if only the editor can."""
        ...

    def state_words(self) -> str:
        """As of the editor."""
        ...

    def wanted_width(self, available: int) -> int:
        """As of the editor."""
        ...

    def wanted_height(self, width: int) -> int:
        """As of the editor."""
        ...

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint it where the editor is going to stand. Pen, font and clipping may be left changed."""
        ...
