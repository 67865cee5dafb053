"""One action in full, from the best source there is."""

import json

import httpx
import pytest

from explorer.domain.action import Effect
from explorer.domain.failure import Refused
from explorer.providers.stackone.actions import description
from explorer.providers.stackone.actions.description import describe_action
from explorer.providers.stackone.actions.tools import ToolCatalogue
from explorer.schema.field import GroupField

KEY = "acmehr_list_employees"
SCHEMA = {
    "type": "object",
    "properties": {"query": {"type": "object", "properties": {"limit": {"type": "integer", "maximum": 2**63}}}},
}


def mcp(*tools):
    def answer(request):
        message = json.loads(request.content)
        if "id" not in message:
            return httpx.Response(202)
        return httpx.Response(200, json={"jsonrpc": "2.0", "id": message["id"], "result": {"tools": list(tools)}})

    return answer


def catalogue(details, name="action_details"):
    entry = {"id": KEY, "label": "List employees"}
    if details is not None:
        entry[name] = details
    other = {"id": "acmehr_other", name: {"inputs": []}}
    return {"next": None, "data": [{"key": "acmehr", "actions": [other, entry]}]}


@pytest.fixture
def describe(channel_to, an_action, complete):
    def run(account="acc-1", **settings):
        channel = channel_to(**settings)
        return complete(describe_action(channel, ToolCatalogue(channel), an_action(), account))

    return run


def groups(found):
    return [(field.key, field.label) for field in found.form.root.fields]


def test_tool_of_the_account_is_the_first_source(fake, describe):
    fake.answers["/mcp"] = mcp({"name": KEY, "description": "From the tool", "inputSchema": SCHEMA})
    found = describe()
    assert groups(found) == [("query", "Query")]
    assert (found.action.description, found.notes, found.needs_account) == ("From the tool", (), True)
    assert found.form.root.fields[0].fields[0].maximum == str(2**63)
    assert all(request.url.path == "/mcp" for request in fake.requests)


def test_annotations_of_the_tool_decide_the_effect(fake, describe):
    fake.answers["/mcp"] = mcp({"name": KEY, "inputSchema": SCHEMA, "annotations": {"destructiveHint": True}})
    assert describe().action.effect is Effect.DESTRUCTIVE


@pytest.mark.parametrize("name", ["action_details", "operation_details"])
def test_without_an_account_the_catalogues_details_are_taken(fake, describe, answer_with, name):
    inputs = [{"name": "id", "type": "string", "in": "path", "required": True}]
    fake.answers["/actions"] = answer_with(catalogue({"inputs": inputs}, name))
    found = describe(account=None)
    assert groups(found) == [("path", "Path")]
    assert found.notes == (description.NO_ACCOUNT, description.FROM_DETAILS)
    query = fake.requests[0].url.params
    assert (query["filter[action_key]"], query["filter[connectors]"]) == (KEY, "acmehr")


def test_account_without_the_tool_is_said(fake, describe, answer_with):
    fake.answers["/mcp"] = mcp({"name": "acmehr_other"})
    fake.answers["/actions"] = answer_with(catalogue({"inputs": []}))
    assert description.NO_TOOL in describe().notes


@pytest.mark.parametrize("details", [None, {"label": "nothing about inputs"}, {}])
def test_what_nothing_describes_takes_keys_of_ones_own(fake, describe, answer_with, details):
    fake.answers["/actions"] = answer_with(catalogue(details))
    found = describe(account=None)
    assert [(type(field), field.others.is_any) for field in found.form.root.fields] == [(GroupField, True)] * 4
    assert [field.key for field in found.form.root.fields] == ["path", "query", "headers", "body"]
    assert description.NO_SCHEMA in found.notes


def test_account_that_has_no_tools_at_all_falls_back_and_says_why(fake, describe, refuse_with, answer_with):
    fake.answers["/mcp"] = refuse_with(400, "Legacy accounts cannot be used with MCP")
    fake.answers["/actions"] = answer_with(catalogue({"inputs": []}))
    assert any("Legacy accounts" in note for note in describe().notes)


@pytest.mark.parametrize("status", [401, 429])
def test_key_that_is_not_accepted_and_limits_are_failures(fake, describe, refuse_with, status):
    fake.answers["/mcp"] = refuse_with(status)
    with pytest.raises(Refused):
        describe()


@pytest.mark.parametrize("tool", [{"name": KEY, "inputSchema": [1]}, {"name": KEY, "inputSchema": "text"}])
def test_tool_that_cannot_be_read_falls_back_and_says_so(fake, describe, answer_with, tool):
    fake.answers["/mcp"] = mcp(tool)
    fake.answers["/actions"] = answer_with(catalogue({"inputs": []}))
    assert any("cannot be read" in note for note in describe().notes)


def test_tool_without_a_schema_has_an_empty_form(fake, describe):
    fake.answers["/mcp"] = mcp({"name": KEY, "inputSchema": None})
    assert describe().form.root.fields == ()


def test_catalogue_that_refuses_leaves_the_json_form(fake, describe, refuse_with):
    fake.answers["/actions"] = refuse_with(403, "Missing scope connectors:read")
    found = describe(account=None)
    assert any("connectors:read" in note for note in found.notes)
    assert len(found.form.root.fields) == 4


def test_options_of_a_call_are_offered(fake, describe):
    fake.answers["/mcp"] = mcp({"name": KEY, "inputSchema": SCHEMA})
    options = describe().options
    assert [field.key for field in options.fields] == ["sync", "debug", "connector_profile_id", "defender_config"]
    defender = options.fields[-1]
    assert isinstance(defender, GroupField)
    assert {field.key for field in defender.fields} == {
        "enabled",
        "block_high_risk",
        "use_tier1_classification",
        "use_tier2_classification",
    }


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b'{"data":[5,{"actions":[6,{"id":"acmehr_list_employees","action_details":"text"}]}]}',
        b'{"data":[{"actions":[{"id":"acmehr_list_employees","action_details":{"a":1,"a":2}}]}]}',
        b'{"data":[{"actions":[{"id":"acmehr_list_employees","action_details":{"a":"\xff"}}]}]}',
    ],
)
def test_details_that_cannot_be_read_leave_the_json_form_and_say_so(fake, describe, answer_with, body):
    fake.answers["/actions"] = answer_with(body)
    found = describe(account=None)
    assert any("cannot be read" in note for note in found.notes)
    assert len(found.form.root.fields) == 4


def test_limit_on_the_way_to_the_details_is_a_failure(fake, describe, refuse_with):
    fake.answers["/actions"] = refuse_with(429)
    with pytest.raises(Refused):
        describe(account=None)


def test_places_come_in_the_order_in_which_a_person_thinks_of_them():
    from explorer.providers.stackone.actions.description import _in_reading_order

    schema = {"properties": {"headers": {}, "more": {}, "body": {}, "path": {}}, "required": ["body"]}
    ordered = _in_reading_order(schema)
    assert list(ordered["properties"]) == ["path", "body", "headers", "more"]
    assert ordered["required"] == ["body"]
    assert _in_reading_order({"type": "object"}) == {"type": "object"}
