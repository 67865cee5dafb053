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
    except FileNotFoundError:
        raise FileUnusable(f"{_name(path)}: there is no such file") from None
    except IsADirectoryError:
        raise FileUnusable(f"{_name(path)}: that is a directory, name a file") from None
    except OSError as problem:
        raise FileUnusable(f"{_name(path)}: {problem.strerror or type(problem).__name__}") from None
    if len(raw) > LARGEST_FILE_BYTES:
        raise FileUnusable(f"{_name(path)}: larger than {LARGEST_FILE_BYTES // 2**20} MB")
    try:
        text = raw.decode("utf-8-sig")
        return JsonFile(text, parse_json(text))
    except UnicodeDecodeError as problem:
        raise FileUnusable(f"{_name(path)}: not UTF-8 at byte {problem.start + 1}") from None
    except NotJson as problem:
        raise FileUnusable(f"{_name(path)}: not JSON: {problem}") from None


def _name(path: Path) -> str:
    # One line, whatever the file is called.
    name = " ".join(str(path).split())
    return name if len(name) <= 200 else f"\u2026{name[-200:]}"
