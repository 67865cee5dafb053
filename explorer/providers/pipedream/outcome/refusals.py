"""
What Pipedream means when it refuses a request: the row of the table of failures, and where in the body its words stand.

Source: reference, sections 12 and 13. Bodies beyond `error` are an assumption (A12), so every spelling is read.
"""

from typing import Final

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import Failure, MalformedAnswer, Refused
from explorer.domain.json_value import JsonObject, JsonValue, NotJson, parse_json, write_json
from explorer.domain.masking import SecretMask
from explorer.providers.explanation import row_for_status
from explorer.providers.failure_table.pipedream import PIPEDREAM
from explorer.providers.failure_table.row import Told, told
from explorer.providers.failure_table.waiting import asked_wait_s

PLATFORM: Final = "Pipedream Connect"
MOST_SAID: Final = 2_000
MOST_BYTES: Final = 1024 * 1024


def refusal(answer: ReceivedAnswer, mask: SecretMask) -> Failure:
    """The failure that an answer other than 2xx means, to a request that changes nothing."""
    found = told_refusal(answer, mask)
    said = found.explanation.said
    if 300 <= answer.status < 400:
        elsewhere = MalformedAnswer(said, explanation=found.explanation)
        # Whoever only points elsewhere has not carried anything out.
        elsewhere.may_have_been_sent = False
        return elsewhere
    return Refused(
        said, status=answer.status, retry_after_s=found.explanation.retry_after_s, explanation=found.explanation
    )


def told_refusal(
    answer: ReceivedAnswer, mask: SecretMask, *, provider: str = "the app", may_write: bool = False
) -> Told:
    """
    What an answer other than 2xx means.

    Args:
        answer: What came.
        mask: Kept out of what was said.
        provider: Name of the app behind the action.
        may_write: Whether the request could change something: after a 408 or 5xx it may have been carried out.
    """
    is_page = answer.media_type == "text/html" and answer.status != 429
    is_elsewhere = is_page or 300 <= answer.status < 400
    limit = answer.header("x-ratelimit-limit")
    return told(
        row_for_status(PIPEDREAM, answer.status, "elsewhere " if is_elsewhere else ""),
        _said(answer, mask),
        may_write=may_write,
        wait_s=asked_wait_s(answer),
        platform=PLATFORM,
        provider=provider,
        limit=f" ({mask.text(limit)[:20]} requests)" if limit else "",
    )


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


def _said(answer: ReceivedAnswer, mask: SecretMask) -> str:
    if 300 <= answer.status < 400:
        where = answer.header("location")
        return mask.text(f"the address answered {answer.status} and points elsewhere ({where[:200] or 'nowhere'})")
    body = json_or_none(answer)
    words = error_text(body) or ("" if body in ({}, []) else plain_body(answer))
    return mask.text(words) or f"{answer.status} {answer.reason}".strip()


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


def said_by_component(body: JsonObject) -> str:
    """What a component said about its own failure in an answer 200 to a question for choices or fields; else empty."""
    errors = body.get("errors")
    words = _observed(body.get("observations"))
    if not words and isinstance(errors, list):
        words = [word for entry in errors for word in _words_of(entry)][:1]
    return words[0][:MOST_SAID] if words else ""


def is_configuration_error(body: JsonObject) -> bool:
    """Whether the component's own check of its fields failed, and not its code: the name of its error says so."""
    observations, errors = body.get("observations"), body.get("errors")
    thrown = [
        entry.get("err")
        for entry in (observations if isinstance(observations, list) else [])
        if isinstance(entry, dict) and entry.get("k") == "error"
    ]
    packed = [_packed(entry) for entry in (errors if isinstance(errors, list) else [])]
    first = (thrown or packed or [None])[0]
    return isinstance(first, dict) and first.get("name") == "ConfigurationError"


def _packed(entry: JsonValue) -> JsonValue:
    if not isinstance(entry, str):
        return entry
    try:
        return parse_json(entry)
    except NotJson:
        return None
