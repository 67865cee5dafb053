"""One call, from Run to its result and logs; it can be cancelled at any time and always ends with a result."""

import asyncio
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from explorer.domain.action import Effect
from explorer.domain.call import Call, Outcome, Phase, Run, RunId, RunResult
from explorer.domain.failure import Cancelled, Explanation, Failure, Party, Retry, TimedOut
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.providers.contract import Provider
from explorer.providers.explanation import no_answer_result
from explorer.providers.run_clock import RunClock

LOGS_WITHIN_S = 15.0
_GRACE_S = 1.0
"""How much later than the provider's own deadline the session's falls: the provider explains better."""

_PHASES = {phase.value: phase for phase in Phase}


class RunSession:
    """
    A run on its way.

    Args:
        on_change: Told whenever `run`, `words` or `received_bytes` has changed.
    """

    def __init__(self, provider: Provider, call: Call, on_change: Callable[["RunSession"], None]) -> None:
        self.provider = provider
        self.run = Run(RunId(uuid.uuid4().hex), call, datetime.now(UTC))
        self.words = "starting"
        self.received_bytes = 0
        self._on_change = on_change
        self._started = time.perf_counter()
        self._has_left = False
        # Only for runs that end without the provider's own clock: stopped, or over their deadline.
        self._clock = RunClock()
        self._phase_start_ms = 0.0

    @property
    def is_ended(self) -> bool:
        """Whether there is a result."""
        return self.run.result is not None

    @property
    def elapsed_ms(self) -> float:
        """Since Run was pressed; stands still once there is a result."""
        return self.run.duration_ms if self.is_ended else (time.perf_counter() - self._started) * 1000

    async def work(self) -> Run:
        """
        Make the call. Cancelling it ends the run as cancelled, and lets the cancellation through.

        A call that may have changed something when it was cancelled or timed out ends as "outcome unknown".
        """
        call = self.run.call
        try:
            async with asyncio.timeout(call.timeout_s + _GRACE_S):
                result = await self.provider.run(call, self._on_progress)
        except TimeoutError:
            failure = TimedOut(
                f"No answer within {call.timeout_s:g} s.",
                limit_s=call.timeout_s,
                phase=self.words,
                may_have_been_sent=self._has_left,
            )
            self._end(self._without_answer(failure))
        except asyncio.CancelledError:
            self._end(self._without_answer(Cancelled("You stopped it.", may_have_been_sent=self._has_left)))
            raise
        else:
            self._end(result)
        finally:
            if not self.is_ended:
                self._end(_broken_result())
        return self.run

    def stop_before_start(self) -> None:
        """End a run whose work was cancelled before its first step, which `work` never hears of."""
        if not self.is_ended:
            self._end(self._without_answer(Cancelled("You stopped it.")))

    async def fetch_logs(self) -> int:
        """Add what the platform wrote about the run; returns how many new lines came. Never raises `Failure`."""
        result = self.run.result
        if result is None:
            return 0
        try:
            async with asyncio.timeout(LOGS_WITHIN_S):
                found = await self.provider.read_logs(self.run)
        except (Failure, TimeoutError) as error:
            said = error.said if isinstance(error, Failure) else f"no answer within {LOGS_WITHIN_S:g} s"
            text = f"The platform's log could not be read: {said}"
            found = [LogEntry(datetime.now(UTC), LogLevel.WARNING, LogSource.EXPLORER, text)]
        before = len(result.logs)
        logs = merged_logs(result.logs, found)
        self.run = replace(self.run, result=replace(result, logs=logs))
        self._on_change(self)
        return len(logs) - before

    def _on_progress(self, words: str, received_bytes: int) -> None:
        if words != self.words:
            self._end_phase()
        self.words = words
        self.received_bytes = received_bytes
        # From here on the request may have reached the other side.
        self._has_left = self._has_left or words.startswith(("sending", "waiting", "receiving")) or received_bytes > 0
        self._on_change(self)

    def _end(self, result: RunResult) -> None:
        duration_ms = (time.perf_counter() - self._started) * 1000
        self.run = replace(self.run, duration_ms=duration_ms, result=result)
        self._on_change(self)

    def _end_phase(self) -> None:
        now_ms = self._clock.elapsed_ms
        phase = _PHASES.get(self.words)
        if phase is not None:
            self._clock.add(phase, self._phase_start_ms, now_ms - self._phase_start_ms)
        self._phase_start_ms = now_ms

    def _without_answer(self, failure: Failure) -> RunResult:
        call = self.run.call
        self._end_phase()
        try:
            request = self.provider.prepare(call)
        except Failure:
            request = None
        result = no_answer_result(
            failure,
            platform=self.provider.connection.platform.label,
            request=request,
            clock=self._clock,
            may_write=call.action.effect is not Effect.READ,
        )
        if result.explanation is None or self.words not in _PHASES:
            return result
        return replace(result, explanation=replace(result.explanation, step=self.words))


def merged_logs(own: Sequence[LogEntry], found: Sequence[LogEntry]) -> list[LogEntry]:
    """Both logs as one, by time; steps stay below the line that they belong to, and no line stands twice."""
    known = {(entry.time, entry.source, entry.text) for entry in own}
    blocks: list[list[LogEntry]] = []
    for entry in [*own, *(one for one in found if (one.time, one.source, one.text) not in known)]:
        if entry.depth > 0 and blocks:
            blocks[-1].append(entry)
        else:
            blocks.append([entry])
    blocks.sort(key=lambda block: block[0].time)
    return [entry for block in blocks for entry in block]


def _broken_result() -> RunResult:
    # The error itself goes on to whoever owns the task, and from there into the crash report.
    explanation = Explanation(
        who=Party.EXPLORER,
        who_text="The explorer itself, not your input",
        step="handling the call",
        said="An unexpected error, written to the log file.",
        retry=Retry.CHECK_FIRST,
        retry_text="Look first whether the call was carried out",
        next_step="Report it: the details are in the log file (Settings, Files)",
    )
    return RunResult(Outcome.NO_ANSWER, "The explorer failed", None, None, explanation, is_unknown=True)
