"""
Start to a painted window that shows a cached catalogue, beside an empty QMainWindow with PySide6, qasync and httpx.

    python tests/bench/start.py [--actions 10000] [--runs 7] [--cold-runs 3]

Both are processes of their own, started in turn, timed from before they are started until the turn of the event loop
after the first paint (of the empty window; of a row of the list). Cold means that the files of the interpreter's
packages were put out of the system's cache before, where the system lets a program do that (Linux). The time of
`--version` is beside that of an interpreter which does nothing.

rich is hidden from both: httpx imports it where it is installed, which an ordinary installation of the program has no
reason to, and the floor would be higher for it.
"""

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

from made_catalogue import made_data_dir

import explorer

LIMIT_S = 60
HIDE_RICH = "import sys; sys.modules['rich'] = None\n"

FLOOR = (
    HIDE_RICH
    + """
import time
import httpx, PySide6.QtWidgets, qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    is_painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, self.tell)
    def tell(self):
        print(time.time(), flush=True)
        QApplication.quit()

app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
)

PROGRAM = (
    HIDE_RICH
    + """
import time
from explorer.__main__ import main

def watch():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from explorer.ui.views.action_row_painter import ActionRowPainter
    paint = ActionRowPainter.paint
    def noted(self, painter, option, index):
        paint(self, painter, option, index)
        if ActionRowPainter.paint is noted:
            ActionRowPainter.paint = paint
            QTimer.singleShot(0, tell)
    def tell():
        print(time.time(), flush=True)
        QTimer.singleShot(0, close)
    def close():
        for window in QApplication.topLevelWidgets():
            if window.windowTitle().startswith("Action Explorer"):
                window.close()
    ActionRowPainter.paint = noted

from explorer import app
watch()
sys.exit(main(sys.argv[1:]))
"""
)


def seconds_to_paint(code: str, arguments: list[str]) -> float:
    """From before the process is started to what it prints after its first paint."""
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=True,
    )
    return float(done.stdout.split()[0]) - begun


def seconds_to_end(words: list[str]) -> float:
    """How long a process takes from its start to its end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], env=environment(), capture_output=True, timeout=LIMIT_S, check=True)
    return time.perf_counter() - begun


def environment() -> dict[str, str]:
    """This process's own, off screen unless asked otherwise, and with a keyring that depends on nothing."""
    here = str(Path(__file__).parent)
    paths = os.pathsep.join([here, str(Path(explorer.__file__).parents[1])])
    return {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "PYTHONPATH": paths,
        "PYTHON_KEYRING_BACKEND": "bench_keyring.BenchKeyring",
    }


def forget_files() -> bool:
    """Put the files of all packages out of the system's cache; False where a program cannot do that."""
    if not hasattr(os, "posix_fadvise"):
        return False
    folders = {Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")}
    for folder in [*folders, Path(explorer.__file__).parent]:
        for path in folder.rglob("*"):
            if path.suffix in (".py", ".pyc") or ".so" in path.name:
                try:
                    file = os.open(path, os.O_RDONLY)
                except OSError:
                    continue
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(file)
    return True


def compare(name: str, folder: Path, runs: int, *, is_cold: bool) -> None:
    """Run both in turn, and print medians and their ratio."""
    floors: list[float] = []
    programs: list[float] = []
    for _ in range(runs):
        for times, code, words in ((floors, FLOOR, []), (programs, PROGRAM, ["--data-dir", str(folder)])):
            if is_cold and not forget_files():
                print(f"{name}: this system does not let a program forget files")
                return
            times.append(seconds_to_paint(code, words))
    floor, program = statistics.median(floors), statistics.median(programs)
    print(
        f"{name}: floor {floor * 1000:5.0f} ms ({spread(floors)}), program {program * 1000:5.0f} ms "
        f"({spread(programs)}), ratio {program / floor:.2f} (promised: at most 1.5)",
        flush=True,
    )


def spread(times: list[float]) -> str:
    """Shortest and longest."""
    return f"{min(times) * 1000:.0f} to {max(times) * 1000:.0f}"


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="Start of the program beside an empty window.")
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--cold-runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_data_dir(folder, asked.actions)
        # The first start writes bytecode, and is not counted.
        seconds_to_paint(PROGRAM, ["--data-dir", str(folder)])
        compare("warm", folder, asked.runs, is_cold=False)
        if asked.cold_runs:
            compare("cold", folder, asked.cold_runs, is_cold=True)
    versions = [seconds_to_end(["-m", "explorer", "--version"]) for _ in range(asked.runs)]
    nothings = [seconds_to_end(["-c", ""]) for _ in range(asked.runs)]
    print(
        f"--version: {statistics.median(versions) * 1000:.0f} ms, "
        f"an interpreter that does nothing: {statistics.median(nothings) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
