"""Texts that come with the explorer, wherever it is installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_text(name: str) -> str:
    """
    The text of a file in `resources/`, read as UTF-8.

    Looks in the installed package first, then beside it, where a checkout has it.

    Args:
        name: Path below `resources/`, with slashes on every system.

    Raises:
        FileNotFoundError: Neither place has it.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*name.split("/"))
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(f"resources/{name} is missing: the installation is incomplete")
