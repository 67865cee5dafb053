"""A file that is looked at: opened where it lies, read in place, never run and never handed to another program."""

import contextlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from explorer.domain.body import Body, mapped
from explorer.domain.call import ReceivedAnswer
from explorer.storage.json_file import FileUnusable, shown_name, unusable
from explorer.storage.saved.archive import Archive, looks_like_archive, read_archive
from explorer.storage.saved.media_type import SNIFFED, media_type_of


@dataclass(frozen=True, slots=True)
class SavedAnswer(ReceivedAnswer):
    """
    A body without what once stood around it.

    Args:
        found_type: The media type that its content and its name speak for; it is no header that was received.
    """

    found_type: str = ""

    def header(self, name: str) -> str:
        """The type, as if the server had said it."""
        return self.found_type if name.lower() == "content-type" else ""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """
    A file, open for reading.

    Args:
        body: Its bytes; of a large one the file itself, mapped.
        archive: The requests in it, None where it is no HAR file.
    """

    path: Path
    body: Body
    media_type: str
    archive: Archive | None = None

    def answer(self) -> SavedAnswer:
        """The file as the answer that was saved in it."""
        return SavedAnswer(0, "", (), self.body, found_type=self.media_type)


def open_saved(path: Path) -> SavedFile:
    """
    Open a file. Only its beginning is read, of a HAR file all of it, once.

    Raises:
        FileUnusable: It is not there, no file, or not readable; the text is one line.
    """
    try:
        # A pipe or a device would be waited for, or never end.
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise FileUnusable(f"{shown_name(path)}: that is no regular file; save what it gives to one")
        body = mapped(path)
    except (OSError, ValueError) as problem:
        raise unusable(path, problem) from None
    archive = read_archive(body) if looks_like_archive(body[:SNIFFED], path.name) else None
    return SavedFile(path, body, media_type_of(body[:SNIFFED], path.name), archive)


def read_ahead(path: Path, is_given_up: Callable[[], bool]) -> None:
    """
    Read a file through once and keep nothing of it, so that it lies in the system's cache.

    For a thread: a mapped file that still lies on a slow disk would hold up whoever looks into it. A file that cannot
    be read is left to those who do.
    """
    piece = bytearray(1 << 20)
    with contextlib.suppress(OSError), path.open("rb", buffering=0) as file:
        while not is_given_up() and file.readinto(piece):
            pass
