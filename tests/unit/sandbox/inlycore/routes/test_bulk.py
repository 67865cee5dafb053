import pytest

APPROVE = "/api/v1/actions/orders/approve-order/bulk-execute"


def test_items_are_done_in_order_and_stay_done(full):
    body = full.post(APPROVE, json={"ids": [43, 45, "44", 43]}).json()

    assert [(entry["id"], entry["success"]) for entry in body["results"]] == [
        (43, True),
        (45, False),
        ("44", True),
        (43, False),
    ]
    assert body["results"][3] == {
        "id": 43,
        "success": False,
        "status": 422,
        "message": "Order #43 is already approved.",
    }
    assert full.get("/api/v1/orders/44").json()["data"]["status"] == "approved"


def test_success_means_that_nothing_failed(full):
    body = full.post(APPROVE, json={"ids": [43, 44], "params": {"reason": "Batch"}}).json()

    assert body["success"] is True
    assert body["summary"] == {"total": 2, "succeeded": 2, "failed": 0}


def test_the_status_is_200_even_if_every_item_fails(full):
    response = full.post(APPROVE, json={"ids": [998, 999]})

    assert response.status_code == 200
    assert response.json()["message"] == "0 of 2 items processed."


def test_field_errors_come_with_each_item(full):
    body = full.post("/api/v1/actions/orders/cancel-order/bulk-execute", json={"ids": [43, 44]}).json()

    assert [entry["errors"] for entry in body["results"]] == [{"cause": ["The cause field is required."]}] * 2
    assert all(entry["success"] is False and entry["status"] == 422 for entry in body["results"])


def test_missing_rights_come_with_each_item(limited):
    body = limited.post("/api/v1/actions/orders/delete-order/bulk-execute", json={"ids": [43]}).json()

    assert body["results"] == [{"id": 43, "success": False, "status": 403, "message": "This action is unauthorized."}]


@pytest.mark.parametrize(
    ("ids", "errors"),
    [
        ([], {"ids": ["The ids field is required."]}),
        (None, {"ids": ["The ids field is required."]}),
        ("", {"ids": ["The ids field is required."]}),
        (43, {"ids": ["The ids field must be an array."]}),
        (list(range(501)), {"ids": ["The ids field must not have more than 500 items."]}),
        ([43, None, [1]], {f"ids.{n}": [f"The selected ids.{n} is invalid."] for n in (1, 2)}),
    ],
)
def test_ids_are_a_list_of_1_to_500(full, ids, errors):
    response = full.post(APPROVE, json={"ids": ids})

    assert (response.status_code, response.json()["errors"]) == (422, errors)


def test_an_action_without_a_subject_has_no_bulk(full):
    response = full.post("/api/v1/actions/system/clear-cache/bulk-execute", json={"ids": [1]})

    assert (response.status_code, "errors" in response.json()) == (422, False)


def test_an_unknown_action_has_no_bulk(full):
    assert full.post("/api/v1/actions/orders/nope/bulk-execute", json={"ids": [1]}).status_code == 404


def test_parameters_may_lie_beside_the_ids(full, inlycore):
    path = "/api/v1/actions/orders/cancel-order/bulk-execute"
    inlycore.switch("bulk_params", "flat")

    assert full.post(path, json={"ids": [43], "params": {"cause": "stock"}}).json()["success"] is False
    assert full.post(path, json={"ids": [43], "cause": "stock"}).json()["success"] is True


def test_the_address_is_a_switch(full, inlycore):
    inlycore.switch("bulk_path", "execute/bulk")

    assert full.post(APPROVE, json={"ids": [43]}).status_code == 404
    assert full.post("/api/v1/actions/orders/approve-order/execute/bulk", json={"ids": [43]}).status_code == 200


def test_uuids_and_text_ids_are_taken_as_they_are(full):
    values = {"ids": ["\u00c5 300", "P-100"], "params": {"percent": 5, "starts_on": "2026-04-01"}}

    body = full.post("/api/v1/actions/products/set-discount/bulk-execute", json=values).json()

    assert body["summary"]["succeeded"] == 2
