"""
Longest stall of the window: while 10,000 actions are discovered, while one types, and with 100 calls in flight.

A thread posts a callback to the event loop every 5 ms and measures how late it is carried out; the latest one is the
longest stall. The same probe on an idle window, in the same run, is the floor of the machine.

    python tests/bench/stalls.py [--actions 10000] [--calls 100]
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.app import Explorer
from explorer.crash_report import CrashReport
from explorer.domain.action import ActionKey
from explorer.domain.call import Call
from explorer.domain.masking import SecretMask
from explorer.own_sandbox import OwnSandbox
from explorer.storage.locations import locations
from explorer.ui.event_loop import run_on_qt

SLOW_ANSWER_S = 2


@dataclass
class Probe:
    """How late callbacks are carried out, in ms, from `start` to `stop`."""

    loop: asyncio.AbstractEventLoop
    late_ms: list[float] = field(default_factory=list)

    def start(self) -> None:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._stopped.wait(0.005):
            self.loop.call_soon_threadsafe(self._arrived, time.perf_counter())

    def _arrived(self, posted: float) -> None:
        self.late_ms.append((time.perf_counter() - posted) * 1000)

    def words(self) -> str:
        late = sorted(self.late_ms)
        if not late:
            return "nothing measured"
        return (
            f"longest {late[-1]:6.1f} ms, 99 % below {late[int(len(late) * 0.99)]:5.1f} ms, "
            f"median {statistics.median(late):4.2f} ms, {len(late)} probes"
        )


async def measure(name: str, work: Callable[[], object]) -> None:
    """Carry out a part with the probe on, and print what it found."""
    probe = Probe(asyncio.get_running_loop())
    probe.start()
    started = time.perf_counter()
    await work()
    took = time.perf_counter() - started
    probe.stop()
    await asyncio.sleep(0.05)
    print(f"{name:<42} {took:5.1f} s   {probe.words()}", flush=True)


async def until(what: Callable[[], object]) -> None:
    """Wait until something is so."""
    while not what():
        await asyncio.sleep(0.01)


async def bench(app: QApplication, actions: int, calls: int, data_dir: Path) -> None:
    """All parts, one after the other."""
    places = locations(data_dir)
    places.make_directories()
    mask = SecretMask()
    explorer = Explorer(app, places, mask, CrashReport(places.logs, mask), OwnSandbox(actions=actions))
    explorer.window.resize(1440, 900)
    explorer.window.show()
    await asyncio.sleep(0.5)
    await measure("floor: an idle window", lambda: asyncio.sleep(3))

    async def discover() -> None:
        explorer.open(with_sandbox=True)
        opened = explorer.connection
        await until(lambda: opened.open and opened.open.catalogue.actions and not opened.open.is_discovering)

    await measure(f"discovering {actions:,} actions", discover)
    found = explorer.connection.open
    print(f"   {len(found.catalogue.actions):,} actions, {len(found.accounts)} accounts")

    async def search() -> None:
        for word in ("create employee", "lst tiem off", "zzz", "invoice payment"):
            explorer.window.picker.search.clear()
            for letter in word:
                QTest.keyClicks(explorer.window.picker.search, letter)
                await asyncio.sleep(0.02)
        explorer.window.picker.clear_query()
        await asyncio.sleep(0.2)

    await measure("typing in the search, key by key", search)

    async def open_forms() -> None:
        for action in found.catalogue.actions[:20]:
            explorer.form.open_action(action)
            await until(lambda: explorer.form.session and explorer.form.session.action.key == action.key)  # noqa: B023
            await asyncio.sleep(0.05)

    await measure("opening 20 forms", open_forms)

    slow = found.action(ActionKey("fault_lab_answer_slowly"))
    account = found.account_for(slow)

    async def run_many() -> None:
        for _ in range(calls):
            arguments = {"query": {"seconds": SLOW_ANSWER_S}}
            explorer.runs.start(Call(found.connection.id, slow, account, arguments), found.provider)
            await asyncio.sleep(0)
        await asyncio.sleep(0.3)
        print(f"   in flight: {explorer.window.status.texts()[1]}", flush=True)
        await until(lambda: all(run.result for run in explorer.runs.runs))

    await measure(f"{calls} calls of {SLOW_ANSWER_S} s in flight", run_many)
    ended = [run.result.outcome.value for run in explorer.runs.runs if run.result]
    print(f"   outcomes: { {one: ended.count(one) for one in set(ended)} }", flush=True)

    async def both() -> None:
        for _ in range(calls):
            arguments = {"query": {"seconds": SLOW_ANSWER_S}}
            explorer.runs.start(Call(found.connection.id, slow, account, arguments), found.provider)
            await asyncio.sleep(0)
        explorer.connection.refresh()
        await until(lambda: not found.is_discovering and all(run.result for run in explorer.runs.runs))

    await measure(f"discovering again with {calls} calls in flight", both)
    await measure_cancel(explorer, Call(found.connection.id, slow, account, {"query": {"seconds": 60}}), calls)
    explorer.window.close()
    await explorer.aclose()


async def measure_cancel(explorer: Explorer, call: Call, calls: int) -> None:
    """Cancel calls that wait for their answer, one after the other, with all the others still in flight."""
    sessions = []
    for _ in range(calls):
        sessions.append(explorer.runs.start(call, explorer.connection.open.provider))
        await asyncio.sleep(0)
    await until(lambda: all(one.words.startswith("waiting") for one in sessions))
    took_ms = []
    for session in sessions:
        started = time.perf_counter()
        explorer.runs.cancel(session.run.id)
        while not session.is_ended:
            await asyncio.sleep(0)
        took_ms.append((time.perf_counter() - started) * 1000)
    print(
        f"cancelling each of {calls} calls in flight: longest {max(took_ms):.1f} ms, "
        f"median {statistics.median(took_ms):.2f} ms",
        flush=True,
    )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--calls", type=int, default=100)
    asked = parser.parse_args()
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        run_on_qt(app, bench(app, asked.actions, asked.calls, Path(folder)))


if __name__ == "__main__":
    main()
