"""The check of coverage floors: what it compares with what, and that it fails a whole run."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    found = importlib.util.spec_from_file_location("floors_under_test", HERE / "coverage_floors.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    monkeypatch.setattr(module, "FLOORS", {"a": 80, "a/b": 100, "a/b/c.py": 50})
    return module


def test_the_longest_place_that_fits_counts(floors: ModuleType):
    assert [floors.floor(file) for file in ("a/x.py", "a/bc.py", "a/b/x.py", "a/b/c.py")] == [80, 80, 100, 50]


def test_only_files_below_their_floor_are_told(floors: ModuleType):
    files = {"a/x.py": 79.99, "a/y.py": 80.0, "a/b/x.py": 99.96, "a/b/c.py": 50.0}
    assert floors.below_floors(files) == [
        "a/b/x.py: 99.96 % reached, its floor is 100 %",
        "a/x.py: 79.99 % reached, its floor is 80 %",
    ]


def test_a_floor_of_nothing_is_told(floors: ModuleType):
    assert floors.below_floors({"a/x.py": 100.0, "a/b/x.py": 100.0}) == [
        "a/b/c.py: has a floor, and there is no such file"
    ]


@pytest.mark.parametrize(("arguments", "status"), [([], 1), (["tests"], 0), (["-k", "half"], 0)])
def test_a_whole_run_with_a_file_below_its_floor_fails(tmp_path: Path, arguments: list[str], status: int):
    (tmp_path / "explorer").mkdir()
    (tmp_path / "explorer" / "__init__.py").touch()
    (tmp_path / "explorer" / "half.py").write_text("def reached():\n    return 1\n\ndef missed():\n    return 2\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_half.py").write_text(
        "from explorer.half import reached\n\ndef test_half():\n    assert reached() == 1\n"
    )
    text = (HERE / "coverage_floors.py").read_text("utf-8").split("FLOORS: ")
    (tmp_path / "tests" / "conftest.py").write_text(
        f"{text[0]}FLOORS = {{'explorer': 90}}\n\n\ndef floor{text[1].split('def floor', 1)[1]}"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = tests\naddopts = -p no:cacheprovider\n")
    ended = subprocess.run(
        [sys.executable, "-m", "coverage", "run", "--branch", "--source=explorer", "-m", "pytest", *arguments],
        cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ended.returncode == status, ended.stdout + ended.stderr
    assert ("explorer/half.py: 75.00 % reached" in ended.stdout) is bool(status)
    assert ended.stdout.splitlines()[-1].count("1 error") == status
