"""
What Inly Core means when it refuses a request: one row for each status, and two kinds of 422.

Source: reference, section 8.4. Bodies are Laravel's; texts of 403 and 404 are an assumption (A7), so that they are
read tolerantly: `message`, else `error_description`, else `error`, else the status phrase.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final, NamedTuple

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import Explanation, FieldProblem, Party, Refused, Retry
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, Pointer, parse_json, write_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import CHECK_FIRST, explain, retry_after_s

PLATFORM: Final = "Inly Core"
MOST_SAID: Final = 2_000
MOST_BYTES: Final = 1024 * 1024

_NOT_SIGNED_IN: Final = "a page or a redirection instead of JSON"


class _Row(NamedTuple):
    who: Party
    who_text: str
    step: str
    retry: Retry
    retry_text: str
    next_step: str


_AFTER_CHANGE: Final = "After a change; nothing was run."
_INVALID: Final = _Row(
    Party.INPUT,
    "Your input, which the action's rules refuse",
    "validating the parameters",
    Retry.AFTER_CHANGE,
    _AFTER_CHANGE,
    "Change the fields that are marked, and run it again.",
)
_REFUSED_BY_RULE: Final = _Row(
    Party.ACTION,
    "The action, by a rule of the business",
    "in the action, before or while it ran",
    Retry.AFTER_CHANGE,
    "After the record or the input is changed.",
    "Read what it said: the record may be in a state that does not allow this.",
)
_ELSEWHERE: Final = _Row(
    Party.INPUT,
    "The connection: not signed in, or its address is not that of the installation",
    "finding the API",
    Retry.AFTER_CHANGE,
    "After the connection is right; the API was not reached.",
    "Check the connection's address and its credentials; the API answers in JSON, never with a page.",
)
_UNKNOWN_ACTION: Final = _Row(
    Party.INPUT,
    "The key of the action, which the installation does not know",
    "finding the action",
    Retry.AFTER_CHANGE,
    _AFTER_CHANGE,
    "Check the key in the connection's list of actions; the action may have been renamed.",
)
_UNKNOWN_RECORD: Final = _Row(
    Party.INPUT,
    "The record's id: there is no such record, or this client may not see it",
    "finding the record",
    Retry.AFTER_CHANGE,
    _AFTER_CHANGE,
    "Check the id; deleted records are found by actions that restore, and by no others.",
)
_ROWS: Final[Mapping[int, _Row]] = {
    401: _Row(
        Party.INPUT,
        "The connection's token, which the installation does not accept",
        "checking the token",
        Retry.YES,
        "Yes, nothing was run; a new token is asked for.",
        "Run it again. If it stays, enter client id and client secret again, and test the connection.",
    ),
    403: _Row(
        Party.PLATFORM,
        "Inly Core: this client may not run the action",
        "checking permissions",
        Retry.AFTER_CHANGE,
        "After the permission is given; nothing was run.",
        "Ask an administrator for the role or permission, on the client's Permissions tab under Developer, Apps.",
    ),
    404: _Row(
        Party.INPUT,
        "The address, which the installation does not know",
        "finding the address",
        Retry.AFTER_CHANGE,
        _AFTER_CHANGE,
        "Check the connection's address and the paths under its assumptions.",
    ),
    405: _Row(
        Party.INPUT,
        "The connection's paths: the address takes another method",
        "finding the address",
        Retry.AFTER_CHANGE,
        _AFTER_CHANGE,
        "Check the paths under the connection's assumptions.",
    ),
    429: _Row(
        Party.PLATFORM,
        "A rate limit of the installation",
        "counting requests",
        Retry.LATER,
        "After the time that it asks for; nothing was run.",
        "Wait for the count-down, then run it again.",
    ),
    500: _Row(
        Party.ACTION,
        "The action's own code, or the installation itself",
        "in the action",
        Retry.CHECK_FIRST,
        CHECK_FIRST,
        "Look at the record first. The reason stands in the installation's own log; hand on the time and the key.",
    ),
    503: _Row(
        Party.PLATFORM,
        "The installation, which is under maintenance",
        "reaching the application",
        Retry.LATER,
        "Later; nothing was run.",
        "Wait until the maintenance is over.",
    ),
}


def refusal(answer: ReceivedAnswer, mask: SecretMask) -> Refused:
    """The failure that an answer other than 2xx means, or one that is a page: with its words, explained."""
    body = json_or_none(answer)
    is_page = is_page_answer(answer)
    said = said_by(body) or (_NOT_SIGNED_IN if is_page else "" if body in ({}, []) else plain_body(answer))
    said = said or _phrase(answer.status)
    if 300 <= answer.status < 400:
        said = f"{_NOT_SIGNED_IN} ({answer.status}, to {answer.header('location')[:200] or 'nowhere'})"
    failure = Refused(mask.text(said), status=answer.status, retry_after_s=retry_after_s(answer.header("retry-after")))
    explanation = explain(failure, platform=PLATFORM)
    row = _row(answer, body, is_page=is_page)
    if row is not None:
        explanation = replace(explanation, **row._asdict())
    elif answer.status >= 500 or answer.status == 408:
        explanation = replace(explanation, retry=Retry.CHECK_FIRST, retry_text=CHECK_FIRST)
    limit = answer.header("x-ratelimit-limit")
    if answer.status == 429 and limit:
        explanation = replace(explanation, who_text=f"{explanation.who_text} ({limit} requests a minute)")
    failure.explanation = explanation
    return failure


def field_problems(body: JsonValue, arguments: JsonObject) -> list[FieldProblem]:
    """
    The messages of a validation error, each with its place in the arguments; empty if the body is none.

    Keys may be dotted, `lines.0.sku`: a part is an index where the arguments hold a list there.
    """
    errors = body.get("errors") if isinstance(body, dict) else None
    if not isinstance(errors, dict):
        return []
    problems: list[FieldProblem] = []
    for key, messages in errors.items():
        pointer = pointer_of(key, arguments)
        for message in messages if isinstance(messages, list) else [messages]:
            text = message if isinstance(message, str) else write_json(message)
            problems.append(FieldProblem(pointer, text[:MOST_SAID], _keyword(text)))
    return problems


def pointer_of(key: str, arguments: JsonObject) -> Pointer:
    """Where a dotted key points in the arguments; a name that holds a dot itself is one part."""
    if key in arguments:
        return (key,)
    pointer: list[str | int] = []
    place: JsonValue = arguments
    for part in key.split("."):
        is_index = part.isascii() and part.isdecimal() and len(part) < 10
        if is_index and (isinstance(place, list) or (pointer and not isinstance(place, dict))):
            index = int(part)
            pointer.append(index)
            place = place[index] if isinstance(place, list) and index < len(place) else None
        else:
            pointer.append(part)
            place = place.get(part) if isinstance(place, dict) else None
    return tuple(pointer)


def said_by(body: JsonValue) -> str:
    """The words of an error body; empty if there are none."""
    if isinstance(body, str):
        return body[:MOST_SAID]
    if not isinstance(body, dict):
        return ""
    for name in ("message", "error_description", "error"):
        value = body.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()[:MOST_SAID]
        if isinstance(value, dict) and isinstance(inner := value.get("message"), str) and inner.strip():
            return inner.strip()[:MOST_SAID]
    problems = field_problems(body, {})
    return problems[0].message if problems else ""


def json_or_none(answer: ReceivedAnswer) -> JsonValue:
    """The answer's JSON, None where it is none, and where it is larger than any error is."""
    if len(answer.body) > MOST_BYTES:
        return None
    try:
        return parse_json(bytes(answer.body).decode("utf-8"))
    except (UnicodeDecodeError, NotJson):
        return None


