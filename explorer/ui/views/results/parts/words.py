"""Sizes, durations, statuses and outcomes in words, with the tone of their badge."""

from http import HTTPStatus
from typing import Final

from explorer.domain.call import Outcome, RunResult

_STATUS_WORDS: Final = {
    200: "it worked",
    201: "made",
    202: "accepted, to be done later",
    204: "it worked, nothing to say",
    301: "moved to another address",
    302: "found at another address",
    304: "not changed",
    400: "the request is not understood",
    401: "the credentials are missing or not accepted",
    403: "not allowed with these credentials",
    404: "there is no such thing there",
    405: "not possible at this address",
    408: "the request came too slowly",
    409: "it clashes with what is there already",
    410: "it is gone for good",
    412: "a condition is not met",
    413: "the request is too large",
    415: "the format is not accepted",
    422: "understood, but not accepted",
    423: "it is locked",
    429: "too many requests",
    500: "the server failed",
    501: "not offered by the server",
    502: "the server got a bad answer from behind it",
    503: "not available at the moment",
    504: "the server got no answer from behind it",
}

TONES: Final = {
    Outcome.SUCCEEDED: "good",
    Outcome.ACTION_FAILED: "bad",
    Outcome.REJECTED: "bad",
    Outcome.PROVIDER_FAILED: "bad",
    Outcome.NO_ANSWER: "bad",
    Outcome.MALFORMED: "bad",
    Outcome.CANCELLED: "neutral",
}


def tone(result: RunResult | None) -> str:
    """The tone of a badge that tells how a run ended, or that it has not."""
    if result is None:
        return "accent"
    return "caution" if result.is_unknown and result.outcome is Outcome.CANCELLED else TONES[result.outcome]


def outcome_words(result: RunResult | None) -> str:
    """How a run ended: "succeeded", "provider failed"; "running" while it has not."""
    return "running" if result is None else result.outcome.value


def duration_text(milliseconds: float) -> str:
    """A time: "634 ms", "12.3 s", "2 min 05 s"."""
    if milliseconds < 1_000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1_000
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02} s"


def status_text(status: int) -> str:
    """A status with its standard phrase: "409 Conflict"."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def status_meaning(status: int) -> str:
    """What a status means in plain words; empty for one that has no common meaning."""
    return _STATUS_WORDS.get(status, "")
