"""The one form of StackOne's errors, read from an answer: message, code, provider errors, account state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import ProviderError
from explorer.providers.failure_table.request_id import request_id_in
from explorer.providers.stackone.spoken import spoken
from explorer.providers.stackone.wire import (
    Level,
    NotReadable,
    body_of,
    flag_of,
    items_of,
    number_of,
    object_in,
    object_of,
    raw_text,
    text_of,
    texts_of,
)

_STATES: Final = {
    "AccountSuspendedError": "suspended",
    "AccountExpiredError": "expired",
    "AccountArchivedError": "archived",
    "AccountErrorStatus": "error",
}
MOST_WORDS: Final = 2_000
"""Letters of what was said that an explanation repeats; the answer itself is shown whole elsewhere."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """
    An error as StackOne tells it.

    Args:
        said: Its message, unchanged; several are joined by line breaks.
        account_state: For 412: suspended, expired, archived or error; empty if neither code nor details name it.
        account_words: For 412: the account's state and the reasons for it, as a sentence.
        is_defenders: The error code names Defender.
        is_defended: The answer carries a verdict of Defender that does not allow the result.
    """

    said: str
    messages: Sequence[str]
    error_code: str
    provider_errors: Sequence[ProviderError]
    account_state: str
    account_words: str
    is_defenders: bool
    is_defended: bool

    @property
    def provider_words(self) -> str:
        """What the first provider said, in words, at most `MOST_WORDS` letters."""
        return spoken(self.provider_errors[0].raw_text)[:MOST_WORDS] if self.provider_errors else ""


def envelope_of(answer: ReceivedAnswer) -> Envelope | None:
    """The envelope in an answer, or None if it holds none."""
    try:
        fields = body_of(answer.body)
    except NotReadable:
        return None
    messages = texts_of(fields, "message")
    if number_of(fields, "statusCode") is None and not (
        messages and ("provider_errors" in fields or "errorCode" in fields)
    ):
        return None
    code = text_of(fields, "errorCode")
    verdict = object_in(object_in(fields, "defenderMetadata"), "result")
    return Envelope(
        said="\n".join(messages)[:MOST_WORDS] or code or f"HTTP {answer.status} {answer.reason}",
        messages=messages,
        error_code=code,
        provider_errors=tuple(_provider_errors(fields)),
        account_state=_account_state(object_in(fields, "details"), code) if answer.status == 412 else "",
        account_words=_account_words(object_in(fields, "details")) if answer.status == 412 else "",
        is_defenders="defender" in code.lower(),
        is_defended=flag_of(verdict, "allowed") is False,
    )


def _provider_errors(fields: Level) -> Sequence[ProviderError]:
    errors = []
    for item in items_of(fields, "provider_errors"):
        try:
            found = object_of(item)
        except NotReadable:
            errors.append(ProviderError(raw_text=raw_text(item)))
            continue
        headers = _headers(object_in(found, "headers"))
        status = number_of(found, "status")
        errors.append(
            ProviderError(
                status=int(status) if status is not None and 0 <= status <= 999 else None,
                method=text_of(found, "method"),
                url=text_of(found, "url"),
                headers=headers,
                raw_text=raw_text(found["raw"]) if "raw" in found else "",
                request_id=request_id_in(headers),
            )
        )
    return errors


def _headers(fields: Level) -> dict[str, str]:
    return {name: raw_text(value) for name, value in fields.items()}


def _account_state(details: Level, code: str) -> str:
    state = text_of(details, "status").lower()
    return state if state in _STATES.values() else _STATES.get(code, "")


def _account_words(details: Level) -> str:
    state = text_of(details, "status")
    expired = text_of(details, "expiresAt", "expires_at")
    reasons = []
    for item in items_of(details, "statusReasons", "status_reasons"):
        try:
            reason = object_of(item)
        except NotReadable:
            continue
        reasons.append(text_of(reason, "description") or text_of(reason, "code"))
    told = "; ".join(reason for reason in reasons if reason)
    if not state:
        return ""
    sentence = f"The account is {state}" if state != "error" else "The account has an error"
    if expired:
        sentence += f" since {expired}"
    return f"{sentence}: {told}." if told else f"{sentence}."
