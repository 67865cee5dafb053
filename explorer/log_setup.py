"""
The log file: what happened, for support, with every known secret masked by value.

It is bounded: at most four files of 2 MB. What came from outside cannot forge a line in it or move a terminal's
cursor.
"""

import logging
import re
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from explorer.domain.masking import SecretMask

FILE_NAME = "action-explorer.log"
LARGEST_FILE_BYTES = 2_000_000
OLDER_FILES = 3

QUIET = ("httpx", "httpcore", "hpack", "asyncio", "keyring", "uvicorn", "secretstorage")
"""Loggers of libraries of which only warnings count. httpx writes whole URLs, with their queries, at INFO."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class MaskedFormatter(logging.Formatter):
    """A line for each record, its exception below it and indented; secrets masked in all of it."""

    def __init__(self, mask: SecretMask) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._mask = mask

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002 - logging's own
        """UTC, to the millisecond."""
        return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """The record's text, exception and stack included."""
        text = self._mask.text(super().format(record))
        visible = _CONTROL.sub(lambda found: ascii(found.group())[1:-1], text)
        return visible.replace("\n", "\n    ")


class _LogFile(RotatingFileHandler):
    """The file; a full disk or a file that cannot be rotated is no reason to write to standard error."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            maxBytes=LARGEST_FILE_BYTES,
            backupCount=OLDER_FILES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop a record that cannot be written."""


class LogSetup:
    """The log of this process; `close` gives logging back as it was found."""

    def __init__(self, directory: Path, mask: SecretMask, *, level: int = logging.INFO) -> None:
        self.path = directory / FILE_NAME
        self._root = logging.getLogger()
        self._levels = {name: logging.getLogger(name).level for name in QUIET}
        self._root_level = self._root.level
        self._file = _LogFile(self.path)
        self._file.setFormatter(MaskedFormatter(mask))
        self._root.addHandler(self._file)
        self._root.setLevel(level)
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)

    def close(self) -> None:
        """Write what is left and let go of the file. May be called again."""
        self._root.removeHandler(self._file)
        self._file.close()
        self._root.setLevel(self._root_level)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