def is_page_answer(answer: ReceivedAnswer) -> bool:
    """Whether a web page came: of a sign-in, a gateway, or another server."""
    start = answer.body[:200].lstrip().lower()
    return answer.media_type in {"text/html", "application/xhtml+xml"} or start.startswith(
        (b"<!doctype html", b"<html")
    )


def plain_body(answer: ReceivedAnswer) -> str:
    """The body as text to read, cut at a sensible length."""
    return answer.body[:MOST_SAID].decode("utf-8", "replace").strip()


def elsewhere(said: str) -> Explanation:
    """The five questions, answered for an answer that did not come from the API."""
    return Explanation(_ELSEWHERE.who, _ELSEWHERE.who_text, _ELSEWHERE.step, said, *_ELSEWHERE[3:])


def trace_of(body: JsonValue) -> Sequence[str]:
    """What an installation in debug mode tells of an exception: class, place and the first calls; else empty."""
    if not isinstance(body, dict) or not isinstance(body.get("exception"), str):
        return ()
    lines = [f"{body['exception']} in {body.get('file', '?')}, line {body.get('line', '?')}"]
    trace = body.get("trace")
    calls = trace[:20] if isinstance(trace, list) else []
    lines.extend(
        f"{call.get('class', '')}{call.get('type', '')}{call.get('function', '?')}"
        f" ({call.get('file', '?')}, line {call.get('line', '?')})"
        for call in calls
        if isinstance(call, dict)
    )
    return lines


def _row(answer: ReceivedAnswer, body: JsonValue, *, is_page: bool) -> _Row | None:
    if 300 <= answer.status < 400 or (is_page and answer.status < 500):
        return _ELSEWHERE
    if answer.status in {400, 422}:
        return _INVALID if field_problems(body, {}) or answer.status == 400 else _REFUSED_BY_RULE
    if answer.status == 404:
        said = said_by(body)
        if re.search(r"no query results for model", said, re.IGNORECASE):
            return _UNKNOWN_RECORD
        if re.search(r"\baction\b.*not found", said, re.IGNORECASE):
            return _UNKNOWN_ACTION
    return _ROWS.get(answer.status)


def _keyword(message: str) -> str:
    """The rule behind one of Laravel's English texts, where it is plain; other languages give none."""
    for words, keyword in (
        (" is required", "required"),
        ("has already been taken", "unique"),
        ("selected ", "in"),
        ("must not be greater than", "max"),
        ("must not have more than", "max"),
        ("must be at least", "min"),
        ("must have at least", "min"),
        ("valid email", "email"),
        ("valid date", "date"),
        ("must be an integer", "integer"),
        ("must be a number", "numeric"),
        ("must be a string", "string"),
    ):
        if words in message:
            return keyword
    return ""


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
