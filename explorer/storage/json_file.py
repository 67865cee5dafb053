"""A JSON file that a person named: read whole, exactly, with one line that says what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from explorer.domain.json_value import JsonValue, NotJson, parse_json

LARGEST_FILE_BYTES: Final = 64 * 2**20


@dataclass(frozen=True, slots=True)
class JsonFile:
    """What stood in the file: the text, and the value that it says."""

    text: str
    value: JsonValue


class FileUnusable(Exception):
    """The file cannot be read; the text is one line that names it and says why."""


def read_json_file(path: Path) -> JsonFile:
    """
    Read a file. Blocks, for as long as its size takes; larger ones than `LARGEST_FILE_BYTES` are refused.

    Raises:
        FileUnusable: It is not there, no file, too large, no UTF-8, no JSON, or nests too deep.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as problem:
        raise unusable(path, problem) from None
    if len(raw) > LARGEST_FILE_BYTES:
        raise FileUnusable(f"{shown_name(path)}: larger than {LARGEST_FILE_BYTES // 2**20} MB")
    try:
        text = raw.decode("utf-8-sig")
        return JsonFile(text, parse_json(text))
    except UnicodeDecodeError as problem:
        raise FileUnusable(f"{shown_name(path)}: not UTF-8 at byte {problem.start + 1}") from None
    except NotJson as problem:
        raise FileUnusable(f"{shown_name(path)}: not JSON: {problem}") from None


def unusable(path: Path, problem: Exception) -> FileUnusable:
    """Why a file could not be opened, in words."""
    if isinstance(problem, FileNotFoundError):
        return FileUnusable(f"{shown_name(path)}: there is no such file")
    # Windows refuses a directory as it does a file that is locked.
    if isinstance(problem, IsADirectoryError) or (isinstance(problem, PermissionError) and path.is_dir()):
        return FileUnusable(f"{shown_name(path)}: that is a directory, name a file")
    reason = problem.strerror if isinstance(problem, OSError) else str(problem)
    return FileUnusable(f"{shown_name(path)}: {reason or type(problem).__name__}")


def shown_name(path: Path) -> str:
    """What the file is called, on one line, whatever is in its name."""
    name = " ".join(str(path).split())
    return name if len(name) <= 200 else f"\u2026{name[-200:]}"
