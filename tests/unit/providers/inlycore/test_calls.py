"""Runs: where they go, that they go once, and what comes of them."""

import asyncio
import json

import pytest

from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Call, Outcome, Phase
from explorer.domain.connection import ConnectionId
from explorer.domain.failure import NotSendable, Party, Retry
from explorer.domain.json_value import ExactNumber

APPROVE = Action(ActionKey("orders/approve-order"), "Approve order", "orders", "Orders")
SCHEMA = "GET /api/v1/actions/orders/approve-order/schema"
EXECUTE = "POST /api/v1/actions/orders/approve-order/execute"


def with_subject(pattern="", parameters=()):
    return {
        "parameters": list(parameters),
        "subject": {"required": True, "param": "order", "class": "App\\Models\\Order", "url_pattern": pattern},
    }


def call(arguments=None, subject=None, **more):
    return Call(ConnectionId("c"), APPROVE, None, arguments or {}, subject=subject, **more)


def running(fake, answers, made, *, is_described=False, **options):
    async def use(provider):
        if is_described:
            await provider.describe(APPROVE, None)
        return await provider.run(made, lambda words, size: None)

    return fake(answers, use, **options)


def test_parameters_are_flat_and_the_record_stands_in_the_address_alone(fake):
    _, platform = running(fake, {f"{EXECUTE}/42": {"success": True}}, call({"reason": "ok"}, "42"))
    assert (platform.asked[0].body, platform.asked[0].path) == (
        {"reason": "ok"},
        "/api/v1/actions/orders/approve-order/execute/42",
    )
    assert platform.asked[0].headers["content-type"] == "application/json"
    assert platform.asked[0].headers["accept"] == "application/json"


def test_without_parameters_an_empty_object_is_sent(fake):
    _, platform = running(fake, {EXECUTE: {"success": True}}, call())
    assert platform.asked[0].content == b"{}"


def test_the_address_of_the_schema_is_used_where_it_is_ours(fake):
    answers = {SCHEMA: with_subject("/other/{id}/run"), "POST /other/4%202/run": {"success": True}}
    result, _ = running(fake, answers, call(subject="4 2"), is_described=True)
    assert result.outcome is Outcome.SUCCEEDED


def test_a_token_never_follows_an_address_elsewhere(fake):
    answers = {SCHEMA: with_subject("https://elsewhere.example/{id}"), f"{EXECUTE}/42": {"success": True}}
    result, platform = running(fake, answers, call(subject="42"), is_described=True)
    assert result.outcome is Outcome.SUCCEEDED
    assert {one.headers["host"] for one in platform.asked} == {"yourapp.example"}


def test_paths_of_the_connection_are_used(fake):
    _, platform = running(
        fake, {"POST /x/orders/approve-order/42/go": {}}, call(subject="42"), execute_subject_path="/x/{key}/{id}/go"
    )
    assert platform.asked[0].path == "/x/orders/approve-order/42/go"


@pytest.mark.parametrize("subject", ["2026/17", "", None])
def test_an_id_that_cannot_be_sent_stays_here(fake, subject):
    result, platform = running(fake, {SCHEMA: with_subject()}, call(subject=subject), is_described=True)
    assert (result.outcome, result.explanation.who) == (Outcome.REJECTED, Party.INPUT)
    assert [one.method for one in platform.asked] == ["GET"]


def test_preparing_shows_the_request_and_masks_the_token(fake):
    async def use(provider):
        with pytest.raises(NotSendable, match="slash"):
            provider.prepare(call(subject="a/b"))
        made = call({"n": ExactNumber("0.10")}, "42")
        return provider.prepare(made), await provider.run(made, lambda words, size: None)

    (prepared, result), _ = fake({f"{EXECUTE}/42": {}}, use)
    assert (prepared.url, prepared.body) == (result.request.url, b'{"n":0.10}')
    assert "access-1" not in dict(result.request.headers)["Authorization"]


@pytest.mark.parametrize("status", [401, 408, 429, 500, 503])
def test_a_run_is_sent_once_whatever_the_answer(fake, status):
    result, platform = running(fake, {EXECUTE: (status, {"message": "x"})}, call())
    assert len(platform.asked) == 1
    assert result.outcome is Outcome.REJECTED


