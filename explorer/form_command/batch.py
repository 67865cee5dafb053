"""
`action-explorer form --batch`: one JSON object a line in, one a line out, in order.

Standard output belongs to the answers alone; whatever else is said, by Qt too, goes to standard error or nowhere. There
is no event loop: a line is answered before the next one is read.
"""

import gc
import io
import os
import sys
import traceback
from typing import BinaryIO, Protocol

from explorer.domain.json_value import JsonObject, write_json
from explorer.form_command.question import BadLine, Question, read_lines, read_question
from explorer.standard_output import say_line


class Stage(Protocol):
    """What answers a question."""

    def answer(self, question: Question) -> JsonObject:
        """The object that is written for the line."""
        ...


def answer_lines() -> int:
    """Answer standard input to its end; gives the exit status: 0, or 2 if the answers cannot be written."""
    # Before Qt is loaded, whatever display there is.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from explorer.form_command.answer import FormStage
    from explorer.ui.look.appearance import Appearance

    qInstallMessageHandler(_on_qt_message)
    application = QApplication(["action-explorer"])
    Appearance(application)
    stage = FormStage()
    # What is imported stays, and is not looked through again with every form.
    gc.freeze()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # The system's own encoding may lack letters, and its line ends may be others.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        problem = write_answers(sys.stdin.buffer, stage) if sys.stdin is not None else ""
    finally:
        stage.close()
    if problem and sys.stderr is not None:
        sys.stderr.write(f"action-explorer: standard output cannot be written ({problem})\n")
    return 2 if problem else 0


def write_answers(stream: BinaryIO, stage: Stage) -> str:
    """Answer every line; gives why the answers cannot be written, empty if they were."""
    for line in read_lines(stream):
        problem = say_line(_answered(line, stage))
        if problem:
            return problem
    return ""


def _answered(line: bytes | None, stage: Stage) -> str:
    try:
        return write_json(stage.answer(read_question(line)))
    except BadLine as problem:
        return write_json({"error": str(problem)})
    except Exception as error:  # noqa: BLE001 - an edge of the program: no line may end the batch
        if sys.stderr is not None:
            sys.stderr.write(traceback.format_exc().encode("ascii", "backslashreplace").decode())
        return write_json({"error": f"a mistake of Action Explorer's own: {type(error).__name__}: {error}"[:400]})


def _on_qt_message(_kind: object, _context: object, _message: str) -> None:
    """Of what Qt says off screen, nothing is about a schema."""
