"""What Pipedream means when it refuses: each row of the reference's table of errors."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import MalformedAnswer, Party, Refused, Retry
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.pipedream.outcome.refusals import error_text, refusal, said_by_component
from explorer.providers.pipedream.outcome.run_answer import read_run

WRITE = Action(ActionKey("a-b"), "B", "a", "A", effect=Effect.WRITE)


def answer(status, body, *headers, kind="application/json"):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ReceivedAnswer(status, "Reason", [("Content-Type", kind), *headers], content)


ROWS = [
    (400, {"error": "registry is wrong", "code": "bad", "details": {"registry": "x"}}, Party.INPUT, Retry.AFTER_CHANGE),
    (401, {"error": "Unauthorized"}, Party.INPUT, Retry.AFTER_CHANGE),
    (401, {"error": "invalid_client", "error_description": "unknown"}, Party.INPUT, Retry.AFTER_CHANGE),
    (403, {"error": "Connect component API not enabled for this organization"}, Party.PLATFORM, Retry.AFTER_CHANGE),
    (404, {"error": "record not found"}, Party.INPUT, Retry.AFTER_CHANGE),
    (413, {"error": "account_limit_reached", "message": "too many"}, Party.PLATFORM, Retry.AFTER_CHANGE),
    (422, {"error": "no"}, Party.INPUT, Retry.AFTER_CHANGE),
    (429, {"error": "Throttled"}, Party.PLATFORM, Retry.LATER),
    (500, {"error": "Internal"}, Party.PLATFORM, Retry.LATER),
    (504, {}, Party.PLATFORM, Retry.LATER),
]


@pytest.mark.parametrize(("status", "body", "party", "retry"), ROWS)
def test_each_status_names_its_party_and_when_to_try_again(status, body, party, retry):
    failure = refusal(answer(status, body), SecretMask())
    assert isinstance(failure, Refused)
    assert (failure.status, failure.explanation.who, failure.explanation.retry) == (status, party, retry)
    assert body.get("error", "") in failure.said
    assert failure.explanation.next_step
    assert failure.explanation.step


@pytest.mark.parametrize(("status", "body", "party", "retry"), ROWS)
def test_a_refused_run_is_rejected_and_looked_at_first_only_after_a_5xx(status, body, party, retry):
    found = read_run(answer(status, body), WRITE, SecretMask())
    assert found.outcome is Outcome.REJECTED
    assert found.explanation.who is party
    assert found.explanation.retry is (Retry.CHECK_FIRST if status >= 500 else retry)
    assert found.is_unknown is (status >= 500)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": "plain"}, "plain"),
        ({"error": {"message": "inner"}}, "inner"),
        ({"error": {"details": "detailed"}}, "detailed"),
        ({"error": {"details": {"a": 1}}}, '{"a":1}'),
        ({"message": "message"}, "message"),
        ({"errors": ["first", "second"]}, "first"),
        ({"errors": ['{"name": "ConfigurationError", "message": "packed"}']}, "packed"),
        ({"observations": [{"k": "error", "err": {"message": "seen"}}]}, "seen"),
        ({"os": [{"k": "console.log", "msg": "x"}, {"k": "error", "msg": "told"}]}, "told"),
        ({"error": "account_limit_reached", "message": "too many"}, "account_limit_reached: too many"),
        ("text", "text"),
        ({}, ""),
        ([], ""),
    ],
)
def test_the_words_are_found_in_every_spelling(body, said):
    assert error_text(body) == said


def test_a_limit_says_how_long_to_wait():
    limited = answer(429, {"error": "Throttled"}, ("Retry-After", "7"), ("X-RateLimit-Limit", "100"))
    failure = refusal(limited, SecretMask())
    assert failure.retry_after_s == 7
    assert "100 requests" in failure.explanation.who_text


def test_a_limit_says_until_when_to_wait():
    reset = str(int(datetime.now(UTC).timestamp()) + 3600)
    limited = answer(429, {"error": "Throttled"}, ("X-RateLimit-Reset", reset))
    assert 3000 < refusal(limited, SecretMask()).retry_after_s <= 3600


def test_a_page_is_named_as_one():
    assert "web page" in refusal(answer(502, b"<html>Bad gateway</html>", kind="text/html"), SecretMask()).said


def test_a_redirection_is_no_answer_and_nothing_was_done():
    failure = refusal(answer(302, b"", ("Location", "https://elsewhere.example")), SecretMask())
    assert isinstance(failure, MalformedAnswer)
    assert not failure.may_have_been_sent


def test_a_secret_that_is_repeated_is_masked():
    assert refusal(answer(400, {"error": "bad very-secret"}), SecretMask(["very-secret"])).said == f"bad {MASK}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"observations": [{"k": "error", "err": {"name": "E", "message": "first"}}], "errors": ["second"]}, "first"),
        (
            {"errors": ['{"name": "ConfigurationError", "message": "Connect an account first"}']},
            "Connect an account first",
        ),
        ({"errors": ["plain"]}, "plain"),
        ({"errors": [{"message": "object"}]}, "object"),
        ({"errors": [], "observations": []}, ""),
        ({"errors": "text", "observations": 5}, ""),
        ({}, ""),
    ],
)
def test_a_component_that_fails_with_200_is_heard(body, said):
    assert said_by_component(body) == said


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["error", "errors", "message", "details", "os", "k", "err", "x"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.integers(400, 599), json_values)
def test_any_refusal_has_words_and_an_explanation(status, body):
    failure = refusal(answer(status, body), SecretMask())
    assert failure.said
    assert failure.explanation.said == failure.said
