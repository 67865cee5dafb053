import json

import pytest


def test_a_choice_arrives_as_its_bare_value(caller):
    wrapped = {"color": {"__lv": {"label": "Red", "value": "red"}}, "texts": {"__lv": [{"label": "A", "value": "a"}]}}
    assert caller.run("fault_lab-echo", wrapped)["ret"]["received"] == {"color": "red", "texts": ["a"]}


def test_a_choice_with_its_label_keeps_it(caller):
    pair = {"label": "Lantern", "value": "x1"}
    ret = caller.run("fault_lab-every-choice", {"labelled": {"__lv": pair}})["ret"]
    assert ret["received"] == {"labelled": pair}


def test_a_bare_value_breaks_an_action_that_wants_the_label(caller):
    answer = caller.run("fault_lab-every-choice", {"labelled": "x1"})
    assert answer["error"]["message"] == "Cannot read properties of undefined (reading 'value')"


def test_unknown_names_are_ignored(caller):
    assert caller.run("fault_lab-echo", {"nothing": 1})["ret"]["received"] == {}


def test_numbers_go_through_letter_for_letter(caller):
    body = b"""{"id":"fault_lab-echo","external_user_id":"demo-user","configured_props":
        {"number":9007199254740993,"anything":{"n":[0.10,1e400,18446744073709551616,-0.0]}}}"""
    answer = caller.send("POST", f"{caller.project}/actions/run", content=body)
    assert b'"number":9007199254740993,"anything":{"n":[0.10,1e400,18446744073709551616,-0.0]}' in answer.content


def test_missing_required_values_fail_like_the_third_party(caller):
    answer = caller.run("harbor_crm-create-contact", {"harborCrm": caller.account("harbor_crm")})
    assert answer["error"] == {
        "name": "AxiosError",
        "message": "Request failed with status code 400: Name is missing",
        "attribution": {"origin": "upstream_api"},
    }


def test_a_strict_platform_checks_values_before_it_runs(caller, sandbox):
    sandbox.switch("strict_props", True)
    crm = {"harborCrm": caller.account("harbor_crm")}
    missing = caller.run("harbor_crm-create-contact", crm)["error"]
    assert (missing["name"], missing["message"]) == ("ConfigurationError", "Missing required props: name")
    outside = caller.run("harbor_crm-create-contact", {**crm, "name": "a", "employees": -1})["error"]
    assert outside["message"] == "employees is out of range"
    above = caller.run("harbor_crm-list-contacts", {**crm, "maxResults": 1001})["error"]
    assert above["message"] == "maxResults is out of range"
    wrong = caller.run("harbor_crm-create-contact", {**crm, "name": "a", "employees": "many"})["error"]
    assert wrong["message"] == "employees must be a whole number"


def test_without_an_account_an_action_fails_in_its_own_code(caller):
    error = caller.run("slack_v2-list-channels")["error"]
    assert error["message"] == "Cannot read properties of undefined (reading 'oauth_access_token')"
    assert error["attribution"] == {"origin": "component_code"}


def test_a_dead_account_fails_at_the_third_party(caller):
    error = caller.run("slack_v2-list-channels", {"slack": caller.account("slack_v2", 2)})["error"]
    assert "401" in error["message"]
    assert error["attribution"] == {"origin": "upstream_api"}


def test_an_unhealthy_account_fails_too(caller):
    values = {"twitch": caller.account("twitch"), "broadcaster": "1"}
    assert "revoked" in caller.run("twitch-get-channel-information", values)["error"]["message"]


def test_a_stale_child_is_not_there(caller, values_of):
    children = values_of(caller.configure("fault_lab-every-choice", "child", {"parent": "one"}))
    fresh = caller.run("fault_lab-every-choice", {"parent": "one", "child": children[0]})
    stale = caller.run("fault_lab-every-choice", {"parent": "two", "child": children[0]})
    assert fresh["ret"]["received"]["child"] == children[0]
    assert "404" in stale["error"]["message"]


def test_dynamic_values_count_only_with_their_list(caller):
    key, values = "fault_lab-growing-form", {"groupCount": 1}
    list_id, _ = caller.new_list(key, values)
    filled = {**values, "group_1_name": "a", "group_1_amount": 2}
    assert caller.run(key, filled, dynamic_props_id=list_id)["ret"] == [{"name": "a", "amount": 2}]
    assert caller.run(key, filled)["error"]["message"] == "undefined is not an array or an array-like"
    assert "error" in caller.run(key, filled, dynamic_props_id="dyp_unknown")


def test_some_actions_fail_in_their_own_words_without_the_list(caller):
    values = {
        "openai": caller.account("openai"),
        "modelId": "gpt-5",
        "userMessage": "hi",
        "responseFormat": "json_schema",
        "jsonSchema": "{}",
    }
    error = caller.run("openai-chat", values)["error"]
    assert error["message"] == "Cannot read properties of undefined (reading 'endpoint')"
    plain = {name: values[name] for name in ("openai", "modelId", "userMessage")}
    assert "error" not in caller.run("openai-chat", plain)


def test_a_pinned_version_runs_with_its_own_props(caller):
    values = {"gitlab": caller.account("gitlab"), "projectId": 5, "max": 2}
    assert len(caller.run("gitlab-list-commits", values)["ret"]) == 2
    assert len(caller.run("gitlab-list-commits", values, version="0.0.3")["ret"]) == 25


@pytest.mark.parametrize("shape", ["attribution", "origin", "text", "none"])
def test_the_error_of_a_run_has_the_shape_that_was_switched(caller, sandbox, shape):
    sandbox.switch("error_shape", shape)
    answer = caller.run("fault_lab-network-failure")
    assert answer["os"][-1]["k"] == "error"
    assert (
        answer.get("error")
        == {
            "attribution": {
                "name": "Error",
                "message": "getaddrinfo ENOTFOUND api.fault-lab.invalid",
                "attribution": {"origin": "network_io"},
            },
            "origin": {
                "name": "Error",
                "message": "getaddrinfo ENOTFOUND api.fault-lab.invalid",
                "origin": "network_io",
            },
            "text": "getaddrinfo ENOTFOUND api.fault-lab.invalid",
            "none": None,
        }[shape]
    )


def test_a_run_can_be_accepted_without_a_result(caller, sandbox):
    sandbox.switch("accept_runs_only", True)
    answer = caller.post("/actions/run", caller.form("fault_lab-echo", {}))
    assert (answer.status_code, answer.json()) == (202, {})


def test_a_trigger_cannot_be_run(caller):
    assert caller.post("/actions/run", caller.form("gitlab-new-issue", {})).status_code == 404


def test_components_cannot_be_run_under_that_name(caller):
    assert caller.post("/components/run", caller.form("fault_lab-echo", {})).status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"{}"])
def test_a_body_that_is_no_request_is_a_bad_request(caller, body):
    answer = caller.send("POST", f"{caller.project}/actions/run", content=body)
    assert answer.status_code == 400
    assert isinstance(answer.json()["error"], str)


def test_an_answer_is_json_whatever_was_sent(caller):
    odd = {"text": "\ud800 \u202e \x00", "values": {"": {"__lv": 1}}}
    body = json.dumps(caller.form("fault_lab-echo", odd)).encode()
    answer = caller.send("POST", f"{caller.project}/actions/run", content=body)
    assert answer.json()["ret"]["received"] == odd
