"""Makes a large body readable while the window goes on."""

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.ui.models.answer.readable import JsonReading
from explorer.ui.models.answer.splitting.json_level import NotReadable


class BodyReading(QObject):
    """One body after the other, a slice whenever the window has nothing else to do."""

    read = Signal(object)
    """The `ReadableJson`."""
    not_readable = Signal(object)
    """Why not, in words."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reading: JsonReading | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)

    def start(self, reading: JsonReading) -> None:
        """Read this one, and no other any more."""
        self._reading = reading
        self._timer.start()

    def stop(self) -> None:
        """Read nothing."""
        self._reading = None
        self._timer.stop()

    def is_going(self) -> bool:
        """Whether a body is being read."""
        return self._reading is not None

    def _read_on(self) -> None:
        reading = self._reading
        if reading is None:
            self._timer.stop()
            return
        try:
            is_done = reading.read_on()
        except NotReadable as why:
            self.stop()
            self.not_readable.emit(str(why))
            return
        if is_done:
            self.stop()
            self.read.emit(reading.result)
