"""What the answers of a run mean, body by body as the reference gives them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import MalformedAnswer, Party, Retry
from explorer.domain.log_entry import LogLevel, LogSource
from explorer.domain.masking import MASK, SecretMask
from explorer.providers.pipedream.outcome.run_answer import read_run

WRITE = Action(ActionKey("slack_v2-send"), "Send", "slack_v2", "Slack", effect=Effect.WRITE)
READ = Action(ActionKey("slack_v2-list"), "List", "slack_v2", "Slack", effect=Effect.READ)
TS = 1795320000000


def answer(body, status=200, *headers, kind="application/json"):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ReceivedAnswer(status, "", [("Content-Type", kind), *headers], content)


def read(body, status=200, *headers, action=WRITE, **options):
    return read_run(answer(body, status, *headers), action, SecretMask(["very-secret"]), **options)


def failed(name, message, origin=None):
    body = {
        "exports": {},
        "os": [{"ts": TS, "k": "error", "err": {"name": name, "message": message, "stack": f"{name}: x\n  at run"}}],
    }
    if origin:
        body["error"] = {"name": name, "message": message, "attribution": {"origin": origin}}
    return body


def test_the_summary_of_the_action_is_the_summary_of_the_run():
    found = read({"exports": {"$summary": "Message sent to #general"}, "os": [], "ret": {"ok": True}})
    assert (found.outcome, found.summary, found.explanation) == (Outcome.SUCCEEDED, "Message sent to #general", None)


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ({"ret": [1, 2]}, "Done: 2 entries returned"),
        ({"ret": [1]}, "Done: 1 entry returned"),
        ({"ret": {"a": 1}}, "Done"),
        ({}, "Done; the action returned nothing"),
        ({"exports": {"$summary": "  "}, "ret": None}, "Done"),
        ({"error": None, "os": None, "exports": None, "ret": 0}, "Done"),
    ],
)
def test_a_run_without_a_summary_has_one_line_all_the_same(body, summary):
    assert read(body).summary == summary


def test_console_lines_become_log_lines_with_their_kind_and_time():
    found = read(
        {"os": [{"ts": TS, "k": "console.log", "msg": "page 1"}, {"ts": TS + 120, "k": "console.warn", "msg": "empty"}]}
    )
    assert [(line.text, line.level, line.source) for line in found.logs] == [
        ("console.log: page 1", LogLevel.NOTE, LogSource.ACTION),
        ("console.warn: empty", LogLevel.WARNING, LogSource.ACTION),
    ]
    assert (found.logs[1].time - found.logs[0].time).total_seconds() == 0.12
    assert found.outcome is Outcome.SUCCEEDED


def test_exports_files_and_stash_are_details():
    files = [{"localPath": "/tmp/report.pdf", "s3Key": "k", "get_url": "https://example.invalid/r.pdf"}]
    body = {"exports": {"$summary": "s", "total": 3, "$filestash_uploads": files}, "ret": ["x"], "stash_id": "stash_1"}
    assert read(body).details == {
        "Exports": "total",
        "Files": "/tmp/report.pdf: https://example.invalid/r.pdf",
        "Returned": '["x"]',
        "Stash": "stash_1",
    }


def test_the_other_spelling_of_the_stash_is_read():
    assert read({"stashId": "stash_2"}).details["Stash"] == "stash_2"


FAILURES = [
    ("upstream_api", "AxiosError", "Request failed with status code 404", Party.PROVIDER, Retry.AFTER_CHANGE),
    ("upstream_api", "AxiosError", "Request failed with status code 429", Party.PROVIDER, Retry.LATER),
    ("upstream_api", "AxiosError", "Request failed with status code 401", Party.PROVIDER, Retry.AFTER_CHANGE),
    ("upstream_api", "AxiosError", "Request failed with status code 503", Party.PROVIDER, Retry.CHECK_FIRST),
    ("component_code", "TypeError", "Cannot read properties of undefined", Party.ACTION, Retry.NO),
    ("component_code", "ConfigurationError", "Set either a message or an attachment", Party.INPUT, Retry.AFTER_CHANGE),
    ("network_io", "Error", "getaddrinfo ENOTFOUND api.example.invalid", Party.NETWORK, Retry.YES),
    ("network_io", "Error", "socket hang up", Party.NETWORK, Retry.CHECK_FIRST),
    ("response_parsing", "SyntaxError", "Unexpected token < in JSON at position 0", Party.PROVIDER, Retry.NO),
    (None, "Error", "something broke", Party.ACTION, Retry.CHECK_FIRST),
]


@pytest.mark.parametrize(("origin", "name", "message", "party", "retry"), FAILURES)
def test_a_failed_action_is_explained_by_its_origin(origin, name, message, party, retry):
    found = read(failed(name, message, origin))
    assert found.outcome is (Outcome.PROVIDER_FAILED if origin == "upstream_api" else Outcome.ACTION_FAILED)
    assert (found.explanation.who, found.explanation.retry) == (party, retry)
    assert found.explanation.said == message
    assert found.details.get("Origin") == origin
    assert [line.level for line in found.logs] == [LogLevel.ERROR, LogLevel.ERROR]
    assert found.logs[0].text == f"error: {name}: {message}"


def test_a_failed_read_may_be_repeated_where_a_write_is_looked_at_first():
    body = failed("Error", "socket hang up", "network_io")
    assert read(body, action=READ).explanation.retry is Retry.YES


SHAPES = [
    {"message": "m", "attribution": {"origin": "upstream_api"}},
    {"message": "m", "origin": "upstream_api"},
    {"message": "m", "attribution": "upstream_api"},
]


@pytest.mark.parametrize("error", SHAPES)
def test_the_origin_is_found_in_each_spelling(error):
    assert read({"error": error}).outcome is Outcome.PROVIDER_FAILED


def test_an_error_that_is_only_text_is_a_failed_action():
    found = read({"error": "it broke", "ret": {"ok": True}})
    assert (found.outcome, found.explanation.said) == (Outcome.ACTION_FAILED, "it broke")


def test_an_error_among_the_log_lines_alone_is_a_failed_action():
    found = read({"os": [{"ts": TS, "k": "error", "err": {"message": "thrown"}}], "ret": {"ok": True}})
    assert (found.outcome, found.explanation.said) == (Outcome.ACTION_FAILED, "thrown")


def test_what_the_app_answered_is_passed_on():
    body = failed("AxiosError", "Request failed with status code 404", "upstream_api")
    passed_on = read(body).provider_errors
    assert [(one.status, json.loads(one.raw_text)["name"]) for one in passed_on] == [(404, "AxiosError")]


def test_a_response_inside_the_error_is_passed_on_whole():
    error = {
        "message": "no",
        "attribution": {"origin": "upstream_api"},
        "response": {"status": 422, "headers": {"x-id": "7"}, "data": {"why": "email"}},
    }
    passed_on = read({"error": error}).provider_errors[0]
    assert (passed_on.status, passed_on.headers, passed_on.raw_text) == (422, {"x-id": "7"}, '{"why":"email"}')


def test_what_the_action_threw_tells_what_the_error_leaves_out():
    response = {"status": 409, "headers": {"X-Request-Id": "r-7", "Retry-After": "5"}, "data": {"why": "taken"}}
    thrown = {"name": "AxiosError", "message": "m", "config": {"method": "post", "url": "https://x.example/v1"}}
    error = {"name": "AxiosError", "message": "m", "attribution": {"origin": "upstream_api"}}
    body = {"os": [{"ts": TS, "k": "error", "err": thrown | {"response": response}}], "error": error}
    found = read(body)
    passed_on = found.provider_errors[0]
    assert (passed_on.method, passed_on.url, passed_on.status) == ("POST", "https://x.example/v1", 409)
    assert (passed_on.request_id, passed_on.raw_text) == ("r-7", '{"why":"taken"}')
    assert found.explanation.retry_after_s == 5


def test_a_failure_with_another_status_is_a_failed_action_too():
    found = read(failed("Error", "m", "component_code"), 500)
    assert found.outcome is Outcome.ACTION_FAILED


def test_accepted_without_a_result_is_no_failure():
    found = read({"async_handle": "h"}, 202)
    assert (found.outcome, found.summary) == (Outcome.SUCCEEDED, "Accepted; Pipedream gave no result with it")


def test_accepted_can_be_taken_for_malformed():
    with pytest.raises(MalformedAnswer):
        read(b"", 202, accepts_202=False)


@pytest.mark.parametrize("body", [b"<html>hi</html>", b"[1, 2]", b'"text"', b"", b'{"exports": ', b"\xff\xfe"])
def test_an_answer_that_is_no_object_is_malformed(body):
    with pytest.raises(MalformedAnswer):
        read(body)


def test_a_bad_log_line_is_named_and_hides_no_other():
    found = read({"os": ["text", {"k": 5, "ts": "x", "msg": {"a": 1}}, {"ts": TS, "k": "console.log", "msg": "good"}]})
    assert found.logs[0].source is LogSource.EXPLORER
    assert [line.text for line in found.logs[1:]] == ['log: {"a":1}', "console.log: good"]


def test_exact_numbers_of_the_returned_value_stay():
    assert read(b'{"ret": {"n": 0.10, "big": 1e400}}').details["Returned"] == '{"n": 0.10, "big": 1e400}'


def test_a_secret_in_what_was_said_is_masked_everywhere():
    found = read(failed("AxiosError", "bad very-secret, status code 401", "upstream_api"))
    told = [found.summary, found.explanation.said, found.logs[0].text, found.provider_errors[0].raw_text]
    assert all(MASK in text and "very-secret" not in text for text in told)


def test_a_secret_in_the_summary_is_masked():
    assert read({"exports": {"$summary": "used very-secret"}}).summary == f"used {MASK}"


def test_an_enormous_returned_value_is_not_read():
    found = read(b'{"ret": [' + b"1," * 700_000 + b'1], "exports": {"$summary": "many"}}')
    assert (found.summary, len(found.details["Returned"])) == ("many", 304)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=10,
)
observations = st.fixed_dictionaries(
    {},
    optional={
        "k": st.sampled_from(["error", "console.log"]) | json_values,
        "ts": json_values,
        "msg": json_values,
        "err": json_values,
    },
)
bodies = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(["exports", "ret", "error", "stash_id"], json_values)
    | {"os": st.lists(observations | json_values, max_size=3) | json_values},
)


@given(bodies, st.sampled_from([200, 201, 400, 401, 404, 422, 429, 500, 502]))
def test_any_object_has_an_outcome_and_only_success_has_no_explanation(body, status):
    found = read(body, status)
    assert (found.outcome is Outcome.SUCCEEDED) == (found.explanation is None)
    assert found.summary


HALF_A_PAIR = b'{"exports": {}, "os": [], "ret": "cut in the middle of a smile: \\ud83d"}'


def test_half_a_character_pair_in_the_answer_is_no_failure_of_the_run():
    assert read(HALF_A_PAIR).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    "thrown",
    [
        {"name": "AxiosError", "message": "refused", "stack": "x" * 2_000_000},
        {"name": "AxiosError", "message": "x" * 2_000_000},
    ],
    ids=["large stack", "large message"],
)
def test_an_error_that_is_too_large_to_be_read_is_an_error_all_the_same(thrown):
    assert read({"os": [{"ts": TS, "k": "error", "err": thrown}]}).outcome is Outcome.ACTION_FAILED
    assert read({"os": [], "error": thrown}).outcome is Outcome.ACTION_FAILED


@pytest.mark.parametrize(
    "err", [b"[" * 300 + b"]" * 300, b'{"name": "E", "name": "F"}'], ids=["deep", "a key given twice"]
)
def test_an_error_that_cannot_be_parsed_is_an_error_all_the_same(err):
    body = b'{"os": [{"ts": 1, "k": "error", "err": %s}]}' % err
    assert read(body).outcome is Outcome.ACTION_FAILED
    assert read(b'{"os": [], "error": %s}' % err).outcome is Outcome.ACTION_FAILED


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_a_write_at_which_pipedream_gave_up_is_of_unknown_outcome(status):
    found = read({"error": "gave up"}, status)
    assert (found.is_unknown, found.explanation.retry) == (True, Retry.CHECK_FIRST)
    assert not read({"error": "gave up"}, status, action=READ).is_unknown
