"""
What Pipedream means when it refuses a request: one row for each status, and where in the body its words stand.

Source: reference, sections 12 and 13. Bodies beyond `error` are an assumption (A12), so every spelling is read.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, NamedTuple

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import Failure, MalformedAnswer, Party, Refused, Retry
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, parse_json, write_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import CHECK_FIRST, explain, retry_after_s

PLATFORM: Final = "Pipedream Connect"
MOST_SAID: Final = 2_000
MOST_BYTES: Final = 1024 * 1024


class _Row(NamedTuple):
    who: Party
    who_text: str
    step: str
    retry: Retry
    retry_text: str
    next_step: str


_INPUT: Final = _Row(
    Party.INPUT,
    "Your input, which Pipedream refuses",
    "checking the request",
    Retry.AFTER_CHANGE,
    "After a change; nothing was run.",
    "Read what it said, change the field that it names, and run it again.",
)
_ROWS: Final[Mapping[int, _Row]] = {
    400: _INPUT,
    401: _Row(
        Party.INPUT,
        "The connection's token, which Pipedream does not accept",
        "checking the token",
        Retry.AFTER_CHANGE,
        "After signing in again; nothing was run.",
        "Run it once more: a new token is asked for. If it stays, enter the client secret or a new Connect token.",
    ),
    403: _Row(
        Party.PLATFORM,
        "Pipedream, because of the plan or of what the token may do",
        "checking permissions",
        Retry.AFTER_CHANGE,
        "After the permission or plan is changed; nothing was run.",
        "Check the workspace's plan, the token's scope, and that a Connect token belongs to this external user.",
    ),
    404: _Row(
        Party.INPUT,
        "The project, action or account that was named, which Pipedream does not know",
        "finding what was named",
        Retry.AFTER_CHANGE,
        "After the id is right; nothing was run.",
        "Check the project id and the environment of the connection, the action's version, and the chosen account.",
    ),
    413: _Row(
        Party.PLATFORM,
        "A limit of Pipedream: too many accounts of one external user",
        "collecting accounts",
        Retry.AFTER_CHANGE,
        "After accounts were removed.",
        "Remove accounts of this external user, or use another one: lists without pages end at 100.",
    ),
    422: _INPUT,
    429: _Row(
        Party.PLATFORM,
        "A rate limit of Pipedream",
        "counting requests",
        Retry.LATER,
        "After the time that it asks for; nothing was run.",
        "Wait for the count-down, then run it again.",
    ),
    504: _Row(
        Party.PLATFORM,
        "Pipedream gave up waiting",
        "waiting for the action",
        Retry.LATER,
        "Later.",
        "Ask for less at once, or look at the app itself before running it again.",
    ),
}


def refusal(answer: ReceivedAnswer, mask: SecretMask, *, may_write: bool = False) -> Failure:
    """
    The failure that an answer other than 2xx means.

    Args:
        answer: What came.
        mask: Kept out of what was said.
        may_write: Whether the request could change something: after a 408 or 5xx it may have been carried out.
    """
    if 300 <= answer.status < 400:
        elsewhere = MalformedAnswer(
            f"the address answered {answer.status} and points elsewhere, so it is not that of Pipedream's API"
        )
        # Whoever only points elsewhere has not carried anything out.
        elsewhere.may_have_been_sent = False
        return elsewhere
    body = json_or_none(answer)
    words = error_text(body) or ("" if body in ({}, []) else plain_body(answer))
    said = mask.text(words) or f"{answer.status} {answer.reason}".strip()
    wait_s = retry_after_s(answer.header("retry-after"))
    if wait_s is None and answer.status == 429:
        wait_s = _until_reset_s(answer.header("x-ratelimit-reset"))
    failure = Refused(said, status=answer.status, retry_after_s=wait_s)
    explanation = explain(failure, platform=PLATFORM)
    row = _ROWS.get(answer.status)
    if row is not None:
        explanation = replace(explanation, **row._asdict())
    limit = answer.header("x-ratelimit-limit")
    if answer.status == 429 and limit:
        explanation = replace(explanation, who_text=f"{explanation.who_text} ({limit} requests)")
    if may_write and (answer.status >= 500 or answer.status == 408):
        explanation = replace(
            explanation,
            retry=Retry.CHECK_FIRST,
            retry_text=CHECK_FIRST,
            next_step=f"Look in the app whether it was done. {explanation.next_step}",
        )
    failure.explanation = explanation
    return failure


def error_text(body: JsonValue) -> str:
    """
    The words of an error body; empty if there are none.

    In this order: `error` as text, `error.message`, `error.details`, `message`, `error_description`, the first of
    `errors`, the first error among `observations` or `os`. A `message` beside an error code is said with it.
    """
    if isinstance(body, str):
        return body[:MOST_SAID]
    if not isinstance(body, dict):
        return ""
    error = body.get("error")
    parts = [*_words_of(error)]
    for name in ("message", "error_description"):
        value = body.get(name)
        if isinstance(value, str):
            parts.append(value)
    errors = body.get("errors")
    if not parts and isinstance(errors, list) and errors:
        parts += _words_of(errors[0])
    for name in ("observations", "os"):
        if not parts:
            parts += _observed(body.get(name))
    details = body.get("details")
    if details not in (None, {}, [], ""):
        parts.append(details if isinstance(details, str) else write_json(details))
    unique = [part.strip() for place, part in enumerate(parts) if part.strip() and part not in parts[:place]]
    return ": ".join(unique)[:MOST_SAID]


def json_or_none(answer: ReceivedAnswer) -> JsonValue:
    """The answer's JSON, None where it is none, and where it is larger than any error is."""
    if len(answer.body) > MOST_BYTES:
        return None
    try:
        return parse_json(bytes(answer.body).decode("utf-8"))
    except (UnicodeDecodeError, NotJson):
        return None


