"""The ways by which text comes into the call editor as a whole: keys, button, a drop, an object pasted into a line."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from explorer.ui.look.style_sheet import mark
from explorer.ui.views.call.pasting.dropped import DropTarget

KEYS: Final = "Ctrl+Shift+V"


class PasteIntake(QObject):
    """
    Watches one widget.

    Signals:
        pasted: text that is to fill the form.
        file_dropped: the path of a file whose text is to.
        object_typed: text of several lines that was pasted into a field of one line; it stands there.
    """

    pasted = Signal(object)
    file_dropped = Signal(object)
    object_typed = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._told = ""
        self.button = QPushButton("Paste", widget)
        self.button.setAccessibleName("Paste a call")
        self.button.setToolTip(f"Fill the form from copied JSON, a cURL command or a request ({KEYS})")
        mark(self.button, kind="quiet", small="true")
        # Asks for no room: panes that are narrow for a moment, while a window is made, would lose their places.
        self.button.setMinimumWidth(1)
        self.button.clicked.connect(self.paste)
        shortcut = QShortcut(QKeySequence(KEYS), widget)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.paste)
        drops = DropTarget(widget)
        drops.text_dropped.connect(self.pasted)
        drops.file_dropped.connect(self.file_dropped)

    def paste(self) -> None:
        """Take what is on the clipboard."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def look_at(self, widget: QWidget | None) -> None:
        """Something was typed into a widget: tell if it is what is on the clipboard, and has several lines."""
        text = widget.text() if isinstance(widget, QLineEdit) else ""
        if "{" not in text:
            return
        copied = QGuiApplication.clipboard().text()
        if "\n" in copied.strip() and _squeezed(copied) in _squeezed(text) and copied != self._told:
            self._told = copied
            self.object_typed.emit(copied)


def _squeezed(text: str) -> str:
    return "".join(text.split())
