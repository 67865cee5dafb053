"""Tells when a widget has been painted, so that work that would keep it from the screen can wait for that."""

import asyncio
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

LONGEST_S: Final = 0.5
"""A widget that nobody can see (minimised, behind others on some systems) is not waited for."""


class _PaintWatch(QObject):
    """An event filter that sets a future at the first painting."""

    def __init__(self, widget: QWidget, is_painted: "asyncio.Future[None]") -> None:
        super().__init__(widget)
        self._is_painted = is_painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_painted.done():
            # The waiting task goes on in a later turn of the loop, when the painting has ended.
            self._is_painted.set_result(None)
        return super().eventFilter(watched, event)


async def painted(widget: QWidget, *, longest_s: float = LONGEST_S) -> bool:
    """Wait for the widget's next painting; gives whether there was one within `longest_s`."""
    is_painted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    watch = _PaintWatch(widget, is_painted)
    widget.installEventFilter(watch)
    try:
        await asyncio.wait([is_painted], timeout=longest_s)
    finally:
        widget.removeEventFilter(watch)
        watch.deleteLater()
    return is_painted.done()
