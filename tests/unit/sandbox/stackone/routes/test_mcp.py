import json

import pytest

PEOPLE, FAULTS, ONE_PERSON = "45355976281015164504", "fltlab01", "45355976281015164512"
SUSPENDED = "45355976281015164521"


def called(stackone, name, arguments=None, *, account=PEOPLE, query=""):
    params = {"name": name, "arguments": arguments or {}}
    return stackone.mcp("tools/call", params, account=account, query=query).json()["result"]


@pytest.mark.parametrize(
    ("asked", "given"), [("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"), ("2025-11-25", "2025-06-18")]
)
def test_the_protocol_version_is_one_that_both_know(stackone, asked, given):
    result = stackone.mcp("initialize", {"protocolVersion": asked}).json()["result"]
    assert result["protocolVersion"] == given
    assert "tools" in result["capabilities"]
    assert "instructions" not in result


def test_instructions_come_when_they_are_asked_for(stackone):
    assert stackone.mcp("initialize", {}, query="?instructions=on").json()["result"]["instructions"]


def test_a_notification_is_taken_without_an_answer(stackone):
    answer = stackone.mcp("notifications/initialized", message_id=None)
    assert (answer.status_code, answer.content) == (202, b"")


def test_tools_are_the_actions_of_the_accounts_connector_page_by_page(stackone):
    stackone.switch(mcp_page_size=5)
    names, cursor = [], None
    while True:
        result = stackone.mcp("tools/list", {"cursor": cursor} if cursor else None).json()["result"]
        names += [tool["name"] for tool in result["tools"]]
        cursor = result.get("nextCursor")
        if cursor is None:
            break
    assert names == [one.id for one in stackone.state.catalogue.connector("cedarfolk").actions]


def test_a_made_up_cursor_is_a_protocol_error(stackone):
    assert stackone.mcp("tools/list", {"cursor": "x"}).json()["error"]["code"] == -32602


def test_the_account_may_stand_in_the_query_and_the_header_wins(stackone):
    tools = stackone.mcp("tools/list", account="", query=f"?x-account-id={FAULTS}").json()["result"]["tools"]
    assert tools[0]["name"].startswith("fault_lab_")
    tools = stackone.mcp("tools/list", account=PEOPLE, query=f"?x-account-id={FAULTS}").json()["result"]["tools"]
    assert tools[0]["name"].startswith("cedarfolk_")


@pytest.mark.parametrize(
    ("style", "arguments"),
    [
        ("nested", {"path": {"id": "emp_1"}, "body": {"tags": ["x"]}}),
        ("flat_prefixed", {"path_id": "emp_1", "body_tags": ["x"]}),
        ("flat_smart", {"id": "emp_1", "tags": ["x"]}),
    ],
)
def test_a_tool_is_called_in_each_layout(stackone, style, arguments):
    result = called(stackone, "cedarfolk_update_employee", arguments, query=f"?param-style={style}")
    assert result["isError"] is False
    assert result["structuredContent"]["result"]["data"]["tags"] == ["x"]
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]


def test_an_unknown_layout_is_refused(stackone):
    assert stackone.mcp("tools/list", query="?param-style=other").status_code == 400


def test_a_failed_action_is_a_tool_result_with_an_error(stackone):
    result = called(stackone, "cedarfolk_get_employee", {"path": {"id": "none"}})
    assert result["isError"] is True
    failure = result["structuredContent"]["result"]
    assert (failure["status_code"], failure["error_category"], failure["retryable"]) == (404, "not_found", False)
    assert failure["provider_errors"][0]["status"] == 404


def test_a_file_is_given_in_base64(stackone):
    result = called(stackone, "fault_lab_answer_picture", account=FAULTS)["structuredContent"]["result"]
    assert result["content_type"] == "image/png"
    assert result["content_base64"].startswith("iVBORw0KGgo")


def test_what_is_not_json_is_a_failure(stackone):
    assert called(stackone, "fault_lab_answer_not_json", account=FAULTS)["isError"] is True


