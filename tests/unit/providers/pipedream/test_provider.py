"""The connection as a whole: its steps, its users, its options."""

import pytest

from explorer.domain.account import AccountState
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.failure import Party, Refused
from explorer.providers.pipedream import PIPEDREAM
from explorer.providers.pipedream.settings import read_options

USERS = "GET /v1/connect/proj_Demo1/users"
APPS = "GET /v1/connect/apps"
ACTIONS = "GET /v1/connect/proj_Demo1/actions"
INFO = "GET /v1/connect/proj_Demo1/projects/info"


def steps_of(fake, answers, **options):
    async def use(provider):
        return [step async for step in provider.test_connection()]

    return fake(answers, use, **options)[0]


GOOD = {
    APPS: (401, {"error": "Unauthorized"}),
    INFO: {"apps": [{"id": "app_1", "name_slug": "a"}]},
    ACTIONS: {"data": [], "page_info": {"total_count": 1234}},
}


def test_a_good_connection_passes_every_step(fake):
    steps = steps_of(fake, GOOD)
    assert [(step.name, step.failure) for step in steps] == [
        ("Address", None),
        ("Token", None),
        ("Project", None),
        ("Actions", None),
    ]
    assert steps[3].detail == "1,234 actions"


BROKEN = [
    ("Address", {APPS: (200, b"<html>a page</html>")}, Party.PLATFORM),
    ("Token", {"POST /v1/oauth/token": (401, {"error": "invalid_client"})}, Party.INPUT),
    ("Project", {INFO: (404, {"error": "record not found"})}, Party.INPUT),
    ("Actions", {ACTIONS: (403, {"error": "Connect component API not enabled"})}, Party.PLATFORM),
]


@pytest.mark.parametrize(("step", "answers", "party"), BROKEN)
def test_the_steps_end_at_the_one_that_fails(fake, step, answers, party):
    steps = steps_of(fake, GOOD | answers)
    assert steps[-1].name == step
    assert steps[-1].failure.who is party
    assert all(one.failure is None for one in steps[:-1])


def test_a_missing_project_id_fails_at_its_step(fake):
    steps = steps_of(fake, GOOD, project_id="")
    assert (steps[-1].name, "project id" in steps[-1].failure.said) == ("Project", True)


def test_the_steps_pass_on_the_sandbox(on_sandbox):
    async def use(bench):
        return [(step.name, step.failure) async for step in bench.provider.test_connection()]

    assert on_sandbox(use) == [("Address", None), ("Token", None), ("Project", None), ("Actions", None)]


def test_a_wrong_secret_is_found_at_the_token(on_sandbox):
    async def use(bench):
        return [step async for step in bench.provider.test_connection()]

    steps = on_sandbox(use, secrets={"client_secret": "wrong-secret"})
    assert (steps[-1].name, steps[-1].failure.who) == ("Token", Party.INPUT)


def users_of(fake, answer, **options):
    async def use(provider):
        return await provider.list_accounts()

    found, platform = fake({USERS: answer}, use, **options)
    return [account.id for account in found], platform


def user(name):
    return {"id": f"exu_{name}", "external_id": name}


def test_users_of_the_connection_come_first_then_those_of_the_platform(fake):
    found, _ = users_of(fake, {"data": [user("u3"), user("u1"), {"id": "x"}, 5]}, external_user_id="u1, u2")
    assert found == ["u1", "u2", "u3"]


def test_users_come_page_by_page(fake):
    def answer(asked):
        after = dict(asked.query).get("after", "")
        return {"data": [user("b" if after else "a")], "page_info": {"end_cursor": "" if after else "1"}}

    assert users_of(fake, answer, external_user_id="")[0] == ["a", "b"]


def test_a_token_that_may_not_list_users_leaves_those_of_the_connection(fake):
    assert users_of(fake, (403, {"error": "scope"}))[0] == ["u1"]


def test_with_nobody_to_choose_the_refusal_is_told(fake):
    with pytest.raises(Refused):
        users_of(fake, (403, {"error": "scope"}), external_user_id="")


def test_a_connect_token_speaks_for_the_user_of_the_connection(fake):
    found, platform = users_of(fake, {}, secrets={"connect_token": "ctok_0123456789"})
    assert (found, platform.asked) == (["u1"], [])


def test_users_of_the_sandbox_can_be_called_for(on_sandbox):
    async def use(bench):
        return await bench.provider.list_accounts()

    found = on_sandbox(use)
    assert len(found) >= 2
    assert {account.state for account in found} == {AccountState.ACTIVE}


def options(**given):
    return read_options(Connection(ConnectionId("c"), "", Platform.PIPEDREAM, "", Environment.SANDBOX, given))


def test_options_that_are_missing_or_wrong_have_their_start_values():
    assert options() == options(environment="staging", registry="", page_size="many", sql_shape="x", blocking="maybe")
    assert (options().environment, options().page_size, options().sql_shape) == ("development", 100, "union")


@pytest.mark.parametrize(("given", "read"), [("0", 1), ("5", 5), ("99999", 1000), ("-3", 100), ("1e9", 100)])
def test_the_page_size_stays_within_its_limits(given, read):
    assert options(page_size=given).page_size == read


def test_lists_of_names_are_split_and_each_name_counts_once():
    assert options(apps="slack_v2, gitlab\nslack_v2,").apps == ("slack_v2", "gitlab")


def test_assumptions_of_the_reference_are_settings_with_a_start_value():
    assumed = {setting.name: setting for setting in PIPEDREAM.settings if setting.is_assumption}
    assert {"page_size", "list_items", "sql_shape", "blocking", "keep_dynamic_props", "run_timeout_s"} <= set(assumed)
    assert all(setting.default and setting.description for setting in assumed.values())
    assert all(setting.default in setting.choices for setting in PIPEDREAM.settings if setting.choices)


def test_one_secret_of_two_is_enough():
    assert [secret.name for secret in PIPEDREAM.secrets if secret.is_optional] == ["client_secret", "connect_token"]
