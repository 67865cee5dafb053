"""No text of a result holds a secret, in whichever of its places it came back."""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum

from explorer.domain.call import Outcome, ReceivedAnswer, RunResult, SentRequest
from explorer.domain.failure import Explanation, FieldProblem, Party, ProviderError, Retry
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.domain.masking import MASK, SecretMask
from explorer.domain.masking.masked_result import masked_result

SECRET = "very-secret"


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from (*texts_in(name), *texts_in(member))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, Enum):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def full_result():
    return RunResult(
        outcome=Outcome.PROVIDER_FAILED,
        summary=SECRET,
        request=SentRequest("POST", "http://host", [("Authorization", MASK)]),
        answer=None,
        explanation=Explanation(Party.PROVIDER, SECRET, SECRET, SECRET, Retry.NO, SECRET, SECRET),
        provider_errors=[ProviderError(400, SECRET, SECRET, {SECRET: SECRET}, SECRET, SECRET)],
        field_problems=[FieldProblem((SECRET, 3), SECRET)],
        logs=[LogEntry(datetime.now(UTC), LogLevel.NOTE, LogSource.PLATFORM, SECRET)],
        details={SECRET: SECRET},
        file_name=SECRET,
    )


def test_every_text_of_a_result_is_masked():
    found = list(texts_in(masked_result(full_result(), SecretMask([SECRET]))))
    assert MASK in found
    assert not [text for text in found if SECRET in text]


def test_a_result_without_secrets_stays_as_it_is():
    result = full_result()
    masked = masked_result(result, SecretMask(["another"]))
    assert list(texts_in(masked)) == list(texts_in(result))


def test_the_answer_stays_as_it_was_received_and_the_cursor_usable():
    answer = ReceivedAnswer(200, "OK", [], SECRET.encode())
    result = RunResult(Outcome.SUCCEEDED, "done", None, answer, next_cursor=SECRET)
    masked = masked_result(result, SecretMask([SECRET]))
    assert (masked.answer, masked.next_cursor) == (answer, SECRET)
