import json

import pytest

ORIGINS = {
    "throw-error": "component_code",
    "upstream-error": "upstream_api",
    "network-failure": "network_io",
    "unreadable-answer": "response_parsing",
    "configuration-error": "component_code",
}


@pytest.mark.parametrize("name", ORIGINS)
def test_a_failure_comes_with_200_an_error_line_its_origin_and_no_result(caller, name):
    answer = caller.post("/actions/run", caller.form(f"fault_lab-{name}", {}))
    body = answer.json()
    assert answer.status_code == 200
    assert body["os"][-1]["k"] == "error"
    assert body["os"][-1]["err"]["message"] == body["error"]["message"]
    assert body["error"]["attribution"] == {"origin": ORIGINS[name]}
    assert "ret" not in body


def test_an_error_comes_after_its_console_lines(caller):
    lines = caller.run("fault_lab-throw-error", {"lines": 6})["os"]
    assert [one["k"] for one in lines] == ["console.log"] * 6 + ["console.warn", "error"]


def test_name_and_message_of_an_error_can_be_chosen(caller):
    error = caller.run("fault_lab-throw-error", {"message": "Enough", "errorName": "RangeError"})["error"]
    assert (error["name"], error["message"]) == ("RangeError", "Enough")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 429, 500, 503])
def test_a_third_party_can_refuse_with_any_status(caller, status):
    error = caller.run("fault_lab-upstream-error", {"status": status})["error"]
    assert error["message"].startswith(f"Request failed with status code {status}: ")


@pytest.mark.parametrize(
    ("problem", "code"),
    [("name lookup", "ENOTFOUND"), ("refused", "ECONNREFUSED"), ("timeout", "ECONNABORTED"), ("reset", "ECONNRESET")],
)
def test_a_network_can_fail_in_several_ways(caller, problem, code):
    line = caller.run("fault_lab-network-failure", {"problem": problem})["os"][-1]
    assert line["err"]["code"] == code


def test_a_configuration_error_goes_away_when_something_is_entered(caller):
    assert caller.run("fault_lab-configuration-error")["error"]["name"] == "ConfigurationError"
    assert caller.run("fault_lab-configuration-error", {"text": "a"})["ret"] == {"ok": True}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422, 429, 500, 502, 504])
def test_the_platform_can_refuse_with_any_status(caller, status):
    answer = caller.post("/actions/run", caller.form("fault_lab-refused-request", {"status": status}))
    assert answer.status_code == status
    assert isinstance(answer.json()["error"], str)
    assert ("retry-after" in answer.headers) is (status == 429)


def test_a_slow_action_writes_a_line_for_each_second(caller):
    answer = caller.run("fault_lab-slow", {"seconds": "0.01"})
    assert answer["exports"]["$summary"] == "Took 0.01 seconds"
    assert answer["os"] == []


@pytest.mark.parametrize("seconds", ["soon", "nan", "-3"])
def test_a_wait_that_is_no_number_is_short(caller, monkeypatch, seconds):
    from explorer.sandbox.pipedream.runs import fault_lab

    assert 0.0 <= fault_lab._seconds(seconds) <= 1.0


def test_a_large_answer_has_as_many_items_as_asked_for(caller):
    answer = caller.post("/actions/run", caller.form("fault_lab-large-answer", {"items": 2000}))
    assert len(answer.json()["ret"]) == 2000
    assert len(answer.content) > 250_000


def test_a_noisy_action_writes_every_level_and_succeeds(caller):
    answer = caller.run("fault_lab-noisy")
    kinds = {one["k"] for one in answer["os"]}
    assert kinds == {"console.log", "console.debug", "console.info", "console.warn", "console.error"}
    assert "error" not in answer
    assert answer["ret"] is None


def test_exact_numbers_are_written_exactly(caller):
    answer = caller.post("/actions/run", caller.form("fault_lab-exact-numbers", {}))
    for text in ("9007199254740993", "9223372036854775808", "0.10", "1e400", "1E-400", "-0.0"):
        assert f":{text}" in answer.text.replace("}", ",")


def test_every_type_of_prop_goes_through(caller):
    values = {
        "text": "a",
        "numbers": [1, 2],
        "values": {"a": None},
        "request": {"method": "GET", "headers": [{"name": "a", "value": "b", "disabled": True}]},
        "statement": {"query": "select 1", "params": []},
        "store": "s",
    }
    ignored = {"hint": "x", "off": "x", "db": "x", "folder": "x"}
    answer = caller.run("fault_lab-every-prop-type", {**values, **ignored})
    assert json.loads(json.dumps(answer["ret"]["received"])) == values
