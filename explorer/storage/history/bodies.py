"""
Bodies as files beside the database: each whole or not there at all, secrets masked, found to be what was written.

    bodies/3f/3f0c...-answer     of the run 3f0c...

They are never opened to list, search or delete runs. A file that no run names, left over by a crash, is swept away.
"""

import codecs
import contextlib
import hashlib
import os
import time
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from explorer.domain.body import Body, mapped
from explorer.domain.call import RunId
from explorer.domain.masking import MASK, SecretMask
from explorer.domain.masking.masked_stream import PIECE, MaskedStream
from explorer.storage.history.records import KeptBody

MOST_EXCERPT_LETTERS: Final = 16 * 1024
ORPHAN_AGE_S: Final = 3600.0
"""A younger file may belong to a run that another window is about to write down."""

_NEW: Final = ".new"
_WIDE: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""By the mark at a text's start; the longer before those that they begin with."""

_NAMED: Final = {
    "utf-16": "utf-16-be",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32": "utf-32-be",
    "utf-32le": "utf-32-le",
    "utf-32be": "utf-32-be",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "windows-1252": "latin-1",
    "us-ascii": "latin-1",
}


class BodyDamaged(Exception):
    """A body's file is gone or is not what was written; the text says which."""


class BodyFiles:
    """The files in one directory. Use it in one thread."""

    def __init__(self, directory: Path, mask: SecretMask) -> None:
        self._directory = directory
        self._mask = mask

    def keep(self, run_id: RunId, kind: str, body: Body, content_type: str) -> tuple[KeptBody, str]:
        """
        Write a body, in place of an older one of that run and kind.

        Returns:
            What is kept, and the start of it as text; empty if it is no text.

        Raises:
            OSError: It could not be written; the older one is still there.
        """
        name = f"{run_id[:2]}/{run_id}-{kind}"
        path = self._directory / name
        for directory in (self._directory, path.parent):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_name(path.name + _NEW)
        digest, size, excerpt = hashlib.sha256(), 0, ""
        encoding = _encoding_of(body, content_type)
        try:
            with os.fdopen(_private(new), "wb") as file:
                stream = MaskedStream(self._mask)
                for text in _masked(stream, body, encoding):
                    if len(excerpt) < MOST_EXCERPT_LETTERS:
                        excerpt += text[:MOST_EXCERPT_LETTERS]
                    piece = text.encode(encoding, _errors(encoding))
                    file.write(piece)
                    digest.update(piece)
                    size += len(piece)
            new.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                new.unlink()
            raise
        media_type = content_type.split(";", 1)[0].strip().lower()
        kept = KeptBody(name, size, len(body), digest.hexdigest(), self._mask.text(media_type), stream.has_masked)
        return kept, excerpt[:MOST_EXCERPT_LETTERS] if _is_text(excerpt) else ""

    def read(self, body: KeptBody) -> Body:
        """
        The body as it was written; a large one stays on disk, and is there after its file has been removed.

        Raises:
            BodyDamaged: The file is gone, cannot be read, or has been changed.
        """
        try:
            content = mapped(self._directory / body.name)
        except OSError as problem:
            raise BodyDamaged(f"the file {body.name} cannot be read: {problem.strerror}") from problem
        if len(content) != body.size_bytes or hashlib.sha256(content).hexdigest() != body.sha256:
            raise BodyDamaged(f"the file {body.name} is not what was written")
        return content

    def excerpt(self, body: KeptBody, content_type: str) -> str:
        """The start of a kept body as text, as `keep` gave it; empty if it is none or cannot be read."""
        try:
            with (self._directory / body.name).open("rb") as file:
                content = file.read(4 * MOST_EXCERPT_LETTERS)
        except OSError:
            return ""
        encoding = _encoding_of(content, content_type)
        text = content.decode(encoding, _errors(encoding))[:MOST_EXCERPT_LETTERS]
        return text if _is_text(text) else ""

    def remove(self, names: Sequence[str]) -> Sequence[str]:
        """Delete files; gives those that could not be deleted. Windows deletes none that is still being shown."""
        left: list[str] = []
        for name in names:
            try:
                (self._directory / name).unlink(missing_ok=True)
            except OSError:
                left.append(name)
        return left

    def sweep(self, known: Container[str], *, older_than_s: float = ORPHAN_AGE_S) -> int:
        """Delete files that are not known and not young; gives their number."""
        swept = 0
        for path in self._directory.glob("*/*"):
            name = f"{path.parent.name}/{path.name}"
            with contextlib.suppress(OSError):
                if name not in known and time.time() - path.stat().st_mtime >= older_than_s:
                    path.unlink()
                    swept += 1
        return swept


def _masked(stream: MaskedStream, body: Body, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
    view = memoryview(body)
    for start in range(0, len(view), PIECE):
        yield _writable(stream.feed(decoder.decode(bytes(view[start : start + PIECE]))), encoding)
    yield _writable(stream.feed(decoder.decode(b"", final=True)) + stream.end(), encoding)


def _writable(text: str, encoding: str) -> str:
    # Latin-1 has no letter for the mask; none of its own letters is that one.
    return text.replace(MASK[0], "*") if encoding == "latin-1" else text


def _encoding_of(body: Body, content_type: str) -> str:
    """
    How letters stand in the body; every body can be decoded that way and comes out the same.

    One that claims an encoding in which it cannot be read is taken as UTF-8, as everything unknown is.
    """
    for mark, encoding in _WIDE.items():
        if body[: len(mark)] == mark:
            return encoding if _can_be_read(body, encoding) else "utf-8"
    named = content_type.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    encoding = _NAMED.get(named, "utf-8")
    return encoding if _can_be_read(body, encoding) else "utf-8"


def _can_be_read(body: Body, encoding: str) -> bool:
    if encoding in {"utf-8", "latin-1"}:
        return True
    decoder = codecs.getincrementaldecoder(encoding)(_errors(encoding))
    try:
        for start in range(0, len(body), PIECE):
            decoder.decode(body[start : start + PIECE], final=start + PIECE >= len(body))
    except UnicodeDecodeError:
        return False
    return True


def _errors(encoding: str) -> str:
    return "surrogateescape" if encoding == "utf-8" else "surrogatepass" if encoding.startswith("utf") else "strict"


def _is_text(start: str) -> bool:
    """Whether the start of a body can be read: no zero characters, and hardly any bytes that are no letters."""
    strange = sum(1 for letter in start[:2000] if letter < "\t" or "\ud800" <= letter <= "\udfff")
    return strange * 50 <= len(start[:2000]) and "\0" not in start[:2000]


def _private(path: Path) -> int:
    # Without O_BINARY Windows would write two bytes for each line's end.
    return os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
