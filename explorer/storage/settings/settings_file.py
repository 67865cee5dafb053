"""
The settings: one JSON object in one file, with a version and a section for each part of the program.

Sections that nobody here knows are kept. A file that cannot be read is renamed, told about, and replaced by the next
save.
"""

import asyncio
import threading
from pathlib import Path

from explorer.domain.json_value import ABSENT, Absent, JsonObject, JsonValue, NotJson, parse_json, write_json
from explorer.storage.atomic_file import set_aside, write_whole
from explorer.storage.settings.settings_upgrade import CURRENT_VERSION, UnknownVersion, upgraded

LARGEST_FILE_BYTES = 8 * 1024 * 1024


class SettingsNotSaved(Exception):
    """The file could not be written; the text says why. What was changed is still there in memory."""


class SettingsFile:
    """The settings in memory, and the file behind them. Use it from one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._content: JsonObject = {"version": CURRENT_VERSION}
        self._on_disk = ""
        self._writing = threading.Lock()

    @property
    def path(self) -> Path:
        """Where the file is, or will be after the first save."""
        return self._path

    def load(self) -> str:
        """
        Read the file, if there is one. Blocks, for a few milliseconds.

        Returns:
            What a person should be told, in one or two sentences; empty if all is well.
        """
        try:
            with self._path.open("rb") as file:
                raw = file.read(LARGEST_FILE_BYTES + 1)
        except FileNotFoundError:
            return ""
        except OSError as problem:
            return self._start_afresh(problem.strerror or type(problem).__name__)
        try:
            content = _checked(raw)
        except (UnicodeDecodeError, NotJson, UnknownVersion) as problem:
            return self._start_afresh(str(problem))
        self._content = content
        self._on_disk = raw.decode()
        return ""

    def section(self, name: str) -> JsonValue | Absent:
        """What is kept under a name. Do not change it in place: give the new value to `change`."""
        return self._content.get(name, ABSENT)

    def change(self, name: str, value: JsonValue) -> None:
        """Keep a value under a name from now on, on the disk with the next save."""
        if name == "version":
            raise ValueError("the version is not for sections to change")
        self._content[name] = value

    async def save(self) -> None:
        """
        Write the file in a thread, if anything changed since it was read or written last.

        Raises:
            SettingsNotSaved: It could not be written.
        """
        await asyncio.to_thread(self.save_now)

    def save_now(self) -> None:
        """As `save`, but blocks. Saves that overlap are made one after the other, each with the newest content."""
        with self._writing:
            text = write_json(dict(self._content), indent=2) + "\n"
            if text == self._on_disk:
                return
            try:
                write_whole(self._path, text.encode())
            except OSError as problem:
                reason = problem.strerror or type(problem).__name__
                raise SettingsNotSaved(f"The settings could not be saved to {self._path}: {reason}") from problem
            self._on_disk = text

    def _start_afresh(self, reason: str) -> str:
        said = f"The settings could not be read: {reason}."
        try:
            aside = set_aside(self._path)
        except OSError as problem:
            return f"{said} They cannot be renamed either ({problem.strerror}), and will be overwritten."
        return f"{said} They are kept as {aside.name}, and the program starts with new ones."


def _checked(raw: bytes) -> JsonObject:
    if len(raw) > LARGEST_FILE_BYTES:
        raise NotJson(f"larger than {LARGEST_FILE_BYTES // 1024 // 1024} MiB")
    content = parse_json(raw.decode("utf-8-sig"))
    if not isinstance(content, dict):
        raise NotJson("not an object")
    return upgraded(content)
