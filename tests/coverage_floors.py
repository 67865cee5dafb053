"""
A floor of coverage for each file, lines and branches together, in percent. The average of many files hides the bad one.

After a whole run of the tests under `coverage run`, files below their floor are an error of that run; `conftest.py`
registers this module with pytest for it. `python tests/coverage_floors.py` looks again at what the last run measured,
and with `--all` says how far each file is above its floor.

Coverage follows the threads that Python starts; those that qasync starts with Qt are made to be followed here. What runs
in processes of its own is not measured: the sandbox's server, the program in its real window.
"""

import json
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from coverage import Coverage

FLOORS: Mapping[str, float] = {
    "explorer": 80,
    "explorer/__main__.py": 50,  # what it starts runs in a process of its own
    "explorer/app.py": 65,
    "explorer/standard_output.py": 50,
    "explorer/form_command/batch.py": 50,  # runs in a process of its own
    "explorer/form_command/window.py": 45,
    "explorer/show_command/timings.py": 38,  # runs in a process of its own
    "explorer/show_command/memory.py": 50,  # each system has its own
    "explorer/show_command/window.py": 48,
    "explorer/domain": 100,
    "explorer/schema": 100,
    "explorer/calls": 100,
    "explorer/providers": 85,
    "explorer/storage": 99,
    "explorer/storage/keyring_backend.py": 75,  # each system has its own
    "explorer/sandbox": 86,
    "explorer/sandbox/command.py": 60,  # serves in a process of its own
    "explorer/sandbox/resource_text.py": 80,
    "explorer/ui/flows": 60,
    "explorer/ui/flows/filling/marks.py": 40,
    "explorer/ui/orderly_end.py": 60,  # signals end processes of their own
    "explorer/ui/form/editors/files/file_line.py": 70,  # menus and drops that only a hand can bring
    "explorer/ui/form/rows/problem_words.py": 75,
}
"""Of files and packages; the longest that fits counts. At what is measured, or just below. They may rise, not fall."""


def floor(file: str) -> float:
    """The floor of a file, named from the repository's root with slashes."""
    fitting = [place for place in FLOORS if file == place or file.startswith(f"{place}/")]
    return FLOORS[max(fitting, key=len)]


def measured_files(measured: Coverage) -> dict[str, float]:
    """Percent of lines and branches that were reached, of each file, those that were never imported too."""
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "coverage.json"
        measured.json_report(outfile=str(report))
        files = json.loads(report.read_text("utf-8"))["files"]
    return {file.replace("\\", "/"): told["summary"]["percent_covered"] for file, told in files.items()}


def below_floors(files: Mapping[str, float]) -> list[str]:
    """A line for each file that is below its floor, and for each floor of nothing."""
    lines = [
        f"{file}: {percent:.2f} % reached, its floor is {floor(file):g} %"
        for file, percent in sorted(files.items())
        if percent < floor(file)
    ]
    gone = [place for place in FLOORS if not any(file == place or file.startswith(f"{place}/") for file in files)]
    return lines + [f"{place}: has a floor, and there is no such file" for place in gone]


def pytest_configure() -> None:
    """Let coverage follow the threads in which qasync carries out blocking work: late imports, files."""
    import PySide6.QtCore  # noqa: F401  # qasync takes the first Qt binding that it finds imported
    import qasync

    plain = qasync._QThreadWorker.run

    def run(worker: object) -> None:
        sys.settrace(threading.gettrace())
        plain(worker)

    qasync._QThreadWorker.run = run


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Make files below their floor an error of a whole run in which nothing else failed."""
    measured = Coverage.current()
    is_whole = session.config.args_source is pytest.Config.ArgsSource.TESTPATHS and not any(
        session.config.getoption(name) for name in ("keyword", "markexpr", "lf", "deselect")
    )
    if measured is None or not is_whole or exitstatus != pytest.ExitCode.OK:
        return
    measured.save()
    if lines := below_floors(measured_files(measured)):
        report = pytest.CollectReport("tests/coverage_floors.py", "failed", "\n".join(lines), None)
        session.config.hook.pytest_collectreport(report=report)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def main() -> None:
    """Look at what the last run measured."""
    measured = Coverage()
    measured.load()
    files = measured_files(measured)
    if "--all" in sys.argv:
        for file, percent in sorted(files.items(), key=lambda one: one[1] - floor(one[0])):
            print(f"{percent:7.2f} {floor(file):5g}  {file}")
    lines = below_floors(files)
    print("\n".join(lines) or "Every file reaches its floor.")
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
