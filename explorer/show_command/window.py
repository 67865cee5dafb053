"""`action-explorer show FILE`: the window, and its orderly end."""

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.storage.json_file import FileUnusable
from explorer.storage.saved.saved_file import SavedFile, open_saved

if TYPE_CHECKING:  # a file that cannot be read is told at once, without Qt
    from PySide6.QtWidgets import QApplication


def show_file_window(path: Path) -> int:
    """Show the file until its window is closed; gives the exit status: 0, or 2 if it cannot be read."""
    try:
        file = open_saved(path)
    except FileUnusable as problem:
        return refused(str(problem))
    from explorer.ui.event_loop import run_on_qt

    app = window_application()
    with contextlib.suppress(RuntimeError, KeyboardInterrupt):
        # app.exit() ends Qt's loop under asyncio's feet; nothing is left to be done then.
        run_on_qt(app, _run(app, file))
    return 0


def refused(reason: str) -> int:
    """One line on standard error; gives the exit status."""
    if sys.stderr is not None:
        line = f"action-explorer: {reason}\n"
        sys.stderr.write(line.encode("utf-8", "backslashreplace").decode())
    return 2


def window_application() -> "QApplication":
    """Qt's application, for one window that ends the program when it is closed."""
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from explorer.ui.orderly_end import on_qt_message

    qInstallMessageHandler(on_qt_message)
    app = QApplication(["action-explorer"])
    app.setApplicationName("action-explorer")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("action-explorer")
    app.setQuitOnLastWindowClosed(False)
    return app


async def _run(app: "QApplication", file: SavedFile) -> None:
    from explorer.ui.first_paint import painted
    from explorer.ui.look.appearance import Appearance
    from explorer.ui.orderly_end import QuitFilter, listen_for_interrupts
    from explorer.ui.show_window.show_window import ShowWindow

    closing = asyncio.Event()
    app.installEventFilter(QuitFilter(app, closing))
    window = ShowWindow(Appearance(app))
    window.closed.connect(closing.set)
    pulse = listen_for_interrupts(asyncio.get_running_loop(), closing)
    window.show()
    # A large file is read with the window in view.
    await painted(window)
    window.show_file(file)
    await closing.wait()
    pulse.stop()
    window.deleteLater()
