"""The list of actions, page by page, and the names of the apps behind them."""

import pytest

from explorer.domain.action import Effect
from explorer.domain.failure import ConnectionLost, MalformedAnswer, NotSendable, Refused

LIST = "GET /v1/connect/proj_Demo1/actions"
APPS = "GET /v1/connect/apps"


def component(key, **more):
    slug = key.partition("-")[0]
    return {
        "key": key,
        "name": key.title(),
        "version": "0.0.1",
        "configurable_props": [{"name": "a", "type": "app", "app": slug}],
    } | more


def app(slug, name, auth_type="oauth"):
    return {"id": f"app_{slug}", "name_slug": slug, "name": name, "auth_type": auth_type}


def page(*entries, cursor=None, total=None):
    return {"data": list(entries), "page_info": {"end_cursor": cursor, "total_count": total}}


def pages(*several):
    """Answers page by page, by the cursor that is sent."""

    def answer(asked):
        after = dict(asked.query).get("after", "")
        return several[int(after) if after else 0]

    return answer


async def all_of(provider):
    return [one async for one in provider.discover()]


def test_pages_are_read_until_there_is_no_cursor(fake):
    listing = pages(page(component("a-1"), cursor="1", total=3), page(component("a-2"), component("b-3"), total=3))
    found, platform = fake({LIST: listing, APPS: page()}, all_of, page_size="2")
    assert [[action.key for action in one.actions] for one in found] == [["a-1"], ["a-2", "b-3"]]
    assert [one.expected for one in found] == [3, 3]
    assert [dict(one.query)["limit"] for one in platform.asked if one.path.endswith("/actions")] == ["2", "2"]


def test_an_empty_page_is_the_end_though_it_has_a_cursor(fake):
    found, _ = fake({LIST: pages(page(component("a-1"), cursor="1"), page(cursor="1")), APPS: page()}, all_of)
    assert sum(len(one.actions) for one in found) == 1


def test_a_cursor_that_comes_again_ends_the_list(fake):
    listing = pages(page(component("a-1"), cursor="1"), page(component("a-2"), cursor="1"))
    found, platform = fake({LIST: listing, APPS: page()}, all_of)
    assert sum(len(one.actions) for one in found) == 2
    assert len([one for one in platform.asked if one.path.endswith("/actions")]) == 2


def test_ever_new_cursors_to_the_same_entries_end_the_list(fake):
    asked_for = []

    def same_for_ever(asked):
        asked_for.append(asked)
        return page(component("a-1"), cursor=f"cursor {len(asked_for)}")

    fake({LIST: same_for_ever, APPS: page()}, all_of)
    assert len(asked_for) < 50


def test_a_bad_entry_is_named_and_hides_no_other(fake):
    bad = [
        {"name": "no key"},
        5,
        component("a-x", configurable_props="none"),
        component("a-t", component_type="trigger"),
    ]
    found, _ = fake({LIST: page(component("a-1"), *bad, component("a-2")), APPS: page()}, all_of)
    assert [action.key for action in found[0].actions] == ["a-1", "a-2"]
    assert [problem.entry for problem in found[0].problems] == ["no key", "entry 3 of the page: 5", "a-x", "a-t"]
    assert all(problem.reason for problem in found[0].problems)


def test_short_entries_are_listed_unless_the_connection_wants_them_full(fake):
    short = {"key": "a-1", "name": "One", "version": "0.0.1"}
    found, _ = fake({LIST: page(short), APPS: page()}, all_of)
    assert [action.key for action in found[0].actions] == ["a-1"]
    found, _ = fake({LIST: page(short), APPS: page()}, all_of, list_items="full")
    assert [problem.entry for problem in found[0].problems] == ["a-1"]


