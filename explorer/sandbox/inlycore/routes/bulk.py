"""One action on many subjects, one after the other; what was done is not undone if a later one fails."""

from asyncio import sleep
from collections.abc import Mapping

from explorer.sandbox.inlycore.actions.catalogue import Action
from explorer.sandbox.inlycore.authentication.tokens import Caller
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.routes.execution import TAKES_NO_SUBJECT, Call, body_of, perform
from explorer.sandbox.inlycore.validation.blanks import without_blanks
from explorer.sandbox.inlycore.validation.php_value import text_of
from explorer.sandbox.inlycore.wire.answers import Aborted, invalid, refused
from explorer.sandbox.inlycore.wire.request_body import RequestBody

MOST_IDS = 500


async def perform_on_each(
    installation: Installation, action: Action, caller: Caller, body: RequestBody
) -> dict[str, object]:
    """
    The body of a bulk answer: a summary, and one entry for each id in the order given.

    Its shape is assumed, as is the status 200 even if every item failed.

    Raises:
        Aborted: 422, as the action has no subject or `ids` is no list of 1 to 500 ids.
    """
    if action.model is None:
        raise refused(TAKES_NO_SUBJECT)
    values = without_blanks(body.values)
    ids = _checked_ids(values.get("ids"))
    parameters = _parameters(values, installation.switches.bulk_params)
    results = []
    for item_id in ids:
        call = Call(action, caller, text_of(item_id), parameters, body)
        results.append({"id": item_id, **await _entry(installation, call)})
    succeeded = sum(result["success"] is True for result in results)
    return {
        "success": succeeded == len(results),
        "message": f"{succeeded} of {len(results)} items processed.",
        "summary": {"total": len(results), "succeeded": succeeded, "failed": len(results) - succeeded},
        "results": results,
    }


def _checked_ids(ids: object) -> list[object]:
    if ids is None or ids == []:
        raise invalid({"ids": ["The ids field is required."]})
    if not isinstance(ids, list):
        raise invalid({"ids": ["The ids field must be an array."]})
    if len(ids) > MOST_IDS:
        raise invalid({"ids": [f"The ids field must not have more than {MOST_IDS} items."]})
    wrong = {
        f"ids.{index}": [f"The selected ids.{index} is invalid."]
        for index, item_id in enumerate(ids)
        if item_id is None or isinstance(item_id, bool | list | dict)
    }
    if wrong:
        raise invalid(wrong)
    return ids


def _parameters(values: Mapping[str, object], style: str) -> dict[str, object]:
    if style == "flat":
        return {name: value for name, value in values.items() if name != "ids"}
    nested = values.get("params")
    return nested if isinstance(nested, dict) else {}


async def _entry(installation: Installation, call: Call) -> dict[str, object]:
    try:
        given = perform(installation, call)
    except Aborted as aborted:
        return {"success": False, "status": aborted.status, **aborted.body}
    await sleep(given.delay_s)
    return body_of(given)
