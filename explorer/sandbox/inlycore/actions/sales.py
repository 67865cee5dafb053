"""Invoices and products."""

from collections.abc import Mapping
from decimal import Decimal

from explorer.sandbox.inlycore.actions.deed import Deed, Given, Work
from explorer.sandbox.inlycore.records import INVOICE, PRODUCT, Record, summary
from explorer.sandbox.inlycore.validation.php_value import number_of
from explorer.sandbox.inlycore.wire.answers import refused

_CHANNELS = {"email": "by e-mail", "peppol": "by Peppol", "post": "by post"}


def _send_invoice(work: Work) -> Given:
    channel = work.text("channel") or ""
    way = _CHANNELS[channel]
    if channel == "email":
        way += f" to {work.text('recipient')}"
    work.subject["sent_by"] = channel
    if work.text("send_at") is not None:
        return Given(f"{work.subject['title']} will be sent {way}.")
    return Given(f"{work.subject['title']} was sent {way}.")


def _open_amount(invoice: Record) -> Decimal:
    return Decimal(invoice["total"]) - Decimal(invoice["paid"])


def _may_pay(work: Work) -> None:
    if _open_amount(work.subject) <= 0:
        raise refused(f"{work.subject['title']} is already paid.")


def _register_payment(work: Work) -> Given:
    amount = number_of(work.values["amount"]) or Decimal(0)
    remaining = _open_amount(work.subject)
    if amount > remaining:
        raise refused(f"Only {remaining} SEK of {work.subject['title']} remain to be paid.")
    work.subject.update(
        paid=Decimal(work.subject["paid"]) + amount,
        paid_at=work.text("paid_at"),
        reference=work.text("reference"),
    )
    return Given("Payment registered.", summary(INVOICE, work.subject))


def _set_discount(work: Work) -> Given:
    work.subject["discount"] = {
        "percent": number_of(work.values["percent"]),
        "starts_on": work.text("starts_on"),
        "ends_on": work.text("ends_on"),
    }
    return Given("Discount set.")


def _attach_datasheet(work: Work) -> Given:
    document = work.values["document"]
    attached = {"name": document.name, "size": document.size_bytes, "language": work.text("language")}
    return Given("Datasheet attached.", {**summary(PRODUCT, work.subject), "file": attached})


SALES_DEEDS: Mapping[str, Deed] = {
    "invoices/send-invoice": Deed(_send_invoice),
    "invoices/register-payment": Deed(_register_payment, _may_pay),
    "products/set-discount": Deed(_set_discount),
    "products/attach-datasheet": Deed(_attach_datasheet),
}
