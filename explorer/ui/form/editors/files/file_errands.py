"""What is done with files in a thread: read into text, write from text. Failures are answers, in words."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from explorer.storage.atomic_file import write_whole
from explorer.ui.form.editors.files.file_text import LARGEST_BYTES, as_text, decoded, media_type_of_name
from explorer.ui.widgets.shown_text import shown_line, size_text
from explorer.ui.widgets.thread_answer import Errand

_PIECE: Final = 3 * 128 * 1024
"""Bytes at a time; a multiple of three, so that the pieces of base64 can be put together."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, as text."""

    name: str
    text: str
    size_bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """Why not, in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file was written."""

    path: Path


def reading(path: Path, content: str, wanted_type: str) -> Callable[[Errand], object]:
    """A function that reads a file into base64 or a data URI, as far as it is not too large."""

    def read(errand: Errand) -> object:
        try:
            return _read(path, content, wanted_type, errand)
        except OSError as error:
            return NotDone(f"{shown_line(path.name)} cannot be read: {error.strerror or error}")

    return read


def picturing(image: QImage, content: str) -> Callable[[Errand], object]:
    """A function that makes a PNG file of a copied picture."""

    def make(_errand: Errand) -> object:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs want bytes here, Qt a text
            return NotDone("The copied picture cannot be read")
        return of_bytes(bytes(buffer.data().data()), "picture.png", content, "image/png")

    return make


def of_bytes(whole: bytes, name: str, content: str, media_type: str) -> ReadFile | NotDone:
    """Bytes as text, as far as they are not too many."""
    if len(whole) > LARGEST_BYTES:
        return _too_large(name, len(whole))
    letters = base64.b64encode(whole).decode("ascii")
    return ReadFile(name, as_text([letters], content, media_type), len(whole), media_type)


def writing(text: str, path: Path) -> Callable[[Errand], object]:
    """A function that writes the file that a text holds."""

    def write(_errand: Errand) -> object:
        try:
            write_whole(path, decoded(text))
        except ValueError as error:
            return NotDone(f"Not saved: {error}")
        except OSError as error:
            return NotDone(f"{shown_line(path.name)} could not be written: {error.strerror or error}")
        return Written(path)

    return write


def _read(path: Path, content: str, wanted_type: str, errand: Errand) -> ReadFile | NotDone | None:
    if not path.is_file():
        return NotDone(f"{shown_line(path.name)} is no file")
    errand.total = path.stat().st_size
    if errand.total > LARGEST_BYTES:
        return _too_large(path.name, errand.total)
    parts: list[str] = []
    with path.open("rb") as opened:
        while piece := opened.read(_PIECE):
            if errand.is_given_up:
                return None
            parts.append(base64.b64encode(piece).decode("ascii"))
            errand.done += len(piece)
            if errand.done > LARGEST_BYTES:  # it has grown, or is none of a known size
                return _too_large(path.name, errand.done)
    media_type = media_type_of_name(path.name) or wanted_type
    return ReadFile(path.name, as_text(parts, content, media_type), errand.done, media_type)


def _too_large(name: str, size_bytes: int) -> NotDone:
    return NotDone(
        f"{shown_line(name)} has {size_text(size_bytes)}: at most {size_text(LARGEST_BYTES)} go into a request"
    )
