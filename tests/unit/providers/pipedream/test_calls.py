"""Runs: what is sent, that it is sent once, and what comes of it."""

import asyncio
import json

import pytest

from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, Phase
from explorer.domain.connection import ConnectionId
from explorer.domain.failure import NotSendable, Party, Retry
from explorer.domain.json_value import ExactNumber
from explorer.domain.log_entry import LogLevel
from explorer.providers.contract import ChoicesQuestion
from explorer.providers.pipedream import PIPEDREAM
from explorer.providers.pipedream.form.props import ACCOUNTS_OF

RUN = "POST /v1/connect/proj_Demo1/actions/run"
WRITE = Action(ActionKey("slack_v2-send"), "Send", "slack_v2", "Slack", effect=Effect.WRITE)


def call(arguments=None, **more):
    return Call(ConnectionId("c"), more.pop("action", WRITE), more.pop("account", None), arguments or {}, **more)


def nothing(words, received_bytes):
    """Progress that nobody watches."""


def running(fake, answer, made=None, **options):
    async def use(provider):
        return await provider.run(made or call(), nothing)

    return fake({RUN: answer}, use, **options)


def test_the_body_is_what_the_official_client_sends(fake):
    made = call(
        {
            "slack": {"authProvisionId": "apn_1"},
            "channel": {"__lv": {"label": "g", "value": "C1"}},
            "n": 3,
            "nul": None,
        },
        options={"version": "0.0.5", "stash_id": ""},
        state={"dynamic_props_id": "dyp_1"},
    )
    _, platform = running(fake, {"ret": 1}, made)
    assert platform.asked[0].body == {
        "id": "slack_v2-send",
        "version": "0.0.5",
        "external_user_id": "u1",
        "configured_props": made.arguments,
        "dynamic_props_id": "dyp_1",
        "stash_id": "",
    }


def test_numbers_go_out_to_the_last_digit(fake):
    async def use(provider):
        return provider.prepare(call({"a": ExactNumber("0.10"), "b": 2**63 + 1, "c": ExactNumber("1e400")}))

    prepared, _ = fake({}, use)
    assert b'"configured_props":{"a":0.10,"b":9223372036854775809,"c":1e400}' in prepared.body


def test_what_is_prepared_is_what_is_sent_with_the_token_masked(fake):
    async def use(provider):
        made = call({"text": "hi"})
        return provider.prepare(made), await provider.run(made, nothing)

    (prepared, result), platform = fake({RUN: {"ret": 1}}, use)
    assert (result.request.method, result.request.url, result.request.body) == (
        prepared.method,
        prepared.url,
        prepared.body,
    )
    assert [name for name, _ in result.request.headers] == [name for name, _ in prepared.headers]
    shown = dict(result.request.headers)
    assert "access-1" not in shown["Authorization"]
    assert platform.asked[0].headers["authorization"] == "Bearer access-1"


def test_the_chosen_account_is_the_external_user(fake):
    _, platform = running(fake, {}, call(account=AccountId("u2")))
    assert platform.asked[0].body["external_user_id"] == "u2"


def test_without_an_external_user_nothing_is_sent(fake):
    result, platform = running(fake, {}, external_user_id="")
    assert (result.outcome, result.explanation.who) == (Outcome.REJECTED, Party.INPUT)
    assert platform.asked == []


def test_preparing_without_an_external_user_says_what_is_missing(fake):
    async def use(provider):
        with pytest.raises(NotSendable, match="account"):
            provider.prepare(call())

    fake({}, use, external_user_id="")


@pytest.mark.parametrize("status", [401, 408, 409, 429, 500, 502, 503, 504])
def test_a_run_is_sent_once_whatever_the_answer(fake, status):
    result, platform = running(fake, (status, {"error": "x"}))
    assert len(platform.asked) == 1
    assert result.outcome is Outcome.REJECTED


def test_a_refused_token_is_replaced_for_the_next_run_only(fake):
    async def use(provider):
        first = await provider.run(call(), nothing)
        second = await provider.run(call(), nothing)
        return first, second

    def answer(asked):
        return {"ret": 1} if asked.headers["authorization"] == "Bearer access-2" else (401, {"error": "Unauthorized"})

    (first, second), platform = fake({RUN: answer}, use)
    assert [first.outcome, second.outcome] == [Outcome.REJECTED, Outcome.SUCCEEDED]
    assert any("next run" in line.text for line in first.logs)
    assert (len(platform.asked), platform.tokens) == (2, 2)


