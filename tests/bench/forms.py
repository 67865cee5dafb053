"""
A form from its schema to the first paint, beside hand-written widgets of the same fields and the Qt form libraries on
PyPI.

    python tests/bench/forms.py [--runs 9] [--without-peers] [--cpu]

Each way of making forms has a process of its own (`form_contestants.py`), in which a window of 1280 x 800 is shown
before. The ways take turns at every form; the first round warms up, is told as "first" for ours, and does not count
for the median. Ours paints the whole form first and puts the editors in the place of what was painted right after; "made" tells how
long it is until they are all there, and some beyond what is in view. No two forms have the same names in them. A peer that gives up at a schema gets it without formats, without null
beside another type, and with anyOf in place of oneOf: then its ratio is marked with a star. What a peer does wrong
with the value that it is given is told beside; where nothing is told, it really supports the form.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from form_cases import CASES
from peer_environments import PEERS, environment

import explorer

HERE = Path(__file__).resolve().parent
OURS, HAND = "ours", "hand-written"


class Contestant:
    """One way of making forms, and its process."""

    def __init__(self, name: str, python: Path | str) -> None:
        self.name = name
        self.times: dict[str, list[float]] = {}
        self.first: dict[str, float] = {}
        self.made: dict[str, list[float]] = {}
        self.notes: dict[str, str] = {}
        self.is_plain: set[str] = set()
        self.failed: dict[str, str] = {}
        words = [str(python), str(HERE / "form_contestants.py"), name]
        environ = {"PYTHONPATH": str(Path(explorer.__file__).parents[1])} if name == OURS else {}
        self._process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**_environment(), **environ},
        )

    def make(self, case: str, salt: str, clock: str) -> None:
        """Make one form of a case, unless it was shown that it cannot."""
        if case in self.failed:
            return
        told = self._ask(case, salt)
        if "failed" in told and case not in self.is_plain:
            self.notes[case] = told["failed"]
            self.is_plain.add(case)
            told = self._ask(case, salt)
        if "failed" in told:
            self.failed[case] = told["failed"]
            return
        if case not in self.first:
            self.first[case] = told[clock]
        else:
            self.times.setdefault(case, []).append(told[clock])
            self.made.setdefault(case, []).append(told[f"made_{clock}"])
        if told["note"]:
            self.notes[case] = told["note"]

    def median(self, case: str) -> float:
        """Of all rounds but the first."""
        return statistics.median(self.times[case])

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, case: str, salt: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"case": case, "salt": salt, "plain": case in self.is_plain}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        return json.loads(line) if line else {"failed": "its process ended"}


def _environment() -> dict[str, str]:
    import os

    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def main() -> None:
    """Read the arguments, measure, and print."""
    parser = argparse.ArgumentParser(description="Forms beside hand-written widgets and the form libraries on PyPI.")
    parser.add_argument("--runs", type=int, default=9, help="rounds, beside the first (%(default)s)")
    parser.add_argument("--without-peers", action="store_true", help="hand-written widgets alone")
    parser.add_argument("--cpu", action="store_true", help="process time in place of elapsed time")
    asked = parser.parse_args()
    contestants = [Contestant(HAND, sys.executable), Contestant(OURS, sys.executable)]
    for name in () if asked.without_peers else PEERS:
        try:
            contestants.append(Contestant(name, environment(name)))
        except (OSError, subprocess.CalledProcessError) as problem:
            print(f"{name}: cannot be installed here: {problem}")
    for turn in range(asked.runs + 1):
        for case in CASES:
            for contestant in contestants:
                contestant.make(case, f"r{turn}", "cpu_ms" if asked.cpu else "ms")
    for contestant in contestants:
        contestant.close()
    _print_table(contestants)


def _print_table(contestants: list[Contestant]) -> None:
    hand, ours, *peers = contestants
    print(f"{'':14}{'hand-written':>13}{'ours':>9}{'first':>9}{'made':>9}{'ratio':>8}  promised")
    for case, make in CASES.items():
        floor, own, promise = hand.median(case), ours.median(case), make("").promise
        verdict = "" if not promise else f"{promise:g}: {'kept' if own / floor <= promise else 'BROKEN'}"
        made = statistics.median(ours.made[case])
        figures = f"{floor:10.1f} ms{own:6.1f} ms{ours.first[case]:6.1f} ms{made:6.1f} ms"
        print(f"{case:14}{figures}{own / floor:8.2f}  {verdict}")
        if case in ours.notes:
            print(f"{'':14}ours: {ours.notes[case]}")
    for peer in peers:
        print(f"\nours / {peer.name}")
        for case in CASES:
            if case in peer.failed:
                print(f"{case:14}{'-':>9}  cannot make it: {peer.failed[case]}")
                continue
            ratio = ours.median(case) / peer.median(case)
            is_right = case not in peer.notes
            verdict = ("faster" if ratio < 1 else "SLOWER") if is_right else peer.notes[case]
            print(f"{case:14}{ratio:8.2f}{'*' if case in peer.is_plain else ' '}  {verdict}")


if __name__ == "__main__":
    main()
