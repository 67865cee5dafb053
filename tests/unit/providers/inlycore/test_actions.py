"""The list of actions: a schema for each key, a few at a time."""

import pytest

from explorer.domain.action import Effect
from explorer.domain.failure import Refused
from explorer.providers.inlycore.actions import AT_ONCE, NOT_FOR_YOU


def schema(key):
    return f"GET /api/v1/actions/{key}/schema"


def described(label, **more):
    return {"label": label, "parameters": []} | more


async def all_of(provider):
    return [one async for one in provider.discover()]


def listed(pages):
    return [action.key for page in pages for action in page.actions]


def problems(pages):
    return [problem.entry for page in pages for problem in page.problems]


def test_label_group_and_effect_come_from_schema_and_key(fake):
    answers = {
        schema("orders/cancel-order"): described("Cancel order", variant="destructive", description="Stops it."),
        schema("send-email"): described(""),
    }
    pages, _ = fake(answers, all_of, catalogue="orders/cancel-order\nsend-email")
    first, second = pages[0].actions
    assert (first.name, first.connector_name, first.effect, first.description) == (
        "Cancel order",
        "Orders",
        Effect.DESTRUCTIVE,
        "Stops it.",
    )
    assert (second.name, second.connector_name) == ("Send email", "Other actions")


def test_schemas_are_asked_for_a_few_at_a_time_in_the_order_of_the_list(fake):
    keys = [f"orders/do-{number}" for number in range(10)]
    pages, platform = fake({schema(key): described(key) for key in keys}, all_of, catalogue="\n".join(keys))
    assert listed(pages) == keys
    assert platform.busiest == AT_ONCE
    assert {page.expected for page in pages} == {10}
    assert [len(page.actions) for page in pages] == [4, 4, 2]


def test_what_is_forbidden_is_listed_as_not_for_you(fake):
    answers = {schema("users/delete-user"): (403, {"message": "This action is unauthorized."})}
    pages, _ = fake(answers, all_of, catalogue='[{"key": "users/delete-user", "label": "Delete user"}]')
    action = pages[0].actions[0]
    assert (action.name, action.description, action.effect) == ("Delete user", NOT_FOR_YOU, Effect.DESTRUCTIVE)
    assert problems(pages) == []


def test_what_is_unknown_is_a_problem_with_the_reason(fake):
    pages, _ = fake(
        {schema("orders/edit-order"): described("Edit")}, all_of, catalogue="orders/nope\norders/edit-order"
    )
    assert listed(pages) == ["orders/edit-order"]
    found = [problem for page in pages for problem in page.problems]
    assert [problem.entry for problem in found] == ["orders/nope"]
    assert "not found" in found[0].reason


def test_an_unusual_key_is_tried_and_explained_only_when_it_leads_nowhere(fake):
    pages, _ = fake({schema("Orders/Edit"): described("Edit")}, all_of, catalogue="Orders/Edit\nOrders/Nope")
    assert listed(pages) == ["Orders/Edit"]
    assert "look like" in pages[0].problems[0].reason


@pytest.mark.parametrize("answer", [(500, {"message": "Server Error"}), (200, b"not json"), (302, b"")])
def test_a_schema_that_cannot_be_read_leaves_the_action_listed(fake, answer):
    pages, _ = fake({schema("a/b"): answer, schema("a/c"): described("C")}, all_of, catalogue="a/b\na/c")
    assert listed(pages) == ["a/b", "a/c"]
    assert problems(pages) == ["a/b"]


def test_a_key_that_cannot_be_addressed_is_a_problem_of_its_own(fake):
    pages, _ = fake({schema("a/c"): described("C")}, all_of, catalogue="../secret\na/c")
    assert "a/c" in listed(pages)
    assert problems(pages) == ["../secret"]


def test_a_refused_token_ends_the_listing(fake):
    with pytest.raises(Refused) as caught:
        fake({schema("a/b"): (401, {"message": "Unauthenticated."})}, all_of, catalogue="a/b")
    assert caught.value.status == 401


