import pytest


def test_a_call_without_token_is_401(anonymous):
    answer = anonymous.get("/actions")
    assert (answer.status_code, answer.json()) == (401, {"error": "Unauthorized"})


def test_a_wrong_or_expired_token_is_401(caller, clock):
    clock.now += 3600
    assert caller.get("/actions").status_code == 401


def test_a_scope_that_was_not_asked_for_is_403(caller):
    caller.sign_in(scope="connect:accounts:read")
    assert caller.get("/accounts").status_code == 200
    assert caller.get("/actions").status_code == 403


def test_another_project_is_404(caller):
    caller.project = "/v1/connect/proj_Other"
    answer = caller.get("/actions")
    assert (answer.status_code, answer.json()) == (404, {"error": "record not found"})


def test_an_access_token_needs_a_project(caller):
    assert caller.send("GET", "/v1/connect/accounts").status_code == 404


def test_a_connect_token_brings_its_project(caller):
    caller.token = caller.connect_token()
    assert caller.send("GET", "/v1/connect/accounts").status_code == 200


def test_a_doubled_slash_is_a_project_left_out(caller):
    caller.token = caller.connect_token()
    answer = caller.send("GET", "/v1/connect//actions?limit=1")
    assert answer.json()["page_info"]["count"] == 1


def test_a_connect_token_stays_in_its_environment(caller):
    caller.token = caller.connect_token()
    caller.environment = "production"
    seen = caller.get("/accounts?limit=100").json()
    assert seen["page_info"]["total_count"] > 40


def test_an_unknown_environment_is_400(caller):
    caller.environment = "staging"
    assert caller.get("/actions").status_code == 400


def test_a_missing_environment_is_production(caller):
    caller.environment = None
    names = {one["name"] for one in caller.get("/accounts").json()["data"]}
    assert names == {"live@northwind.example"}


def test_a_missing_environment_can_be_refused(caller, sandbox):
    sandbox.switch("strict_environment", True)
    caller.environment = None
    assert caller.get("/actions").status_code == 400


def test_a_connect_token_cannot_make_tokens(caller):
    caller.token = caller.connect_token()
    assert caller.post("/tokens", {"external_user_id": "x"}).status_code == 401


def test_an_access_token_cannot_connect_an_account(caller):
    assert caller.post("/accounts", {"app_slug": "stripe"}).status_code == 401


@pytest.mark.parametrize("path", ["/actions/run", "/actions/configure", "/actions/props"])
def test_another_users_connect_token_is_403(caller, path):
    caller.token = caller.connect_token("second-user")
    body = caller.form("fault_lab-echo", {}, prop_name="x")
    assert caller.post(path, body).status_code == 403


def test_a_connect_token_names_the_user_by_itself(caller):
    caller.token = caller.connect_token()
    answer = caller.post("/actions/run", {"id": "fault_lab-echo", "configured_props": {"text": "a"}})
    assert answer.json()["ret"]["received"] == {"text": "a"}


def test_a_plan_without_components_is_403(caller, sandbox):
    sandbox.switch("components_enabled", False)
    answer = caller.get("/actions")
    assert answer.status_code == 403
    assert answer.json() == {"error": "Connect component API not enabled for this organization"}
    assert caller.get("/accounts").status_code == 200


def test_the_next_calls_can_be_throttled(caller, sandbox):
    sandbox.switch("throttle_next", 2)
    sandbox.switch("retry_after_s", 9)
    answers = [caller.get("/actions?limit=1") for _ in range(3)]
    assert [one.status_code for one in answers] == [429, 429, 200]
    assert answers[0].json() == {"error": "Throttled"}
    assert answers[0].headers["retry-after"] == "9"


def test_a_limit_of_ones_own_is_kept(caller):
    made = caller.send("POST", "/v1/connect/rate_limits", json={"window_size_seconds": 10, "requests_per_window": 1})
    headers = {"x-pd-rate-limit": made.json()["token"]}
    statuses = [caller.get("/actions?limit=1", headers=headers).status_code for _ in range(2)]
    assert statuses == [200, 429]
    assert caller.get("/actions?limit=1").status_code == 200
