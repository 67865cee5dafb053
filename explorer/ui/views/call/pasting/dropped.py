"""Text and text files that are dropped onto a widget, anywhere but into a text that takes them for itself."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

FILES: Final = (".json", ".jsonc", ".txt", ".sh", ".curl")
"""Endings of files that are taken."""


class DropTarget(QObject):
    """
    Makes a widget take drops.

    Signals:
        text_dropped: the text.
        file_dropped: the path of the one file; nothing of it has been read.
    """

    text_dropped = Signal(object)
    file_dropped = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be read; everything else is left to the widgets around."""
        if watched is not self._widget or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        file, text = _file_in(event.mimeData()), _text_in(event.mimeData())
        if not file and not text:
            return False
        event.acceptProposedAction()
        # Events that only announce a drop are of the same class.
        if event.type() == QEvent.Type.Drop:
            if file:
                self.file_dropped.emit(file)
            else:
                self.text_dropped.emit(text)
        return True


def _file_in(data: QMimeData) -> str:
    """The one local text file among what is dropped; empty where it is none."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and Path(paths[0]).suffix.lower() in FILES else ""


def _text_in(data: QMimeData) -> str:
    return data.text() if data.hasText() and not data.hasUrls() else ""
