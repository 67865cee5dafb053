"""A pasted request as StackOne takes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.contract import PastedCall, PastedRequest
from explorer.providers.stackone.calls.pasted import read_pasted
from explorer.schema.field import Form, GroupField, TextField

FORM = Form(
    GroupField(
        fields=[
            GroupField(key="query", label="Query", fields=[TextField(key="limit", label="Limit")]),
            GroupField(key="headers", label="Headers", fields=[TextField(key="X-Region", label="Region")]),
            GroupField(key="body", label="Body", fields=[TextField(key="name", label="Name")]),
        ]
    )
)
RPC = {"action": "bamboohr_create_employee", "path": {}, "body": {"name": "Ada"}}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)
)


def test_a_call_is_read_with_its_groups_as_they_are():
    found = read_pasted(PastedRequest({**RPC, "query": None, "other": 1}), FORM)
    assert found.arguments == {"path": {}, "body": {"name": "Ada"}, "query": None, "other": 1}
    assert (found.action_key, found.kind) == ("bamboohr_create_employee", "a StackOne call")


def test_options_come_from_query_headers_and_body():
    pasted = PastedRequest(
        {**RPC, "defender_config": {"enabled": False}},
        "https://api.stackone.com/actions/rpc?sync=true&debug=false&x=1",
        [("X-Account-Id", "acc1"), ("x-connector-profile-id", "p1")],
    )
    found = read_pasted(pasted, FORM)
    assert found.options == {
        "sync": True,
        "debug": False,
        "connector_profile_id": "p1",
        "defender_config": {"enabled": False},
    }
    assert found.account_id == "acc1"


def test_a_defender_setting_that_is_no_object_is_no_option():
    assert read_pasted(PastedRequest({**RPC, "defender_config": 1}), FORM).options == {}


def test_the_account_among_the_headers_of_the_body_is_taken_out_of_them():
    found = read_pasted(PastedRequest({**RPC, "headers": {"x-account-id": "acc1"}}), FORM)
    assert (found.account_id, "headers" in found.arguments) == ("acc1", False)
    found = read_pasted(PastedRequest({"headers": {"x-account-id": "acc1", "X-Region": "eu"}}), FORM)
    assert (found.account_id, found.arguments) == ("acc1", {"headers": {"X-Region": "eu"}})


def test_parameters_under_input_are_taken_out_of_it():
    found = read_pasted(PastedRequest({"action": "a", "input": {"body": {"name": "Ada"}}}), FORM)
    assert found.arguments == {"body": {"name": "Ada"}}
    assert "under input" in found.notes[0]
    assert read_pasted(PastedRequest({"action": "a", "input": {}, "body": {}}), FORM).arguments == {
        "input": {},
        "body": {},
    }


def test_a_call_of_a_tool_is_read():
    body = {"jsonrpc": "2.0", "method": "tools/call", "params": {"name": "a_b", "arguments": {"body": {"name": "x"}}}}
    found = read_pasted(PastedRequest(body), FORM)
    assert (found.action_key, found.arguments) == ("a_b", {"body": {"name": "x"}})
    nothing = read_pasted(PastedRequest({"method": "tools/call", "params": {"name": 1}}), FORM)
    assert (nothing.action_key, nothing.arguments) == ("", {})


def test_a_request_to_a_provider_fills_what_the_form_has():
    pasted = PastedRequest(
        {"name": "Ada"}, "https://provider.example/people?limit=5&z=1", [("x-region", "eu"), ("Accept", "*/*")]
    )
    found = read_pasted(pasted, FORM)
    assert found.arguments == {"query": {"limit": "5"}, "headers": {"X-Region": "eu"}, "body": {"name": "Ada"}}
    assert found.notes == ["Not taken, since the form has no such query parameter: z."]


def test_a_request_with_nothing_for_the_form_fills_nothing():
    assert read_pasted(PastedRequest(None, "https://[x"), Form(TextField())) == PastedCall({}, notes=[])


def test_parameters_alone_stay_as_they_are():
    assert read_pasted(PastedRequest({"name": "Ada"}), FORM) == PastedCall({"name": "Ada"})
    assert read_pasted(PastedRequest({"body": {"a": 1}}, "https://x.example/y"), FORM).arguments == {"body": {"a": 1}}


@given(
    st.dictionaries(
        st.sampled_from(["action", "path", "headers", "body", "input", "defender_config", "method", "params", "x"]),
        ANYTHING | st.dictionaries(st.sampled_from(["name", "arguments", "x-account-id", "headers"]), ANYTHING),
    ),
    st.text(),
)
def test_nothing_makes_reading_fail(body, url):
    read_pasted(PastedRequest(body, url), FORM)


@pytest.mark.parametrize("value", ["yes", ""])
def test_a_switch_with_another_word_is_no_option(value):
    assert read_pasted(PastedRequest(RPC, f"https://x.example/?sync={value}"), FORM).options == {}
