"""The checks of one call, in order, and its answer."""

from dataclasses import dataclass
from typing import Any

from explorer.sandbox.inlycore.actions.catalogue import Action
from explorer.sandbox.inlycore.actions.deed import Given, Uncaught, Work
from explorer.sandbox.inlycore.authentication.tokens import Caller
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.validation.blanks import without_blanks
from explorer.sandbox.inlycore.validation.check import check
from explorer.sandbox.inlycore.wire.answers import invalid, refused, server_error, unauthorized
from explorer.sandbox.inlycore.wire.exact_json import write_json
from explorer.sandbox.inlycore.wire.request_body import RequestBody

NEEDS_SUBJECT = "This action requires a subject ID in the URL."
TAKES_NO_SUBJECT = "This action does not take a subject."


@dataclass(frozen=True)
class Call:
    """One action to be run for a caller, on the subject with this id if the address names one."""

    action: Action
    caller: Caller
    id_text: str | None
    values: dict[str, Any]
    body: RequestBody


def perform(installation: Installation, call: Call) -> Given:
    """
    What the action gives.

    Checks: a subject is named if and only if the action has one, it exists, the caller may, the action's own
    condition, the rules of the parameters. The order is assumed; Inly documents none.

    Raises:
        Aborted: One of the checks fails, or the action itself does.
    """
    action, records = call.action, installation.records
    model = action.model
    if model is not None and call.id_text is None:
        raise refused(NEEDS_SUBJECT)
    if model is None and call.id_text is not None:
        raise refused(TAKES_NO_SUBJECT)
    subject = {}
    if model is not None and call.id_text is not None:
        subject = records.find(model, call.id_text, with_trashed=action.deed.with_trashed)
    if not call.caller.rights.permit(action.key):
        raise unauthorized()
    now = installation.now
    action.deed.precondition(Work({}, subject, records, installation.workflows, now, call.body))
    verdict = check(action.schema["parameters"], without_blanks(call.values), records, now)
    if verdict.errors:
        raise invalid(verdict.errors)
    debug = installation.switches.debug
    if installation.chance.random() < installation.switches.failure_rate:
        raise server_error("The switch failure_rate asked for this.", debug=debug)
    try:
        return action.deed.run(Work(verdict.accepted, subject, records, installation.workflows, now, call.body))
    except Uncaught as error:
        raise server_error(str(error), debug=debug) from error


def body_of(given: Given) -> dict[str, object]:
    """The body of a successful call: only what the action gave, beside `success`."""
    body: dict[str, object] = {"success": True}
    if given.message is not None:
        body["message"] = given.message
    if given.data is not None:
        body["data"] = given.data
    if given.workflow_id is not None:
        body["workflow_id"] = given.workflow_id
    return body


def text_of_answer(given: Given) -> str:
    """The JSON text of a successful call, with `raw_data` in it as it is."""
    text = write_json(body_of(given))
    return text if given.raw_data is None else f'{text[:-1]},"data":{given.raw_data}}}'
