import pytest


def test_linked_apps_are_told_to_any_token(caller):
    for token in (caller.token, caller.connect_token()):
        caller.token = token
        apps = caller.get("/projects/info").json()["apps"]
        assert {"id": "app_OkrhR1", "name_slug": "slack_v2"} in apps


def test_linked_apps_need_no_project_with_a_connect_token(caller):
    caller.token = caller.connect_token()
    assert caller.send("GET", "/v1/connect/projects/info").status_code == 200


def test_the_project_is_listed_and_read(caller):
    listed = caller.send("GET", "/v1/connect/projects").json()["data"]
    assert [one["id"] for one in listed] == [caller.ready["project_id"]]
    assert caller.send("GET", f"/v1/connect/projects/{listed[0]['id']}").json() == listed[0]
    assert caller.send("GET", "/v1/connect/projects/proj_Other").status_code == 404


def test_projects_without_a_token_are_404(anonymous):
    assert anonymous.send("GET", "/v1/connect/projects").status_code == 404


def test_usage_counts_runs_and_proxy_calls(caller):
    caller.run("fault_lab-echo")
    caller.run("fault_lab-throw-error")
    usage = caller.send("GET", "/v1/connect/usage?start_ts=1&end_ts=2").json()["data"][0]
    assert (usage["action_run_credits_used"], usage["proxy_credits_used"], usage["credits_used"]) == (2, 0, 2)
    assert (usage["usage_start_ts"], usage["usage_end_ts"]) == (1, 2)


@pytest.mark.parametrize("query", ["start_ts=yesterday", "end_ts=1.5", "start_ts=5&end_ts=4"])
def test_times_that_make_no_sense_are_a_bad_request(caller, query):
    assert caller.send("GET", f"/v1/connect/usage?{query}").status_code == 400


@pytest.mark.parametrize(
    "body", [{}, {"window_size_seconds": 0, "requests_per_window": 1}, {"window_size_seconds": "1"}]
)
def test_a_limit_of_ones_own_needs_two_whole_numbers(caller, body):
    assert caller.send("POST", "/v1/connect/rate_limits", json=body).status_code == 400


def test_a_limit_of_ones_own_has_a_token(caller):
    body = {"window_size_seconds": 10, "requests_per_window": 1000}
    assert caller.send("POST", "/v1/connect/rate_limits", json=body).json()["token"].startswith("rl_")
