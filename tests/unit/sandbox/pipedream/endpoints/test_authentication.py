import pytest


def test_the_client_gets_a_token_for_an_hour(anonymous):
    answer = anonymous.sign_in()
    assert answer.status_code == 200
    assert answer.json()["token_type"] == "Bearer"
    assert answer.json()["expires_in"] == 3600


def test_a_form_encoded_request_works_too(anonymous):
    form = {
        "grant_type": "client_credentials",
        "client_id": anonymous.ready["client_id"],
        "client_secret": anonymous.ready["client_secret"],
    }
    assert anonymous.send("POST", "/v1/oauth/token", data=form).status_code == 200


def test_the_life_of_a_token_can_be_switched(anonymous, sandbox, clock):
    sandbox.switch("token_lifetime_s", 60)
    assert anonymous.sign_in().json()["expires_in"] == 60
    clock.now += 60
    assert anonymous.get("/accounts").status_code == 401


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "wrong"}, 401, "invalid_client"),
        ({"client_secret": None}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": "connect:everything"}, 400, "invalid_scope"),
    ],
)
def test_a_refused_client_is_told_why(anonymous, change, status, error):
    answer = anonymous.sign_in(**change)
    assert answer.status_code == status
    assert answer.json()["error"] == error
    assert answer.json()["error_description"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]"])
def test_a_body_that_is_no_object_is_a_bad_request(anonymous, body):
    assert anonymous.send("POST", "/v1/oauth/token", content=body).status_code == 400


def test_a_signed_assertion_takes_the_place_of_the_secret(anonymous, assertion):
    body = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": assertion(),
    }
    assert anonymous.send("POST", "/v1/oauth/token", json=body).status_code == 200
    assert anonymous.send("POST", "/v1/oauth/token", json=body).status_code == 401


def test_a_connect_token_comes_with_its_end_and_a_link(caller):
    made = caller.post("/tokens", {"external_user_id": "u", "expires_in": 60}).json()
    assert made["expires_at"] == "2026-11-22T04:01:00.000Z"
    assert made["connect_link_url"].endswith(f"?token={made['token']}&connectLink=true")


@pytest.mark.parametrize(
    "change",
    [
        {"external_user_id": None},
        {"external_user_id": ""},
        {"external_user_id": "x" * 251},
        {"external_user_id": 5},
        {"expires_in": 0},
        {"expires_in": 14401},
        {"expires_in": "60"},
        {"expires_in": True},
        {"scope": "*"},
        {"success_redirect_uri": 5},
        {"scope": "connect:nothing"},
    ],
)
def test_a_connect_token_is_not_made_from_wrong_values(caller, change):
    answer = caller.post("/tokens", {"external_user_id": "u", **change})
    assert answer.status_code == 400
    assert isinstance(answer.json()["error"], str)


def test_a_hundred_connect_tokens_a_minute_are_enough_for_one_user(caller):
    statuses = [caller.post("/tokens", {"external_user_id": "u"}).status_code for _ in range(101)]
    assert statuses == [200] * 100 + [429]
    assert caller.post("/tokens", {"external_user_id": "v"}).status_code == 200


def validated(caller, token, query=""):
    caller.token = None
    return caller.send("GET", f"/v1/connect/tokens/{token}/validate{query}").json()


def test_a_good_token_is_valid_without_any_other(caller):
    token = caller.post("/tokens", {"external_user_id": "u", "success_redirect_uri": "http://a"}).json()["token"]
    answer = validated(caller, token, "?app_id=slack_v2")
    assert answer["success"] is True
    assert answer["error"] is None
    assert answer["app"]["name_slug"] == "slack_v2"
    assert answer["project_environment"] == "development"
    assert answer["success_redirect_uri"] == "http://a"


def test_an_unknown_or_expired_token_is_not_valid(caller, clock):
    token = caller.connect_token(expires_in=10)
    clock.now += 10
    for text in (token, "ctok_" + "0" * 32):
        answer = validated(caller, text)
        assert answer["success"] is False
        assert answer["error"].startswith("The Pipedream Connect token is invalid.")


def test_a_token_that_connected_an_account_is_not_valid_any_more(caller):
    token = caller.token = caller.connect_token()
    body = {"app_slug": "stripe", "cfmap_json": '{"api_key": "k"}', "connect_token": token}
    assert caller.post("/accounts", body).status_code == 200
    assert validated(caller, token)["success"] is False


def test_an_unknown_app_is_not_valid(caller):
    answer = validated(caller, caller.connect_token(), "?app_id=nothing")
    assert (answer["success"], answer["error"]) == (False, "App not found. Please check your app id.")
