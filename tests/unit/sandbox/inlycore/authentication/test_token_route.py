from base64 import b64encode
from urllib.parse import parse_qs, urlsplit

import pytest

FULL_ID, FULL_SECRET = "0e9d1f2a-0000-4000-8000-000000000001", "sandbox-full-secret"
LIMITED_ID, LIMITED_SECRET = "0e9d1f2a-0000-4000-8000-000000000002", "sandbox-limited-secret"
DESKTOP_ID = "0e9d1f2a-0000-4000-8000-000000000003"
CREDENTIALS = {"grant_type": "client_credentials", "client_id": FULL_ID, "client_secret": FULL_SECRET, "scope": ""}
REDIRECT = "http://127.0.0.1:49152/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def basic(client_id: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{client_id}:{secret}".encode()).decode()}


def code_for(caller, client_id=FULL_ID, **more):
    query = {
        "client_id": client_id,
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "scope": "",
        "state": "s",
        **more,
    }
    location = caller.get("/oauth/authorize", params=query).headers["location"]
    return parse_qs(urlsplit(location).query)["code"][0]


def exchange(caller, code, /, **changes):
    body = {
        "grant_type": "authorization_code",
        "client_id": FULL_ID,
        "client_secret": FULL_SECRET,
        "redirect_uri": REDIRECT,
        "code": code,
        **changes,
    }
    return caller.post("/oauth/token", json={name: value for name, value in body.items() if value is not None})


def test_client_credentials_give_a_bearer_token_for_a_year(stranger):
    response = stranger.post("/oauth/token", json=CREDENTIALS)

    assert response.status_code == 200
    body = response.json()
    assert set(body) == {"token_type", "expires_in", "access_token"}
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 31_536_000)


def test_a_token_is_not_to_be_kept_by_caches(stranger):
    headers = stranger.post("/oauth/token", json=CREDENTIALS).headers

    assert headers["cache-control"] == "no-store"
    assert headers["pragma"] == "no-cache"
    assert headers["content-type"] == "application/json; charset=UTF-8"


def test_credentials_may_come_as_a_form(stranger):
    assert stranger.post("/oauth/token", data=CREDENTIALS).status_code == 200


def test_credentials_may_come_as_basic(stranger):
    body = {"grant_type": "client_credentials"}

    assert stranger.post("/oauth/token", data=body, headers=basic(FULL_ID, FULL_SECRET)).status_code == 200


def test_two_tokens_are_never_the_same(stranger):
    tokens = {stranger.post("/oauth/token", json=CREDENTIALS).json()["access_token"] for _ in range(3)}

    assert len(tokens) == 3


@pytest.mark.parametrize(
    ("changes", "status", "error", "hint"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client", None),
        ({"client_secret": None}, 401, "invalid_client", None),
        ({"client_id": "nobody"}, 401, "invalid_client", None),
        ({"client_id": None}, 400, "invalid_request", "Check the `client_id` parameter"),
        (
            {"grant_type": "password"},
            400,
            "unsupported_grant_type",
            "Check that all required parameters have been provided",
        ),
        (
            {"grant_type": None},
            400,
            "unsupported_grant_type",
            "Check that all required parameters have been provided",
        ),
        ({"scope": "orders"}, 400, "invalid_scope", "Check the `orders` scope"),
        ({"grant_type": "refresh_token"}, 400, "invalid_request", "Check the `refresh_token` parameter"),
        ({"grant_type": "authorization_code"}, 400, "invalid_request", "Check the `code` parameter"),
    ],
)
def test_errors_carry_code_and_hint(stranger, changes, status, error, hint):
    body = {name: value for name, value in {**CREDENTIALS, **changes}.items() if value is not None}

    response = stranger.post("/oauth/token", json=body)

    assert response.status_code == status
    assert response.json()["error"] == error
    assert response.json()["error_description"]
    assert response.json().get("hint") == hint
    assert "www-authenticate" not in response.headers


def test_a_wrong_secret_in_a_header_is_challenged(stranger):
    response = stranger.post("/oauth/token", data={"grant_type": "client_credentials"}, headers=basic(FULL_ID, "wrong"))

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Basic realm="OAuth"'


def test_a_grant_that_the_client_was_not_given_is_refused(stranger):
    response = exchange(stranger, "x", client_id=LIMITED_ID, client_secret=LIMITED_SECRET)

    assert (response.status_code, response.json()["error"]) == (400, "unauthorized_client")


def test_a_client_without_a_secret_gets_no_client_credentials(stranger):
    response = stranger.post("/oauth/token", json={**CREDENTIALS, "client_id": DESKTOP_ID})

    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")


def test_other_methods_are_not_supported(stranger):
    response = stranger.get("/oauth/token")

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


def test_a_code_gives_a_token_and_a_refresh_token(stranger):
    body = exchange(stranger, code_for(stranger)).json()

    assert set(body) == {"token_type", "expires_in", "access_token", "refresh_token"}