def test_a_refused_token_is_replaced_for_the_next_run_only(fake):
    def answer(asked):
        return (
            {"success": True}
            if asked.headers["authorization"] == "Bearer access-2"
            else (401, {"message": "Unauthenticated."})
        )

    async def use(provider):
        return [(await provider.run(call(), lambda words, size: None)).outcome for _ in range(2)]

    outcomes, platform = fake({EXECUTE: answer}, use)
    assert outcomes == [Outcome.REJECTED, Outcome.SUCCEEDED]
    assert (len(platform.asked), platform.tokens) == (2, 2)


def test_a_file_makes_the_body_a_form_and_is_not_shown(fake, tmp_path):
    (tmp_path / "f.pdf").write_bytes(b"%PDF-secret")
    answers = {
        SCHEMA: with_subject(parameters=[{"name": "doc", "type": "file"}, {"name": "lang"}]),
        f"{EXECUTE}/7": {"success": True},
    }
    made = call({"doc": str(tmp_path / "f.pdf"), "lang": "sv"}, "7")
    result, platform = running(fake, answers, made, is_described=True)
    assert result.outcome is Outcome.SUCCEEDED
    assert platform.asked[-1].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b"%PDF-secret" in platform.asked[-1].content
    assert b"%PDF-secret" not in result.request.body
    assert b"11 bytes of f.pdf" in result.request.body
    assert dict(result.request.headers)["Content-Length"] == str(len(platform.asked[-1].content))
    assert [(part.name, part.text, part.file_name) for part in result.request.parts] == [
        ("lang", "sv", ""),
        ("doc", "", "f.pdf"),
    ]
    assert "files are read" in [one.note for one in result.phases]


def test_without_a_file_value_the_body_stays_json(fake):
    answers = {SCHEMA: with_subject(parameters=[{"name": "doc", "type": "file"}]), f"{EXECUTE}/7": {"success": True}}
    _, platform = running(fake, answers, call({"other": 1}, "7"), is_described=True)
    assert platform.asked[-1].content == b'{"other":1}'


def test_a_file_that_is_not_there_is_marked_at_its_field(fake):
    answers = {SCHEMA: with_subject(parameters=[{"name": "doc", "type": "file"}])}
    result, _ = running(fake, answers, call({"doc": "no such file"}, "7"), is_described=True)
    assert [problem.pointer for problem in result.field_problems] == [("doc",)]


def test_the_token_call_is_a_phase_and_a_line_of_the_run(fake):
    result, _ = running(fake, {EXECUTE: {}}, call())
    assert result.phases[0].phase is Phase.TOKEN
    assert result.logs[0].text.startswith("Got a token")


VECTORS = [
    ("orders/create-order", {"customer": 12, "ordered_at": "2026-03-13"}, None, Outcome.SUCCEEDED, "Order created."),
    ("orders/create-order", {}, None, Outcome.REJECTED, "The customer field is required. (and 1 more error)"),
    ("orders/approve-order", {"reason": "Verified by finance"}, "42", Outcome.SUCCEEDED, "Order approved."),
    ("orders/approve-order", {}, "45", Outcome.REJECTED, "Order #45 is already approved."),
    ("orders/approve-order", {}, "999", Outcome.REJECTED, "No query results for model [App\\Models\\Order] 999"),
    (
        "orders/cancel-order",
        {"cause": "other"},
        "43",
        Outcome.REJECTED,
        "The explanation field is required when cause is other.",
    ),
    (
        "users/invite-user",
        {"email": "new@example.test", "role": "staff"},
        None,
        Outcome.SUCCEEDED,
        "Invitation sent to new@example.test.",
    ),
    ("system/clear-cache", {}, None, Outcome.SUCCEEDED, "Done"),
    (
        "reports/generate-sales-report",
        {"from": "2026-01-01", "to": "2026-01-31"},
        None,
        Outcome.SUCCEEDED,
        "Workflow 7 started",
    ),
    (
        "products/set-discount",
        {"percent": 10, "starts_on": "2026-04-01"},
        "\u00c5 300",
        Outcome.SUCCEEDED,
        "Discount set.",
    ),
    (
        "invoices/register-payment",
        {"amount": ExactNumber("1250.50"), "paid_at": "2026-03-13"},
        "7d3c1c2e-5a51-4c64-9a0b-0f6f1d2b3c4d",
        Outcome.SUCCEEDED,
        "Payment registered.",
    ),
]


