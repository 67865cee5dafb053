"""
What Inly Core means when it refuses a request: which row of the table of failures; there are two kinds of 422.

Source: reference, section 8.4. Bodies are Laravel's; texts of 403 and 404 are an assumption (A7), so that they are
read tolerantly: `message`, else `error_description`, else `error`, else the status phrase.
"""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import Explanation, FieldProblem, Refused
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, Pointer, parse_json, write_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import row_for_status
from explorer.providers.failure_table.inlycore import INLYCORE
from explorer.providers.failure_table.row import Row, Told, told
from explorer.providers.failure_table.waiting import asked_wait_s

PLATFORM: Final = "Inly Core"
MOST_SAID: Final = 2_000
MOST_BYTES: Final = 1024 * 1024

_NOT_SIGNED_IN: Final = "a page or a redirection instead of JSON"


def refusal(answer: ReceivedAnswer, mask: SecretMask) -> Refused:
    """The failure that an answer other than 2xx means, or one that is a page, to a request that changes nothing."""
    explanation = told_refusal(answer, mask).explanation
    return Refused(
        explanation.said,
        status=answer.status,
        retry_after_s=explanation.retry_after_s,
        explanation=explanation,
    )


def told_refusal(answer: ReceivedAnswer, mask: SecretMask, *, may_write: bool = False) -> Told:
    """What an answer other than 2xx means, or one that is a page."""
    body = json_or_none(answer)
    is_page = is_page_answer(answer)
    said = said_by(body) or (_NOT_SIGNED_IN if is_page else "" if body in ({}, []) else plain_body(answer))
    if 300 <= answer.status < 400:
        said = f"{_NOT_SIGNED_IN} ({answer.status}, to {answer.header('location')[:200] or 'nowhere'})"
    limit = answer.header("x-ratelimit-limit")
    return told(
        _row(answer, body, is_page=is_page),
        mask.text(said or _phrase(answer.status)),
        may_write=may_write,
        wait_s=asked_wait_s(answer),
        platform=PLATFORM,
        limit=f" ({mask.text(limit)[:20]} requests a minute)" if limit else "",
    )


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
    return told(INLYCORE["elsewhere page"], said, platform=PLATFORM).explanation


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


def _row(answer: ReceivedAnswer, body: JsonValue, *, is_page: bool) -> Row:
    # An application under maintenance may answer with a page of its own.
    if is_page and answer.status not in {407, 429, 503}:
        return INLYCORE["elsewhere page" if answer.status < 500 else "elsewhere 5xx"]
    if answer.status == 422:
        return INLYCORE["422 validation" if field_problems(body, {}) else "422 refused"]
    if answer.status == 404:
        # The framework's texts, which no code stands beside (A7); in another language the general row is used.
        said = said_by(body)
        if re.search(r"no query results for model", said, re.IGNORECASE):
            return INLYCORE["404 record"]
        if re.search(r"\baction\b.*not found", said, re.IGNORECASE):
            return INLYCORE["404 action"]
    return row_for_status(INLYCORE, answer.status, "elsewhere " if answer.status < 400 else "")


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
