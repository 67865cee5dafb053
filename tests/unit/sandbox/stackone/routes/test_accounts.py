import pytest

PEOPLE = "45355976281015164504"


def ids(answer):
    return [one["id"] for one in answer.json()]


def test_the_list_is_bare_and_ends_with_a_short_page(stackone):
    pages = [ids(stackone.get("/accounts", params={"page": page, "page_size": 10})) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 5, 0]
    assert len(set(pages[0] + pages[1])) == 15


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("providers=cedarfolk&providers=papernest", 7),
        ("provider=larkhire", 2),
        (f"account_ids={PEOPLE}&account_ids=nobody", 1),
        ("origin_owner_id=oaktown-clinic", 3),
        ("status=error&status=expired", 2),
        ("status=active&providers=cedarfolk", 2),
    ],
)
def test_accounts_are_chosen_by_repeated_keys(stackone, query, count):
    assert len(ids(stackone.get(f"/accounts?{query}"))) == count


def test_an_error_says_why(stackone):
    (account,) = stackone.get("/accounts?status=error").json()
    assert account["status_reasons"][0]["code"] == "credentials_rejected"


def test_a_change_stays_and_secrets_are_never_shown(stackone):
    body = {"label": "New name", "credentials": {"password": "hidden"}, "secrets": {"a": "b"}, "status": "archived"}
    changed = stackone.send("PATCH", f"/accounts/{PEOPLE}", json=body).json()
    shown = stackone.get(f"/accounts/{PEOPLE}")
    assert shown.json() == changed
    assert (changed["label"], changed["status"]) == ("New name", "active")
    assert "hidden" not in shown.text


def test_a_deleted_account_is_given_once_more_and_then_gone(stackone):
    assert stackone.send("DELETE", f"/accounts/{PEOPLE}").json()["id"] == PEOPLE
    assert stackone.get(f"/accounts/{PEOPLE}").status_code == 404
    assert stackone.rpc("cedarfolk_count_employees").status_code == 400


def test_what_the_connector_is_about(stackone):
    meta = stackone.get(f"/accounts/{PEOPLE}/meta").json()
    assert (meta["provider"], meta["category"]) == ("cedarfolk", "hris")


def test_the_new_spelling_has_other_names_for_the_same(stackone):
    listed = stackone.get("/v2/accounts?connector_profile_id=cp-cedarfolk-default").json()["data"]
    assert {one["connector"] for one in listed} == {"cedarfolk"}
    assert stackone.get(f"/v2/accounts/{PEOPLE}").json()["owner_id"] == "meridian-foods"


@pytest.mark.parametrize("key", ["", "v1.eu1.other", "sandbox"])
def test_nothing_is_shown_without_the_key(stackone, key):
    answer = stackone.get("/accounts", auth=(key, ""))
    assert (answer.status_code, answer.json()["statusCode"]) == (401, 401)


def test_a_key_without_its_colon_is_refused(stackone):
    import base64

    from explorer.sandbox.stackone.state import API_KEY

    header = {"authorization": f"Basic {base64.b64encode(API_KEY.encode()).decode()}"}
    assert stackone.get("/accounts", headers=header, auth=None).status_code == 401


@pytest.mark.parametrize("header", ["", "Basic", "Basic %%%", "Basic /w==", "Bearer x", "nonsense"])
def test_an_authorization_of_another_kind_is_refused(stackone, header):
    assert stackone.get("/accounts", headers={"authorization": header}, auth=None).status_code == 401


def test_an_unknown_address_has_the_envelope(stackone):
    answer = stackone.get("/nothing")
    assert (answer.status_code, answer.json()["statusCode"]) == (404, 404)
