"""
Which row of the table of failures a refusal of StackOne means.

Every error is one JSON envelope with `statusCode` and `message`; where a third party refused, its own answers are in
`provider_errors`. Texts are never matched, they differ between versions: only statuses and codes are.

Source: StackOne, "Error codes" and "Connector errors"; the 412 body as in the generated clients of 2026.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import Explanation, MalformedAnswer, ProviderError, Refused
from explorer.domain.masking.masked_result import masked_explanation
from explorer.providers.explanation import row_for_status, row_of_third_party
from explorer.providers.failure_table.row import Told, told
from explorer.providers.failure_table.stackone import AT_PROVIDER, DEFAULT_WAIT_S, STACKONE
from explorer.providers.failure_table.waiting import asked_wait_s, retry_after_s
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.envelope import Envelope, envelope_of

PLATFORM = "StackOne"


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
    if envelope is None:
        return _refusal(_elsewhere(answer, provider, may_write=may_write))
    if envelope.provider_errors and not _is_defenders(answer, envelope, defender_status):
        found = _provider_failed(answer, envelope, provider, may_write=may_write)
        return replace(_refusal(found), provider_errors=envelope.provider_errors)
    if _is_defenders(answer, envelope, defender_status):
        row = STACKONE["defender"]
    else:
        row = STACKONE.get(f"{answer.status} {envelope.account_state}") or row_for_status(STACKONE, answer.status)
    found = told(
        row,
        envelope.said,
        may_write=may_write,
        wait_s=asked_wait_s(answer),
        platform=PLATFORM,
        provider=provider,
    )
    if not envelope.account_words:
        return _refusal(found)
    next_step = f"{envelope.account_words} {found.explanation.next_step}"
    return _refusal(replace(found, explanation=replace(found.explanation, next_step=next_step)))


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
        raise MalformedAnswer(f"HTTP {answer.status} {answer.reason}: {said}", explanation=explanation)
    raise Refused(
        said,
        status=answer.status,
        retry_after_s=explanation.retry_after_s,
        explanation=explanation,
    )


def _refusal(found: Told) -> Refusal:
    return Refusal(found.outcome, found.explanation, is_unknown=found.is_unknown)


def _is_defenders(answer: ReceivedAnswer, envelope: Envelope, defender_status: int) -> bool:
    return envelope.is_defenders or (answer.status == defender_status and envelope.is_defended)


def _provider_failed(answer: ReceivedAnswer, envelope: Envelope, provider: str, *, may_write: bool) -> Told:
    first = envelope.provider_errors[0]
    status = first.status or answer.status
    wait_s = asked_wait_s(answer)
    if wait_s is None and (status == 429 or answer.status in {408, 429}):
        own = next((value for name, value in first.headers.items() if name.lower() == "retry-after"), "")
        wait_s = retry_after_s(own) if own else DEFAULT_WAIT_S
    return told(
        row_of_third_party(status),
        envelope.provider_words or envelope.said,
        may_write=may_write,
        wait_s=wait_s,
        platform=PLATFORM,
        provider=provider,
        provider_step=AT_PROVIDER,
    )


def _elsewhere(answer: ReceivedAnswer, provider: str, *, may_write: bool) -> Told:
    """Something that is no envelope: a gateway's page, a redirect, another service."""
    if 300 <= answer.status < 400:
        said = f"HTTP {answer.status}, to {answer.header('location') or 'nowhere'}"
    else:
        said = answer.body[:500].decode("utf-8", "replace").strip() or f"HTTP {answer.status} without a word"
    return told(
        row_for_status(STACKONE, answer.status, "elsewhere "),
        said,
        may_write=may_write,
        wait_s=asked_wait_s(answer),
        platform=PLATFORM,
        provider=provider,
        status=answer.status,
        kind=answer.media_type or "no content type",
    )
