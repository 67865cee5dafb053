"""Below a table or tree: the whole of the text whose row has no room for it."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.views.results.parts.copying import copy_text
from explorer.ui.views.results.parts.gradual_text import GradualText
from explorer.ui.widgets.plain_label import ElidedLabel
from explorer.ui.widgets.shown_text import shown_text
from explorer.ui.widgets.thin_line import thin_line

MOST_LETTERS = 20_000
"""A text widget takes long for one line of more letters than this."""


class Reader(QWidget):
    """Hidden until there is a text to read; takes up to a third of its pane then."""

    def __init__(self, name: str, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self._whole = ""
        self._title = ElidedLabel(kind="hint")
        copy = QPushButton("Copy")
        copy.setAccessibleName(f"Copy {name.lower()}")
        mark(copy, kind="quiet", small="true")
        copy.clicked.connect(self._on_copy)
        self.text = GradualText(name)
        head = QHBoxLayout()
        head.setContentsMargins(0, 2, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(thin_line())
        column.addLayout(head)
        column.addWidget(self.text)
        self.hide()

    def show_text(self, title: str, text: str) -> None:
        """Show a text, or the first `MOST_LETTERS` of it; Copy gives all."""
        self._whole = text
        if len(text) > MOST_LETTERS:
            title += f", the first {MOST_LETTERS:,} shown: Copy gives all"
        self._title.setText(title)
        self.text.setFixedHeight(max(54, min(self._pane.height() // 3, 180)))
        self.text.show_text(shown_text(text[:MOST_LETTERS]))
        self.show()

    def show_nothing(self) -> None:
        """Go away."""
        self._whole = ""
        self.hide()

    def _on_copy(self) -> None:
        copy_text(self._whole)
