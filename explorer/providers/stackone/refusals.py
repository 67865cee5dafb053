"""
What StackOne's refusals mean: for every documented status, who failed, where, and what to do.

Every error is one JSON envelope with `statusCode` and `message`; where a third party refused, its own answers are in
`provider_errors`. Texts are never matched, they differ between versions: only statuses and codes are.

Source: StackOne, "Error codes" and "Connector errors"; the 412 body as in the generated clients of 2026.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import Explanation, MalformedAnswer, Party, ProviderError, Refused, Retry
from explorer.domain.masking.masked_result import masked_explanation
from explorer.providers.explanation import CHECK_FIRST, LOOK_FIRST, retry_after_s
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.envelope import Envelope, envelope_of

AT_STACKONE: Final = "1 of 3: StackOne checks the request"
AT_ACCOUNT: Final = "2 of 3: StackOne opens the account"
AT_PROVIDER: Final = "3 of 3: call of the provider"
DEFAULT_WAIT_S: Final = 60.0
"""What StackOne documents for 429 and 408 where the provider names no time."""


class _Words(NamedTuple):
    who: Party
    who_text: str
    step: str
    retry: Retry
    retry_text: str
    next_step: str


_CHANGE = "After a change."
_BY_STATUS: Final[Mapping[int, _Words]] = {
    400: _Words(
        Party.INPUT,
        "The input does not pass StackOne's checks",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        _CHANGE,
        "Correct the fields that the message names. Some rules, such as one of two fields being needed, are not part "
        "of the schema. A connector profile has to belong to the account's connector and project.",
    ),
    401: _Words(
        Party.PLATFORM,
        "StackOne does not accept the API key",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        "After the API key is right.",
        "Open the connection and enter the API key again; it begins with v1. and may have been revoked.",
    ),
    403: _Words(
        Party.PLATFORM,
        "StackOne does not allow this to the API key or the account",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        "After the permission is given.",
        "Check the scopes of the API key, and what the linked account was allowed when it was connected.",
    ),
    404: _Words(
        Party.INPUT,
        "StackOne does not find what the call names",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        _CHANGE,
        "Check the ids in the parameters, whether the account still exists, and whether this action is enabled for it.",
    ),
    408: _Words(
        Party.PROVIDER,
        "The provider ({provider}) took longer than StackOne waits (60 s)",
        AT_PROVIDER,
        Retry.LATER,
        "Later, after the time that it asks for.",
        "Ask for less at once, then run it again when the count-down has ended.",
    ),
    409: _Words(
        Party.INPUT,
        "What was to be made exists already",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        _CHANGE,
        "Find the existing record, and update it instead or choose another value.",
    ),
    412: _Words(
        Party.PLATFORM,
        "The linked account cannot be used at present",
        AT_ACCOUNT,
        Retry.AFTER_CHANGE,
        "After the account works again.",
        "Open the account in StackOne and connect it again, or choose another account.",
    ),
    422: _Words(
        Party.INPUT,
        "The input has the right form and is not acceptable",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        _CHANGE,
        "Change the values that the message names.",
    ),
    429: _Words(
        Party.PLATFORM,
        "StackOne's limit of requests",
        AT_STACKONE,
        Retry.LATER,
        "After the time that it asks for.",
        "Wait for the count-down, then run it again.",
    ),
    500: _Words(
        Party.PLATFORM,
        "StackOne itself failed",
        AT_STACKONE,
        Retry.LATER,
        "Later.",
        "Try again in a few minutes; if it stays, hand the time and the request's id to StackOne's support.",
    ),
    501: _Words(
        Party.PLATFORM,
        "StackOne does not offer this for {provider}",
        AT_STACKONE,
        Retry.NO,
        "No, this will not work for this provider.",
        "Choose another action that {provider} supports.",
    ),
    502: _Words(
        Party.PROVIDER,
        "The provider ({provider}), not StackOne",
        AT_PROVIDER,
        Retry.LATER,
        "Later.",
        "Look whether {provider} has trouble, then run it again.",
    ),
}
_OTHER: Final = _Words(
    Party.PLATFORM,
    "StackOne refused the call",
    AT_STACKONE,
    Retry.AFTER_CHANGE,
    _CHANGE,
    "Read what it said, change the input, and run it again.",
)
_BLOCKED: Final = _Words(
    Party.PLATFORM,
    "StackOne Defender blocked the result as a risk",
    "after the provider's answer: scan by Defender",
    Retry.AFTER_CHANGE,
    "After Defender's settings for this call are changed; the provider was called already.",
    "Look at what Defender found. To let such results through, switch blocking off in this call's options or in the "
    "project's settings.",
)
_PROVIDER_RETRY: Final[Mapping[int, tuple[Retry, str, str]]] = {
    401: (Retry.AFTER_CHANGE, "After the account is connected again.", "Connect the account again in StackOne."),
    403: (
        Retry.AFTER_CHANGE,
        "After {provider} gives the permission.",
        "Have the permission given in {provider}, or connect the account with a user who has it.",
    ),
    404: (Retry.AFTER_CHANGE, _CHANGE, "Check the ids: {provider} does not know the record."),
    409: (Retry.AFTER_CHANGE, _CHANGE, "Look for the record in {provider}; it exists already or has changed."),
    429: (Retry.LATER, "After the time that it asks for.", "Wait for the count-down, then run it again."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a refusal comes to."""

    outcome: Outcome
    explanation: Explanation
    provider_errors: Sequence[ProviderError] = ()
    is_unknown: bool = False


