"""Every refusal of StackOne, explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import MalformedAnswer, Party, Refused, Retry
from explorer.providers.stackone.envelope import envelope_of
from explorer.providers.stackone.refusals import checked_answer, refusal_of

DOCUMENTED = (400, 401, 403, 404, 408, 409, 412, 422, 429, 500, 501, 502)


def refusal(answer, *, may_write=False):
    return refusal_of(answer, provider="BambooHR", may_write=may_write, defender_status=422)


def told(received, status, message="said so", **more):
    headers = more.pop("headers", {})
    return received({"statusCode": status, "message": message, **more}, status, **headers)


@pytest.mark.parametrize("may_write", [True, False])
@pytest.mark.parametrize("status", [*DOCUMENTED, 405, 406, 410, 418, 503, 504])
def test_every_status_answers_the_five_questions(received, status, may_write):
    found = refusal(told(received, status), may_write=may_write)
    explanation = found.explanation
    assert explanation.said == "said so"
    assert all((explanation.who_text, explanation.step, explanation.retry_text, explanation.next_step))
    assert "{" not in explanation.who_text + explanation.retry_text + explanation.next_step


@pytest.mark.parametrize(
    ("status", "who", "outcome"),
    [
        (400, Party.INPUT, Outcome.REJECTED),
        (401, Party.INPUT, Outcome.REJECTED),
        (403, Party.PLATFORM, Outcome.REJECTED),
        (404, Party.INPUT, Outcome.REJECTED),
        (408, Party.PROVIDER, Outcome.REJECTED),
        (409, Party.INPUT, Outcome.REJECTED),
        (412, Party.PLATFORM, Outcome.REJECTED),
        (422, Party.INPUT, Outcome.REJECTED),
        (429, Party.PLATFORM, Outcome.REJECTED),
        (500, Party.PLATFORM, Outcome.REJECTED),
        (501, Party.PLATFORM, Outcome.REJECTED),
        (502, Party.PROVIDER, Outcome.PROVIDER_FAILED),
    ],
)
def test_who_failed_is_told_by_the_status(received, status, who, outcome):
    found = refusal(told(received, status))
    assert (found.explanation.who, found.outcome) == (who, outcome)


def test_provider_errors_make_it_the_providers_failure(received):
    error = {
        "status": 409,
        "url": "https://api.acmehr.example/v1/employees",
        "raw": {"error": "email is taken", "n": 1},
        "headers": {"content-type": "application/json", "X-Request-Id": "5f0c"},
    }
    found = refusal(told(received, 400, provider_errors=[error], data=None))
    assert found.outcome is Outcome.PROVIDER_FAILED
    assert found.explanation.who_text == "The provider (BambooHR), not StackOne"
    assert found.explanation.step.startswith("3 of 3")
    (passed_on,) = found.provider_errors
    assert (passed_on.status, passed_on.url, passed_on.request_id) == (409, error["url"], "5f0c")
    assert passed_on.headers["X-Request-Id"] == "5f0c"
    assert passed_on.raw_text == '{"error": "email is taken", "n": 1}'


def test_providers_own_numbers_are_passed_on_to_the_last_digit(received):
    body = (
        b'{"statusCode":400,"message":"m","provider_errors":[{"raw":{"big":9223372036854775809,"e":1e400,"d":0.10}}]}'
    )
    (error,) = refusal(received(body, 400)).provider_errors
    assert error.raw_text == '{"big":9223372036854775809,"e":1e400,"d":0.10}'


@pytest.mark.parametrize(
    "errors", [[None], ["text"], [{"status": None, "url": None, "raw": None, "headers": None}], [7]]
)
def test_odd_provider_errors_are_shown_all_the_same(received, errors):
    found = refusal(told(received, 400, provider_errors=errors))
    assert found.outcome is Outcome.PROVIDER_FAILED
    assert len(found.provider_errors) == 1


@pytest.mark.parametrize("errors", [None, [], "no list", {}])
def test_without_provider_errors_it_is_not_the_providers_failure(received, errors):
    assert refusal(told(received, 400, provider_errors=errors)).outcome is Outcome.REJECTED


@pytest.mark.parametrize("status", [408, 429])
def test_retry_after_is_told_and_has_the_documented_start_value(received, status):
    assert refusal(told(received, status, headers={"Retry_After": "7"})).explanation.retry_after_s == 7
    assert refusal(told(received, status)).explanation.retry_after_s == 60


def test_providers_own_wait_is_told_when_stackone_names_none(received):
    error = {"status": 429, "headers": {"Retry-After": "33"}}
    assert refusal(told(received, 429, provider_errors=[error])).explanation.retry_after_s == 33


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_write_that_may_have_been_carried_out_is_to_be_checked_first(received, status):
    found = refusal(told(received, status), may_write=True)
    assert found.explanation.retry is Retry.CHECK_FIRST
    assert found.explanation.next_step.startswith("Look for the record")
    assert refusal(told(received, status)).explanation.retry is not Retry.CHECK_FIRST


def test_write_at_which_the_provider_broke_down_is_to_be_checked_first(received):
    answer = told(received, 502, provider_errors=[{"status": 503}])
    assert refusal(answer, may_write=True).explanation.retry is Retry.CHECK_FIRST
    assert refusal(answer).explanation.retry is Retry.LATER


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_outcome_of_a_write_at_which_stackone_gave_up_is_unknown(received, status):
    assert refusal(told(received, status), may_write=True).is_unknown
    assert not refusal(told(received, status)).is_unknown


def test_state_of_the_account_and_its_reasons_are_told(received):
    details = {
        "status": "error",
        "statusReasons": [
            {"code": "a", "description": "The password was changed", "timestamp": "2026-05-01T00:00:00Z"}
        ],
    }
    next_step = refusal(told(received, 412, errorCode="AccountErrorStatus", details=details)).explanation.next_step
    assert next_step.startswith("The account has an error: The password was changed.")


def test_day_on_which_an_account_expired_is_told(received):
    details = {"status": "expired", "expiresAt": "2026-05-01T00:00:00.000Z"}
    assert "expired since 2026-05-01" in refusal(told(received, 412, details=details)).explanation.next_step


@pytest.mark.parametrize(
    "more", [{"errorCode": "DefenderBlocked"}, {"defenderMetadata": {"applied": True, "result": {"allowed": False}}}]
)
def test_result_kept_back_by_defender_is_not_the_inputs_fault(received, more):
    found = refusal(told(received, 422, **more))
    assert found.explanation.who is Party.PLATFORM
    assert "Defender" in found.explanation.who_text


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (502, b"<html><title>502 Bad Gateway</title></html>", "text/html"),
        (403, b"Request blocked", "text/plain"),
        (500, b"", ""),
        (400, b'{"error":"another shape"}', "application/json"),
        (404, b'["not","an","object"]', "application/json"),
        (401, b'{"statusCode":401,', "application/json"),
    ],
)
def test_what_is_not_stackones_form_is_malformed(received, status, body, kind):
    found = refusal(received(body, status, content_type=kind))
    assert found.outcome is Outcome.MALFORMED
    assert str(status) in found.explanation.who_text
    assert found.explanation.said


def test_redirect_names_where_it_leads(received):
    found = refusal(received(b"", 302, location="https://login.example/"))
    assert "https://login.example/" in found.explanation.said


def test_several_messages_are_all_told(received):
    assert refusal(told(received, 400, ["first", "second"])).explanation.said == "first\nsecond"


@given(body=st.binary(max_size=200), status=st.integers(300, 599), may_write=st.booleans())
def test_no_answer_makes_explaining_it_fail(body, status, may_write):
    found = refusal(ReceivedAnswer(status, "x", [], body), may_write=may_write)
    assert found.explanation.who_text


def test_envelope_needs_a_status_or_known_members(received):
    assert envelope_of(received({"message": "hello"}, 400)) is None
    assert envelope_of(received({"message": "hello", "errorCode": "X"}, 400)).error_code == "X"


def test_success_passes_and_a_refusal_is_raised_with_its_words(received, channel_to):
    channel = channel_to()
    assert checked_answer(received({}, 200), channel).status == 200
    with pytest.raises(Refused) as caught:
        checked_answer(told(received, 401), channel)
    assert (caught.value.status, caught.value.explanation.who_text) == (401, "StackOne does not accept the API key")
    with pytest.raises(MalformedAnswer, match="502"):
        checked_answer(received(b"<html>", 502), channel)
