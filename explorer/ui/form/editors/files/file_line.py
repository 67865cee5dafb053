"""The line of a file editor: it takes any text, and hands on what is no text."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.schema.field import TextField
from explorer.ui.form.editors.editor import Reading
from explorer.ui.form.editors.files.file_text import FILE_REF
from explorer.ui.form.editors.text import LineEditor


class FileLine(LineEditor):
    """
    Text as typed.

    Attributes:
        pasting, choosing: What the keys for pasting and for opening do.
    """

    def __init__(self, field: TextField, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.pasting: Callable[[], None] = self.paste
        self.choosing: Callable[[], None] = self.paste
        self.setReadOnly(field.is_fixed)
        self.setAcceptDrops(False)  # the editor around it takes files and text alike
        if field.is_secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pasting, and F4 for choosing a file."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasting()
        elif event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.choosing()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu; pasting there is the same as by keys."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._on_paste_chosen)
        self.listener.fill_menu(menu)
        menu.popup(event.globalPos())

    def take(self, reading: Reading) -> None:
        """Show a value and tell it, as if it had been typed."""
        self.show_value(reading)
        self.listener.value_edited(reading)
        self.listener.committed()

    def _on_paste_chosen(self) -> None:
        self.pasting()


def is_reference(field: TextField) -> bool:
    """Whether the text names a file instead of holding it."""
    return field.content == FILE_REF
