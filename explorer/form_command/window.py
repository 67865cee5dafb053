"""`action-explorer form SCHEMA`: the window with the form of a schema, and its orderly end."""

import asyncio
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.command_line import FormArguments
from explorer.domain.json_value import ABSENT, Absent, JsonValue
from explorer.storage.json_file import FileUnusable, JsonFile, read_json_file

if TYPE_CHECKING:  # a file that cannot be read is told at once, without Qt
    from PySide6.QtWidgets import QApplication


def show_form_window(arguments: FormArguments) -> int:
    """Show the window until it is closed; gives the exit status: 0, or 2 if a file cannot be read."""
    try:
        file = _schema_in(arguments.schema)
        data = ABSENT if arguments.data is None else read_json_file(arguments.data).value
    except FileUnusable as problem:
        if sys.stderr is not None:
            sys.stderr.write(f"action-explorer: {problem}\n")
        return 2
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from explorer.ui.event_loop import run_on_qt
    from explorer.ui.orderly_end import on_qt_message

    qInstallMessageHandler(on_qt_message)
    app = QApplication(["action-explorer"])
    app.setApplicationName("action-explorer")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("action-explorer")
    app.setQuitOnLastWindowClosed(False)
    with contextlib.suppress(RuntimeError, KeyboardInterrupt):
        # app.exit() ends Qt's loop under asyncio's feet; nothing is left to be done then.
        run_on_qt(app, _run(app, arguments, file, data))
    return 0


def _schema_in(path: Path) -> JsonFile:
    file = read_json_file(path)
    if not isinstance(file.value, dict | bool):
        raise FileUnusable(f"{path}: no JSON Schema, which is an object, or true or false")
    return file


async def _run(app: "QApplication", arguments: FormArguments, file: JsonFile, data: JsonValue | Absent) -> None:
    from explorer.ui.look.appearance import Appearance
    from explorer.ui.orderly_end import QuitFilter, listen_for_interrupts
    from explorer.ui.schema_window.schema_flow import SchemaFlow
    from explorer.ui.schema_window.schema_window import SchemaWindow

    closing = asyncio.Event()
    app.installEventFilter(QuitFilter(app, closing))
    # The style sheet comes last: every widget that is put into another would be styled anew each time.
    appearance = Appearance(app, is_dressed=False)
    window = SchemaWindow()
    SchemaFlow(window, arguments.schema, file, data)
    appearance.dress()
    window.closed.connect(closing.set)
    pulse = listen_for_interrupts(asyncio.get_running_loop(), closing)
    window.show()
    window.values.form.focus_first()
    await closing.wait()
    pulse.stop()
    window.deleteLater()
