import pytest


def order(caller, id_text):
    return caller.get(f"/api/v1/orders/{id_text}").json()["data"]


def test_what_one_call_creates_another_finds(full):
    made = full.execute("orders/create-order", customer=13, ordered_at="2026-03-13", notes="  by phone ").json()["data"]

    found = order(full, made["id"])

    assert (found["customer"], found["status"], found["subtitle"]) == (13, "pending", "Fjord & Co")
    assert found["notes"] == "by phone"


def test_a_created_order_can_be_approved(full):
    made = full.execute("orders/create-order", customer="12", ordered_at="2026-03-13").json()["data"]

    assert full.execute("orders/approve-order", made["id"]).status_code == 200
    assert order(full, made["id"])["status"] == "approved"


def test_approving_twice_is_refused(full):
    full.execute("orders/approve-order", "42", reason="Verified by finance")

    response = full.execute("orders/approve-order", "42", reason="Verified by finance")

    assert response.status_code == 422
    assert response.json() == {"success": False, "message": "Order #42 is already approved."}


def test_a_refusal_comes_before_field_errors(full):
    response = full.execute("orders/approve-order", "45", reason=5)

    assert "errors" not in response.json()


def test_a_shipped_order_cannot_be_cancelled(full):
    response = full.execute("orders/cancel-order", "46", cause="fraud")

    assert response.json() == {"success": False, "message": "Order #46 is already shipped."}


@pytest.mark.parametrize(
    ("notify", "message"),
    [
        (None, "Order cancelled, the customer was told."),
        (True, "Order cancelled, the customer was told."),
        ("0", "Order cancelled."),
        (False, "Order cancelled."),
    ],
)
def test_cancelling_tells_the_customer_unless_told_not_to(full, notify, message):
    values = {} if notify is None else {"notify_customer": notify}

    assert full.execute("orders/cancel-order", "43", cause="stock", **values).json()["message"] == message


def test_a_hidden_field_is_optional(full):
    assert full.execute("orders/cancel-order", "43", cause="stock").status_code == 200
    assert full.execute("orders/cancel-order", "44", cause="other", explanation="Moved").status_code == 200


def test_editing_keeps_the_digits_of_an_amount(full):
    full.post(
        "/api/v1/actions/orders/edit-order/execute/42",
        content=b'{"status":"draft","ordered_at":"2026-03-01","total_amount":10.50,"priority":1}',
        headers={"Content-Type": "application/json"},
    )

    assert b'"total_amount":10.50' in full.get("/api/v1/orders/42").content
    assert order(full, "42")["priority"] is True


def test_editing_leaves_what_was_not_sent(full):
    full.execute("orders/edit-order", "42", status="draft", ordered_at="2026-03-01")

    assert order(full, "42")["total_amount"] == 1250.5


def test_a_deleted_order_is_found_only_by_restoring(full):
    assert full.execute("orders/delete-order", "42").json() == {
        "success": True,
        "message": "Order #42 moved to the bin.",
    }
    assert full.execute("orders/approve-order", "42").status_code == 404
    assert full.get("/api/v1/orders/42").status_code == 404

    assert full.execute("orders/restore-order", "42").status_code == 200
    assert full.execute("orders/approve-order", "42").status_code == 200


def test_the_order_that_starts_in_the_bin_can_be_restored(full):
    assert full.execute("orders/edit-order", "47", status="draft", ordered_at="2026-01-01").status_code == 404
    assert full.execute("orders/restore-order", "47").json()["data"]["id"] == 47


def test_an_order_outside_the_bin_cannot_be_restored(full):
    assert full.execute("orders/restore-order", "42").json() == {
        "success": False,
        "message": "Order #42 is not in the bin.",
    }


def test_copies_are_orders_of_their_own(full):
    response = full.execute("orders/duplicate-order", "44", ordered_at="tomorrow", copies=3)

    assert response.json()["message"] == "Order copied 3 times."
    assert response.json()["data"]["title"] == "Order #48"
    assert [order(full, number)["status"] for number in (48, 49, 50)] == ["draft"] * 3
    assert order(full, "44")["status"] == "pending"


def test_a_copy_cannot_be_dated_before_today(full):
    response = full.execute("orders/duplicate-order", "44", ordered_at="2026-03-12")

    assert response.json()["errors"] == {"ordered_at": ["The ordered at field must be a date after or equal to today."]}


def test_a_shipped_order_cannot_be_approved(full):
    assert full.execute("orders/approve-order", "46").json() == {
        "success": False,
        "message": "Order #46 is shipped and cannot be approved.",
    }
