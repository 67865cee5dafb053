import pytest


@pytest.mark.parametrize("authorization", [None, "Bearer nobody", "Bearer ", "Basic eDp5", "nonsense"])
def test_without_a_token_nobody_is_known(stranger, authorization):
    headers = {} if authorization is None else {"Authorization": authorization}

    response = stranger.get("/api/v1/orders", headers=headers)

    assert (response.status_code, response.json()) == (401, {"message": "Unauthenticated."})
    assert "www-authenticate" not in response.headers


@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/html, application/json"])
def test_a_caller_that_forgets_the_header_is_sent_to_the_login_page(stranger, accept):
    response = stranger.post("/api/v1/actions/system/clear-cache/execute", json={}, headers={"Accept": accept})

    assert response.status_code == 302
    assert response.headers["location"] == "http://inlycore.test/login"


def test_field_errors_send_a_web_form_back(full):
    response = full.post(
        "/api/v1/actions/orders/create-order/execute",
        json={},
        headers={"Accept": "*/*", "Referer": "http://inlycore.test/orders/new"},
    )

    assert response.status_code == 302
    assert response.headers["location"] == "http://inlycore.test/orders/new"


def test_results_and_refusals_are_json_whatever_is_asked_for(full):
    for id_text, status in (("42", 200), ("45", 422)):
        response = full.post(
            f"/api/v1/actions/orders/approve-order/execute/{id_text}", json={}, headers={"Accept": "*/*"}
        )
        assert response.status_code == status
        assert response.headers["content-type"] == "application/json"


def test_other_failures_are_web_pages_for_a_web_browser(full):
    response = full.post("/api/v1/actions/orders/nope/execute", json={}, headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")


def test_an_unknown_address_is_unknown_before_anyone_asks_who_calls(stranger):
    assert stranger.get("/api/v1/nope").status_code == 404
    assert stranger.get("/api/v1/actions/orders/create-order/execute").status_code == 405


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500, 503])
def test_a_status_can_be_forced(full, inlycore, status):
    inlycore.switch("force_status", status)

    response = full.execute("system/clear-cache")

    assert response.status_code == status
    assert response.json()["message"]


def test_a_forced_429_says_when_to_come_back(full, inlycore, clock):
    inlycore.switch("force_status", 429)
    inlycore.switch("retry_after_s", 7)

    headers = full.execute("system/clear-cache").headers

    assert headers["retry-after"] == "7"
    assert headers["x-ratelimit-remaining"] == "0"
    assert headers["x-ratelimit-reset"] == str(int(clock.now) + 7)


def test_the_limit_counts_each_token(full, limited, inlycore):
    inlycore.switch("rate_limit", 2)

    responses = [full.get("/api/v1/orders") for _ in range(3)]

    assert [response.status_code for response in responses] == [200, 200, 429]
    assert [response.headers["x-ratelimit-remaining"] for response in responses] == ["1", "0", "0"]
    assert limited.get("/api/v1/orders").status_code == 200


def test_the_limit_is_told_with_failures_too(full, inlycore):
    inlycore.switch("rate_limit", 5)

    assert full.execute("orders/create-order").headers["x-ratelimit-remaining"] == "4"


def test_a_share_of_calls_can_fail(full, inlycore):
    inlycore.switch("failure_rate", 0.5)

    statuses = {full.execute("system/clear-cache").status_code for _ in range(30)}

    assert statuses == {200, 500}


def test_every_call_can_fail_and_none_leaves_a_trace(full, inlycore):
    inlycore.switch("failure_rate", 1)
    assert full.execute("orders/delete-order", "42").status_code == 500

    assert full.get("/api/v1/orders/42").status_code == 200


def test_answers_can_be_held_back(full, inlycore, monkeypatch):
    from explorer.sandbox.inlycore.routes import gate

    waits = []

    async def note(delay_s):
        waits.append(delay_s)

    monkeypatch.setattr(gate, "sleep", note)
    inlycore.switch("latency_ms", 250)

    full.execute("system/clear-cache")

    assert waits == [0.25]
