import pytest

OPEN = "7d3c1c2e-5a51-4c64-9a0b-0f6f1d2b3c4d"
PAID = "0b7f9a52-1b8e-4a39-8d55-2f0c9be1a7e3"
PDF = {"document": ("Blad \u00e5.pdf", b"%PDF-1.7\n" + b"x" * 100, "application/pdf")}


def pay(caller, amount, invoice=OPEN):
    return caller.execute("invoices/register-payment", invoice, amount=amount, paid_at="2026-03-13")


def test_payments_add_up_to_the_total(full):
    assert pay(full, 1000).status_code == 200
    assert pay(full, "250.50").status_code == 200

    assert pay(full, 1).json() == {"success": False, "message": "Invoice 1001 is already paid."}


def test_a_payment_is_not_larger_than_what_is_open(full):
    assert pay(full, 1250.51).json() == {
        "success": False,
        "message": "Only 1250.5 SEK of Invoice 1001 remain to be paid.",
    }


def test_a_payment_is_at_least_a_hundredth(full):
    assert pay(full, 0).json()["errors"] == {"amount": ["The amount field must be at least 0.01."]}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"channel": "email", "recipient": "a@example.test"}, "Invoice 1002 was sent by e-mail to a@example.test."),
        ({"channel": "post"}, "Invoice 1002 was sent by post."),
        ({"channel": "peppol", "send_at": "2026-03-14T08:00:00+01:00"}, "Invoice 1002 will be sent by Peppol."),
    ],
)
def test_an_invoice_goes_by_its_channel(full, values, message):
    assert full.execute("invoices/send-invoice", PAID, **values).json() == {"success": True, "message": message}


def test_a_time_of_sending_lies_ahead(full):
    response = full.execute("invoices/send-invoice", PAID, channel="post", send_at="2026-03-13T12:06:00+01:00")

    assert response.json()["errors"] == {"send_at": ["The send at field must be a date after now."]}


def test_a_discount_is_kept_with_its_period(full):
    full.execute("products/set-discount", "P-100", percent=12.5, starts_on="2026-04-01", ends_on="2026-04-30")

    assert full.get("/api/v1/products/P-100").json()["data"]["discount"] == {
        "percent": 12.5,
        "starts_on": "2026-04-01",
        "ends_on": "2026-04-30",
    }


def test_a_discount_does_not_end_before_it_starts(full):
    response = full.execute("products/set-discount", "P-100", percent=5, starts_on="2026-04-01", ends_on="2026-03-31")

    assert response.json()["errors"] == {"ends_on": ["The ends on field must be a date after or equal to starts on."]}


def attach(caller, **parts):
    return caller.post("/api/v1/actions/products/attach-datasheet/execute/P-200", **parts)


def test_a_file_is_answered_with_its_name_and_size(full):
    response = attach(full, files=PDF, data={"language": "en"})

    assert response.status_code == 200
    assert response.json()["data"]["file"] == {"name": "Blad \u00e5.pdf", "size": 109, "language": "en"}


def test_a_file_is_judged_by_its_content(full):
    response = attach(full, files={"document": ("a.pdf", b"plain", "application/pdf")}, data={"language": "en"})

    assert response.json()["errors"] == {"document": ["The document field must be a file of type: pdf."]}


def test_json_cannot_carry_a_file(full):
    response = attach(full, json={"document": "a.pdf", "language": "en"})

    assert response.json()["errors"]["document"][0] == "The document field must be a file."


def test_a_large_file_is_refused(full):
    big = {"document": ("a.pdf", b"%PDF-" + bytes(10_240 * 1024), "application/pdf")}

    assert attach(full, files=big, data={"language": "sv"}).json()["errors"] == {
        "document": ["The document field must not be greater than 10240 kilobytes."]
    }