def test_a_lost_answer_to_a_write_leaves_its_outcome_unknown_and_is_not_repeated(on_sandbox):
    async def use(bench):
        made = await sandbox_call(bench, "harbor_crm-create-contact", {"name": "Lost"})
        fault = {"kind": "drop", "run_first": True, "match": {"path_contains": "/actions/run"}}
        await bench.control("POST", "faults", fault)
        result = await bench.provider.run(made, nothing)
        return result, await bench.bodies("/actions/run")

    result, bodies = on_sandbox(use)
    assert (result.outcome, result.is_unknown) == (Outcome.NO_ANSWER, True)
    assert result.explanation.retry is Retry.CHECK_FIRST
    assert len(bodies) == 1


def test_a_token_that_cannot_be_had_means_that_nothing_was_run(fake):
    async def use(provider):
        return await provider.run(call(), nothing)

    refusal = (401, {"error": "invalid_client", "error_description": "unknown client"})
    result, platform = fake({"POST /v1/oauth/token": refusal, RUN: {"ret": 1}}, use)
    assert (result.outcome, result.is_unknown) == (Outcome.REJECTED, False)
    assert "invalid_client: unknown client" in result.explanation.said
    assert result.explanation.step == "getting a token"
    assert [one.path for one in platform.asked] == ["/v1/oauth/token"]


def test_a_lost_token_answer_leaves_nothing_unknown_about_the_run(on_sandbox):
    async def use(bench):
        await bench.control("POST", "faults", {"kind": "drop", "match": {"path_contains": "/oauth/token"}})
        return await bench.provider.run(call(), nothing), await bench.bodies("/actions/run")

    result, bodies = on_sandbox(use)
    assert (result.outcome, result.is_unknown, bodies) == (Outcome.NO_ANSWER, False, [])


def test_the_token_call_is_a_phase_and_a_line_of_the_run(fake):
    result, _ = running(fake, {"ret": 1})
    assert result.phases[0].phase is Phase.TOKEN
    assert result.phases[-1].phase is Phase.READ
    assert result.logs[0].text.startswith("Got a token")


def test_progress_tells_the_phases_in_plain_words(fake):
    told = []

    async def use(provider):
        return await provider.run(call(), lambda words, size: told.append(words))

    fake({RUN: {"ret": 1}}, use)
    assert (told[0], told[-1]) == ("getting a token", "reading the answer")


def test_an_answer_that_is_no_json_is_malformed_and_shown(fake):
    result, _ = running(fake, (200, b"<html>"))
    assert (result.outcome, result.answer.body) == (Outcome.MALFORMED, b"<html>")


def test_a_failed_action_is_a_line_of_the_log_in_the_explorers_name(fake):
    result, _ = running(fake, {"error": {"message": "no such channel", "attribution": {"origin": "upstream_api"}}})
    assert [line.text for line in result.logs if line.level is LogLevel.ERROR] == ["provider failed: no such channel"]


async def sandbox_call(bench, key, arguments=None, **more):
    """A call of an action of the sandbox with its account filled in."""
    found = [action async for page in bench.provider.discover() for action in page.actions if action.key == key]
    description = await bench.provider.describe(found[0], None)
    held = dict(arguments or {})
    for field in description.form.root.fields:
        if getattr(field, "connector_key", ""):
            question = ChoicesQuestion(description.action, None, ACCOUNTS_OF + field.connector_key, {})
            options = (await bench.provider.choices(question)).options
            if options:
                held[field.key] = options[0].value
    return call(held, action=description.action, **more)


def on(on_sandbox, key, arguments=None, **more):
    async def use(bench):
        made = await sandbox_call(bench, key, arguments, **more)
        return await bench.provider.run(made, nothing)

    return on_sandbox(use)


def test_a_contact_that_was_created_is_found_again(on_sandbox):
    async def use(bench):
        created = await sandbox_call(bench, "harbor_crm-create-contact", {"name": "Ada of the Tests"})
        first = await bench.provider.run(created, nothing)
        listed = await sandbox_call(bench, "harbor_crm-list-contacts", {"words": "Ada of the Tests"})
        second = await bench.provider.run(listed, nothing)
        return first, second

    first, second = on_sandbox(use)
    assert (first.outcome, second.outcome) == (Outcome.SUCCEEDED, Outcome.SUCCEEDED)
    assert b"Ada of the Tests" in second.answer.body


def test_an_action_that_throws_shows_its_lines_and_its_origin(on_sandbox):
    result = on(on_sandbox, "fault_lab-throw-error", {"message": "It broke", "errorName": "Error", "lines": 3})
    assert result.outcome is Outcome.ACTION_FAILED
    assert result.details["Origin"] == "component_code"
    assert [line.text for line in result.logs if line.text.startswith("console.")][:2] == [
        "console.log: Reading the settings",
        "console.log: Looking up the customer",
    ]
    assert result.explanation.who is Party.ACTION


