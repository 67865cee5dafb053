"""
`action-explorer show FILE --timings`: how long it takes until a file is there to be read, off screen.

    bytes             size of the file
    parse_ms          from the start of reading until the levels that are shown are split
    first_rows_ms     from the start of reading until the first rows are painted
    longest_stall_ms  the longest time meanwhile in which the event loop did not turn
    rss_mb            resident memory then, in megabytes; null where the standard library does not tell
"""

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, write_json
from explorer.show_command.memory import resident_mb
from explorer.show_command.window import refused, window_application
from explorer.standard_output import say_line
from explorer.storage.json_file import FileUnusable
from explorer.storage.saved.saved_file import open_saved

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LONGEST_S: Final = 600.0
"""A file of any size is there long before."""
SETTLING_S: Final = 0.05
"""What the window does right after its first rows counts as a stall too."""


def say_timings(path: Path) -> int:
    """Show the file off screen and print one line; gives the exit status: 0, or 2 if it cannot be read or written."""
    # Before Qt is loaded, whatever display there is.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from explorer.ui.event_loop import run_on_qt

    app = window_application()
    try:
        found = run_on_qt(app, _measured(app, path))
    except FileUnusable as problem:
        return refused(str(problem))
    unwritten = say_line(write_json(found))
    return refused(f"standard output cannot be written ({unwritten})") if unwritten else 0


class TurnWatch:
    """Notes how long it takes from one turn of the event loop to the next; a timer of Qt's own calls `look`."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self._before = time.perf_counter()

    def look(self) -> None:
        """Note that the loop turns now."""
        now = time.perf_counter()
        self.longest_s = max(self.longest_s, now - self._before)
        self._before = now


async def _measured(app: "QApplication", path: Path) -> JsonObject:
    from PySide6.QtCore import Qt, QTimer

    from explorer.ui.first_paint import painted
    from explorer.ui.look.appearance import Appearance
    from explorer.ui.show_window.show_window import ShowWindow

    window = ShowWindow(Appearance(app))
    window.show()
    await painted(window)
    # A task would be a turn or two behind, and take two short stalls for a long one.
    watching = QTimer()
    watching.setTimerType(Qt.TimerType.PreciseTimer)
    watching.setInterval(1)
    turns = TurnWatch()
    watching.timeout.connect(turns.look)
    watching.start()
    begun = time.perf_counter()
    try:
        file = open_saved(path)
        window.show_file(file)
        while window.is_reading():  # noqa: ASYNC110 - the loop has to turn for it; nothing waits but this
            await asyncio.sleep(0.001)
        parsed = time.perf_counter()
        rows = window.rows()
        rows.update()
        await painted(rows, longest_s=LONGEST_S)
        shown = time.perf_counter()
        await asyncio.sleep(SETTLING_S)
        turns.look()
        return {
            "bytes": len(file.body),
            "parse_ms": _ms(parsed - begun),
            "first_rows_ms": _ms(shown - begun),
            "longest_stall_ms": _ms(turns.longest_s),
            "rss_mb": _rounded(resident_mb()),
        }
    finally:
        watching.stop()
        window.close()
        window.deleteLater()


def _ms(seconds: float) -> JsonValue:
    return ExactNumber(f"{seconds * 1000:.2f}")


def _rounded(megabytes: float | None) -> JsonValue:
    return None if megabytes is None else ExactNumber(f"{megabytes:.1f}")