def test_a_user_token_opens_the_same_addresses(stranger):
    stranger.token = exchange(stranger, code_for(stranger)).json()["access_token"]

    assert stranger.execute("orders/approve-order", "42").status_code == 200


def test_a_user_token_has_the_rights_of_the_person(stranger):
    stranger.token = exchange(stranger, code_for(stranger, user="2")).json()["access_token"]

    assert stranger.execute("orders/approve-order", "42").status_code == 200
    assert stranger.execute("orders/delete-order", "42").status_code == 403


def test_a_code_works_once(stranger):
    code = code_for(stranger)
    exchange(stranger, code)

    response = exchange(stranger, code)

    assert (response.status_code, response.json()["error"]) == (400, "invalid_grant")
    assert response.json()["hint"] == "Authorization code has been revoked"


def test_a_code_lives_ten_minutes(stranger, clock):
    code = code_for(stranger)
    clock.now += 600

    response = exchange(stranger, code)

    assert response.json()["hint"] == "Authorization code has expired"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": "http://127.0.0.1:1/callback"}, "invalid_grant"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"code": "invented"}, "invalid_grant"),
        ({"client_id": DESKTOP_ID}, "invalid_grant"),
        ({"code_verifier": VERIFIER}, "invalid_request"),
    ],
)
def test_a_code_is_bound_to_client_and_address(stranger, changes, error):
    response = exchange(stranger, code_for(stranger), **changes)

    assert (response.status_code, response.json()["error"]) == (400, error)


def test_a_verifier_that_fits_its_challenge_is_accepted(stranger):
    # Values of RFC 7636, appendix B.
    code = code_for(stranger, code_challenge=CHALLENGE, code_challenge_method="S256")

    assert exchange(stranger, code, code_verifier=VERIFIER).status_code == 200


def test_a_plain_challenge_is_its_own_verifier(stranger):
    code = code_for(stranger, code_challenge=VERIFIER, code_challenge_method="plain")

    assert exchange(stranger, code, code_verifier=VERIFIER).status_code == 200


@pytest.mark.parametrize(
    ("verifier", "error"),
    [("x" * 43, "invalid_grant"), ("short", "invalid_request"), (None, "invalid_request")],
)
def test_a_verifier_that_does_not_fit_is_refused(stranger, verifier, error):
    code = code_for(stranger, code_challenge=CHALLENGE, code_challenge_method="S256")

    response = exchange(stranger, code, code_verifier=verifier)

    assert (response.status_code, response.json()["error"]) == (400, error)


def test_a_client_without_a_secret_signs_in_with_pkce(stranger):
    code = code_for(stranger, DESKTOP_ID, code_challenge=CHALLENGE, code_challenge_method="S256")

    response = exchange(stranger, code, client_id=DESKTOP_ID, client_secret=None, code_verifier=VERIFIER)

    assert response.status_code == 200


def refresh(caller, token):
    body = {**CREDENTIALS, "grant_type": "refresh_token", "refresh_token": token}
    return caller.post("/oauth/token", json=body)


def test_refreshing_ends_the_old_tokens(stranger):
    first = exchange(stranger, code_for(stranger)).json()

    second = refresh(stranger, first["refresh_token"]).json()

    assert refresh(stranger, first["refresh_token"]).json()["error"] == "invalid_grant"
    stranger.token = first["access_token"]
    assert stranger.get("/api/v1/orders").status_code == 401
    stranger.token = second["access_token"]
    assert stranger.get("/api/v1/orders").status_code == 200


def test_refreshing_can_be_repeated_with_each_new_token(stranger):
    body = exchange(stranger, code_for(stranger)).json()
    for _ in range(3):
        response = refresh(stranger, body["refresh_token"])
        assert response.status_code == 200
        body = response.json()


def test_a_refresh_token_belongs_to_its_client(stranger):
    token = exchange(stranger, code_for(stranger)).json()["refresh_token"]

    body = {"grant_type": "refresh_token", "refresh_token": token, "client_id": DESKTOP_ID}

    assert stranger.post("/oauth/token", json=body).json()["error"] == "invalid_grant"


def test_the_lifetime_of_tokens_is_a_switch(stranger, inlycore, clock):
    inlycore.switch("token_lifetime_s", 5)
    body = stranger.post("/oauth/token", json=CREDENTIALS).json()
    stranger.token = body["access_token"]

    assert body["expires_in"] == 5
    clock.now += 4.9
    assert stranger.get("/api/v1/orders").status_code == 200
    clock.now += 0.2
    assert stranger.get("/api/v1/orders").status_code == 401


def test_token_requests_can_be_limited(stranger, inlycore):
    inlycore.switch("token_rate_limit", 2)

    statuses = [stranger.post("/oauth/token", json=CREDENTIALS).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("header", ["Basic ???", "Basic " + b64encode(b"no colon").decode(), "Basic /w=="])
def test_a_broken_header_names_no_client(stranger, header):
    response = stranger.post(
        "/oauth/token", data={"grant_type": "client_credentials"}, headers={"Authorization": header}
    )

    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")
