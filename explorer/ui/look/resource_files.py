"""Where the files under `resources/` are: in the installed package, or beside it in a source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def resource_path(name: str) -> Path:
    """The file `resources/<name>`; `FileNotFoundError` if this installation lacks it."""
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"resources/{name} is missing from this installation")