def test_objects_are_tried_by_convention_and_misses_are_no_problem(fake):
    answers = {
        schema("orders/create-order"): described("Create"),
        schema("orders/edit-order"): (403, {"message": "no"}),
    }
    pages, platform = fake(answers, all_of, objects="orders")
    assert listed(pages) == ["orders/create-order", "orders/edit-order"]
    assert problems(pages) == []
    assert platform.busiest == 2


def test_a_list_of_the_installation_is_read_where_it_has_one(fake):
    answers = {
        "GET /api/v1/actions": {"data": [{"key": "a/b", "label": "From the list", "group": "things"}]},
        schema("a/b"): (403, {"message": "no"}),
    }
    pages, _ = fake(answers, all_of, list_path="/api/v1/actions")
    assert [(action.name, action.connector_key) for action in pages[0].actions] == [("From the list", "things")]


def test_a_list_that_is_not_there_is_a_problem_and_hides_no_key(fake):
    pages, _ = fake({schema("a/b"): described("B")}, all_of, list_path="/api/v1/actions", catalogue="a/b")
    assert listed(pages) == ["a/b"]
    assert problems(pages) == ["The list at /api/v1/actions"]


def test_an_empty_catalogue_is_an_empty_list(fake):
    pages, platform = fake({}, all_of)
    assert (listed(pages), problems(pages), platform.asked) == ([], [], [])


def test_a_setting_that_cannot_be_used_is_said(fake):
    pages, _ = fake({}, all_of, lookups="{broken")
    assert problems(pages) == ["Settings of the connection"]


def test_another_path_of_schemas_is_used_as_it_is_set(fake):
    answers = {"GET /v2/describe?of=a/b": described("B")}
    pages, _ = fake(answers, all_of, schema_path="/v2/describe?of={key}", catalogue="a/b")
    assert listed(pages) == ["a/b"]


def test_a_path_with_a_record_is_asked_without_it_while_none_is_known(fake):
    pages, _ = fake(
        {schema("a/b"): described("B")}, all_of, schema_path="/api/v1/actions/{key}/schema/{id}", catalogue="a/b"
    )
    assert listed(pages) == ["a/b"]


def test_every_request_asks_for_json_and_carries_the_token(fake):
    _, platform = fake({schema("a/b"): described("B")}, all_of, catalogue="a/b")
    assert platform.asked[0].headers["accept"] == "application/json"
    assert platform.asked[0].headers["authorization"] == "Bearer access-1"


def test_every_action_of_the_sandbox_is_listed_and_described(on_sandbox):
    async def use(bench):
        pages = await all_of(bench.provider)
        found = [action for page in pages for action in page.actions]
        return bench.ready, problems(pages), found, [await bench.provider.describe(action, None) for action in found]

    ready, wrong, actions, descriptions = on_sandbox(use)
    assert ([action.key for action in actions], wrong) == (ready["action_keys"], [])
    assert [one.action for one in descriptions] == actions
    assert not [one.form.problems for one in descriptions if one.form.problems]


@pytest.mark.parametrize(
    ("switch", "value"), [("wrapped_schema", True), ("parameters_as", "map"), ("url_pattern", "absolute")]
)
def test_other_shapes_of_a_schema_give_the_same_form(on_sandbox, switch, value):
    async def use(bench):
        pages = await all_of(bench.provider)
        action = next(one for page in pages for one in page.actions if one.key == "orders/cancel-order")
        usual = await bench.provider.describe(action, None)
        bench.stand_in.switch(switch, value)
        other = await bench.provider.describe(action, None)
        return usual, other

    usual, other = on_sandbox(use)
    assert [(type(field), field.key, field.label) for field in usual.form.root.fields] == [
        (type(field), field.key, field.label) for field in other.form.root.fields
    ]
    assert (usual.subject_label, usual.question) == (other.subject_label, other.question)


def test_a_client_with_few_rights_sees_what_is_not_for_it(on_sandbox):
    async def use(bench):
        return await all_of(bench.provider)

    pages = on_sandbox(use, client=("0e9d1f2a-0000-4000-8000-000000000002", "sandbox-limited-secret"))
    not_for_it = {action.key for page in pages for action in page.actions if action.description == NOT_FOR_YOU}
    assert "users/delete-user" in not_for_it
    assert "orders/create-order" not in not_for_it
