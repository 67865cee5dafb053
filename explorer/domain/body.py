"""
The body of an answer: its bytes in memory, or mapped from a file without a name where there are many of them.

A `Body` has a length, gives any part of itself as bytes (`body[1000:2000]`), and is a buffer: `memoryview(body)` and
the JSON decoder read it where it lies. `bytes(body)` copies all of it: only for bodies known to be small.

The file is made in the system's place for such files, is gone when nothing refers to the body any more, also after a
crash, and is never opened again.
"""

import contextlib
import mmap
import os
import tempfile
from pathlib import Path
from typing import IO, Final, TypeAlias

Body: TypeAlias = bytes | mmap.mmap

IN_MEMORY_BYTES: Final = 1_048_576
"""Larger bodies lie on disk."""


class IncomingBody:
    """
    Takes a body piece by piece. At most `in_memory_bytes` wait in memory to be written.

    Args:
        in_memory_bytes: From this size on the body should lie on disk: `is_full` asks for a `write` then.
    """

    def __init__(self, in_memory_bytes: int = IN_MEMORY_BYTES) -> None:
        self._in_memory_bytes = in_memory_bytes
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self.written_bytes = 0
        self._file: IO[bytes] | None = None

    def __del__(self) -> None:
        # Reading may be given up at any moment, also while a thread still writes.
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()

    def __len__(self) -> int:
        return self.written_bytes + self._waiting_bytes

    @property
    def is_full(self) -> bool:
        """Whether so much waits that it should be written before more is added."""
        return self._waiting_bytes >= self._in_memory_bytes

    def add(self, piece: bytes) -> None:
        """Take a piece; nothing is written yet."""
        self._waiting.append(piece)
        self._waiting_bytes += len(piece)

    def write(self) -> None:
        """
        Move what waits to the file. Blocks for as long as the disk does.

        Raises:
            OSError: The disk took none of it, or not all; what waited is lost, what was written before is there.
        """
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - given up in `body`, or with this object
        waiting, count = self._waiting, self._waiting_bytes
        self._waiting, self._waiting_bytes = [], 0
        self._file.writelines(waiting)
        self._file.flush()
        self.written_bytes += count

    def body(self) -> Body:
        """All that came; nothing can be added afterwards. What still waits is written at once, or lost."""
        if self._file is None:
            return b"".join(self._waiting)
        with contextlib.suppress(OSError):
            self.write()
        with self._file as file:
            if not self.written_bytes:
                return b""
            return mmap.mmap(file.fileno(), self.written_bytes, access=mmap.ACCESS_READ)


def mapped(path: Path) -> Body:
    """The bytes of a file that nobody changes, in memory or where they are. Raises `OSError`."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size <= IN_MEMORY_BYTES:
            return file.read()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def is_blank(body: Body) -> bool:
    """Whether it holds nothing but white space."""
    if not body[:4096].strip():
        return all(not body[start : start + 65_536].strip() for start in range(0, len(body), 65_536))
    return False
