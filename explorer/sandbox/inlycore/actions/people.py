"""Customers and users."""

from collections.abc import Mapping

from explorer.sandbox.inlycore.actions.deed import Deed, Given, Work
from explorer.sandbox.inlycore.records import CUSTOMER, ORDER, USER, summary
from explorer.sandbox.inlycore.wire.answers import refused


def _create_customer(work: Work) -> Given:
    customer = work.records.add(
        CUSTOMER,
        title=work.text("name"),
        subtitle=work.text("org_number"),
        org_number=work.text("org_number"),
        email=work.text("email"),
        website=work.text("website"),
        segments=work.values.get("segments") or [],
    )
    return Given("Customer created.", summary(CUSTOMER, customer))


def _merge_customers(work: Work) -> Given:
    kept = work.subject
    chosen = work.values["duplicates"]
    numbers = chosen.values() if isinstance(chosen, dict) else chosen
    found = [work.records.find_by_number(CUSTOMER, number) for number in numbers]
    duplicates = [customer for customer in found if customer is not None]
    if any(customer is kept for customer in duplicates):
        raise refused(f"{kept['title']} cannot be merged into itself.")
    gone = {customer["id"] for customer in duplicates}
    for order in work.records.every(ORDER):
        if order["customer"] in gone:
            order.update(customer=kept["id"], subtitle=kept["title"])
    for customer in duplicates:
        work.records.remove(CUSTOMER, customer)
    count = len(gone)
    message = f"{count} {'customer' if count == 1 else 'customers'} merged into {kept['title']}."
    return Given(message, summary(CUSTOMER, kept))


def _invite_user(work: Work) -> Given:
    email = work.text("email") or ""
    work.records.add(USER, title=email, subtitle=email, role=work.text("role"), email=email)
    return Given(f"Invitation sent to {email}.")


def _delete_user(work: Work) -> Given:
    heir = work.text("hand_over_to")
    if heir is not None and heir.strip() == str(work.subject["id"]):
        raise refused("A user cannot hand over to themselves.")
    work.records.remove(USER, work.subject)
    return Given(f"{work.subject['title']} was removed.")


PEOPLE_DEEDS: Mapping[str, Deed] = {
    "customers/create-customer": Deed(_create_customer),
    "customers/merge-customers": Deed(_merge_customers),
    "users/invite-user": Deed(_invite_user),
    "users/delete-user": Deed(_delete_user),
}