def test_names_of_apps_are_read_only_as_far_as_they_are_needed(fake):
    apps = pages(page(app("a", "Alpha"), cursor="1"), page(app("b", "Beta"), cursor="2"), page(app("c", "Gamma")))
    found, platform = fake({LIST: page(component("a-1"), component("b-2")), APPS: apps}, all_of)
    assert [action.connector_name for action in found[0].actions] == ["Alpha", "Beta"]
    assert len([one for one in platform.asked if one.path.endswith("/apps")]) == 2


def test_without_names_apps_are_called_by_their_slugs(fake):
    found, platform = fake({LIST: page(component("google_sheets-x")), APPS: (500, {"error": "x"})}, all_of)
    assert found[0].actions[0].connector_name == "Google Sheets"
    assert len([one for one in platform.asked if one.path.endswith("/apps")]) == 1


def test_the_app_is_told_by_the_prop_where_the_key_does_not(fake):
    own = component("~/my-tool", configurable_props=[{"name": "x", "type": "app", "app": "slack_v2"}])
    alone = component("~/other", configurable_props=[])
    found, _ = fake({LIST: page(own, alone), APPS: page(app("slack_v2", "Slack"))}, all_of)
    assert [action.connector_name for action in found[0].actions] == ["Slack", "Your own components"]


@pytest.mark.parametrize(
    ("annotations", "effect"),
    [
        ({"readOnlyHint": True, "destructiveHint": True}, Effect.READ),
        ({"readOnlyHint": False, "destructiveHint": True}, Effect.DESTRUCTIVE),
        ({"readOnlyHint": False, "destructiveHint": False}, Effect.WRITE),
        ({"readOnlyHint": None, "destructiveHint": None}, Effect.UNKNOWN),
        (None, Effect.UNKNOWN),
        ("text", Effect.UNKNOWN),
    ],
)
def test_hints_tell_the_effect(fake, annotations, effect):
    found, _ = fake({LIST: page(component("a-1", annotations=annotations)), APPS: page()}, all_of)
    assert found[0].actions[0].effect is effect


def test_a_description_is_plain_and_its_documentation_a_link(fake):
    entry = component("a-1", description="Send **it**. [See the documentation](https://docs.a.example/x)")
    found, _ = fake({LIST: page(entry), APPS: page()}, all_of)
    action = found[0].actions[0]
    assert (action.description, action.documentation_url) == ("Send it.", "https://docs.a.example/x")


def test_only_the_apps_of_the_connection_are_listed(fake):
    found, platform = fake(
        {LIST: lambda asked: page(component(f"{dict(asked.query)['app']}-1"), total=1), APPS: page()},
        all_of,
        apps="slack_v2, gitlab",
        registry="public",
    )
    assert [action.key for one in found for action in one.actions] == ["slack_v2-1", "gitlab-1"]
    assert {dict(one.query)["registry"] for one in platform.asked if one.path.endswith("/actions")} == {"public"}
    assert found[-1].expected == 2


def test_a_refused_token_is_replaced_once(fake):
    def answer(asked):
        return page(component("a-1")) if asked.headers["authorization"] == "Bearer access-2" else (401, {"error": "x"})

    found, platform = fake({LIST: answer, APPS: page()}, all_of)
    assert len(found[0].actions) == 1
    assert platform.tokens == 2


def test_a_token_that_stays_refused_ends_the_listing(fake):
    with pytest.raises(Refused):
        fake({LIST: (401, {"error": "Unauthorized"}), APPS: page()}, all_of)


def test_every_request_carries_environment_token_and_no_redirect(fake):
    _, platform = fake({LIST: page(), APPS: page()}, all_of, environment="production")
    assert {one.headers["x-pd-environment"] for one in platform.asked} == {"production"}
    assert {one.headers["authorization"] for one in platform.asked} == {"Bearer access-1"}


def test_a_connect_token_alone_needs_no_project_and_no_token_call(fake):
    found, platform = fake(
        {"GET /v1/connect/actions": page(component("a-1")), APPS: page()},
        all_of,
        secrets={"connect_token": "ctok_0123456789"},
        project_id="",
    )
    assert len(found[0].actions) == 1
    assert platform.tokens == 0
    assert platform.asked[0].headers["authorization"] == "Bearer ctok_0123456789"


