"""Orders: create, approve, edit, cancel, delete, restore, duplicate."""

from collections.abc import Mapping

from explorer.sandbox.inlycore.actions.deed import Deed, Given, Work
from explorer.sandbox.inlycore.records import CUSTOMER, ORDER, Record, summary
from explorer.sandbox.inlycore.validation.php_value import number_of
from explorer.sandbox.inlycore.wire.answers import refused


def _shown(message: str, order: Record) -> Given:
    return Given(message, summary(ORDER, order))


def _create(work: Work) -> Given:
    customer = work.records.find(CUSTOMER, (work.text("customer") or "").strip())
    order = work.records.add(
        ORDER,
        title="Order #{id}",
        subtitle=customer["title"],
        status="pending",
        customer=customer["id"],
        total_amount=0,
        ordered_at=work.text("ordered_at"),
        deleted_at=None,
        notes=work.text("notes"),
        priority=False,
    )
    return _shown("Order created.", order)


def _may_approve(work: Work) -> None:
    status = work.subject["status"]
    if status == "approved":
        raise refused(f"{work.subject['title']} is already approved.")
    if status not in {"draft", "pending"}:
        raise refused(f"{work.subject['title']} is {status} and cannot be approved.")


def _approve(work: Work) -> Given:
    work.subject.update(status="approved", reason=work.text("reason"))
    return _shown("Order approved.", work.subject)


def _edit(work: Work) -> Given:
    order = work.subject
    order.update(status=work.text("status"), ordered_at=work.text("ordered_at"))
    if "total_amount" in work.values:
        amount = work.values["total_amount"]
        order["total_amount"] = number_of(amount) if isinstance(amount, str) else amount
    if work.values.get("priority") is not None:
        order["priority"] = work.flag("priority", default=False)
    return _shown("Order saved.", order)


def _may_cancel(work: Work) -> None:
    if work.subject["status"] in {"shipped", "cancelled"}:
        raise refused(f"{work.subject['title']} is already {work.subject['status']}.")


def _cancel(work: Work) -> Given:
    work.subject.update(status="cancelled", cause=work.text("cause"), explanation=work.text("explanation"))
    told = work.flag("notify_customer", default=True)
    return _shown("Order cancelled, the customer was told." if told else "Order cancelled.", work.subject)


def _delete(work: Work) -> Given:
    work.subject["deleted_at"] = work.now.isoformat(timespec="seconds")
    return Given(f"{work.subject['title']} moved to the bin.")


def _may_restore(work: Work) -> None:
    if work.subject.get("deleted_at") is None:
        raise refused(f"{work.subject['title']} is not in the bin.")


def _restore(work: Work) -> Given:
    work.subject["deleted_at"] = None
    return _shown("Order restored.", work.subject)


def _duplicate(work: Work) -> Given:
    count = int(number_of(work.values.get("copies")) or 1)
    source = {name: value for name, value in work.subject.items() if name not in {"id", "title"}}
    changes = {"title": "Order #{id}", "status": "draft", "ordered_at": work.text("ordered_at")}
    copies = [work.records.add(ORDER, **{**source, **changes}) for _ in range(count)]
    return _shown("Order copied." if count == 1 else f"Order copied {count} times.", copies[0])


ORDER_DEEDS: Mapping[str, Deed] = {
    "orders/create-order": Deed(_create),
    "orders/approve-order": Deed(_approve, _may_approve),
    "orders/edit-order": Deed(_edit),
    "orders/cancel-order": Deed(_cancel, _may_cancel),
    "orders/delete-order": Deed(_delete),
    "orders/restore-order": Deed(_restore, _may_restore, with_trashed=True),
    "orders/duplicate-order": Deed(_duplicate),
}
