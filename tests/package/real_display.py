"""An X display of its own, and the program's window on it."""

import random
import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LONGEST_START_S = 60.0
WINDOW = re.compile(r'^\s*(0x[0-9a-f]+) "(Action Explorer[^"]*)"', re.MULTILINE)


@contextmanager
def display() -> Iterator[str]:
    """
    Its name. It is reached through an abstract socket, from inside another root folder too.

    Its number is far from those that servers choose for themselves: of two that choose the same one at the same time,
    one may get the abstract socket and the other the file. It does not begin anew when its last window closes: a
    program that comes at that moment is refused.
    """
    chosen = f":{random.randint(1_000, 9_999)}"
    server = subprocess.Popen(
        ["Xvfb", chosen, "-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-ac", "-noreset"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        number = server.stdout.readline().strip()
        if f":{number}" != chosen:
            raise SystemExit(f"Xvfb did not start on {chosen}; try again")
        yield chosen
    finally:
        server.terminate()
        server.wait(20)


def viewable_title(name: str) -> str:
    """The title of the program's window that can be seen there; empty if there is none."""
    tree = subprocess.run(["xwininfo", "-display", name, "-root", "-tree"], capture_output=True, text=True, check=True)
    for window, title in WINDOW.findall(tree.stdout):
        asked = ["xwininfo", "-display", name, "-id", window]
        if "IsViewable" in subprocess.run(asked, capture_output=True, text=True, check=False).stdout:
            return title
    return ""


def seconds_to_window(
    command: Sequence[str], environment: dict[str, str], name: str, title: str, picture: Path | None = None
) -> float:
    """Start the program, wait until its window is there, and end it politely."""
    started = time.monotonic()
    program = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        while title not in viewable_title(name):
            if program.poll() is not None:
                raise SystemExit(f"the program ended with {program.returncode}: {program.stdout.read()}")
            if time.monotonic() - started > LONGEST_START_S:
                raise SystemExit(f"no window {title!r} after {LONGEST_START_S:g} s")
            time.sleep(0.005)
        taken = time.monotonic() - started
        if picture:
            time.sleep(3)  # for the picture alone: the lists fill
            subprocess.run(["import", "-display", name, "-window", "root", picture], check=True)
    finally:
        program.terminate()
        said, _ = program.communicate(timeout=30)
    if program.returncode or said:
        raise SystemExit(f"the program ended with {program.returncode}: {said}")
    return taken
