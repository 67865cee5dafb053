"""The shape of the source: arrows between packages, sizes, names, docstrings, letters, and nothing of one machine."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "explorer"
MOST_LINES = 400

FORBIDDEN_NAMES = frozenset(
    {"utils", "helpers", "common", "misc", "base", "core", "manager", "handler", "data", "info", "processor"}
)
"""Words that say nothing; not for a module, nor as the last word of a class."""

SIZES_OF_ITS_OWN = {
    "explorer": "the program's top level: one module for each step of a start",
}
"""Packages with fewer than 3 or more than 9 modules, and why."""

QT_METHODS_OF_ONE_WORD = {"data", "event", "fixup", "flags", "index", "paint", "parent", "validate"}

NOT_OURS = {".git", "build", "dist", "pictures", "__pycache__"}


def python_files(top: Path) -> list[Path]:
    return sorted(path for path in top.rglob("*.py") if "__pycache__" not in path.parts)


def tracked_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        folders = path.relative_to(ROOT).parts[:-1]
        if any(
            part in NOT_OURS or part.startswith((".venv", ".hypothesis")) or part.endswith("_cache") for part in folders
        ):
            continue
        # In a linked work tree .git is a file, which names where the others are.
        if path.is_file() and path.name != ".git" and not path.name.startswith(".coverage"):
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


SOURCE_FILES = python_files(SOURCE)
ALL_PYTHON = [path for path in tracked_files() if path.suffix == ".py"]


def test_import_contracts_hold():
    checker = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run([checker, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in ALL_PYTHON}
    assert not {path: lines for path, lines in lengths.items() if lines > MOST_LINES}


def test_names_of_modules_and_packages_say_what_is_in_them():
    parts = {part for path in SOURCE_FILES for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert not parts & FORBIDDEN_NAMES


def test_last_words_of_classes_say_what_they_are():
    classes = [
        (name(path), node.name)
        for path in SOURCE_FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    last_words = [(path, found, re.findall(r"[A-Z][a-z0-9]*|[a-z]+", found)[-1].lower()) for path, found in classes]
    assert not [(path, found) for path, found, word in last_words if word in FORBIDDEN_NAMES]


def undocumented(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    if not ast.get_docstring(tree):
        yield name(path)
    public: list[ast.AST] = [tree]
    while public:
        parent = public.pop()
        for node in ast.iter_child_nodes(parent):
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
                continue
            if isinstance(node, ast.ClassDef):
                public.append(node)
            if not ast.get_docstring(node) and not is_told_elsewhere(node, parent):
                yield f"{name(path)}: {node.name}"


def is_told_elsewhere(node: ast.AST, parent: ast.AST) -> bool:
    """A property's setter, an overload, or an override of Qt's or another library's class has its sentence there."""
    words = {ast.unparse(decorator).split(".")[-1] for decorator in getattr(node, "decorator_list", [])}
    bases = [ast.unparse(base) for base in parent.bases] if isinstance(parent, ast.ClassDef) else []
    is_qt_class = any(re.fullmatch(r"(?:\w+\.)?Q[A-Z]\w+", base) for base in bases)
    is_qt_method = bool(re.search("[a-z][A-Z]", node.name)) or (is_qt_class and node.name in QT_METHODS_OF_ONE_WORD)
    return is_qt_method or bool(words & {"setter", "overload", "override"})


def test_everything_public_is_documented():
    assert not [missing for path in SOURCE_FILES for missing in undocumented(path)]


@pytest.mark.parametrize("top", ["explorer", "tests", "packaging"])
def test_source_is_ascii(top: str):
    # Bidirectional and invisible characters can make source read otherwise than it runs.
    found = {}
    for path in python_files(ROOT / top):
        foreign = sorted({letter for letter in path.read_text("utf-8") if not letter.isascii()})
        if foreign:
            found[name(path)] = [f"U+{ord(letter):04X}" for letter in foreign]
    assert not found


def test_other_text_has_no_invisible_characters():
    hidden = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
    texts = [path for path in tracked_files() if path.suffix in {".md", ".toml", ".sh", ".yml", ".yaml", ""}]
    assert not [name(path) for path in texts if hidden.search(path.read_text("utf-8", "replace"))]


def test_packages_have_between_three_and_nine_modules():
    found = {}
    for package in sorted({path.parent for path in SOURCE_FILES}):
        modules = [path for path in package.glob("*.py") if path.name != "__init__.py"]
        packages = list(package.glob("*/__init__.py"))
        if (len(modules) > 9 or len(modules + packages) < 3) and name(package) not in SIZES_OF_ITS_OWN:
            found[name(package)] = f"{len(modules)} modules, {len(packages)} packages"
    assert not found


# Spelled in parts, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    r"(?<![\w.$}~-])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "o" + "pt", "Us" + "ers", "ho" + "me"]) + r")/[\w.]"
)
REGISTRY_HOSTS = re.compile(
    "|".join([r"pypi\." + "org", "python" + "hosted", r"npmjs\." + "(?:org|com)", r"deb\." + "debian"])
)


def test_no_path_of_a_machine_and_no_registry_host_is_in_the_tree():
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [(name(path), hit.group()) for hit in MACHINE_PATHS.finditer(text)]
        found += [(name(path), hit.group()) for hit in REGISTRY_HOSTS.finditer(text)]
    assert not found
