"""The end of a program with a window: wishes to quit from the system, a terminal or Qt end it in order."""

import asyncio
import contextlib
import logging
import signal

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication


class QuitFilter(QObject):
    """Turns Qt's own wish to quit (the system's menu, a log-out) into an orderly end."""

    def __init__(self, app: QApplication, closing: asyncio.Event) -> None:
        super().__init__(app)
        self._closing = closing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Qt's own way of quitting from ending the loop."""
        if event.type() == QEvent.Type.Quit:
            event.ignore()
            self._closing.set()
            return True
        return super().eventFilter(watched, event)


def listen_for_interrupts(loop: asyncio.AbstractEventLoop, closing: asyncio.Event) -> QTimer:
    """Ctrl-C and a polite kill end the program in order; the timer lets Python see signals where the loop cannot."""
    pulse = QTimer()
    pulse.setInterval(200)
    for name in ("SIGINT", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, closing.set)
        except (NotImplementedError, RuntimeError):
            with contextlib.suppress(ValueError):
                signal.signal(number, lambda *_: closing.set())
            pulse.timeout.connect(_let_python_look)
            pulse.start()
    return pulse


def _let_python_look() -> None:
    """Nothing: that Python code runs at all is what lets it handle a signal."""


def on_qt_message(kind: object, _context: object, message: str) -> None:
    """Put what Qt says into the log."""
    # Raising here would end the process; Qt's own notes belong into the log.
    levels = {"QtWarningMsg": logging.WARNING, "QtCriticalMsg": logging.ERROR, "QtFatalMsg": logging.CRITICAL}
    logging.getLogger("qt").log(levels.get(getattr(kind, "name", ""), logging.DEBUG), "%s", message)
