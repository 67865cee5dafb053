"""The connection as a whole: its steps, searches, workflows, options."""

from datetime import UTC, datetime

import pytest

from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Outcome, Run, RunId, RunResult
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.failure import NotSendable, Party, Refused
from explorer.providers.contract import ChoicesQuestion
from explorer.providers.inlycore import INLYCORE
from explorer.providers.inlycore.settings import read_options
from explorer.schema.field import Option

CREATE = Action(ActionKey("orders/create-order"), "Create order", "orders", "Orders")
SCHEMA = "GET /api/v1/actions/orders/create-order/schema"
UNKNOWN = (401, {"message": "Unauthenticated."})


def schema(**parameter):
    return {"label": "Create order", "parameters": [{"name": "customer", "type": "object"} | parameter]}


def steps_of(fake, answers, **options):
    async def use(provider):
        return [step async for step in provider.test_connection()]

    return fake({"GET /api/v1/actions": UNKNOWN} | answers, use, **options)[0]


def test_a_good_connection_passes_every_step(fake):
    steps = steps_of(fake, {SCHEMA: schema()}, catalogue="orders/create-order")
    assert [(step.name, step.failure) for step in steps] == [
        ("Address", None),
        ("Token", None),
        ("Schema of the first action", None),
    ]
    assert steps[2].detail == "orders/create-order: Create order, 1 field"


def test_an_empty_catalogue_is_no_failure(fake):
    assert steps_of(fake, {})[2].failure is None


def test_a_schema_that_is_forbidden_is_no_failure(fake):
    steps = steps_of(fake, {SCHEMA: (403, {"message": "no"})}, catalogue="orders/create-order")
    assert (steps[2].failure, "may not" in steps[2].detail) == (None, True)


BROKEN = [
    ("Address", {"GET /api/v1/actions": (200, b"<!doctype html><p>hello")}),
    ("Address", {"GET /api/v1/actions": (302, b"")}),
    ("Token", {"POST /oauth/token": (401, {"error": "invalid_client"})}),
    ("Schema of the first action", {SCHEMA: (404, {"message": "Action [orders/create-order] not found."})}),
]


@pytest.mark.parametrize(("step", "answers"), BROKEN)
def test_the_steps_end_at_the_one_that_fails(fake, step, answers):
    steps = steps_of(fake, {SCHEMA: schema()} | answers, catalogue="orders/create-order")
    assert steps[-1].name == step
    assert steps[-1].failure.who is Party.INPUT


def test_the_steps_pass_on_the_sandbox(on_sandbox):
    async def use(bench):
        return [(step.name, step.failure) async for step in bench.provider.test_connection()]

    assert [failure for _, failure in on_sandbox(use)] == [None, None, None]


def searched(fake, answers, parameter, question=None, **options):
    async def use(provider):
        return await provider.choices(question or asked())

    return fake({SCHEMA: schema(**parameter)} | answers, use, **options)


def asked(query="north", page=0):
    return ChoicesQuestion(CREATE, None, "customer", {}, query=query, page=page)


FOUND = {
    "data": [
        {"id": 12, "title": "Northwind AB", "subtitle": "Kiruna"},
        {"id": "x-1", "name": "Nord"},
        {"title": "no id"},
        7,
    ]
}
EXPECTED = [Option(12, "Northwind AB, Kiruna (12)"), Option("x-1", "Nord (x-1)"), Option(7, "7")]


@pytest.mark.parametrize("body", [FOUND, FOUND["data"], {"results": FOUND["data"]}])
def test_records_are_searched_at_the_parameters_own_address(fake, body):
    found, platform = searched(
        fake, {"GET /customers/search?search=north": body}, {"search_endpoint": "/customers/search"}
    )
    assert found.options == EXPECTED
    assert platform.asked[-1].headers["authorization"] == "Bearer access-1"


def test_the_parameter_of_a_search_is_a_setting(fake):
    searched(fake, {"GET /s?q=a%26b": FOUND}, {"search_endpoint": "/s"}, asked("a&b"), search_parameter="q")


LOOKUP = '{"App\\\\Models\\\\Customer": {"url": "/api/v1/customers?name={query}", "list": "data.rows", "id": "no", "title": "who"}}'


def test_a_lookup_of_the_connection_comes_before_the_parameters_own_address(fake):
    body = {"data": {"rows": [{"no": 5, "who": "Ada"}]}}
    parameter = {"search_endpoint": "/customers/search", "model": "App\\Models\\Customer"}
    found, _ = searched(fake, {"GET /api/v1/customers?name=a%2Fb": body}, parameter, asked("a/b"), lookups=LOOKUP)
    assert found.options == [Option(5, "Ada (5)")]


def test_paged_lists_say_whether_more_come(fake):
    body = FOUND | {"meta": {"current_page": 1, "last_page": 2}}
    answers = {"GET /s?search=n": body, "GET /s?search=n&page=2": FOUND | {"meta": {"current_page": 2, "last_page": 2}}}
    first, _ = searched(fake, answers, {"search_endpoint": "/s"}, asked("n"))
    second, _ = searched(fake, answers, {"search_endpoint": "/s"}, asked("n", page=1))
    assert (first.may_have_more, second.may_have_more) == (True, False)


