"""
What a failure on the way means to a person: who failed, at which step, what was said, when to try again, what to do.

The words stand in the table of failures. What a platform itself refuses is explained by its provider, which knows the
platform's words; only where that one has nothing to say do the general rows for a status count.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from explorer.domain.call import ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import (
    Cancelled,
    ConnectionLost,
    Explanation,
    Failure,
    FieldProblem,
    MalformedAnswer,
    NotConnected,
    NotSendable,
    Refused,
    SecretUnavailable,
    TimedOut,
    TooLarge,
)
from explorer.domain.log_entry import LogEntry
from explorer.providers.failure_table.on_the_way import ON_THE_WAY
from explorer.providers.failure_table.row import Row, Told, told
from explorer.providers.failure_table.third_party import THIRD_PARTY
from explorer.providers.run_clock import RunClock


def explain(failure: Failure, *, platform: str, host: str = "", may_write: bool = False) -> Explanation:
    """
    The five questions, answered for a failure on the way.

    Args:
        failure: What happened.
        platform: The platform's name, as a person knows it.
        host: Host and port that were asked; empty where there was none.
        may_write: Whether the call could change something on the other side.
    """
    return _told(failure, platform=platform, host=host, may_write=may_write).explanation


def row_for_status(rows: Mapping[str, Row], status: int, prefix: str = "") -> Row:
    """The row of a status in a part of the table: its own, else that of its hundred, else the general one."""
    if status == 407:
        return ON_THE_WAY["407"]  # never the platform's: only proxies say it
    for key in (f"{prefix}{status}", f"{prefix}{status // 100}xx"):
        if key in rows:
            return rows[key]
    return ON_THE_WAY.get(str(status)) or ON_THE_WAY["5xx" if status >= 500 else "4xx"]


def row_of_third_party(status: int | None) -> Row:
    """The row of a provider's own status, which may be missing, or none that says why."""
    row = THIRD_PARTY.get(str(status)) or THIRD_PARTY.get(f"{(status or 0) // 100}xx")
    return row or THIRD_PARTY["no status"]


def no_answer_result(
    failure: Failure,
    *,
    platform: str,
    may_write: bool,
    clock: RunClock,
    request: SentRequest | None = None,
    answer: ReceivedAnswer | None = None,
    logs: Sequence[LogEntry] = (),
) -> RunResult:
    """
    The result of a run that got no usable answer.

    Args:
        failure: Why.
        platform: The platform's name, as a person knows it.
        may_write: Whether the call could change something on the other side.
        clock: Gives the phases and the explorer's own lines so far.
        request: What was or would have been sent.
        answer: What came, if it is the answer itself that is malformed.
        logs: Lines to show before the clock's own.
    """
    host = urlsplit(request.url).netloc if request is not None else ""
    found = _told(failure, platform=platform, host=host, may_write=may_write)
    words = _outcome_words(failure, platform)
    summary = f"{words}: {failure.said}" if failure.said else words
    problems: tuple[FieldProblem, ...] = ()
    if isinstance(failure, NotSendable) and failure.pointer is not None:
        problems = (FieldProblem(failure.pointer, failure.said, "not sendable"),)
    return RunResult(
        outcome=found.outcome,
        summary=f"Outcome unknown. {summary}" if found.is_unknown else summary,
        request=request,
        answer=answer,
        explanation=found.explanation,
        field_problems=problems,
        logs=(*logs, *clock.logs),
        phases=clock.phases,
        is_unknown=found.is_unknown,
    )


def _told(failure: Failure, *, platform: str, host: str, may_write: bool) -> Told:
    row = _row_of(failure)
    if isinstance(failure, Refused | MalformedAnswer) and failure.explanation is not None:
        # Its provider knows whether something may have been done, and has said so in the explanation.
        return Told(row.outcome, failure.explanation)
    return told(
        row,
        failure.said,
        may_write=may_write and failure.may_have_been_sent,
        wait_s=failure.retry_after_s if isinstance(failure, Refused) else None,
        platform=platform,
        host=host or platform,
        limit_s=f"{failure.limit_s:g}" if isinstance(failure, TimedOut) else "",
        phase=failure.phase if isinstance(failure, TimedOut) else "",
        came=f"{failure.received_bytes:,}" if isinstance(failure, ConnectionLost) else "",
        limit_mb=f"{failure.limit_bytes // (1024 * 1024):,}" if isinstance(failure, TooLarge) else "",
    )


def _row_of(failure: Failure) -> Row:
    if isinstance(failure, NotConnected):
        return ON_THE_WAY.get(f"not connected: {failure.reason}") or ON_THE_WAY["not connected: other"]
    if isinstance(failure, ConnectionLost):
        return ON_THE_WAY["lost while receiving" if failure.received_bytes else "lost while waiting"]
    if isinstance(failure, TimedOut):
        return ON_THE_WAY["timed out" if failure.may_have_been_sent else "timed out before sending"]
    if isinstance(failure, Refused):
        return row_for_status(ON_THE_WAY, failure.status)
    return ON_THE_WAY[next((key for kind, key in _KINDS.items() if isinstance(failure, kind)), "unexpected")]


_KINDS = {
    MalformedAnswer: "malformed",
    TooLarge: "too large",
    SecretUnavailable: "no secret",
    NotSendable: "not sendable",
    Cancelled: "cancelled",
}


def _outcome_words(failure: Failure, platform: str) -> str:
    if isinstance(failure, Cancelled):
        return "Cancelled"
    if isinstance(failure, MalformedAnswer):
        return f"{platform}'s answer cannot be read"
    if isinstance(failure, TooLarge):
        return f"{platform}'s answer is too large"
    if isinstance(failure, Refused):
        return f"{platform} refused the call"
    if isinstance(failure, NotSendable):
        return "Not sent"
    if isinstance(failure, SecretUnavailable):
        return "Not sent, because a secret is missing"
    return f"No answer from {platform}"
