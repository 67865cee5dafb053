"""Lines for whoever started the program from a terminal or a script, who may have stopped reading."""

import os
import sys


def say_line(text: str) -> str:
    """
    Write one line to standard output, at once.

    Returns:
        Why it could not be written, as with a full disk or a pipe that nobody reads; empty if it was, or if there is
        no standard output at all, as in a windowed program on Windows. Nothing is written after a failure.
    """
    if sys.stdout is None:
        return ""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError as problem:
        _write_no_more()
        return problem.strerror or str(problem)
    return ""


def _write_no_more() -> None:
    # What is left in the buffer would be written, and fail again with a traceback, when the interpreter ends.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
