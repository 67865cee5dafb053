"""A body as a file: a name that cannot do harm, and a thread that writes it while the window goes on."""

import re
import threading
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.domain.body import Body
from explorer.storage.atomic_file import write_whole

LONGEST_NAME: Final = 120
_NOT_IN_NAMES: Final = re.compile(
    r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]'
)
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_ENDINGS: Final = {
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/xml": ".xml",
    "application/zip": ".zip",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/svg+xml": ".svg",
    "text/csv": ".csv",
    "text/html": ".html.txt",
    "text/plain": ".txt",
    "text/xml": ".xml",
}


def safe_file_name(untrusted_name: str, fallback: str, media_type: str = "") -> str:
    """
    The name under which to offer a file: the last part of what the server said, without anything that a file system or
    a reader could misunderstand; made from `fallback` and the media type where the server said nothing usable.
    """
    last = re.split(r"[/\\]", untrusted_name)[-1]
    name = _NOT_IN_NAMES.sub("_", last).strip(" .")
    if not name.strip("_"):
        ending = _ENDINGS.get(media_type) or (".json" if media_type.endswith("+json") else ".bin")
        name = (_NOT_IN_NAMES.sub("_", fallback).strip(" .") or "answer") + ending
    if _DEVICES.fullmatch(name):
        name = "_" + name
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        name = (
            stem[: LONGEST_NAME - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else name[:LONGEST_NAME]
        )
    return name


class BodyFile(QObject):
    """Asks where to, and writes there in a thread of its own."""

    written = Signal(object)
    """The path."""
    not_written = Signal(object)
    """Why not, in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._body: Body | memoryview = b""

    def ask(self, body: Body | memoryview, name: str) -> QFileDialog:
        """Open the system's question for a place; gives the dialog, which is on the screen already."""
        self._body = body
        dialog = QFileDialog(self._window, "Save the body", name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_file_selected(self, name: str) -> None:
        body, self._body = self._body, b""
        threading.Thread(target=self._write, args=(Path(name), body), name="save body", daemon=True).start()

    def _write(self, path: Path, body: Body | memoryview) -> None:
        try:
            write_whole(path, body)
        except OSError as error:
            self.not_written.emit(f"{path.name} could not be written: {error.strerror or error}")
        else:
            self.written.emit(path)
