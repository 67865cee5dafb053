import pytest


def test_the_subject_of_a_schema_names_its_parameter(full):
    subject = full.schema("orders/approve-order").json()["subject"]

    assert subject == {
        "required": True,
        "param": "order",
        "class": "App\\Models\\Order",
        "url_pattern": "/api/v1/actions/orders/approve-order/execute/{id}",
    }


def test_an_action_without_a_subject_has_none_in_its_schema(full):
    assert "subject" not in full.schema("orders/create-order").json()


def test_an_unknown_schema_is_missing(full):
    response = full.schema("orders/nope")

    assert (response.status_code, response.json()) == (404, {"message": "Action [orders/nope] not found."})


def test_a_schema_that_exists_but_is_not_allowed(limited):
    assert limited.schema("users/delete-user").status_code == 403
    assert limited.schema("orders/approve-order").status_code == 200


def test_a_schema_is_read_not_posted(full):
    response = full.post("/api/v1/actions/orders/create-order/schema", json={})

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("choice", "prefix"),
    [("relative", ""), ("absolute", "http://inlycore.test"), ("elsewhere", "https://elsewhere.example.test")],
)
def test_the_pattern_of_the_address_is_a_switch(full, inlycore, choice, prefix):
    inlycore.switch("url_pattern", choice)

    pattern = full.schema("orders/edit-order").json()["subject"]["url_pattern"]

    assert pattern == prefix + "/api/v1/actions/orders/edit-order/execute/{id}"


def test_a_schema_can_be_wrapped(full, inlycore):
    plain = full.schema("orders/edit-order").json()
    inlycore.switch("wrapped_schema", True)

    assert full.schema("orders/edit-order").json() == {"data": plain}


def test_parameters_can_be_a_map(full, inlycore):
    plain = full.schema("orders/edit-order").json()["parameters"]
    inlycore.switch("parameters_as", "map")

    mapped = full.schema("orders/edit-order").json()["parameters"]

    assert [{"name": name, **described} for name, described in mapped.items()] == plain


def test_switches_leave_the_schema_itself_alone(full, inlycore):
    inlycore.switch("parameters_as", "map")
    inlycore.switch("url_pattern", "absolute")
    full.schema("orders/edit-order")
    inlycore.reset()

    assert inlycore._installation.actions["orders/edit-order"].schema["subject"]["url_pattern"].startswith("/api")


def test_there_is_no_list_of_actions_by_default(full):
    response = full.get("/api/v1/actions")

    assert (response.status_code, response.json()) == (
        404,
        {"message": "The route api/v1/actions could not be found."},
    )


def test_a_list_of_actions_shows_what_the_caller_may_run(full, limited, inlycore):
    inlycore.switch("list_endpoint", True)

    everything = full.get("/api/v1/actions").json()["data"]
    few = limited.get("/api/v1/actions").json()["data"]

    assert len(everything) == 23
    assert set(everything[0]) == {"key", "label", "group", "icon", "variant", "requires_subject"}
    assert {action["group"] for action in few} == {"orders", "reports"}


def test_an_action_without_a_subject_takes_no_id(full):
    response = full.execute("orders/create-order", "42", customer=12, ordered_at="2026-03-13")

    assert (response.status_code, response.json()) == (
        422,
        {"success": False, "message": "This action does not take a subject."},
    )


def test_an_unknown_subject_comes_before_rights(limited):
    assert limited.execute("users/delete-user", "99").status_code == 404
    assert limited.execute("users/delete-user", "2").status_code == 403


def test_rights_come_before_field_errors(limited):
    assert limited.execute("invoices/register-payment", "7d3c1c2e-5a51-4c64-9a0b-0f6f1d2b3c4d").status_code == 403


@pytest.mark.parametrize("id_text", ["%C3%85%20300", "\u00c5 300"])
def test_an_id_with_a_blank_and_a_foreign_letter_is_found(full, id_text):
    response = full.execute("products/set-discount", id_text, percent=10, starts_on="2026-04-01")

    assert response.json() == {"success": True, "message": "Discount set."}


def test_an_escaped_slash_in_an_id_separates_parts(full):
    response = full.execute("products/set-discount", "P%2F100", percent=10, starts_on="2026-04-01")

    assert response.status_code == 404
    assert "could not be found" in response.json()["message"]


def test_blank_text_is_missing_text(full):
    response = full.execute("orders/create-order", customer="  ", ordered_at="\u200b")

    assert list(response.json()["errors"]) == ["customer", "ordered_at"]


def test_unknown_parameters_are_ignored(full):
    assert full.execute("system/clear-cache", speed="high").json() == {"success": True}


def test_parameters_may_come_in_a_form(full):
    response = full.post(
        "/api/v1/actions/customers/create-customer/execute",
        data={"name": "Kiosk", "email": "k@example.test", "segments[]": ["retail", "partner"]},
    )

    assert response.status_code == 200
    assert full.get("/api/v1/customers/16").json()["data"]["segments"] == ["retail", "partner"]


def test_a_broken_body_is_an_empty_one(full):
    response = full.post(
        "/api/v1/actions/orders/create-order/execute",
        content=b'{"customer": 12,',
        headers={"Content-Type": "application/json"},
    )

    assert list(response.json()["errors"]) == ["customer", "ordered_at"]


def test_all_statuses_of_success_are_200(full):
    calls = [
        ("orders/create-order", None, {"customer": 12, "ordered_at": "2026-03-13"}),
        ("system/clear-cache", None, {}),
        ("reports/generate-sales-report", None, {"from": "2026-01-01", "to": "2026-01-31"}),
        ("orders/delete-order", "43", {}),
    ]

    assert [full.execute(key, id_text, **values).status_code for key, id_text, values in calls] == [200] * 4


def test_a_path_that_ends_in_no_verb_is_an_unknown_address(full):
    response = full.post("/api/v1/actions/orders/approve-order", json={})

    assert (response.status_code, response.json()["message"]) == (
        404,
        "The route api/v1/actions/orders/approve-order could not be found.",
    )


def test_the_list_of_actions_is_only_read(full, inlycore):
    inlycore.switch("list_endpoint", True)

    assert full.post("/api/v1/actions", json={}).status_code == 405
