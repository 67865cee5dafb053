"""Files of this computer that go out with a call: looked at when the call is shown, read when it is made."""

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from explorer.domain.failure import NotSendable
from explorer.domain.json_value import JsonObject, Pointer

LARGEST_BYTES: Final = 64 * 1024 * 1024
"""Larger files are not sent: they would have to be held in memory."""


@dataclass(frozen=True, slots=True)
class FileValue:
    """A file that a parameter names, where in the arguments it does, and how large it is."""

    pointer: Pointer
    path: Path
    size_bytes: int

    @property
    def name(self) -> str:
        """The file's name, without its directory."""
        return self.path.name

    @property
    def media_type(self) -> str:
        """By the ending of the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def read(self) -> bytes:
        """The content. Blocks: call it in a thread. Raises `NotSendable` if it cannot be read or has grown."""
        try:
            with self.path.open("rb") as opened:
                content = opened.read(LARGEST_BYTES + 1)
        except OSError as error:
            raise NotSendable(_unreadable(self.path, error), pointer=self.pointer) from None
        if len(content) > LARGEST_BYTES:
            raise NotSendable(_too_large(self.path, len(content)), pointer=self.pointer)
        return content


def files_in(arguments: JsonObject, names: frozenset[str]) -> Sequence[FileValue]:
    """
    The files that the parameters of these names hold, as paths: one each, or a list.

    Raises:
        NotSendable: There is no such file, or it is too large; the pointer says which parameter.
    """
    found: list[FileValue] = []
    for name in arguments:
        value = arguments[name]
        if name not in names:
            continue
        paths = value if isinstance(value, list) else [value]
        for place, path in enumerate(paths):
            if isinstance(path, str) and path.strip():
                found.append(_looked_at(path, (name, place) if isinstance(value, list) else (name,)))
    return found


def _looked_at(text: str, pointer: Pointer) -> FileValue:
    path = Path(text.strip())
    try:
        path = path.expanduser()
        if not path.is_file():
            raise NotSendable(f"There is no file {path}.", pointer=pointer)
        size_bytes = path.stat().st_size
    except (OSError, ValueError, RuntimeError) as error:
        raise NotSendable(_unreadable(path, error), pointer=pointer) from None
    if size_bytes > LARGEST_BYTES:
        raise NotSendable(_too_large(path, size_bytes), pointer=pointer)
    return FileValue(pointer, path, size_bytes)


def _unreadable(path: Path, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"The file {path} cannot be read: {reason}."


def _too_large(path: Path, size_bytes: int) -> str:
    return f"The file {path} is too large: {size_bytes:,} bytes, at most {LARGEST_BYTES:,} can be sent."
