"""What the answers of a run mean, body by body as the reference gives them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import FieldProblem, MalformedAnswer, Party, Retry
from explorer.domain.log_entry import LogLevel
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.inlycore.outcome.execution import read_execution


def read(status, body, *headers, kind="application/json", arguments=None):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = ReceivedAnswer(status, "", [("Content-Type", kind), *headers], content)
    return read_execution(answer, arguments or {}, SecretMask(["very-secret"]))


RECORD = {"id": 42, "title": "Order #42", "subtitle": "Northwind AB"}

RESULTS = [
    ({"success": True, "message": "Order approved."}, "Order approved.", {}),
    ({"success": True, "message": "Order approved.", "data": RECORD}, "Order approved.", {"Record": "Order #42"}),
    ({"success": True, "workflow_id": 7}, "Workflow 7 started", {"Workflow": "7"}),
    ({"success": True, "workflow_id": "wf-7", "message": "Building"}, "Building", {"Workflow": "wf-7"}),
    ({"success": True}, "Done", {}),
    ({"success": True, "data": {"id": 9, "title": "Ada"}}, "Ada (9)", {"Record": "Ada (9)"}),
    ({"success": True, "data": {"id": 9}}, "9", {"Record": "9"}),
    ({"success": True, "data": [1, 2]}, "Done", {}),
    ({}, "Done", {}),
]


@pytest.mark.parametrize(("body", "summary", "details"), RESULTS)
def test_each_kind_of_result_is_told_in_one_line(body, summary, details):
    found = read(200, body)
    assert (found.outcome, found.summary, dict(found.details)) == (Outcome.SUCCEEDED, summary, details)
    assert found.explanation is None


@pytest.mark.parametrize("body", [b"", b"  "])
def test_an_empty_answer_is_done(body):
    assert read(200, body).outcome is Outcome.SUCCEEDED


def test_a_200_that_says_it_failed_is_a_failed_action():
    found = read(200, {"success": False, "message": "Out of stock"})
    assert (found.outcome, found.explanation.who, found.explanation.said) == (
        Outcome.ACTION_FAILED,
        Party.ACTION,
        "Out of stock",
    )


VALIDATION = {
    "message": "The customer field is required. (and 2 more errors)",
    "errors": {
        "customer": ["The customer field is required."],
        "lines.0.sku": ["The selected sku is invalid.", "The sku must be a string."],
    },
}


def test_field_errors_are_put_under_their_fields():
    found = read(422, VALIDATION, arguments={"lines": [{"sku": 1}]})
    assert found.outcome is Outcome.REJECTED
    assert found.field_problems == [
        FieldProblem(("customer",), "The customer field is required.", "required"),
        FieldProblem(("lines", 0, "sku"), "The selected sku is invalid.", "in"),
        FieldProblem(("lines", 0, "sku"), "The sku must be a string.", "string"),
    ]
    assert (found.explanation.who, found.explanation.retry) == (Party.INPUT, Retry.AFTER_CHANGE)
    assert found.summary == VALIDATION["message"]


@pytest.mark.parametrize(
    ("key", "arguments", "pointer"),
    [
        ("a.b", {"a.b": 1}, ("a.b",)),
        ("a.b", {"a": {"b": 1}}, ("a", "b")),
        ("a.0", {"a": {"0": 1}}, ("a", "0")),
        ("a.0", {"a": [1]}, ("a", 0)),
        ("a.3.b", {"a": [1]}, ("a", 3, "b")),
        ("0", {}, ("0",)),
    ],
)
def test_a_dotted_key_is_read_by_what_was_sent(key, arguments, pointer):
    found = read(422, {"message": "m", "errors": {key: ["wrong"]}}, arguments=arguments)
    assert [problem.pointer for problem in found.field_problems] == [pointer]


@pytest.mark.parametrize("errors", [{"a": "one text"}, {"a": ["x", 5, {"b": 1}]}])
def test_messages_in_other_shapes_are_kept(errors):
    assert all(problem.message for problem in read(422, {"errors": errors}).field_problems)


def test_a_rule_of_the_business_refuses_without_fields():
    found = read(422, {"success": False, "message": "Order #45 is already approved."})
    assert (found.outcome, found.field_problems) == (Outcome.REJECTED, [])
    assert (found.explanation.who, found.explanation.retry) == (Party.ACTION, Retry.AFTER_CHANGE)
    assert found.explanation.said == "Order #45 is already approved."


REFUSALS = [
    (400, {"error": "bad"}, Party.INPUT, Retry.AFTER_CHANGE),
    (401, {"message": "Unauthenticated."}, Party.INPUT, Retry.YES),
    (403, {"message": "This action is unauthorized."}, Party.PLATFORM, Retry.AFTER_CHANGE),
    (403, {"success": False, "message": "This action is unauthorized."}, Party.PLATFORM, Retry.AFTER_CHANGE),
    (404, {"message": "Action [orders/approve-ordr] not found."}, Party.INPUT, Retry.AFTER_CHANGE),
    (404, {"message": "No query results for model [App\\Models\\Order] 999"}, Party.INPUT, Retry.AFTER_CHANGE),
    (404, {"message": "The route api/v1/nope could not be found."}, Party.INPUT, Retry.AFTER_CHANGE),
    (
        405,
        {"message": "The GET method is not supported for route x. Supported methods: POST."},
        Party.INPUT,
        Retry.AFTER_CHANGE,
    ),
    (429, {"message": "Too Many Attempts."}, Party.PLATFORM, Retry.LATER),
    (500, {"message": "Server Error"}, Party.ACTION, Retry.CHECK_FIRST),
    (502, {"message": "Bad Gateway"}, Party.PLATFORM, Retry.CHECK_FIRST),
    (503, {"message": "Service Unavailable"}, Party.PLATFORM, Retry.LATER),
]


@pytest.mark.parametrize(("status", "body", "party", "retry"), REFUSALS)
def test_each_refusal_names_its_party_and_when_to_try_again(status, body, party, retry):
    found = read(status, body)
    assert found.outcome is Outcome.REJECTED
    assert (found.explanation.who, found.explanation.retry) == (party, retry)
    assert found.explanation.said == body.get("message", body.get("error"))
    assert found.explanation.next_step
    assert found.is_unknown is (status in {500, 502})


def test_the_three_kinds_of_404_are_told_apart():
    texts = {read(404, body).explanation.step for status, body, _, _ in REFUSALS if status == 404}
    assert texts == {"finding the action", "finding the record", "finding the address"}


def test_a_limit_says_how_long_to_wait():
    found = read(429, {"message": "Too Many Attempts."}, ("Retry-After", "30"), ("X-RateLimit-Limit", "60"))
    assert found.explanation.retry_after_s == 30
    assert "60 requests" in found.explanation.who_text


def test_an_exception_in_debug_mode_is_shown_with_its_place():
    body = {
        "message": "Boom",
        "exception": "RuntimeException",
        "file": "/app/A.php",
        "line": 7,
        "trace": [{"function": "handle", "class": "A", "type": "->"}],
    }
    logs = read(500, body).logs
    assert [(line.level, line.depth) for line in logs] == [(LogLevel.ERROR, 0), (LogLevel.ERROR, 1)]
    assert logs[0].text == "RuntimeException in /app/A.php, line 7"
    assert logs[1].text.startswith("A->handle")


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirection_means_not_signed_in_or_a_wrong_address(status):
    found = read(status, b"", ("Location", "https://yourapp.example/login"), kind="text/html")
    assert (found.outcome, found.explanation.who, found.is_unknown) == (Outcome.MALFORMED, Party.INPUT, False)
    assert "/login" in found.explanation.said


@pytest.mark.parametrize("status", [200, 404, 419])
def test_a_page_means_not_signed_in_or_a_wrong_address(status):
    found = read(status, b"<!DOCTYPE html><title>Login</title>", kind="text/html")
    assert (found.outcome, found.explanation.who) == (Outcome.MALFORMED, Party.INPUT)
    assert "address" in found.explanation.who_text


@pytest.mark.parametrize("body", [b"[1]", b'"text"', b'{"success": tru', b"\xff"])
def test_an_answer_that_is_no_object_is_malformed(body):
    with pytest.raises(MalformedAnswer):
        read(200, body)


def test_words_that_repeat_a_secret_are_masked_everywhere():
    found = read(422, {"message": "bad very-secret", "errors": {"a": ["bad very-secret"]}})
    assert (found.summary, found.field_problems[0].message) == (f"bad {MASK}", f"bad {MASK}")


def test_a_message_that_repeats_a_secret_is_masked():
    assert read(200, {"success": True, "message": "made very-secret"}).summary == f"made {MASK}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error_description": "described"}, "described"),
        ({"error": "named"}, "named"),
        ({"error": {"message": "inner"}}, "inner"),
        ({}, "418 I'm a Teapot"),
        (b"plain words", "plain words"),
    ],
)
def test_the_words_are_found_in_every_spelling(body, said):
    assert read(418, body, kind="text/plain").explanation.said == said


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=10,
)
bodies = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ["success", "message", "data", "workflow_id", "errors", "error", "exception", "trace"], json_values
    ),
)


@given(st.sampled_from([200, 302, 400, 401, 403, 404, 422, 429, 500, 503]), bodies)
def test_any_object_has_an_outcome_and_only_success_has_no_explanation(status, body):
    found = read(status, body)
    assert (found.outcome is Outcome.SUCCEEDED) == (found.explanation is None)
    assert found.summary


def test_half_a_character_pair_in_the_answer_is_no_failure_of_the_run():
    assert read(200, b'{"success": true, "message": "cut: \\ud83d"}').outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_a_run_at_which_the_installation_gave_up_is_of_unknown_outcome(status):
    found = read(status, {"message": "gave up"})
    assert (found.is_unknown, found.explanation.retry) == (True, Retry.CHECK_FIRST)
