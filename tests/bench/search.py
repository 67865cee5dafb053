"""
How long a text in the search takes until the order of rows is there, beside a plain scan for a substring.

    python tests/bench/search.py [NUMBER_OF_ACTIONS ...]

Prints, for each size and text, times in milliseconds, the floor (one `in` for each action
over the same letters), and how many rows were found.
`cold` is a text put in at once, `typed` the slowest key of the same text typed letter by letter. Building is measured by its longest slice.
"""

import statistics
import sys
import time
from collections.abc import Callable

from made_catalogue import made

from explorer.calls.search import SLICE, ActionFilter, ActionIndex, folded
from explorer.domain.action import Effect

TEXTS = (
    "e",
    "em",
    "create",
    "create empl",
    "list time off",
    "creat emploee",
    "xqzv",
    "connector 17 payment",
    "with its id",
)
ROUNDS = 15


def milliseconds(work: Callable[[], object], before: Callable[[], object] = list) -> list[float]:
    """The times of all rounds, each after something else was done."""
    times = []
    for _ in range(ROUNDS):
        before()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


def say(line: str) -> None:
    """One line of the report."""
    sys.stdout.write(line + "\n")


def measure(count: int) -> None:
    """Print the figures for one size."""
    actions = made(count)
    index = ActionIndex()
    slices = []
    for start in range(0, count, SLICE):
        begun = time.perf_counter()
        index.add(actions[start : start + SLICE])
        slices.append((time.perf_counter() - begun) * 1000)
    say(f"{count:,} actions: built in {sum(slices):.0f} ms, longest slice of {SLICE}: {max(slices):.1f} ms")
    letters = [folded(f"{one.name} {one.key} {one.connector_name} {one.description}") for one in actions]
    for text in TEXTS:
        cold = milliseconds(lambda text=text: index.find(text), before=lambda: index.find("0zq"))
        typed = [0.0]
        for length in range(1, len(text) + 1):
            start = time.perf_counter()
            index.find(text[:length])
            typed.append((time.perf_counter() - start) * 1000)
        floor = milliseconds(lambda text=text: [row for row, one in enumerate(letters) if text in one])
        line = (
            f"  {text!r:24} cold median {statistics.median(cold):6.2f} ms, longest {max(cold):6.2f} ms"
            f"  slowest key typed {max(typed):6.2f} ms  floor {statistics.median(floor):6.2f} ms"
            f"  {len(index.find(text)):>7,} rows"
        )
        say(line)
    shown = ActionFilter(effects=frozenset({Effect.READ}), is_deprecated=False)
    start = time.perf_counter()
    index.find("create", shown)
    say(f"  first search under a new filter {(time.perf_counter() - start) * 1000:.2f} ms")


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        measure(size)
