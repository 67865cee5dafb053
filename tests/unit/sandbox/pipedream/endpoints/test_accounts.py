import json

import pytest


def connect(caller, app="plank_tasks", **changes):
    body = {"app_slug": app, "cfmap_json": json.dumps({"api_key": "k"}), "connect_token": caller.token, "name": "New"}
    return caller.post("/accounts", {**body, **changes})


def test_accounts_are_listed_by_user_and_app(caller):
    found = caller.get("/accounts?external_user_id=demo-user&app=slack_v2").json()
    assert [one["name"] for one in found["data"]] == ["dana@northwind.example", "Northwind workspace", "Old workspace"]
    assert {one["external_id"] for one in found["data"]} == {"demo-user"}
    assert found["data"][0]["app"]["name_slug"] == "slack_v2"


def test_an_app_may_be_named_by_its_id(caller):
    by_slug = caller.get("/accounts?external_user_id=demo-user&app=slack_v2").json()
    assert caller.get("/accounts?external_user_id=demo-user&app=app_OkrhR1").json() == by_slug


def test_accounts_of_an_unknown_app_are_404(caller):
    assert caller.get("/accounts?app=nothing").status_code == 404


def test_credentials_come_only_on_request(caller):
    place = "/accounts?external_user_id=demo-user&app=stripe"
    assert "credentials" not in caller.get(place).json()["data"][0]
    assert caller.get(place + "&include_credentials=true").json()["data"][0]["credentials"]["api_key"]


def test_one_account_comes_bare_or_wrapped(caller, sandbox):
    account = caller.account("stripe")["authProvisionId"]
    bare = caller.get(f"/accounts/{account}").json()
    sandbox.switch("wrapped_account", True)
    assert bare["id"] == account
    assert caller.get(f"/accounts/{account}").json() == {"data": bare}


def test_a_connect_token_sees_its_users_accounts_only(caller):
    theirs = caller.account("stripe")["authProvisionId"]
    caller.token = caller.connect_token("second-user")
    seen = caller.get("/accounts?limit=100").json()["data"]
    assert {one["external_id"] for one in seen} == {"second-user"}
    assert caller.get(f"/accounts/{theirs}").status_code == 404
    assert caller.get("/accounts?external_user_id=demo-user").status_code == 403


def test_a_connect_token_connects_one_account(caller):
    caller.token = caller.connect_token()
    made = connect(caller).json()
    assert (made["name"], made["healthy"], made["external_id"]) == ("New", True, "demo-user")
    assert caller.get(f"/accounts/{made['id']}").json() == made
    assert connect(caller).status_code == 403


def test_an_account_can_be_renewed(caller, sandbox):
    dead = caller.account("slack_v2", 2)["authProvisionId"]
    caller.token = caller.connect_token()
    renewed = connect(caller, "slack_v2", account_id=dead, cfmap_json="{}").json()
    assert (renewed["id"], renewed["healthy"], renewed["dead"], renewed["error"]) == (dead, True, False, None)


@pytest.mark.parametrize(
    "change",
    [{"cfmap_json": "{"}, {"cfmap_json": "[]"}, {"cfmap_json": "{}"}, {"connect_token": "ctok_other"}],
)
def test_an_account_is_not_connected_from_wrong_values(caller, change):
    caller.token = caller.connect_token()
    assert connect(caller, **change).status_code == 400
    assert connect(caller).status_code == 200


def test_an_account_of_an_unknown_app_is_404(caller):
    caller.token = caller.connect_token()
    assert connect(caller, "nothing").status_code == 404
    assert connect(caller, "").status_code == 404


def test_a_removed_account_is_gone(caller):
    path = f"/accounts/{caller.account('stripe')['authProvisionId']}"
    assert caller.send("DELETE", caller.project + path).status_code == 204
    assert caller.get(path).status_code == 404
    assert caller.send("DELETE", caller.project + path).status_code == 404


def test_all_accounts_of_an_app_can_be_removed(caller):
    assert caller.send("DELETE", f"{caller.project}/apps/slack_v2/accounts").status_code == 204
    assert caller.get("/accounts?app=slack_v2").json()["data"] == []


def test_accounts_of_one_user_come_as_a_bare_array(caller):
    found = caller.get("/users/second-user/accounts").json()
    assert [one["app"]["name_slug"] for one in found] == ["github", "harbor_crm", "slack_v2"]


def test_a_crowded_user_is_413_without_paging_and_fine_with_it(caller):
    answer = caller.get("/users/crowded-user/accounts")
    assert answer.status_code == 413
    assert answer.json()["error"] == "account_limit_reached"
    assert caller.get("/accounts?external_user_id=crowded-user").json()["page_info"]["total_count"] == 101


def test_users_are_searched_by_part_of_their_id(caller):
    found = caller.get("/users?q=SECOND").json()["data"]
    assert [one["external_id"] for one in found] == ["second-user"]
    assert found[0]["id"].startswith("exu_")


def test_users_need_an_access_token(caller):
    caller.token = caller.connect_token()
    assert caller.get("/users").status_code == 401


def test_a_removed_user_is_gone(caller):
    path = f"{caller.project}/users/second-user"
    assert caller.send("DELETE", path).status_code == 204
    assert caller.send("DELETE", path).status_code == 404
    assert caller.get("/users/second-user/accounts").json() == []