@pytest.mark.parametrize("endpoint", ["https://elsewhere.example/s", "//elsewhere.example/s"])
def test_a_search_address_elsewhere_is_never_asked(fake, endpoint):
    with pytest.raises(NotSendable, match="Type the id"):
        searched(fake, {}, {"search_endpoint": endpoint})


def test_a_search_that_is_refused_says_to_type_the_id(fake):
    with pytest.raises(Refused) as caught:
        searched(fake, {"GET /s?search=north": (302, b"")}, {"search_endpoint": "/s"})
    assert caught.value.explanation.next_step.startswith("Type the id")


def test_a_record_without_a_search_is_typed(fake):
    with pytest.raises(NotSendable):
        searched(fake, {}, {})


def test_records_of_the_sandbox_are_found(on_sandbox):
    async def use(bench):
        return await bench.provider.choices(asked())

    assert Option(12, "Northwind AB, 556000-0001 (12)") in on_sandbox(use).options


def test_there_are_no_accounts_to_choose(fake):
    async def use(provider):
        return await provider.list_accounts()

    assert list(fake({}, use)[0]) == []


def run_with(workflow):
    result = RunResult(Outcome.SUCCEEDED, "started", None, None, details={"Workflow": workflow} if workflow else {})
    return Run(RunId("r"), None, datetime.now(UTC), result=result)


@pytest.mark.parametrize(("workflow", "path"), [("", "/api/v1/workflows/{id}"), ("7", "")])
def test_without_a_workflow_or_its_path_nothing_is_asked(fake, workflow, path):
    async def use(provider):
        return await provider.read_logs(run_with(workflow))

    found, platform = fake({}, use, workflow_status_path=path)
    assert (list(found), platform.asked) == ([], [])


def test_a_workflow_is_watched_until_it_ends(on_sandbox):
    async def use(bench):
        bench.stand_in.switch("workflow_status", True)
        bench.stand_in.switch("workflow_duration_s", 0.3)
        result = await bench.call("reports/generate-sales-report", {"from": "2026-01-01", "to": "2026-01-31"})
        return await bench.provider.read_logs(Run(RunId("r"), None, datetime.now(UTC), result=result))

    lines = on_sandbox(use, workflow_status_path="/api/v1/workflows/{id}")
    states = [line.text for line in lines if line.depth == 0]
    assert states[0].startswith("Workflow 7 is ")
    assert "completed" in states[-1]
    assert len(states) == len(set(states))


def test_a_workflow_that_goes_on_is_watched_no_longer_than_its_time(on_sandbox):
    async def use(bench):
        bench.provider._watched_s = 0.2
        bench.stand_in.switch("workflow_status", True)
        bench.stand_in.switch("workflow_duration_s", 600)
        result = await bench.call("reports/generate-sales-report", {"from": "2026-01-01", "to": "2026-01-31"})
        return await bench.provider.read_logs(Run(RunId("r"), None, datetime.now(UTC), result=result))

    assert on_sandbox(use, workflow_status_path="/api/v1/workflows/{id}")


def test_a_state_that_is_not_there_is_a_refusal(on_sandbox):
    async def use(bench):
        with pytest.raises(Refused):
            await bench.provider.read_logs(run_with("7"))
        return True

    assert on_sandbox(use, workflow_status_path="/api/v1/workflows/{id}")


def test_an_expired_token_is_replaced_for_questions(on_sandbox):
    async def use(bench):
        await bench.provider.describe(CREATE, None)
        bench.stand_in.reset()
        return await bench.provider.describe(CREATE, None)

    assert on_sandbox(use).action.name == "Create order"


def options(**given):
    return read_options(Connection(ConnectionId("c"), "", Platform.INLYCORE, "", Environment.SANDBOX, given))


def test_assumptions_of_the_reference_are_settings():
    assumed = {setting.name for setting in INLYCORE.settings if setting.is_assumption}
    assert assumed >= {"schema_path", "bulk_path", "bulk_params_style", "workflow_status_path", "list_path", "lookups"}
    assert (options().workflow_status_path, options().list_path) == ("", "")
    assert options().schema_path == "/api/v1/actions/{key}/schema"


def test_names_of_types_are_read_line_by_line():
    assert options(type_aliases="Amount = money\nzip=string, x").type_aliases == {"amount": "money", "zip": "string"}


@pytest.mark.parametrize("text", ["{broken", "[]", '{"App": {}}', '{"App": 5}'])
def test_a_lookup_that_cannot_be_used_is_said(text):
    assert len(options(lookups=text).problems) == 1


def test_a_lookup_may_be_its_address_alone():
    assert options(lookups='{"App": "/api/v1/x"}').lookups["App"].url == "/api/v1/x"
