import pytest


@pytest.mark.parametrize(
    ("table", "count"), [("orders", 5), ("customers", 4), ("invoices", 2), ("users", 2), ("products", 3)]
)
def test_every_table_is_listed_without_its_bin(full, table, count):
    body = full.get(f"/api/v1/{table}").json()

    assert set(body) == {"data", "links", "meta"}
    assert (len(body["data"]), body["meta"]["total"]) == (count, count)


def test_pages_are_linked(full):
    first = full.get("/api/v1/orders", params={"per_page": 2, "search": "order"}).json()
    second = full.get(first["links"]["next"]).json()
    third = full.get(second["links"]["next"]).json()

    assert [row["id"] for page in (first, second, third) for row in page["data"]] == [42, 43, 44, 45, 46]
    assert first["links"]["prev"] is None
    assert third["links"]["next"] is None
    assert second["meta"] == {
        "current_page": 2,
        "from": 3,
        "last_page": 3,
        "path": "http://inlycore.test/api/v1/orders",
        "per_page": 2,
        "to": 4,
        "total": 5,
    }


def test_a_page_beyond_the_last_is_empty(full):
    body = full.get("/api/v1/orders?page=9").json()

    assert body["data"] == []
    assert (body["meta"]["from"], body["meta"]["to"]) == (None, None)


@pytest.mark.parametrize("query", ["page=x", "page=0", "page=-1", "per_page=" + "9" * 30, "per_page=0"])
def test_impossible_pages_are_the_first(full, query):
    assert full.get(f"/api/v1/orders?{query}").json()["data"][0]["id"] == 42


@pytest.mark.parametrize(
    ("text", "ids"), [("NORTH", [12, 15]), ("556000-0003", [14]), ("zzz", []), ("", [12, 13, 14, 15])]
)
def test_a_search_finds_what_contains_the_text(full, text, ids):
    found = full.get("/customers/search", params={"search": text}).json()["data"]

    assert [row["id"] for row in found] == ids
    assert all(set(row) == {"id", "title", "subtitle"} for row in found)


def test_the_search_addresses_of_all_schemas_answer(full, inlycore):
    endpoints = {
        parameter["search_endpoint"]
        for key in inlycore.ready("")["action_keys"]
        for parameter in full.schema(key).json()["parameters"]
        if "search_endpoint" in parameter
    }

    assert endpoints
    assert all(full.get(endpoint).status_code == 200 for endpoint in endpoints)


def test_searching_needs_a_token(stranger):
    assert stranger.get("/customers/search").status_code == 401


@pytest.mark.parametrize("path", ["/api/v1/planets", "/planets/search", "/api/v1/planets/1"])
def test_an_unknown_table_is_an_unknown_address(full, path):
    response = full.get(path)

    assert (response.status_code, response.json()["message"]) == (404, f"The route {path[1:]} could not be found.")


def test_records_are_not_written_here(full):
    response = full.post("/api/v1/orders", json={})

    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
