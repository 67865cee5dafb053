"""Shows the next or the last few items of a list that is too long to be shown whole."""

from PySide6.QtWidgets import QPushButton, QWidget

from explorer.domain.json_value import ABSENT
from explorer.schema.field import Field
from explorer.ui.form.editors.editor import EditorParts, Reading, Wish
from explorer.ui.look.style_sheet import mark


class PageTurn(EditorParts, QPushButton):
    """A button in place of the items that are not shown."""

    def __init__(self, _field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        mark(self, kind="link")
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)

    def reading(self) -> Reading:
        """Nothing: it stands for no value."""
        return ABSENT

    def show_value(self, _reading: Reading) -> None:
        """Nothing; it shows which items it leads to."""

    def show_items(self, words: str) -> None:
        """Say which items it leads to."""
        self.setText(words)
        self.setAccessibleName(words)

    def show_words(self, _name: str, description: str) -> None:
        """Its text is its name."""
        self.setAccessibleDescription(description)

    def wanted_width(self, _available: int) -> int:
        """As wide as its words."""
        return self.sizeHint().width()

    def _on_clicked(self) -> None:
        self.listener.wished(Wish.TURN)
