"""Text to be read beside the form: the value, the schema, and what of the schema no editor was found for."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtWidgets import (
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.look.style_sheet import mark
from explorer.ui.schema_window.plain_table import PlainTable
from explorer.ui.schema_window.problem_table import ROOT
from explorer.ui.schema_window.unread import UnreadPart
from explorer.ui.widgets.row import padded
from explorer.ui.widgets.shown_text import bounded, shown_text
from explorer.ui.widgets.thin_line import thin_line

MOST_SHOWN: Final = 400_000
"""Letters of a text: Qt lays all of it out at once."""

_LONGEST_LINE: Final = 4_000


class Face(IntEnum):
    """What the pane shows, in the order of its tabs."""

    VALUE = 0
    SCHEMA = 1
    UNREAD = 2


class TextPane(QWidget):
    """Three tabs of things to be read and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Value and schema")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.value, self.schema = _reader("Value"), _reader("Schema")
        self.unread = PlainTable("Edited as JSON", [("Place", 150), ("Why it is edited as JSON", 0)])
        self._pages = QStackedWidget()
        for name, page in (("Value", self.value), ("Schema", self.schema), ("Edited as JSON", self.unread)):
            self.tabs.addTab(name)
            self._pages.addWidget(padded(page, 12, 0, 0))
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.tabs.setCurrentIndex(Face.SCHEMA)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(thin_line())
        column.addWidget(self._pages, 1)

    def show_value(self, text: str) -> None:
        """The value as JSON text."""
        _show(self.value, text)

    def show_schema(self, text: str) -> None:
        """The schema as it stands in its file."""
        _show(self.schema, text)

    def show_unread(self, parts: Sequence[UnreadPart]) -> None:
        """What of the schema could not be read, and where."""
        self.unread.show_rows([(part.place or ROOT, part.reason) for part in parts])
        self.tabs.setTabText(Face.UNREAD, f"Edited as JSON ({len(parts)})" if parts else "Edited as JSON")
        self.tabs.setAccessibleTabName(Face.UNREAD, "Edited as JSON")


def _reader(name: str) -> QPlainTextEdit:
    reader = QPlainTextEdit()
    reader.setAccessibleName(name)
    reader.setReadOnly(True)
    reader.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    mark(reader, kind="bare")
    return reader


def _show(reader: QPlainTextEdit, text: str) -> None:
    """Another text, seen from the same place as the one before."""
    shown = "\n".join(shown_text(bounded(line, _LONGEST_LINE)) for line in bounded(text, MOST_SHOWN).split("\n"))
    if shown == reader.toPlainText():
        return
    across, down = reader.horizontalScrollBar().value(), reader.verticalScrollBar().value()
    reader.setPlainText(shown)
    reader.horizontalScrollBar().setValue(across)
    reader.verticalScrollBar().setValue(down)
