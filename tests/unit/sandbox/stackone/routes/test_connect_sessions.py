import pytest

OWNER = {"origin_owner_id": "customer-1", "origin_owner_name": "Customer One"}


def test_a_session_becomes_an_account_when_its_link_is_opened(stackone):
    session = stackone.post("/connect_sessions", json={**OWNER, "provider": "tidecrm", "label": "Theirs"})
    assert session.status_code == 201
    assert stackone.get(session.json()["auth_link_url"], auth=None).status_code == 200
    (account,) = stackone.get("/accounts?origin_owner_id=customer-1").json()
    assert (account["provider"], account["label"], account["status"]) == ("tidecrm", "Theirs", "active")
    assert stackone.rpc("tidecrm_list_contacts", account["id"]).status_code == 200


def test_the_same_owner_and_provider_make_one_account(stackone):
    for _ in range(2):
        session = stackone.post("/connect_sessions", json={**OWNER, "provider": "tidecrm"}).json()
        stackone.get(session["auth_link_url"], auth=None)
    assert len(stackone.get("/accounts?origin_owner_id=customer-1").json()) == 1


def test_a_broken_account_is_whole_again_after_its_owner_linked_it(stackone):
    owner = {"origin_owner_id": "harbour-trust", "origin_owner_name": "Harbour Trust", "provider": "cedarfolk"}
    session = stackone.post("/connect_sessions", json=owner).json()
    stackone.get(session["auth_link_url"], auth=None)
    assert stackone.rpc("cedarfolk_count_employees", "45355976281015164524").status_code == 200


def test_a_token_gives_its_session_without_the_secret_parts(stackone):
    session = stackone.post("/connect_sessions", json={**OWNER, "type": "test"}).json()
    again = stackone.post("/connect_sessions/authenticate", json={"token": session["token"]})
    assert again.status_code == 201
    assert {**again.json(), "token": session["token"], "auth_link_url": session["auth_link_url"]} == session


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/connect_sessions", {"origin_owner_id": "x"}),
        ("/connect_sessions", {**OWNER, "provider": "nobody"}),
        ("/connect_sessions/authenticate", {"token": "made up"}),
    ],
)
def test_what_makes_no_session_is_refused(stackone, path, body):
    assert stackone.post(path, json=body).status_code == 400


def test_a_made_up_link_opens_nothing(stackone):
    assert stackone.get("/connect/nothing", auth=None).status_code == 404
