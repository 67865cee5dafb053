"""Remote choices page by page, accounts of an app, and forms that change with their values."""

import pytest

from explorer.domain.action import Action, ActionKey
from explorer.domain.failure import OutdatedForm, Party, Refused
from explorer.providers.contract import ChoicesQuestion
from explorer.providers.pipedream.form.props import ACCOUNTS_OF
from explorer.schema.field import ChoiceField, Option

CONFIGURE = "POST /v1/connect/proj_Demo1/actions/configure"
RELOAD = "POST /v1/connect/proj_Demo1/actions/props"
ONE = "GET /v1/connect/proj_Demo1/actions/a-1"
ACCOUNTS = "GET /v1/connect/proj_Demo1/accounts"
ACTION = Action(ActionKey("a-1"), "One", "a", "Alpha", version="1.0.0")
APP = {"name": "a", "type": "app", "app": "a"}
ACCOUNT = {"authProvisionId": "apn_1"}


def definition(*props):
    return {"data": {"key": "a-1", "name": "One", "version": "1.0.0", "configurable_props": list(props)}}


def question(name="x", arguments=None, **more):
    return ChoicesQuestion(ACTION, None, name, arguments or {}, **more)


async def all_choices(provider, name, arguments, account_id=None, action=ACTION, query="", most=50):
    """Every choice, and how many pages they took."""
    found, context = [], None
    for page in range(most):
        one = await provider.choices(
            ChoicesQuestion(action, account_id, name, arguments, query=query, page=page, context=context)
        )
        found += one.options
        context = one.context
        if not one.may_have_more:
            return found, page + 1
    raise AssertionError("the choices have no end")


def configure_with(*answers):
    """Answers one after the other; the last one for ever."""
    left = list(answers)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


def choices_of(fake, *answers, props=(), arguments=None, **options):
    async def use(provider):
        if props:
            await provider.describe(ACTION, None)
        return await all_choices(provider, "x", arguments or {})

    app = {"name_slug": "a", "name": "Alpha"}
    answers_by_path = {CONFIGURE: configure_with(*answers), ONE: definition(*props), "GET /v1/connect/apps/a": app}
    return fake(answers_by_path, use, **options)


def test_a_prop_that_ignores_the_page_ends_when_nothing_new_comes(fake):
    (found, pages), _ = choices_of(fake, {"options": [{"label": "A", "value": "a"}]})
    assert (found, pages) == ([Option("a", "A")], 2)


def test_page_and_context_go_back_with_the_next_question(fake):
    _, platform = choices_of(
        fake,
        {"options": [{"label": "A", "value": "a"}], "context": {"cursor": "bmV4dA"}},
        {"options": [{"label": "B", "value": "b"}], "context": None},
        {"options": []},
    )
    sent = [one.body for one in platform.asked]
    assert [body["page"] for body in sent] == [0, 1, 2]
    assert [body.get("prev_context", "none") for body in sent] == ["none", {"cursor": "bmV4dA"}, "none"]


def test_bare_strings_and_nested_items_are_choices(fake):
    (found, _), _ = choices_of(
        fake,
        {"options": None, "stringOptions": ["gpt-4o"]},
        {"options": [{"__lv": {"label": "CRM", "value": "app1"}}], "stringOptions": None},
        {},
    )
    assert found == [Option("gpt-4o", "gpt-4o"), Option("app1", "CRM")]


def test_a_value_that_comes_twice_is_offered_once(fake):
    (found, _), _ = choices_of(
        fake,
        {"options": [{"label": "A", "value": "1"}, {"label": "one", "value": 1}]},
        {"options": [{"label": "again", "value": "1"}, {"label": "B", "value": "2"}]},
        {"options": []},
    )
    assert [option.value for option in found] == ["1", 1, "2"]


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        (
            {"observations": [{"ts": 1, "k": "error", "err": {"name": "E", "message": "Connect first"}}]},
            Party.ACTION,
        ),
        ({"options": [], "errors": ['{"name": "ConfigurationError", "message": "Connect first"}']}, Party.INPUT),
        ({"errors": ["Connect first"]}, Party.ACTION),
    ],
)
def test_a_component_that_fails_is_quoted(fake, answer, who):
    with pytest.raises(Refused) as caught:
        choices_of(fake, answer)
    assert (caught.value.said, caught.value.explanation.who) == ("Connect first", who)