def test_a_client_without_a_project_sends_nothing(fake):
    with pytest.raises(NotSendable, match="project"):
        fake({}, all_of, project_id="")


async def described(provider):
    found = [action async for one in provider.discover() for action in one.actions]
    return await provider.describe(found[0], None)


def test_a_description_comes_from_the_single_definition(fake):
    full = component(
        "a-1",
        stash="required",
        configurable_props=[{"name": "a", "type": "app", "app": "a"}, {"name": "n", "type": "integer"}],
    )
    answers = {
        LIST: page({"key": "a-1", "name": "One", "version": "0.0.1"}),
        APPS: page(),
        "GET /v1/connect/proj_Demo1/actions/a-1": {"data": full},
        "GET /v1/connect/apps/a": {"data": app("a", "Alpha", "none")},
    }
    found, _ = fake(answers, described, run_timeout_s="120")
    assert [field.key for field in found.form.root.fields] == ["a", "n"]
    assert (found.form.root.fields[0].label, found.form.root.fields[0].is_required) == ("Alpha", False)
    assert [field.key for field in found.options.fields] == ["version", "stash_id"]
    assert (found.options.fields[1].is_required, found.options.fields[1].default) == (True, "NEW")
    assert (found.suggested_timeout_s, found.needs_account) == (120.0, False)
    assert '"configurable_props"' in found.definition


def test_a_key_of_ones_own_keeps_its_slash(fake):
    answers = {
        LIST: page(component("~/my-tool", configurable_props=[])),
        APPS: page(),
        "GET /v1/connect/proj_Demo1/actions/~/my-tool": {"data": component("~/my-tool", configurable_props=[])},
    }
    found, _ = fake(answers, described)
    assert found.action.key == "~/my-tool"


@pytest.mark.parametrize(
    "body", [{"data": {"name": "x"}}, {"data": []}, {"data": {"key": "a-1", "name": "One", "version": "1.0.0"}}]
)
def test_a_definition_without_props_is_malformed(fake, body):
    answers = {LIST: page(component("a-1")), APPS: page(), "GET /v1/connect/proj_Demo1/actions/a-1": body}
    with pytest.raises(MalformedAnswer):
        fake(answers, described)


@pytest.mark.parametrize("body", [b"<html>", {"data": {}}, {"data": None}, 5])
def test_a_listing_that_is_no_list_is_malformed(fake, body):
    with pytest.raises(MalformedAnswer):
        fake({LIST: (200, body), APPS: page()}, all_of)


def test_every_action_of_the_sandbox_is_listed_and_described(on_sandbox):
    async def use(bench):
        found = [action async for one in bench.provider.discover() for action in one.actions]
        return found, [await bench.provider.describe(action, None) for action in found]

    actions, descriptions = on_sandbox(use, page_size="10")
    assert len(actions) >= 68
    assert [one.form.problems for one in descriptions if one.form.problems] == []
    assert [one.action for one in descriptions] == actions


def test_short_lists_of_the_sandbox_are_read(on_sandbox):
    async def use(bench):
        bench.stand_in.switch("short_lists", True)
        found = [action async for one in bench.provider.discover() for action in one.actions]
        return len(found), len((await bench.provider.describe(found[0], None)).form.root.fields)

    actions, fields = on_sandbox(use)
    assert (actions >= 68, fields > 0) == (True, True)


def test_a_lost_connection_ends_the_listing_as_what_it_is(on_sandbox):
    async def use(bench):
        await bench.control("POST", "faults", {"kind": "drop", "match": {"path_contains": "/actions"}})
        with pytest.raises(ConnectionLost):
            await all_of(bench.provider)
        return True

    assert on_sandbox(use)
