"""
Memory and processor time of the idle program with a cached catalogue, beside an empty QMainWindow.

    python tests/bench/memory.py [--actions 10000] [--settle 4] [--watch 5] [--runs 3]

Both are processes of their own that import PySide6, qasync and httpx. The program is looked at when its window has
been painted and everything that follows the start has settled; each prints its resident memory and the processor time
that it used while it was watched: the cursor in the search box blinks once a second, and nothing else moves. Memory is read from Linux's /proc, so that only the time is printed elsewhere.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from made_catalogue import made_data_dir
from start import HIDE_RICH, LIMIT_S, environment

PROMISED_MB = 60

LOOK = """
import json, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def resident_mb():
    try:
        with open("/proc/self/statm") as file:
            import os
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return 0.0

def watch(settle_s, watch_s, end):
    def begin():
        used, memory = time.process_time(), resident_mb()
        def stop():
            print(json.dumps({"mb": memory, "busy_ms": (time.process_time() - used) * 1000}), flush=True)
            end()
        QTimer.singleShot(int(watch_s * 1000), stop)
    QTimer.singleShot(int(settle_s * 1000), begin)
"""

FLOOR = (
    HIDE_RICH
    + LOOK
    + """
import httpx, qasync
from PySide6.QtWidgets import QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
watch(float(sys.argv[1]), float(sys.argv[2]), QApplication.quit)
app.exec()
"""
)

PROGRAM = (
    HIDE_RICH
    + LOOK
    + """
import gc
gc.disable()
from explorer import app
from explorer.__main__ import main

def close():
    for window in QApplication.topLevelWidgets():
        if window.windowTitle().startswith("Action Explorer"):
            window.close()

settle_s, watch_s = float(sys.argv[1]), float(sys.argv[2])
show = app.Explorer.open
def open_and_watch(self, **words):
    show(self, **words)
    watch(settle_s, watch_s, close)
app.Explorer.open = open_and_watch
sys.exit(main(sys.argv[3:]))
"""
)


def looked_at(code: str, settle_s: float, watch_s: float, *words: str) -> dict[str, float]:
    """What the process says of itself."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(settle_s), str(watch_s), *words],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT_S + settle_s + watch_s,
        check=True,
    )
    said: dict[str, float] = json.loads(done.stdout.splitlines()[0])
    return said


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description="The idle program beside an empty window.")
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--settle", type=float, default=4.0, help="seconds after the start before looking")
    parser.add_argument("--watch", type=float, default=5.0, help="seconds of looking")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    floors, programs = [], []
    with tempfile.TemporaryDirectory() as name:
        made_data_dir(Path(name), asked.actions)
        for _ in range(asked.runs):
            floors.append(looked_at(FLOOR, asked.settle, asked.watch))
            programs.append(looked_at(PROGRAM, asked.settle, asked.watch, "--data-dir", name))
    floor, program = (statistics.median(one["mb"] for one in many) for many in (floors, programs))
    if floor:
        print(
            f"memory with {asked.actions:,} actions: floor {floor:.1f} MB, program {program:.1f} MB, "
            f"{program - floor:.1f} MB more (promised: at most {PROMISED_MB})"
        )
    floor_ms, program_ms = (statistics.median(one["busy_ms"] for one in many) for many in (floors, programs))
    print(
        f"processor time in {asked.watch:g} idle seconds: floor {floor_ms:.1f} ms, program {program_ms:.1f} ms "
        "(promised: none)"
    )


if __name__ == "__main__":
    main()
