"""Answers as results of runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Effect
from explorer.domain.call import Outcome, ReceivedAnswer, SentRequest
from explorer.domain.failure import Retry
from explorer.domain.masking import MASK
from explorer.providers.run_clock import RunClock
from explorer.providers.stackone.calls import rpc_answer
from explorer.providers.stackone.calls.rpc_answer import file_name, run_result

JSON = "application/json"


@pytest.fixture
def result_of(channel_to, a_call):
    def made(answer, *, call=None, schema=None):
        sent = SentRequest("POST", "https://api.stackone.test/actions/rpc", [])
        return run_result(channel_to(), call or a_call(), sent, answer, RunClock(), schema)

    return made


def test_records_are_counted_and_the_cursor_kept(result_of, received):
    found = result_of(received({"data": [{"id": 1}, {"id": 2}], "next": "eyJ"}, content_type=JSON))
    assert (found.outcome, found.summary, found.next_cursor) == (Outcome.SUCCEEDED, "2 employees", "eyJ")
    assert found.explanation is None


@pytest.mark.parametrize("cursor", [None, "", "  "])
def test_last_page_has_no_cursor(result_of, received, cursor):
    assert result_of(received({"data": [], "next": cursor}, content_type=JSON)).next_cursor == ""


def test_created_record_is_told(result_of, received, a_call, an_action):
    call = a_call(action=an_action("acmehr_create_employee", "Create employee", Effect.WRITE))
    assert result_of(received({"data": {"id": "e1"}}, content_type=JSON), call=call).summary == "1 employee created"


@pytest.mark.parametrize(
    "body", [b"[1,2]", b'"text"', b"5", b"null", b'{"result": 1}', b'\n\n\n{"data":[]}', b'{"data":null}']
)
def test_any_json_is_a_success(result_of, received, body):
    assert result_of(received(body, content_type=JSON)).outcome is Outcome.SUCCEEDED


def test_answer_without_a_body_is_a_success(result_of, received):
    assert result_of(received(b"", 204)).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html><body>Sign in</body></html>", "text/html"),
        (b'{"data": [', JSON),
        (b"not json", JSON),
        (b"not json", "text/plain"),
        (b"tru", JSON),
    ],
)
def test_what_is_no_json_is_malformed(result_of, received, body, kind):
    found = result_of(received(body, content_type=kind))
    assert (found.outcome, found.answer.body) == (Outcome.MALFORMED, body)


def test_malformed_answer_to_a_write_leaves_its_outcome_unknown(result_of, received, a_call, an_action):
    call = a_call(action=an_action(effect=Effect.WRITE))
    found = result_of(received(b"<html>", content_type="text/html"), call=call)
    assert found.is_unknown
    assert found.explanation.retry is Retry.CHECK_FIRST


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"content_type": "application/pdf", "content_disposition": 'attachment; filename="a b.pdf"'}, "a b.pdf"),
        ({"content_type": "text/html", "content_disposition": "attachment; filename=page.html"}, "page.html"),
        ({"content_type": JSON, "content_disposition": 'attachment; filename="data.json"'}, "data.json"),
        ({"content_type": "image/png"}, ""),
        ({}, ""),
    ],
)
def test_files_are_files(result_of, received, headers, name):
    found = result_of(received(b"\x89PNG....", **headers))
    assert (found.outcome, found.file_name) == (Outcome.SUCCEEDED, name)
    assert "File" in found.summary


def test_json_without_a_content_type_is_still_json(result_of, received):
    assert result_of(received(b'{"data":[{}]}')).summary == "1 employee"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("attachment; filename*=UTF-8''caf%C3%A9.txt; filename=other.txt", "caf\u00e9.txt"),
        ("attachment; filename*=iso-8859-1''caf%E9.txt", "caf\u00e9.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\temp\\\\x.txt"', "x.txt"),
        ('attachment; filename=".."', ""),
        ('attachment; filename="a\\"b.txt"', 'a"b.txt'),
        ("attachment; filename*=UTF-8''a%0Ab%00.txt", "ab.txt"),
        ("inline", ""),
        ("", ""),
    ],
)
def test_file_name_is_read_and_kept_within_its_folder(header, expected):
    assert file_name(header) == expected


@given(header=st.text(max_size=80))
def test_no_header_gives_a_name_with_a_folder(header):
    name = file_name(header)
    assert "/" not in name
    assert "\\" not in name or '"' in header
    assert name not in {".", ".."}


def test_what_stands_beside_the_data_is_shown(result_of, received):
    body = {
        "data": [],
        "datasync": {"synced_at": "2026-05-01T00:00:00Z", "last_run_id": "r1"},
        "defenderMetadata": {
            "applied": True,
            "result": {"allowed": True, "riskLevel": "high", "detections": ["one", "two"], "tier2Score": 0.93},
        },
    }
    found = result_of(received(body, content_type=JSON, x_stackone_action_run_id="run-9", x_request_id="q-1"))
    assert found.details == {
        "Run id": "run-9",
        "Request id": "q-1",
        "Synced at": "2026-05-01T00:00:00Z",
        "Sync run": "r1",
        "Defender risk": "high",
        "Defender found": "one, two",
        "Defender score": "0.93",
    }


def test_refusal_names_its_fields(result_of, received, a_call):
    body = {"statusCode": 400, "message": "body.email is required; path.id is odd", "provider_errors": None}
    found = result_of(received(body, 400, content_type=JSON))
    assert found.outcome is Outcome.REJECTED
    assert [problem.pointer for problem in found.field_problems] == [("body", "email"), ("path", "id")]


def test_providers_failure_carries_its_errors_without_secrets(channel_to, a_call, received):
    channel = channel_to(key="v1.eu1.abcdef")
    error = {
        "status": 400,
        "url": "https://x.test/?k=v1.eu1.abcdef",
        "raw": "v1.eu1.abcdef",
        "headers": {"a": "v1.eu1.abcdef"},
    }
    body = {"statusCode": 400, "message": "Bad Request", "provider_errors": [error]}
    sent = SentRequest("POST", "https://api.stackone.test", [])
    found = run_result(channel, a_call(), sent, received(body, 400), RunClock(), None)
    assert found.outcome is Outcome.PROVIDER_FAILED
    assert found.summary == f"Acme HR refused the call with status 400: {MASK}"
    assert "v1.eu1.abcdef" not in repr((found.provider_errors, found.explanation))


def test_large_answer_is_not_taken_apart(result_of, received, monkeypatch):
    monkeypatch.setattr(rpc_answer, "SPLIT_BYTES", 10)
    found = result_of(received(b"[1,2,3,4,?]", content_type=JSON))
    assert (found.outcome, "MB" in found.summary) == (Outcome.SUCCEEDED, True)


def test_large_object_has_its_next_page(result_of, received, monkeypatch):
    monkeypatch.setattr(rpc_answer, "SPLIT_BYTES", 10)
    found = result_of(received(b'{"data":[1,2,3],"next":"c"}', content_type=JSON))
    assert (found.outcome, "MB" in found.summary, found.next_cursor) == (Outcome.SUCCEEDED, True, "c")


@given(body=st.binary(max_size=100), status=st.integers(200, 599), kind=st.sampled_from(["", JSON, "text/html", "x/y"]))
def test_any_answer_is_a_result(body, status, kind):
    from explorer.domain.action import Action
    from explorer.domain.call import Call
    from explorer.domain.connection import Connection, Environment, Platform
    from explorer.domain.masking import SecretMask
    from explorer.providers.bounded_http import Transport
    from explorer.providers.stackone.authentication import Channel

    mask = SecretMask()
    connection = Connection("c", "n", Platform.STACKONE, "https://a.test", Environment.SANDBOX)
    channel = Channel(connection, {}, Transport(mask), mask)
    call = Call(connection.id, Action("k_x", "X", "k", "K"), "acc", {})
    answer = ReceivedAnswer(status, "", [("content-type", kind)], body)
    found = run_result(channel, call, SentRequest("POST", "https://a.test", []), answer, RunClock(), None)
    assert (found.explanation is None) == (found.outcome is Outcome.SUCCEEDED)
    assert found.summary