def plain_body(answer: ReceivedAnswer) -> str:
    """The body as text to read: pages are named as such, everything else is cut at a sensible length."""
    if answer.media_type == "text/html":
        return f"a web page instead of an answer ({answer.status} {answer.reason})".replace(" )", ")")
    return answer.body[:MOST_SAID].decode("utf-8", "replace").strip()


def _words_of(error: JsonValue) -> list[str]:
    if isinstance(error, str):
        return [_unpacked(error)]
    if not isinstance(error, dict):
        return []
    found: list[str] = []
    for name in ("message", "details", "error", "code", "name"):
        value = error.get(name)
        if isinstance(value, str) and value:
            found.append(value)
        elif isinstance(value, dict) and value:
            found.append(write_json(value))
        if found:
            break
    return found


def _unpacked(text: str) -> str:
    """An error that is itself JSON text of `{name, message}`, as configure and reload send them, gives its message."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        inner = parse_json(text)
    except NotJson:
        return text
    words = _words_of(inner)
    return words[0] if words else text


def _observed(observations: JsonValue) -> list[str]:
    for entry in observations if isinstance(observations, list) else []:
        if isinstance(entry, dict) and entry.get("k") == "error":
            words = _words_of(entry.get("err")) or _words_of(entry.get("msg"))
            if words:
                return words
    return []


def _until_reset_s(header: str) -> float | None:
    """Seconds until a moment in Unix seconds; None if the header says none."""
    text = header.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 12):
        return None
    return max(float(text) - datetime.now(UTC).timestamp(), 0.0)


def said_by_component(body: JsonObject) -> str:
    """What a component said about its own failure in an answer 200 to a question for choices or fields; else empty."""
    errors = body.get("errors")
    words = _observed(body.get("observations"))
    if not words and isinstance(errors, list):
        words = [word for entry in errors for word in _words_of(entry)][:1]
    return words[0][:MOST_SAID] if words else ""
