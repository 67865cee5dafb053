"""
Errors that nobody caught: each kind is told about once, masked, and all of them are logged.

They come from `sys.excepthook` (slots and timers of the window), `threading.excepthook`, the event loop's handler, and
tasks that failed. A crash of the interpreter itself is written by faulthandler, as names of functions and line
numbers without values, to a file that the next start reads.
"""

import asyncio
import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from explorer.domain.masking import SecretMask

FILE_NAME = "crash.txt"
MOST_CHARACTERS = 200_000
"""Of a crash file, this much is read."""

LOG = logging.getLogger(__name__)

Kind = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrashNotice:
    """
    An unexpected error, for a person.

    Args:
        summary: One line: the error's name and its text.
        details: The traceback. Secrets are masked in both.
        where: What raised it: "the window", "a thread", "the event loop", or a task's name.
    """

    summary: str
    details: str
    where: str


class CrashReport:
    """
    Catches what nobody caught, from `install` to `uninstall`.

    Args:
        directory: Where the crash file is kept; it must exist.
        on_notice: Told about each kind of error once; may be called in any thread, and must not raise.
    """

    def __init__(
        self, directory: Path, mask: SecretMask, *, on_notice: Callable[[CrashNotice], None] | None = None
    ) -> None:
        self._path = directory / FILE_NAME
        self._mask = mask
        self._on_notice = on_notice
        self._seen: set[Kind] = set()
        self._lock = threading.Lock()
        self._file: TextIO | None = None
        self._hooks_before = sys.excepthook, threading.excepthook
        self.last_crash = ""
        """What the interpreter left when it crashed the last time; empty after a normal end. Read by `install`."""

    def install(self) -> None:
        """Take over the hooks, and keep the crash file open for faulthandler."""
        self._hooks_before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread_error
        try:
            with contextlib.suppress(FileNotFoundError), self._path.open(encoding="utf-8", errors="replace") as file:
                self.last_crash = self._mask.text(file.read(MOST_CHARACTERS))
            # Whoever switched it on already (python -X faulthandler) wants to see crashes elsewhere.
            if not faulthandler.is_enabled():
                self._file = self._path.open("w", encoding="utf-8")
                faulthandler.enable(self._file)
        except OSError as problem:
            LOG.warning("No crash file: %s", problem)

    def uninstall(self) -> None:
        """Give the hooks back, and remove the crash file if nothing was written to it. May be called again."""
        sys.excepthook, threading.excepthook = self._hooks_before
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        with contextlib.suppress(OSError):
            if self._path.stat().st_size == 0:
                self._path.unlink()

    def tell_to(self, on_notice: Callable[[CrashNotice], None] | None) -> None:
        """Tell somebody else from now on: the window, once it is there."""
        self._on_notice = on_notice

    def on_task_error(self, task_name: str, error: BaseException) -> None:
        """For whoever owns tasks: one of them ended with this error."""
        self._report(error, task_name)

    def on_loop_error(self, _loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        """For `set_exception_handler` of an event loop."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._report(error, "the event loop")
        else:
            message = str(context.get("message", "unknown"))
            self._tell(("message", message), CrashNotice(self._mask.text(message), "", "the event loop"), None)

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        self._report(error.with_traceback(trace), "the window")

    def _on_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            name = arguments.thread.name if arguments.thread else "?"
            self._report(arguments.exc_value, f"the thread {name}")

    def _report(self, error: BaseException, where: str) -> None:
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        kind = (type(error).__qualname__, *(f"{frame.filename}:{frame.lineno}" for frame in frames))
        summary = traceback.format_exception_only(error)[-1].strip()
        details = "".join(traceback.format_exception(error))
        self._tell(kind, CrashNotice(self._mask.text(summary), self._mask.text(details), where), error)

    def _tell(self, kind: Kind, notice: CrashNotice, error: BaseException | None) -> None:
        LOG.error("Unexpected error in %s: %s", notice.where, notice.summary, exc_info=error)
        with self._lock:
            is_new = kind not in self._seen
            self._seen.add(kind)
        if not is_new:
            return
        if sys.stderr is not None:
            # A broken pipe must not raise within a hook.
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.write(f"Unexpected error in {notice.where}: {notice.summary}\n{notice.details}")
        if self._on_notice is not None:
            self._on_notice(notice)