@pytest.mark.parametrize("shape", ["attribution", "origin", "text", "none"])
def test_a_failed_action_is_one_in_each_shape_of_the_error(on_sandbox, shape):
    async def use(bench):
        bench.stand_in.switch("error_shape", shape)
        made = await sandbox_call(
            bench, "fault_lab-throw-error", {"message": "It broke", "errorName": "Error", "lines": 1}
        )
        return await bench.provider.run(made, nothing)

    result = on_sandbox(use)
    assert (result.outcome, result.explanation.said) == (Outcome.ACTION_FAILED, "It broke")


def test_an_upstream_refusal_is_the_providers(on_sandbox):
    result = on(on_sandbox, "fault_lab-upstream-error", {"status": 404})
    assert (result.outcome, result.explanation.who) == (Outcome.PROVIDER_FAILED, Party.PROVIDER)
    assert result.provider_errors[0].status == 404
    assert result.explanation.retry is Retry.AFTER_CHANGE


def test_the_authors_own_check_is_about_the_input(on_sandbox):
    result = on(on_sandbox, "fault_lab-configuration-error")
    assert (result.outcome, result.explanation.who) == (Outcome.ACTION_FAILED, Party.INPUT)
    assert result.explanation.retry is Retry.AFTER_CHANGE


def test_values_of_every_type_arrive_as_they_were(on_sandbox):
    held = {
        "text": "",
        "number": 0,
        "isOn": False,
        "texts": [],
        "anything": {"n": ExactNumber("0.10")},
        "values": {"k": None},
    }
    result = on(on_sandbox, "fault_lab-echo", held)
    received = json.loads(result.answer.body)["ret"]["received"]
    assert {name: received[name] for name in ("text", "number", "isOn")} == {"text": "", "number": 0, "isOn": False}
    assert b'{"n":0.10}' in result.answer.body.replace(b" ", b"")


def test_cancelling_closes_the_connection_and_leaves_nothing(on_sandbox):
    async def use(bench):
        made = await sandbox_call(bench, "fault_lab-slow", {"seconds": "30"})
        sending = asyncio.Event()

        def progress(words, size):
            if words == "waiting":
                sending.set()

        running_now = asyncio.create_task(bench.provider.run(made, progress))
        await sending.wait()
        running_now.cancel()
        await asyncio.wait([running_now])
        return running_now.cancelled(), [task.get_name() for task in asyncio.all_tasks() if "token" in task.get_name()]

    assert on_sandbox(use) == (True, [])


def test_a_deadline_that_passes_leaves_a_write_unknown(on_sandbox):
    async def use(bench):
        made = await sandbox_call(bench, "fault_lab-slow", {"seconds": "30"}, timeout_s=0.3)
        made = Call(
            made.connection_id,
            Action(made.action.key, "Slow", "fault_lab", "Fault Lab"),
            None,
            made.arguments,
            timeout_s=0.3,
        )
        return await bench.provider.run(made, nothing)

    result = on_sandbox(use)
    assert (result.outcome, result.is_unknown) == (Outcome.NO_ANSWER, True)
    assert result.explanation.retry is Retry.CHECK_FIRST


def test_accepted_without_a_result_is_said(on_sandbox):
    async def use(bench):
        bench.stand_in.switch("accept_runs_only", True)
        return await bench.provider.run(await sandbox_call(bench, "fault_lab-echo"), nothing)

    assert on_sandbox(use).details["Status"].startswith("202")


def test_a_connect_token_alone_can_run(on_sandbox):
    async def use(bench):
        made = await sandbox_call(bench, "fault_lab-echo", {"text": "hello"})
        line = bench.provider._line
        body = {"external_user_id": bench.ready["external_user_id"]}
        token = (await line.read("POST", line.project_path("tokens"), body=body))["token"]
        secrets = {"connect_token": token}
        other = PIPEDREAM.make(bench.provider.connection, secrets, bench.transport, line.mask)
        steps = [(step.name, step.failure) async for step in other.test_connection()]
        return steps, await other.run(made, nothing)

    steps, result = on_sandbox(use)
    assert steps == [("Address", None), ("Token", None), ("Project", None), ("Actions", None)]
    assert result.outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("said", "state", "is_outdated"),
    [
        ("undefined is not an array or an array-like", {"dynamic_props_id": "dyp_1"}, True),
        ("undefined is not an array or an array-like", {}, False),
        ("The customer has no address", {"dynamic_props_id": "dyp_1"}, False),
    ],
)
def test_an_action_that_finds_nothing_where_its_dynamic_props_should_be_may_have_lost_them(
    fake, said, state, is_outdated
):
    answer = {"os": [{"ts": 1, "k": "error", "err": {"name": "TypeError", "message": said}}]}
    result, _ = running(fake, answer, call(state=state))
    assert result.outcome is Outcome.ACTION_FAILED
    assert result.is_form_outdated is is_outdated
    assert ("forgotten the fields" in result.explanation.next_step) is is_outdated
