"""Labels and values under each other: what a platform gave beside the answer."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from explorer.ui.widgets.plain_label import PlainLabel
from explorer.ui.widgets.shown_text import shown_line

_LONGEST = 400


class DetailRows(QWidget):
    """Hidden while there is nothing to show. The values can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, str] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_details(self, details: Mapping[str, str]) -> None:
        """Replace the rows."""
        if self._shown != details:
            self._shown = dict(details)
            while (item := self._grid.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for row, (label, value) in enumerate(details.items()):
                self._add(row, label, value)
        self.setVisible(bool(details))

    def shown(self) -> Mapping[str, str]:
        """The labels and values, whole."""
        return self._shown

    def _add(self, row: int, label: str, value: str) -> None:
        name = PlainLabel(label, kind="hint")
        words = PlainLabel(value if len(value) <= _LONGEST else value[:_LONGEST] + "\u2026", kind="code", wraps=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(shown_line(label))
        words.setAccessibleDescription(words.text())
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(words, row, 1)
