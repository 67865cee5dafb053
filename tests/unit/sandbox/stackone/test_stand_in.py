"""Whatever is sent, the stand-in answers; none of its addresses ever breaks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PEOPLE = "45355976281015164504"
ADDRESSES = [
    ("POST", "/actions/rpc"),
    ("POST", "/actions/rpc/synced"),
    ("GET", "/actions"),
    ("POST", "/actions/search"),
    ("POST", "/actions/build"),
    ("POST", "/ai/tool-feedback"),
    ("POST", "/unified/check_permissions"),
    ("POST", "/mcp"),
    ("GET", "/accounts"),
    ("PATCH", f"/accounts/{PEOPLE}"),
    ("POST", "/connect_sessions"),
    ("POST", "/connect_sessions/authenticate"),
    ("GET", "/connector_profiles"),
    ("PUT", "/connector_profiles/cp-cedarfolk-default/pinned_version"),
    ("POST", "/unified/proxy"),
    ("GET", "/requests/logs"),
    ("GET", "/logs"),
    ("POST", "/logs"),
    ("POST", "/logs/steps"),
    ("POST", "/logs/unified"),
    ("POST", "/logs/stats/aggregate"),
    ("POST", "/logs/stats/dimensions"),
]
WORDS = st.sampled_from(
    [
        "action",
        "path",
        "query",
        "headers",
        "body",
        "filters",
        "filter",
        "page",
        "page_size",
        "next",
        "success",
        "start_time",
        "dimensions",
        "jsonrpc",
        "id",
        "method",
        "params",
        "name",
        "arguments",
        "tools/call",
        "tools/list",
        "cedarfolk_list_employees",
        "cedarfolk_get_employee",
        "emp_1",
        "top_k",
        "connector",
        "min_similarity",
        "feedback",
        "account_id",
        "tool_names",
        "token",
        "provider",
        "origin_owner_id",
        "origin_owner_name",
        "max_values",
        "include",
        "filter[connectors]",
        "filter[account_ids]",
        "status",
        "order_by",
        "start_date",
        "2.0",
        "x-account-id",
        "url",
        "/v1/employees",
        "post",
        "email",
        "updated_since",
        "cedarfolk_search_employees",
        "conditions",
        "items",
        "limit",
        "search",
    ]
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=5),
    max_leaves=12,
)


@pytest.mark.parametrize(("method", "path"), ADDRESSES, ids=[f"{method} {path}" for method, path in ADDRESSES])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=JSON, params=st.dictionaries(WORDS, st.text(max_size=4) | WORDS, max_size=3))
def test_whatever_is_sent_is_answered(stackone, method, path, body, params):
    headers = {"x-account-id": PEOPLE, "accept": "application/json, text/event-stream"}
    answer = stackone.send(method, path, json=body, params=params, headers=headers)
    assert answer.status_code < 500, answer.text


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_is_given_to_an_action_is_answered(stackone, data):
    connector = stackone.state.catalogue.connector(data.draw(st.sampled_from(["cedarfolk", "larkhire", "papernest"])))
    account = next(one for one in stackone.state.accounts.values() if one.connector_key == connector.key)
    action = data.draw(st.sampled_from(connector.actions))
    groups = {"path": {}, "query": {}, "body": {}, "headers": {}}
    for one in action.inputs:
        value = data.draw(JSON | st.sampled_from(["1", "2026-01-01T00:00:00Z", "2026-01-01", "a@b.cc", 1, *one.values]))
        groups[one.location][one.name] = [value] if one.is_array else value
    answer = stackone.post("/actions/rpc", json={"action": action.id, **groups}, headers={"x-account-id": account.id})
    assert answer.status_code < 500, answer.text


def test_what_a_client_needs_is_in_the_ready_line(stackone):
    ready = stackone.sandbox.ready("http://127.0.0.1:1")
    assert ready["base_url"] == "http://127.0.0.1:1"
    for account_id in ready["account_ids"]:
        account = stackone.get(f"/accounts/{account_id}", auth=(ready["api_key"], "")).json()
        assert account["status"] == "active"


def test_reset_takes_back_what_was_created(stackone):
    stackone.rpc("cedarfolk_delete_employee", path={"id": "emp_1"})
    stackone.sandbox.reset()
    assert stackone.rpc("cedarfolk_get_employee", path={"id": "emp_1"}).status_code == 200
