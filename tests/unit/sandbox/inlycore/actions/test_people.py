def test_a_created_customer_can_be_ordered_for(full):
    made = full.execute(
        "customers/create-customer", name="Kiosk", email="k@example.test", segments=["retail", "public"]
    ).json()["data"]

    assert made["id"] == 16
    assert full.execute("orders/create-order", customer=16, ordered_at="2026-03-13").status_code == 200
    assert full.get("/api/v1/customers/16").json()["data"]["segments"] == ["retail", "public"]


def test_an_organisation_number_is_taken_once(full):
    response = full.execute("customers/create-customer", name="Kiosk", email="k@example.test", org_number="556000-0001")

    assert response.json()["errors"] == {"org_number": ["The org number has already been taken."]}


def test_merging_moves_orders_and_ends_the_duplicates(full):
    response = full.execute("customers/merge-customers", "12", duplicates=[13, "14"])

    assert response.json()["message"] == "2 customers merged into Northwind AB."
    assert full.get("/api/v1/customers/13").status_code == 404
    assert full.get("/api/v1/orders/44").json()["data"]["customer"] == 12


def test_duplicates_may_be_a_map(full):
    assert full.execute("customers/merge-customers", "12", duplicates={"a": 13}).status_code == 200
    assert full.get("/api/v1/customers/13").status_code == 404


def test_a_customer_is_not_merged_into_itself(full):
    response = full.execute("customers/merge-customers", "12", duplicates=[13, 12])

    assert response.json() == {"success": False, "message": "Northwind AB cannot be merged into itself."}
    assert full.get("/api/v1/customers/13").status_code == 200


def test_an_unknown_duplicate_is_named_by_its_place(full):
    response = full.execute("customers/merge-customers", "12", duplicates=[13, 99])

    assert response.json()["errors"] == {"duplicates.1": ["The selected duplicates.1 is invalid."]}


def test_an_invitation_cannot_be_sent_twice(full):
    full.execute("users/invite-user", email="new@example.test", role="staff")

    response = full.execute("users/invite-user", email="new@example.test", role="staff")

    assert response.json()["errors"] == {"email": ["The email has already been taken."]}


def test_a_removed_user_is_gone(full):
    assert full.execute("users/delete-user", "2", hand_over_to=1).json() == {
        "success": True,
        "message": "Sam Staff was removed.",
    }
    assert full.get("/api/v1/users/2").status_code == 404


def test_nobody_hands_over_to_themselves(full):
    assert full.execute("users/delete-user", "2", hand_over_to="2").json()["success"] is False
    assert full.get("/api/v1/users/2").status_code == 200
