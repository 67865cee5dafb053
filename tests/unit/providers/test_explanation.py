"""Failures in plain words."""

import pytest

from explorer.domain.call import Outcome, Phase, SentRequest
from explorer.domain.failure import (
    Cancelled,
    ConnectionLost,
    Explanation,
    Failure,
    MalformedAnswer,
    NotConnected,
    NotSendable,
    OutdatedForm,
    Party,
    Refused,
    Retry,
    SecretUnavailable,
    TimedOut,
    TooLarge,
)
from explorer.providers.explanation import explain, no_answer_result
from explorer.providers.run_clock import RunClock

FAILURES = [
    *(NotConnected("it said so", reason=reason) for reason in ("dns", "refused", "tls", "proxy", "timeout", "other")),
    ConnectionLost("it said so"),
    ConnectionLost("it said so", received_bytes=12),
    TimedOut("it said so", limit_s=30, phase="waiting"),
    TimedOut("it said so", limit_s=30, phase="connecting", may_have_been_sent=False),
    *(Refused("it said so", status=status) for status in (400, 401, 403, 404, 408, 409, 429, 500, 503)),
    OutdatedForm("it said so", status=200),
    MalformedAnswer("it said so"),
    TooLarge("it said so", limit_bytes=64 * 1024 * 1024),
    SecretUnavailable("it said so"),
    NotSendable("it said so", pointer=("path", "id")),
    Cancelled("it said so"),
]
REQUEST = SentRequest("POST", "https://api.example.com/x", [])


def kinds_of(kind: type) -> set[type]:
    return {kind, *(lower for below in kind.__subclasses__() for lower in kinds_of(below))}


def result_of(failure: Failure, *, may_write: bool = True):
    return no_answer_result(failure, platform="StackOne", may_write=may_write, clock=RunClock(), request=REQUEST)


def test_every_kind_of_failure_is_tried_here():
    assert kinds_of(Failure) - {Failure} == {type(failure) for failure in FAILURES}


@pytest.mark.parametrize("may_write", [True, False])
@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_all_five_questions_are_answered(failure, may_write):
    told = explain(failure, platform="StackOne", host="api.example.com", may_write=may_write)
    assert all((told.who_text, told.step, told.said == "it said so", told.retry_text, told.next_step))
    assert not any("{" in text for text in (told.who_text, told.step, told.retry_text, told.next_step))


@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_outcome_is_unknown_only_for_writes_that_may_have_arrived(failure):
    assert not result_of(failure, may_write=False).is_unknown
    result = result_of(failure)
    assert result.is_unknown == (failure.may_have_been_sent and not isinstance(failure, Refused))
    if result.is_unknown:
        assert result.explanation.retry is Retry.CHECK_FIRST
        assert "Outcome unknown" in result.summary
        assert result.explanation.next_step.startswith("Look for the record")


def test_cancelled_write_that_was_on_its_way_is_to_be_checked():
    failure = Cancelled("", may_have_been_sent=True)
    assert result_of(failure).is_unknown
    assert result_of(failure).outcome is Outcome.CANCELLED
    assert result_of(failure).explanation.who is Party.PERSON


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (NotConnected("x", reason="dns"), Outcome.NO_ANSWER),
        (TimedOut("x", limit_s=1, phase="waiting"), Outcome.NO_ANSWER),
        (TooLarge("x", limit_bytes=1), Outcome.NO_ANSWER),
        (SecretUnavailable("x"), Outcome.NO_ANSWER),
        (MalformedAnswer("x"), Outcome.MALFORMED),
        (Cancelled("x"), Outcome.CANCELLED),
        (NotSendable("x"), Outcome.REJECTED),
        (Refused("x", status=400), Outcome.REJECTED),
    ],
)
def test_outcome_of_each_kind(failure, outcome):
    assert result_of(failure).outcome is outcome


def test_problem_of_a_field_is_told_at_the_field():
    (problem,) = result_of(NotSendable("has a slash", pointer=("path", "id"))).field_problems
    assert (problem.pointer, problem.message) == (("path", "id"), "has a slash")


def test_host_is_named_in_the_explanation():
    assert "api.example.com" in result_of(NotConnected("x", reason="dns")).explanation.who_text


def test_words_of_a_provider_that_knows_better_are_kept():
    own = Explanation(Party.PROVIDER, "BambooHR", "3", "no", Retry.NO, "no", "ask")
    assert explain(Refused("x", status=400, explanation=own), platform="StackOne") is own


def test_phases_and_lines_of_the_clock_are_in_the_result():
    clock = RunClock()
    clock.add(Phase.CONNECT, 0, 5)
    clock.log("a line")
    result = no_answer_result(TooLarge("x", limit_bytes=1), platform="P", may_write=False, clock=clock)
    assert (len(result.phases), [line.text for line in result.logs]) == (1, ["a line"])