PROPS = [
    APP,
    {"name": "before", "type": "string"},
    {"name": "x", "type": "string", "remoteOptions": True},
    {"name": "after", "type": "string"},
]
HELD = {"after": "2", "x": "old", "before": "1", "a": ACCOUNT, "empty": ""}


def test_only_values_of_earlier_props_are_sent(fake):
    _, platform = choices_of(fake, {"options": []}, props=PROPS, arguments=HELD)
    assert platform.asked[-1].body == {
        "id": "a-1",
        "external_user_id": "u1",
        "prop_name": "x",
        "configured_props": {"a": ACCOUNT, "before": "1"},
        "page": 0,
    }


@pytest.mark.parametrize(("setting", "sent"), [("not sent", "absent"), ("true", True), ("false", False)])
def test_waiting_is_asked_for_as_the_connection_says(fake, setting, sent):
    _, platform = choices_of(fake, {"options": []}, blocking=setting)
    assert platform.asked[-1].body.get("blocking", "absent") == sent


def test_a_search_a_version_and_dynamic_props_go_with_the_question(fake):
    async def use(provider):
        asked = question(query="gen", state={"dynamic_props_id": "dyp_1"}, options={"version": "0.9.0"})
        return await provider.choices(asked)

    _, platform = fake({CONFIGURE: {"options": []}}, use)
    body = platform.asked[0].body
    assert (body["query"], body["dynamic_props_id"], body["version"]) == ("gen", "dyp_1", "0.9.0")


def test_dynamic_props_of_an_earlier_session_are_dropped_where_the_connection_says_so(fake):
    async def use(provider):
        return await provider.choices(question(state={"dynamic_props_id": "dyp_1"}))

    _, platform = fake({CONFIGURE: {"options": []}}, use, keep_dynamic_props="no")
    assert "dynamic_props_id" not in platform.asked[0].body


def test_accounts_are_choices_healthy_and_new_ones_first(fake):
    accounts = [
        {"id": "apn_1", "name": "Old", "healthy": True, "dead": False, "created_at": "2025-01-01"},
        {"id": "apn_2", "name": "Broken", "healthy": False, "error": "token expired", "created_at": "2026-01-01"},
        {"id": "apn_3", "name": None, "external_id": "u1", "healthy": True, "created_at": "2026-01-01"},
        {"id": "apn_4", "name": "Gone", "healthy": False, "dead": True, "created_at": "2026-06-01"},
        {"name": "no id"},
    ]

    async def use(provider):
        return await provider.choices(question(ACCOUNTS_OF + "slack_v2"))

    found, platform = fake({ACCOUNTS: {"data": accounts, "page_info": {}}}, use)
    assert found.options == [
        Option({"authProvisionId": "apn_3"}, "u1 (healthy)"),
        Option({"authProvisionId": "apn_1"}, "Old (healthy)"),
        Option({"authProvisionId": "apn_2"}, "Broken (not healthy: token expired)"),
        Option({"authProvisionId": "apn_4"}, "Gone (dead)"),
    ]
    assert dict(platform.asked[0].query) == {"external_user_id": "u1", "app": "slack_v2", "limit": "100"}


def test_accounts_come_page_by_page_until_all_are_there(fake):
    def answer(asked):
        after = dict(asked.query).get("after", "")
        name = "apn_2" if after else "apn_1"
        return {"data": [{"id": name}], "page_info": {"end_cursor": f"c{name}", "total_count": 2}}

    async def use(provider):
        return await all_choices(provider, ACCOUNTS_OF + "a", {})

    (found, pages), _ = fake({ACCOUNTS: answer}, use)
    assert ([option.label for option in found], pages) == (["apn_1", "apn_2"], 2)


RELOADING = [APP, {"name": "toggle", "type": "boolean", "reloadProps": True}]
GROWN = [*RELOADING, {"name": "extra", "type": "string", "remoteOptions": True}]


def reload_with(fake, *answers, arguments=None, twice=False):
    async def use(provider):
        first = await provider.describe(ACTION, None)
        found = await provider.reload(
            first, None, {"a": ACCOUNT, "toggle": True} if arguments is None else arguments, {}
        )
        return (await provider.reload(found, None, {"a": ACCOUNT, "toggle": False}, {})) if twice else found

    known = {ONE: definition(*RELOADING), RELOAD: configure_with(*answers)}
    return fake(known | {"GET /v1/connect/apps/a": {"name_slug": "a", "name": "Alpha"}}, use)


