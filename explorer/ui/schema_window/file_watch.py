"""Says when a file has changed, however the program that writes it does that."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLED_MS: Final = 120
"""Editors write in several steps, or to a new file that they rename; what stands there in between is not looked at."""


class FileWatch(QObject):
    """Watches one file and its directory, since a file that is replaced is another file to the system."""

    changed = Signal()
    """Something may have changed; whoever hears it reads the file."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLED_MS)
        self._settling.timeout.connect(self._on_settled)
        self._watch()

    def _watch(self) -> None:
        watched = {*self._watcher.files(), *self._watcher.directories()}
        for path in (self._path, self._path.parent):
            if str(path) not in watched and path.exists():
                self._watcher.addPath(str(path))

    def _on_changed(self, _path: str) -> None:
        self._settling.start()

    def _on_settled(self) -> None:
        self._watch()
        self.changed.emit()
