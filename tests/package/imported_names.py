"""
The names of all modules that the program may ever import.

Read from the source alone: every import in it, wherever it stands, what its strings name for an import later on, and
every module of each library that `pyproject.toml` names.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULE = re.compile(r"^((?:\w+/)*\w+)\.(?:py|so|[\w-]+\.so)$")
QT = "pyside6-essentials"
"""Of this one the package holds what is used."""
OF_NO_USE = {"testing", "tests", "_tests", "__main__", "__pyinstaller"}
"""What libraries bring for tests, packagers and command lines of their own."""


def names() -> list[str]:
    """Each once."""
    found = {name.removesuffix(".__init__") for name in (*of_the_program(), *of_its_libraries())}
    return sorted(name for name in found if not OF_NO_USE.intersection(name.split(".")))


def of_the_program() -> Iterator[str]:
    for file in (ROOT / "explorer").rglob("*.py"):
        yield ".".join(file.relative_to(ROOT).with_suffix("").parts)
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        imports_by_name = any(isinstance(node, ast.Name) and node.id == "import_module" for node in nodes)
        for node in nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module
                taken = (f"{node.module}.{alias.name}" for alias in node.names)
                yield from filter(is_module, taken)
            elif isinstance(node, ast.Constant) and imports_by_name and is_foreign(node.value):
                yield node.value


def is_module(name: str) -> bool:
    """Whether it is one, and not something else in a module."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def is_foreign(value: object) -> bool:
    """Whether it is the name of a module, and none of those of Python itself, whose names are words for other things."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z_]\w*(\.\w+)*", value):
        return False
    return value.split(".", 1)[0] not in sys.stdlib_module_names and is_module(value)


def of_its_libraries() -> Iterator[str]:
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    for library in (re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in dependencies):
        files = distribution(library).files or ()
        if library != QT:
            yield from (found[1].replace("/", ".") for file in files if (found := MODULE.match(file.as_posix())))


if __name__ == "__main__":
    sys.stdout.write("\n".join(names()))