@pytest.mark.parametrize(("key", "arguments", "subject", "outcome", "summary"), VECTORS)
def test_the_vectors_of_the_reference_come_out(on_sandbox, key, arguments, subject, outcome, summary):
    result = on_sandbox(lambda bench: bench.call(key, arguments, subject))
    assert (result.outcome, result.summary) == (outcome, summary)


def test_what_was_done_is_not_done_again(on_sandbox):
    async def use(bench):
        return [(await bench.call("orders/approve-order", {}, "42")).outcome for _ in range(2)]

    assert on_sandbox(use) == [Outcome.SUCCEEDED, Outcome.REJECTED]


def test_a_missing_record_and_one_too_many_are_refused_by_the_installation(on_sandbox):
    async def use(bench):
        missing = await bench.call("orders/approve-order", {}, is_described=False)
        needless = await bench.call("orders/create-order", {}, "42", is_described=False)
        return missing.explanation.said, needless.explanation.said

    missing, needless = on_sandbox(use)
    assert ("requires a subject" in missing, "not take a subject" in needless) == (True, True)


def test_field_errors_of_the_sandbox_point_at_their_fields(on_sandbox):
    result = on_sandbox(lambda bench: bench.call("users/invite-user", {"email": "no", "role": "boss"}))
    assert [problem.pointer for problem in result.field_problems] == [("email",), ("role",)]


def test_a_key_that_does_not_exist_is_named_so(on_sandbox):
    result = on_sandbox(lambda bench: bench.call("orders/nope", is_described=False))
    assert result.explanation.step == "finding the action"


def test_a_forbidden_action_is_the_clients_lack_of_rights(on_sandbox):
    limited = ("0e9d1f2a-0000-4000-8000-000000000002", "sandbox-limited-secret")
    result = on_sandbox(lambda bench: bench.call("users/delete-user", {}, "2", is_described=False), client=limited)
    assert (result.outcome, result.explanation.who) == (Outcome.REJECTED, Party.PLATFORM)


def test_an_id_never_leads_to_another_origin_of_the_sandbox(on_sandbox):
    async def use(bench):
        bench.stand_in.switch("url_pattern", "elsewhere")
        return await bench.call("orders/approve-order", {}, "42")

    assert on_sandbox(use).outcome is Outcome.SUCCEEDED


def test_numbers_arrive_to_the_last_digit(on_sandbox):
    held = {"whole": 9223372036854775808, "decimal": ExactNumber("0.10"), "value": {"n": ExactNumber("1e400")}}
    result = on_sandbox(lambda bench: bench.call("faults/echo", held))
    plain = result.answer.body.replace(b" ", b"")
    assert all(text in plain for text in (b"9223372036854775808", b"0.10", b"1e400"))


def test_a_lost_answer_leaves_the_outcome_unknown_and_is_not_repeated(on_sandbox):
    async def use(bench):
        await bench.control(
            "POST", "faults", {"kind": "drop", "run_first": True, "match": {"path_contains": "/execute"}}
        )
        result = await bench.call("orders/create-order", {"customer": 12, "ordered_at": "2026-03-13"})
        return result, await bench.control("GET", "requests?path_contains=/execute")

    result, seen = on_sandbox(use)
    assert (result.outcome, result.is_unknown, len(seen)) == (Outcome.NO_ANSWER, True, 1)
    assert result.explanation.retry is Retry.CHECK_FIRST


def test_cancelling_closes_the_connection(on_sandbox):
    async def use(bench):
        action = Action(ActionKey("faults/slow-action"), "Slow", "faults", "Faults")
        waiting = asyncio.Event()
        made = Call(ConnectionId("c"), action, None, {"seconds": 30})
        running_now = asyncio.create_task(
            bench.provider.run(made, lambda words, size: waiting.set() if words == "waiting" else None)
        )
        await waiting.wait()
        running_now.cancel()
        await asyncio.wait([running_now])
        return running_now.cancelled()

    assert on_sandbox(use)


def test_a_document_of_this_computer_arrives(on_sandbox, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(b"%PDF-1.4 hello")
    held = {"document": str(tmp_path / "sheet.pdf"), "language": "sv"}
    result = on_sandbox(lambda bench: bench.call("products/attach-datasheet", held, "\u00c5 300"))
    assert result.outcome is Outcome.SUCCEEDED
    assert "sheet.pdf" in json.dumps(json.loads(result.answer.body))
