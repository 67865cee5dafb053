"""How long the installed program takes to its window, beside the same program started from its source."""

import os
import statistics
import tempfile
from pathlib import Path

from clean_place import USER, CleanPlace
from real_display import display, seconds_to_window
from report import expect, say

PAIRS = 9
ROUNDS = 3
LARGEST_RATIO = 1.3
NO_KEYRING = "PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring"


def environment(name: str) -> dict[str, str]:
    """For a program outside: the display is the trial's, whatever this session has."""
    here = {**os.environ, "DISPLAY": name, **dict([NO_KEYRING.split("=")])}
    for other in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        here.pop(other, None)
    return here


def try_window(place: CleanPlace, picture: Path | None) -> None:
    """The program opens its window on the sandbox; a picture of it."""
    with display() as name:
        command = place.command("action-explorer", "--sandbox", user=USER, environment=(f"DISPLAY={name}", NO_KEYRING))
        seconds_to_window(command, environment(name), name, "StackOne sandbox", picture)
    expect(True, f"its window opens on the sandbox{f'; picture: build/{picture.name}' if picture else ''}")


def compare_starts(place: CleanPlace, source: str) -> None:
    """
    Both in turn, with new data, and the median of each; each is started once before that.

    A ratio above the limit is measured again, up to twice, and all figures count: what is left above it then is no
    noise.
    """
    with display() as name, tempfile.TemporaryDirectory() as folder:
        here = environment(name)
        words = ("action-explorer", "--data-dir", f"/home/{USER}/starts")  # in the trial's own system
        installed = place.command(*words, user=USER, environment=(f"DISPLAY={name}", NO_KEYRING))
        commands = {"installed": installed, "from source": [source, "--data-dir", folder]}
        for command in commands.values():
            seconds_to_window(command, here, name, "Action Explorer")
        times: dict[str, list[float]] = {kind: [] for kind in commands}
        ratio = 0.0
        for _ in range(ROUNDS):
            for _ in range(PAIRS):
                for kind, command in commands.items():
                    times[kind].append(seconds_to_window(command, here, name, "Action Explorer"))
            ours, theirs = (statistics.median(times[kind]) for kind in commands)
            ratio = ours / theirs
            if ratio <= LARGEST_RATIO:
                break
    for kind, taken in times.items():
        middle = statistics.median(taken)
        say(f"start to a window, {kind}: {middle:.2f} s ({min(taken):.2f} to {max(taken):.2f}, {len(taken)} starts)")
    expect(ratio <= LARGEST_RATIO, f"installed / from source: {ratio:.2f} x, promised at most {LARGEST_RATIO} x")
