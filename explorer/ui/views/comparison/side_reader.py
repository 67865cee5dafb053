"""Below the differences: the whole of both values of a row that has no room for them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QVBoxLayout, QWidget

from explorer.calls.comparison.values.difference import Difference
from explorer.ui.models.comparison.difference_words import is_folded, whole_words
from explorer.ui.views.results.parts.reader import Reader


class SideReader(QWidget):
    """Hidden until the row in front has a value that is folded."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self.before, self.after = Reader("Value before", pane), Reader("Value after", pane)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        for side in (self.before, self.after):
            sides.addWidget(side)
        self.after.setContentsMargins(12, 0, 0, 0)
        sides.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sides)
        self.hide()

    def show_difference(self, difference: object) -> None:
        """Show both sides of a row, or go away."""
        is_needed = isinstance(difference, Difference) and (is_folded(difference.before) or is_folded(difference.after))
        if isinstance(difference, Difference) and is_needed:
            for reader, value, words in (
                (self.before, difference.before, "Before"),
                (self.after, difference.after, "After"),
            ):
                reader.show_text(words, whole_words(value))
        self.setVisible(is_needed)
