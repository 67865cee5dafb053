"""
What a failure on the way means to a person: who failed, at which step, what was said, when to try again, what to do.

One table for all platforms. What a platform itself refuses is explained by its provider, which knows the platform's
words; only where that one has nothing to say do the general words for a status stand here.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from explorer.domain.call import Outcome, Phase, ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import (
    Cancelled,
    ConnectionLost,
    Explanation,
    Failure,
    FieldProblem,
    MalformedAnswer,
    NotConnected,
    NotSendable,
    Party,
    Refused,
    Retry,
    SecretUnavailable,
    TimedOut,
    TooLarge,
)
from explorer.domain.log_entry import LogEntry
from explorer.providers.run_clock import RunClock

CHECK_FIRST: Final = "Only after looking: the request may have been carried out."
LOOK_FIRST: Final = "Look for the record with a reading action, or at the provider itself, before running this again."


class _Words(NamedTuple):
    who: Party
    who_text: str
    step: str
    retry: Retry
    retry_text: str
    next_step: str


_NOT_CONNECTED: Final[Mapping[str, _Words]] = {
    "dns": _Words(
        Party.NETWORK,
        "The network: the name {host} is not known",
        "looking up the name",
        Retry.AFTER_CHANGE,
        "After the address or the network is right; nothing was sent.",
        "Check the connection's address for a slip, and whether this computer is online or needs a VPN.",
    ),
    "refused": _Words(
        Party.NETWORK,
        "{host} takes no connections",
        "connecting",
        Retry.YES,
        "Yes, nothing was sent.",
        "Check host and port in the connection's address, and whether the service is running there.",
    ),
    "tls": _Words(
        Party.NETWORK,
        "The secure connection to {host}",
        "agreeing on encryption (TLS)",
        Retry.AFTER_CHANGE,
        "After the certificate is trusted; nothing was sent.",
        "Check the address and this computer's clock. Behind a company proxy, its certificate authority has to be in "
        "the system's certificate store.",
    ),
    "proxy": _Words(
        Party.NETWORK,
        "The proxy of this network",
        "connecting through the proxy",
        Retry.AFTER_CHANGE,
        "After the proxy lets it through; nothing was sent.",
        "Check the proxy settings of the system (HTTPS_PROXY, HTTP_PROXY, NO_PROXY) and its user name and password.",
    ),
    "timeout": _Words(
        Party.NETWORK,
        "{host} did not take the connection in time",
        "connecting",
        Retry.YES,
        "Yes, nothing was sent.",
        "Check the address, and whether a firewall or a missing VPN keeps this computer from {host}.",
    ),
    "other": _Words(
        Party.NETWORK,
        "The network on the way to {host}",
        "connecting",
        Retry.YES,
        "Yes, nothing was sent.",
        "Check whether this computer is online, then run it again.",
    ),
}

_BY_STATUS: Final[Mapping[int, _Words]] = {
    401: _Words(
        Party.PLATFORM,
        "{platform} does not accept the credentials",
        "signing in",
        Retry.AFTER_CHANGE,
        "After the credentials are right.",
        "Open the connection, enter its credentials again, and test it.",
    ),
    403: _Words(
        Party.PLATFORM,
        "{platform} does not allow this",
        "checking permissions",
        Retry.AFTER_CHANGE,
        "After the permission is given.",
        "Ask whoever administers {platform} for the permission that the message names.",
    ),
    404: _Words(
        Party.PLATFORM,
        "{platform} does not know what was asked for",
        "finding the address",
        Retry.AFTER_CHANGE,
        "After the address or the id is right.",
        "Check the ids in the call, and the connection's address and paths.",
    ),
    408: _Words(
        Party.PLATFORM,
        "{platform} gave up waiting",
        "working on the request",
        Retry.LATER,
        "Later; ask for less at once if it happens again.",
        "Wait as long as asked, then run it again.",
    ),
    429: _Words(
        Party.PLATFORM,
        "A limit of {platform}",
        "counting requests",
        Retry.LATER,
        "After the time that it asks for.",
        "Wait for the count-down, then run it again.",
    ),
}
_REFUSED: Final = _Words(
    Party.PLATFORM,
    "{platform} refused the request",
    "checking the request",
    Retry.AFTER_CHANGE,
    "After a change.",
    "Read what it said, change the input, and run it again.",
)
_BROKEN: Final = _Words(
    Party.PLATFORM,
    "{platform} itself failed",
    "working on the request",
    Retry.LATER,
    "Later.",
    "Try again in a few minutes; if it stays, hand the request's id and time to {platform}'s support.",
)


def explain(failure: Failure, *, platform: str, host: str = "", may_write: bool = False) -> Explanation:
    """
    The five questions, answered for a failure on the way.

    Args:
        failure: What happened.
        platform: The platform's name, as a person knows it.
        host: Host and port that were asked; empty where there was none.
        may_write: Whether the call could change something on the other side.
    """
    if isinstance(failure, Refused) and failure.explanation is not None:
        return failure.explanation
    words = _words_for(failure)
    names = {"platform": platform, "host": host or platform}
    retry, retry_text, next_step = words.retry, words.retry_text, words.next_step
    if is_outcome_unknown(failure, may_write=may_write):
        retry, retry_text = Retry.CHECK_FIRST, CHECK_FIRST
        next_step = f"{LOOK_FIRST} {next_step}"
    return Explanation(
        who=words.who,
        who_text=words.who_text.format(**names),
        step=words.step.format(**names),
        said=failure.said,
        retry=retry,
        retry_text=retry_text,
        next_step=next_step.format(**names),
        retry_after_s=failure.retry_after_s if isinstance(failure, Refused) else None,
    )


def is_outcome_unknown(failure: Failure, *, may_write: bool) -> bool:
    """Whether a write may have been carried out though no usable answer came."""
    return may_write and failure.may_have_been_sent and not isinstance(failure, Refused)


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
    explanation = explain(failure, platform=platform, host=host, may_write=may_write)
    is_unknown = is_outcome_unknown(failure, may_write=may_write)
    summary = (
        f"{_outcome_words(failure, platform)}: {failure.said}" if failure.said else _outcome_words(failure, platform)
    )
    problems: tuple[FieldProblem, ...] = ()
    if isinstance(failure, NotSendable) and failure.pointer is not None:
        problems = (FieldProblem(failure.pointer, failure.said, "not sendable"),)
    return RunResult(
        outcome=_outcome(failure),
        summary=f"Outcome unknown. {summary}" if is_unknown else summary,
        request=request,
        answer=answer,
        explanation=explanation,
        field_problems=problems,
        logs=(*logs, *clock.logs),
        phases=clock.phases,
        is_unknown=is_unknown,
    )


def retry_after_s(value: str, now: datetime | None = None) -> float | None:
    """
    Seconds to wait that a `Retry-After` header asks for; None if it is missing or says nothing readable.

    Both spellings are read: seconds, and an HTTP date, of which one that has passed means 0.

    Source: RFC 9110, section 10.2.3.
    """
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text) if len(text) <= 9 else None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0)
    except OverflowError:
        return None


def _outcome(failure: Failure) -> Outcome:
    if isinstance(failure, Cancelled):
        return Outcome.CANCELLED
    if isinstance(failure, MalformedAnswer):
        return Outcome.MALFORMED
    if isinstance(failure, Refused | NotSendable):
        return Outcome.REJECTED
    return Outcome.NO_ANSWER


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


def _words_for(failure: Failure) -> _Words:
    if isinstance(failure, NotConnected):
        return _NOT_CONNECTED.get(failure.reason, _NOT_CONNECTED["other"])
    if isinstance(failure, ConnectionLost):
        return _lost(failure)
    if isinstance(failure, TimedOut):
        return _timed_out(failure)
    if isinstance(failure, Refused):
        return _BY_STATUS.get(failure.status) or (_BROKEN if failure.status >= 500 else _REFUSED)
    if isinstance(failure, MalformedAnswer):
        return _Words(
            Party.PLATFORM,
            "{platform}, or something between it and this computer",
            Phase.READ.value,
            Retry.LATER,
            "Later; a gateway or a sign-in page may have answered in its place.",
            "Look at the answer as received. If it is a page of a proxy or gateway, check the connection's address.",
        )
    if isinstance(failure, TooLarge):
        return _Words(
            Party.EXPLORER,
            f"The explorer takes answers up to {failure.limit_bytes // (1024 * 1024):,} MB",
            Phase.RECEIVE.value,
            Retry.AFTER_CHANGE,
            "After asking for less at once.",
            "Ask for fewer records: a smaller page, a narrower filter, fewer fields.",
        )
    if isinstance(failure, SecretUnavailable):
        return _Words(
            Party.EXPLORER,
            "The secret store of this computer",
            Phase.SECRET.value,
            Retry.AFTER_CHANGE,
            "After the secret is there; nothing was sent.",
            "Unlock the system's keyring, or open the connection and enter its secrets again.",
        )
    if isinstance(failure, NotSendable):
        return _Words(
            Party.INPUT,
            "Your input, before anything was sent",
            "checking the call",
            Retry.AFTER_CHANGE,
            "After the input is changed; nothing was sent.",
            "Change what the message names, and run it again.",
        )
    if isinstance(failure, Cancelled):
        return _Words(
            Party.PERSON,
            "You cancelled the run",
            "before the answer was whole",
            Retry.YES,
            "Whenever you like.",
            "Run it again when you want the answer.",
        )
    return _Words(Party.EXPLORER, "The explorer", "running the call", Retry.YES, "Yes.", "Run it again.")


def _lost(failure: ConnectionLost) -> _Words:
    came = f" after {failure.received_bytes:,} bytes of the answer" if failure.received_bytes else ""
    return _Words(
        Party.NETWORK,
        f"{{host}} closed the connection{came}",
        Phase.RECEIVE.value if failure.received_bytes else Phase.WAIT.value,
        Retry.YES,
        "Yes, at once.",
        "If it happens again, look at {platform}'s status page and at what stands between it and this computer.",
    )


def _timed_out(failure: TimedOut) -> _Words:
    nothing_sent = "" if failure.may_have_been_sent else " Nothing was sent."
    return _Words(
        Party.PLATFORM if failure.may_have_been_sent else Party.NETWORK,
        f"{{platform}} did not answer within {failure.limit_s:g} s"
        if failure.may_have_been_sent
        else f"{{host}} was not reached within {failure.limit_s:g} s",
        failure.phase,
        Retry.YES,
        f"Yes, with a longer timeout.{nothing_sent}",
        "Raise the timeout beside Run, or ask for less at once.",
    )
