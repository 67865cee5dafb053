import pytest

from explorer.sandbox.inlycore.records import CUSTOMER, INVOICE, ORDER, PRODUCT, Records, summary
from explorer.sandbox.inlycore.wire.answers import Aborted


def test_a_new_record_gets_the_next_id_and_is_found():
    records = Records()

    added = records.add(ORDER, title="Order #{id}")

    assert records.find(ORDER, "48") is added
    assert added["title"] == "Order #48"


def test_ids_are_never_given_twice():
    records = Records()
    first = records.add(CUSTOMER, title="A")
    records.remove(CUSTOMER, first)

    assert records.add(CUSTOMER, title="B")["id"] == first["id"] + 1


def test_a_record_in_the_bin_is_missing_unless_asked_for():
    records = Records()

    with pytest.raises(Aborted) as caught:
        records.find(ORDER, "47")
    assert caught.value.body == {"message": "No query results for model [App\\Models\\Order] 47"}
    assert records.find(ORDER, "47", with_trashed=True)["id"] == 47


@pytest.mark.parametrize("id_text", ["042", "42 ", "42.0", ""])
def test_ids_are_opaque_text(id_text):
    with pytest.raises(Aborted):
        Records().find(ORDER, id_text)


def test_a_summary_escapes_the_id_in_its_link():
    product = Records().find(PRODUCT, "\u00c5 300")

    assert summary(PRODUCT, product)["url"] == "/products/%C3%85%20300"


def test_money_keeps_its_digits():
    assert str(Records().find(INVOICE, "7d3c1c2e-5a51-4c64-9a0b-0f6f1d2b3c4d")["total"]) == "1250.5"


@pytest.mark.parametrize(
    ("table", "column", "value", "held"),
    [
        ("customers", "id", 12, True),
        ("customers", "id", "12", True),
        ("customers", "id", 99, False),
        ("users", "email", "ada@example.test", True),
        ("orders", "id", "47", True),
        ("planets", "id", 1, False),
    ],
)
def test_holds_looks_at_one_column_of_all_records(table, column, value, held):
    assert Records().holds(table, column, value) is held
