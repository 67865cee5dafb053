from urllib.parse import parse_qs, urlsplit

import pytest

FULL_ID = "0e9d1f2a-0000-4000-8000-000000000001"
LIMITED_ID = "0e9d1f2a-0000-4000-8000-000000000002"
DESKTOP_ID = "0e9d1f2a-0000-4000-8000-000000000003"
REDIRECT = "http://127.0.0.1:49152/callback"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def consent(caller, **changes):
    query = {
        "client_id": FULL_ID,
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "scope": "",
        "state": "a b&c",
        **changes,
    }
    return caller.get("/oauth/authorize", params={name: value for name, value in query.items() if value is not None})


def answer_of(response):
    return {name: values[0] for name, values in parse_qs(urlsplit(response.headers["location"]).query).items()}


def test_consent_is_given_at_once_and_state_comes_back(stranger):
    response = consent(stranger)

    assert response.status_code == 302
    assert response.headers["location"].startswith(REDIRECT + "?")
    assert set(answer_of(response)) == {"code", "state"}
    assert answer_of(response)["state"] == "a b&c"


def test_denial_says_so_with_the_state(stranger, inlycore):
    inlycore.switch("consent", "deny")

    answer = answer_of(consent(stranger))

    assert answer["error"] == "access_denied"
    assert answer["state"] == "a b&c"
    assert {"error_description", "hint"} <= set(answer)


def test_asking_shows_a_page_that_names_the_app(stranger, inlycore):
    inlycore.switch("consent", "ask")

    page = consent(stranger, state='"><script>')

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "Full asks for access" in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize(("decision", "answer"), [("approve", "code"), ("deny", "error")])
def test_the_page_takes_a_decision(stranger, inlycore, decision, answer):
    inlycore.switch("consent", "ask")

    assert answer in answer_of(consent(stranger, decision=decision))


@pytest.mark.parametrize(
    "redirect_uri",
    ["http://127.0.0.1/callback", "http://127.0.0.1:1/callback", "http://127.0.0.1:65535/callback"],
)
def test_any_port_of_a_loopback_address_will_do(stranger, redirect_uri):
    assert consent(stranger, redirect_uri=redirect_uri).headers["location"].startswith(redirect_uri)


def test_ipv6_loopback_and_an_exact_localhost_are_registered_for_the_desktop_client(stranger):
    more = {"client_id": DESKTOP_ID, "code_challenge": CHALLENGE, "code_challenge_method": "S256"}

    assert consent(stranger, redirect_uri="http://[::1]:5000/callback", **more).status_code == 302
    assert consent(stranger, redirect_uri="http://localhost:8400/callback", **more).status_code == 302
    assert consent(stranger, redirect_uri="http://localhost:5000/callback", **more).status_code == 401


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://127.0.0.1:5000/elsewhere",
        "https://127.0.0.1:5000/callback",
        "http://evil.example.test/callback",
        "http://127.0.0.1@evil.example.test/callback",
        "http://user@127.0.0.1/callback",
        "http://127.0.0.1:99999/callback",
    ],
)
def test_an_address_that_is_not_registered_is_never_answered(stranger, redirect_uri):
    response = consent(stranger, redirect_uri=redirect_uri)

    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"client_id": LIMITED_ID}, 401, "invalid_client"),
        ({"client_id": None}, 400, "invalid_request"),
        ({"response_type": "token"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_doubtful_client_is_answered_here(stranger, changes, status, error):
    response = consent(stranger, **changes)

    assert (response.status_code, response.json()["error"]) == (status, error)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "orders"}, "invalid_scope"),
        ({"client_id": DESKTOP_ID}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "MD5"}, "invalid_request"),
    ],
)
def test_other_errors_go_to_the_client(stranger, changes, error):
    assert answer_of(consent(stranger, **changes))["error"] == error


def test_the_only_registered_address_may_be_left_out(stranger):
    assert consent(stranger, redirect_uri=None).headers["location"].startswith("http://127.0.0.1/callback?code=")


def test_the_login_page_is_a_web_page(stranger):
    assert stranger.get("/login").headers["content-type"].startswith("text/html")


def test_one_of_several_registered_addresses_must_be_named(stranger):
    response = consent(stranger, redirect_uri=None, client_id=DESKTOP_ID)

    assert (response.status_code, response.json()["error"]) == (401, "invalid_client")