def dynamic(props, dynamic_id="dyp_1"):
    return {"dynamicProps": {"id": dynamic_id, "configurableProps": props}, "errors": [], "observations": []}


def test_a_reload_replaces_the_whole_form_and_keeps_its_id(fake):
    found, platform = reload_with(fake, dynamic(GROWN))
    assert [field.key for field in found.form.root.fields] == ["a", "toggle", "extra"]
    assert found.state == {"dynamic_props_id": "dyp_1"}
    assert platform.asked[-1].body == {
        "id": "a-1",
        "external_user_id": "u1",
        "configured_props": {"a": ACCOUNT, "toggle": True},
    }


def test_the_next_reload_carries_the_id_of_the_one_before(fake):
    found, platform = reload_with(fake, dynamic(GROWN), dynamic(RELOADING, "dyp_2"), twice=True)
    assert platform.asked[-1].body["dynamic_props_id"] == "dyp_1"
    assert found.state == {"dynamic_props_id": "dyp_2"}


@pytest.mark.parametrize("answer", [{"dynamicProps": None, "errors": ["No rights"]}, {"errors": ["No rights"]}])
def test_a_reload_that_fails_is_told_in_the_words_of_the_component(fake, answer):
    with pytest.raises(Refused) as caught:
        reload_with(fake, answer)
    assert caught.value.said == "No rights"
    assert caught.value.explanation.who is Party.ACTION


def test_an_answer_without_a_list_is_no_reload(fake):
    with pytest.raises(Refused, match="holds no props"):
        reload_with(fake, [])


def choices_of_dynamic_prop(fake, name, answer):
    async def use(provider):
        found = await provider.reload(await provider.describe(ACTION, None), None, {"a": ACCOUNT, "toggle": True}, {})
        return await provider.choices(question(name, state=found.state))

    known = {ONE: definition(*RELOADING), RELOAD: dynamic(GROWN), CONFIGURE: answer}
    return fake(known | {"GET /v1/connect/apps/a": {"name_slug": "a", "name": "Alpha"}}, use)


@pytest.mark.parametrize(("name", "kind"), [("extra", OutdatedForm), ("toggle", Refused)])
def test_only_a_prop_of_a_reload_may_have_been_forgotten(fake, name, kind):
    with pytest.raises(Refused) as caught:
        choices_of_dynamic_prop(fake, name, {"errors": ["Prop extra is not part of this component"]})
    assert type(caught.value) is kind


def test_nothing_is_asked_before_a_reloading_prop_has_a_value(fake):
    _, platform = reload_with(fake, dynamic(GROWN), arguments={"a": ACCOUNT})
    assert not [one for one in platform.asked if one.path.endswith("/props")]


def test_another_version_brings_its_own_form(fake):
    def one(asked):
        version = dict(asked.query).get("version", "1.0.0")
        body = definition(APP, {"name": f"of_{version}", "type": "string"})
        body["data"]["version"] = version
        return body

    async def use(provider):
        first = await provider.describe(ACTION, None)
        return await provider.reload(first, None, {}, {"version": "0.5.0"})

    found, _ = fake({ONE: one, "GET /v1/connect/apps/a": {"name_slug": "a", "name": "Alpha"}}, use)
    assert [field.key for field in found.form.root.fields] == ["a", "of_0.5.0"]
    assert found.action.version == "0.5.0"


def test_every_kind_of_paging_in_the_sandbox_comes_to_its_end(on_sandbox):
    async def use(bench):
        action = Action(ActionKey("fault_lab-every-choice"), "", "fault_lab", "Fault Lab")
        form = (await bench.provider.describe(action, None)).form
        account = (await bench.provider.choices(question(ACCOUNTS_OF + "fault_lab"))).options
        held = {"faultLab": account[0].value} if account else {}
        found = {}
        for field in form.root.fields:
            if isinstance(field, ChoiceField) and field.remote and field.key not in {"failing", "failsLater", "slow"}:
                found[field.key] = await all_choices(bench.provider, field.key, held, action=action)
        with pytest.raises(Refused):
            await all_choices(bench.provider, "failing", held, action=action)
        return found

    found = on_sandbox(use)
    assert len(found) >= 12
    assert all(len({repr(option.value) for option in options}) == len(options) for options, _ in found.values())
    assert {key for key, (_, pages) in found.items() if pages > 2} >= {"byPage", "byContext", "byBoth"}
