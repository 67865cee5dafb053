"""
Runs and their history: written before they are sent, completed when they end, opened again later.

The history never keeps a run from being made: where it cannot be written, that is said, and the run goes on.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from explorer.calls.masked_places import masked_places
from explorer.calls.run_session import RunSession
from explorer.domain.action import Effect
from explorer.domain.call import Call, Outcome, Run, RunId, RunResult, SentRequest
from explorer.domain.failure import Explanation, Failure, Party, Retry
from explorer.domain.json_value import JsonObject, Pointer
from explorer.storage.history.records import HistoryUnusable, KeptOutcome, RunContext, RunFilter, RunLine
from explorer.storage.history.run_store import RunStore

CLOSE_WITHIN_S: Final = 5.0
MOST_CONTEXTS: Final = 500
"""Runs of this window whose logs may still come late and be kept."""


@dataclass(frozen=True, slots=True)
class FormOfCall:
    """
    What the form knows of a call beside the call itself.

    Args:
        account_label: What the account is called; empty where there is none.
        definition: `ActionDescription.definition`.
        notes: Variants chosen, texts that are no value yet: whatever the form wants to have back.
    """

    account_label: str = ""
    definition: str = ""
    notes: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReopenedRun:
    """
    A run from the history, as if it had just ended.

    Args:
        run: Without a result only while another window is making it.
        context: What it was made with: names, description, the form's notes.
        masked: Places in the arguments where a secret stood. They have to be filled in before the run is repeated.
        notes: What could not be read, in sentences.
    """

    run: Run
    line: RunLine
    context: RunContext
    masked: Sequence[Pointer]
    notes: Sequence[str]


class KeptRuns:
    """
    Makes runs and keeps them. One for the window.

    Args:
        tell: Told in a sentence when the history does not work; the same sentence once, until it works again.
    """

    def __init__(self, store: RunStore, tell: Callable[[str], None]) -> None:
        self._store = store
        self._tell = tell
        self._told = ""
        self._on_kept: Callable[[], None] = _nobody
        self._contexts: dict[RunId, RunContext] = {}
        self._writing: dict[RunId, asyncio.Task[None]] = {}

    @property
    def store(self) -> RunStore:
        """Where they are kept."""
        return self._store

    def tell_kept(self, on_kept: Callable[[], None]) -> None:
        """Tell this one whenever the end of a run has been written."""
        self._on_kept = on_kept

    async def open(self) -> int:
        """Look for runs that a crash has cut off; gives how many there were."""
        try:
            return await self._store.open()
        except HistoryUnusable as problem:
            self._say(problem)
            return 0

    async def work(self, session: RunSession, form: FormOfCall | None = None) -> Run:
        """
        `session.work()`, kept: on the disk before it is sent, completed in the background when it has ended.

        A run that is cancelled while it is written ends as cancelled, and was not sent.
        """
        context = _context(session, form or FormOfCall())
        self._contexts[session.run.id] = context
        while len(self._contexts) > MOST_CONTEXTS:
            del self._contexts[next(iter(self._contexts))]
        try:
            try:
                await self._begin(session.run, context)
            except asyncio.CancelledError:
                session.stop_before_start()
                raise
            return await session.work()
        finally:
            self._complete(session.run)

    async def fetch_logs(self, session: RunSession) -> int:
        """`session.fetch_logs()`, with what came of it kept."""
        count = await session.fetch_logs()
        if count and session.run.id in self._contexts:
            self._complete(session.run)
        return count

    async def reopen(self, run_id: RunId) -> ReopenedRun | None:
        """
        A run from the history; None if it is not there any more.

        Raises:
            HistoryUnusable: It cannot be read.
        """
        kept = await self._store.read(run_id)
        if kept is None:
            return None
        run = kept.run
        if run.result is None and kept.line.outcome is KeptOutcome.INTERRUPTED:
            run = replace(run, result=interrupted_result(run.call, kept.context.request))
        masked = tuple(masked_places(run.call.arguments))
        return ReopenedRun(run, kept.line, kept.context, masked, kept.notes)

    async def last_success(self, line: RunLine) -> RunLine | None:
        """
        The newest run before that one with the same action, connection and account that succeeded; None without one.

        Raises:
            HistoryUnusable: The history cannot be read.
        """
        wanted = RunFilter(
            connection_id=line.connection_id,
            action_key=line.action_key,
            account_id=line.account_id,
            outcomes=frozenset({KeptOutcome.SUCCEEDED}),
        )
        page = await self._store.page(wanted, before=line.number, limit=1)
        return page.lines[0] if page.lines else None

    async def aclose(self) -> None:
        """Finish writing what has ended, for a few seconds at most, and let go of the files."""
        if self._writing:
            await asyncio.wait(self._writing.values(), timeout=CLOSE_WITHIN_S)
        for task in self._writing.values():
            task.cancel()
        await self._store.aclose()

    async def _begin(self, run: Run, context: RunContext) -> None:
        try:
            await self._store.begin(run, context)
        except HistoryUnusable as problem:
            self._say(problem)
        else:
            self._told = ""

    def _complete(self, run: Run) -> None:
        # In a task of its own: the one that made the run may have been cancelled, and nobody waits for this.
        before = self._writing.get(run.id)
        task = asyncio.create_task(self._write_end(run, before), name=f"keep run {run.id}")
        self._writing[run.id] = task
        task.add_done_callback(lambda done: self._forget(run.id, done))

    async def _write_end(self, run: Run, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self._store.complete(run, self._contexts[run.id])
        except HistoryUnusable as problem:
            self._say(problem)
        else:
            self._on_kept()

    def _forget(self, run_id: RunId, task: asyncio.Task[None]) -> None:
        if self._writing.get(run_id) is task:
            del self._writing[run_id]

    def _say(self, problem: HistoryUnusable) -> None:
        words = str(problem)
        if words != self._told:
            self._told = words
            self._tell(words)


def interrupted_result(call: Call, request: SentRequest | None) -> RunResult:
    """What there is to say about a run that a crash has cut off."""
    is_unknown = call.action.effect is not Effect.READ
    explanation = Explanation(
        who=Party.EXPLORER,
        who_text="The explorer itself: it ended before the run did",
        step="waiting for the answer",
        said="Nothing was received before the explorer ended.",
        retry=Retry.CHECK_FIRST if is_unknown else Retry.YES,
        retry_text="Look first whether it was carried out" if is_unknown else "Yes: it only reads",
        next_step="Look at the records behind the platform, then run it again" if is_unknown else "Run it again",
    )
    summary = KeptOutcome.INTERRUPTED.value.capitalize()
    return RunResult(Outcome.NO_ANSWER, summary, request, None, explanation, is_unknown=is_unknown)


def _nobody() -> None:
    """Nobody wants to know."""


def _context(session: RunSession, form: FormOfCall) -> RunContext:
    connection = session.provider.connection
    try:
        request = session.provider.prepare(session.run.call)
    except Failure:
        # The run will say so itself.
        request = None
    return RunContext(
        platform=connection.platform,
        connection_name=connection.name,
        account_label=form.account_label,
        definition=form.definition,
        form_notes=form.notes,
        request=request,
    )
