"""
The program: reads its arguments and starts the window, the check, the sandbox, a form or a saved file.

Nothing heavy is imported before it is known to be needed, so that `--version` and errors are instant, and a missing
system library is named in plain words before Qt would end the process over it.
"""

import gc
import sys
from collections.abc import Sequence

from explorer import __version__
from explorer.command_line import BadArguments, Mode, read_arguments
from explorer.standard_output import say_line

_OFF_SCREEN = (Mode.CHECK, Mode.FORM_BATCH, Mode.SHOW_TIMINGS)
INTERRUPTED = 130
"""The status that shells give to a program that Ctrl-C ended."""


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the program to its end.

    Args:
        argv: The words after the program's name; those of this process if None.

    Returns:
        The exit status: 0 if all went well, 2 if it could not start as asked, with one line on standard error, 130 if
        it was interrupted while it started.
    """
    try:
        return _followed(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _followed(argv: Sequence[str] | None) -> int:
    try:
        arguments = read_arguments(sys.argv[1:] if argv is None else argv)
    except BadArguments as problem:
        return _refused(str(problem))
    if arguments.mode is Mode.HELP:
        return _said(arguments.text)
    if arguments.mode is Mode.VERSION:
        return _said(f"action-explorer {__version__}")
    if arguments.mode is Mode.SANDBOX_SERVER:
        from explorer.sandbox.command import serve

        asked = arguments.sandbox
        return serve(asked.host, asked.port, asked.actions, asked.seed, asked.until_stdin_closes)

    from explorer.system_check import why_qt_cannot_start

    reason = why_qt_cannot_start(off_screen=arguments.mode in _OFF_SCREEN)
    if reason:
        return _refused(reason)
    if arguments.mode is Mode.FORM_BATCH:
        from explorer.form_command.batch import answer_lines

        return answer_lines()
    # What is imported stays: looking through it again and again for garbage took a fifth of the start. The event
    # loop collects from its first turn on, in its own way.
    gc.disable()
    try:
        if arguments.mode is Mode.FORM:
            from explorer.form_command.window import show_form_window

            return show_form_window(arguments.form)
        if arguments.mode is Mode.SHOW:
            from explorer.show_command.window import show_file_window

            return show_file_window(arguments.shown)
        if arguments.mode is Mode.SHOW_TIMINGS:
            from explorer.show_command.timings import say_timings

            return say_timings(arguments.shown)
        from explorer import app

        return app.run_check(arguments) if arguments.mode is Mode.CHECK else app.run_window(arguments)
    finally:
        gc.enable()


def _said(text: str) -> int:
    problem = say_line(text)
    return _refused(f"standard output cannot be written ({problem}); send it elsewhere") if problem else 0


def _refused(reason: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"action-explorer: {reason}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
