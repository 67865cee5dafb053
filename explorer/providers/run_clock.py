"""The time line and the explorer's own log lines of one run, collected while it is on its way."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
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
        self.started_s = monotonic_s()
        """When it began, by that clock."""
        self._phases: list[PhaseTime] = []
        self._logs: list[LogEntry] = []
        self._requests = 0
        self.left_out = 0
        """How many phases and lines came after the limit."""

    @property
    def elapsed_ms(self) -> float:
        """Milliseconds since the start."""
        return (self._monotonic_s() - self.started_s) * 1000

    @property
    def phases(self) -> Sequence[PhaseTime]:
        """What was measured, in the order in which it began."""
        return tuple(sorted(self._phases, key=lambda phase: (phase.start_ms, phase.depth)))

    @property
    def logs(self) -> Sequence[LogEntry]:
        """The lines, in the order in which they were written."""
        return tuple(self._logs)

    def add(self, phase: Phase, start_ms: float, duration_ms: float, note: str = "") -> None:
        """Keep a phase that was measured elsewhere."""
        self._keep(PhaseTime(phase, start_ms, max(duration_ms, 0.0), note))

    def adopt(self, inner: "RunClock", since_ms: float) -> None:
        """
        Keep the phases of a request that this run waited for, one level deeper.

        Args:
            inner: The clock of that request, which may have begun for somebody else before.
            since_ms: When this run began to wait; what was before it is no part of it.
        """
        shift_ms = (inner.started_s - self.started_s) * 1000
        for one in inner.phases:
            start_ms = max(one.start_ms + shift_ms, since_ms)
            duration_ms = one.start_ms + shift_ms + one.duration_ms - start_ms
            if duration_ms >= 0:
                self._keep(replace(one, start_ms=start_ms, duration_ms=duration_ms, depth=one.depth + 1))

    def count_request(self) -> int:
        """One more request is made for this run; gives how many that are."""
        self._requests += 1
        return self._requests

    @contextmanager
    def measure(self, phase: Phase, note: str = "") -> Iterator[None]:
        """Keep how long the block takes, also when it fails."""
        start_ms = self.elapsed_ms
        try:
            yield
        finally:
            self.add(phase, start_ms, self.elapsed_ms - start_ms, note)

    def _keep(self, one: PhaseTime) -> None:
        if len(self._phases) >= MOST_ENTRIES:
            self.left_out += 1
        else:
            self._phases.append(one)

    def log(
        self, text: str, level: LogLevel = LogLevel.NOTE, *, depth: int = 0, duration_ms: float | None = None
    ) -> None:
        """Write a line in the explorer's own name."""
        if len(self._logs) >= MOST_ENTRIES:
            self.left_out += 1
            return
        self._logs.append(LogEntry(datetime.now(UTC), level, LogSource.EXPLORER, text, duration_ms, depth))