def test_odd_numbers_stay_exact_in_the_text(stackone):
    text = called(stackone, "cedarfolk_get_employee", {"path": {"id": "emp_1"}})["content"][0]["text"]
    assert '"employee_number":9007199254740993,"salary":85000.10' in text


def test_a_call_is_logged_as_coming_by_mcp(stackone):
    called(stackone, "cedarfolk_count_employees")
    log = stackone.post("/logs/actions", json={}).json()["data"][0]
    assert (log["transport_type"], log["source_type"]) == ("MCP", "MCP")


def test_two_tools_stand_for_all_in_the_mode_search_execute(stackone):
    query = "?tool-mode=search_execute"
    tools = stackone.mcp("tools/list", query=query).json()["result"]["tools"]
    assert [tool["name"] for tool in tools] == ["cedarfolk_search_actions", "cedarfolk_execute_action"]
    found = json.loads(
        called(stackone, "cedarfolk_search_actions", {"query": "employees"}, query=query)["content"][0]["text"]
    )
    assert found[0]["action_id"].startswith("cedarfolk_")
    arguments = {"action_id": "cedarfolk_get_employee", "path": {"id": "emp_1"}}
    result = called(stackone, "cedarfolk_execute_action", arguments, query=query)
    assert result["structuredContent"]["result"]["data"]["id"] == "emp_1"


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("tools/unknown", None, -32601),
        ("tools/call", {"name": "larkhire_list_candidates"}, -32602),
        ("tools/call", {"name": 7}, -32602),
        ("tools/call", {"name": "cedarfolk_list_employees", "arguments": []}, None),
    ],
)
def test_failures_of_the_protocol_are_json_rpc_errors(stackone, method, params, code):
    answer = stackone.mcp(method, params)
    assert answer.status_code == 200
    assert answer.json().get("error", {}).get("code") == code


@pytest.mark.parametrize(("content", "code"), [("{", -32700), ("[]", -32600), ('{"id": 1}', -32600)])
def test_what_is_no_message_is_a_json_rpc_error_without_an_id(stackone, content, code):
    headers = {"accept": "application/json, text/event-stream", "x-account-id": PEOPLE}
    body = stackone.post("/mcp", content=content, headers=headers).json()
    assert (body["id"], body["error"]["code"]) == (None, code)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"headers": {"accept": "application/json"}}, 406),
        ({"account": ""}, 400),
        ({"account": "nobody"}, 400),
        ({"account": SUSPENDED}, 412),
        ({"account": ONE_PERSON}, 400),
        ({"account": ONE_PERSON, "headers": {"x-end-user-id": "user-8"}}, 400),
        ({"account": ONE_PERSON, "headers": {"x-end-user-id": "user-7"}}, 200),
    ],
)
def test_failures_of_http_come_in_the_envelope(stackone, changes, status):
    answer = stackone.mcp("tools/list", **changes)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["statusCode"] == status


def test_a_wrong_end_user_is_told_in_the_known_words(stackone):
    message = stackone.mcp("tools/list", account=ONE_PERSON).json()["message"]
    assert message.startswith("x-end-user-id header does not match account end user id")
    assert message.endswith(ONE_PERSON)


def test_the_key_may_come_plain(stackone):
    from explorer.sandbox.stackone.state import API_KEY

    headers = {"authorization": API_KEY, "accept": "application/json, text/event-stream", "x-account-id": PEOPLE}
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert stackone.post("/mcp", json=message, headers=headers, auth=None).json()["result"] == {}
    assert stackone.get("/accounts", headers={"authorization": API_KEY}, auth=None).status_code == 401


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_other_methods_are_not_allowed(stackone, method):
    answer = stackone.send(method, "/mcp")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_sessions_are_kept_where_they_are_switched_on(stackone):
    stackone.switch(mcp_sessions=True)
    session = {"mcp-session-id": stackone.mcp("initialize", {}).headers["mcp-session-id"]}
    assert stackone.mcp("tools/list").status_code == 404
    assert stackone.mcp("tools/list", headers=session).status_code == 200
    assert stackone.send("DELETE", "/mcp", headers=session).status_code == 204
    assert stackone.mcp("tools/list", headers=session).status_code == 404