def refusal_of(
    answer: ReceivedAnswer, *, provider: str, may_write: bool, defender_status: int, envelope: Envelope | None = None
) -> Refusal:
    """
    What an answer with an error status, or with one that is no success, means.

    Args:
        answer: As received.
        provider: Name of the system behind the action: "BambooHR".
        may_write: Whether the call could change something.
        defender_status: Status of answers that Defender blocked.
        envelope: The answer's envelope, if it was read already.
    """
    envelope = envelope or envelope_of(answer)
    wait_s = retry_after_s(answer.header("retry-after"))
    if envelope is None:
        return _not_stackone(answer, may_write=may_write, wait_s=wait_s)
    if envelope.is_defenders or (answer.status == defender_status and envelope.is_defended):
        words = _BLOCKED
        is_unknown = False
    elif envelope.provider_errors:
        return _provider_failed(answer, envelope, provider, wait_s, may_write=may_write)
    else:
        words = _BY_STATUS.get(answer.status) or (_BY_STATUS[500] if answer.status >= 500 else _OTHER)
        # Whoever breaks down in the middle, or waits for a provider in vain, does not know what was done by then.
        is_unknown = may_write and answer.status in {408, 500, 502, 504}
    if wait_s is None and answer.status in {408, 429}:
        wait_s = DEFAULT_WAIT_S
    retry, retry_text, next_step = words.retry, words.retry_text, words.next_step.format(provider=provider)
    if may_write and answer.status in {408, 500, 502, 503, 504}:
        retry, retry_text, next_step = Retry.CHECK_FIRST, CHECK_FIRST, f"{LOOK_FIRST} {next_step}"
    explanation = Explanation(
        who=words.who,
        who_text=words.who_text.format(provider=provider),
        step=words.step,
        said=envelope.said,
        retry=retry,
        retry_text=retry_text,
        next_step=" ".join(filter(None, (envelope.account_words, next_step))),
        retry_after_s=wait_s,
    )
    outcome = Outcome.PROVIDER_FAILED if answer.status == 502 else Outcome.REJECTED
    return Refusal(outcome, explanation, is_unknown=is_unknown)


def checked_answer(answer: ReceivedAnswer, channel: Channel) -> ReceivedAnswer:
    """
    The answer, if it is a success.

    Raises:
        Refused: StackOne said no; its explanation knows the platform's words.
        MalformedAnswer: An error page of something else, or a redirect.
    """
    if 200 <= answer.status < 300:
        return answer
    refusal = refusal_of(
        answer,
        provider="the provider",
        may_write=False,
        defender_status=channel.options.defender_block_status,
    )
    explanation = masked_explanation(refusal.explanation, channel.mask)
    said = explanation.said
    if refusal.outcome is Outcome.MALFORMED:
        raise MalformedAnswer(f"HTTP {answer.status} {answer.reason}: {said}")
    raise Refused(
        said,
        status=answer.status,
        retry_after_s=explanation.retry_after_s,
        explanation=explanation,
    )


def _provider_failed(
    answer: ReceivedAnswer, envelope: Envelope, provider: str, wait_s: float | None, *, may_write: bool
) -> Refusal:
    first = envelope.provider_errors[0]
    status = first.status or answer.status
    retry, retry_text, next_step = _PROVIDER_RETRY.get(status) or (
        (Retry.LATER, "Later.", "Look whether {provider} has trouble, then run it again.")
        if status >= 500
        else (Retry.AFTER_CHANGE, _CHANGE, "Read the provider's words, correct the input, and run it again.")
    )
    if may_write and status in {408, 500, 502, 503, 504}:
        retry, retry_text, next_step = Retry.CHECK_FIRST, CHECK_FIRST, f"{LOOK_FIRST} {next_step}"
    if wait_s is None and (status == 429 or answer.status in {408, 429}):
        own = next((value for name, value in first.headers.items() if name.lower() == "retry-after"), "")
        wait_s = retry_after_s(own) if own else DEFAULT_WAIT_S
    explanation = Explanation(
        who=Party.PROVIDER,
        who_text=f"The provider ({provider}), not StackOne",
        step=AT_PROVIDER,
        said=envelope.provider_words or envelope.said,
        retry=retry,
        retry_text=retry_text.format(provider=provider),
        next_step=next_step.format(provider=provider),
        retry_after_s=wait_s,
    )
    return Refusal(Outcome.PROVIDER_FAILED, explanation, envelope.provider_errors)


def _not_stackone(answer: ReceivedAnswer, *, may_write: bool, wait_s: float | None) -> Refusal:
    """Something that is no envelope: a gateway's page, a redirect, another service."""
    target = answer.header("location")
    if 300 <= answer.status < 400:
        said = f"HTTP {answer.status}, to {target or 'nowhere'}"
        who_text = "The address sends the explorer elsewhere, where it does not follow with the API key"
        retry, retry_text = Retry.AFTER_CHANGE, "After the connection's address is right."
        next_step = "Check the connection's address and paths."
    else:
        said = answer.body[:500].decode("utf-8", "replace").strip() or f"HTTP {answer.status} without a word"
        kind = answer.media_type or "no content type"
        who_text = f"Not StackOne's own words: HTTP {answer.status} with {kind}, perhaps of a gateway or a proxy"
        retry, retry_text = Retry.LATER, "Later."
        next_step = "Try again in a few minutes; if it stays, check the connection's address and paths."
    is_unknown = may_write and answer.status >= 500
    if is_unknown:
        retry, retry_text, next_step = Retry.CHECK_FIRST, CHECK_FIRST, f"{LOOK_FIRST} {next_step}"
    explanation = Explanation(
        who=Party.PLATFORM,
        who_text=who_text,
        step="reading the answer",
        said=said,
        retry=retry,
        retry_text=retry_text,
        next_step=next_step,
        retry_after_s=wait_s,
    )
    return Refusal(Outcome.MALFORMED, explanation, is_unknown=is_unknown)
