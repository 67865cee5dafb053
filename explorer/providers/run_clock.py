"""The time line and the explorer's own log lines of one run, collected while it is on its way."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from explorer.domain.call import Phase, PhaseTime
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource

MOST_ENTRIES = 2_000
"""Phases and lines beyond this many are counted, not kept: a run that pages for an hour must not fill the memory."""


class RunClock:
    """
    Starts when it is made; every time is told in milliseconds from there.

    Args:
        monotonic_s: Clock that only goes forward, in seconds; another one for tests.
    """

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._started_s = monotonic_s()
        self._phases: list[PhaseTime] = []
        self._logs: list[LogEntry] = []
        self.left_out = 0
        """How many phases and lines came after the limit."""

    @property
    def elapsed_ms(self) -> float:
        """Milliseconds since the start."""
        return (self._monotonic_s() - self._started_s) * 1000

    @property
    def phases(self) -> Sequence[PhaseTime]:
        """What was measured, in the order in which it began."""
        return tuple(sorted(self._phases, key=lambda phase: phase.start_ms))

    @property
    def logs(self) -> Sequence[LogEntry]:
        """The lines, in the order in which they were written."""
        return tuple(self._logs)

    def add(self, phase: Phase, start_ms: float, duration_ms: float, note: str = "") -> None:
        """Keep a phase that was measured elsewhere."""
        if len(self._phases) >= MOST_ENTRIES:
            self.left_out += 1
            return
        self._phases.append(PhaseTime(phase, start_ms, max(duration_ms, 0.0), note))

    @contextmanager
    def measure(self, phase: Phase, note: str = "") -> Iterator[None]:
        """Keep how long the block takes, also when it fails."""
        start_ms = self.elapsed_ms
        try:
            yield
        finally:
            self.add(phase, start_ms, self.elapsed_ms - start_ms, note)

    def log(
        self, text: str, level: LogLevel = LogLevel.NOTE, *, depth: int = 0, duration_ms: float | None = None
    ) -> None:
        """Write a line in the explorer's own name."""
        if len(self._logs) >= MOST_ENTRIES:
            self.left_out += 1
            return
        self._logs.append(LogEntry(datetime.now(UTC), level, LogSource.EXPLORER, text, duration_ms, depth))
