"""Everyday actions on stored records: what one call creates, another finds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.catalogue.hand_made import PEOPLE
from explorer.sandbox.stackone.catalogue.model import Action, Connector
from explorer.sandbox.stackone.envelope import provider_refused
from explorer.sandbox.stackone.records.collection import Collection, Record
from explorer.sandbox.stackone.records.cursor import cursor_at, offset_of
from explorer.sandbox.stackone.running.answer import JsonAnswer, records
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.state import State

USUAL_PAGE = 25
LARGEST_BATCH = 50
_NOT_FILTERS = frozenset({"page_size", "next", "updated_since", "debug", "expand", "permanent"})


@dataclass(frozen=True)
class Running:
    """An action in the middle of its run: all that one needs to do its work."""

    state: State
    account: Account
    connector: Connector
    action: Action
    call: Call

    @property
    def url(self) -> str:
        """The address that the provider is called at."""
        filled = re.sub(r"{(\w+)}", lambda name: str(self.call.path.get(name[1], "")), self.action.path)
        return f"{self.connector.address}{filled}"

    def records(self) -> Collection:
        """The records that the action works on."""
        return self.state.collection(self.account, self.action.resource)

    def record(self) -> Record:
        """
        The record that the path names.

        Raises:
            Refused: 404, the provider has none.
        """
        found = self.records().get(self.call.path.get("id"))
        if found is None:
            raise self.provider_says(404, "not_found", f"No record {self.call.path.get('id')}")
        return found

    def provider_says(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> Exception:
        """A refusal in the provider's own words."""
        return provider_refused(status, self.url, {"error": {"code": code, "message": message}}, headers)


def page_of(found: list[Record], call: Call, size: object) -> JsonAnswer:
    """The part of a list that a call asks for by size and cursor."""
    start = offset_of(str(call.query["next"])) if call.query.get("next") else 0
    count = int(str(size)) if size is not None else USUAL_PAGE
    end = start + count
    return records(found[start:end], cursor_at(end) if end < len(found) else None)


def _list(running: Running) -> JsonAnswer:
    query = running.call.query
    found = running.records().newest_first()
    if query.get("updated_since"):
        since = datetime.fromisoformat(str(query["updated_since"]))
        found = [one for one in found if _moment(str(one["updated_at"]), since) >= since]
    for name, wanted in query.items():
        if name not in _NOT_FILTERS and wanted is not None:
            found = [one for one in found if name not in one or one[name] == wanted]
    return page_of(found, running.call, query.get("page_size"))


def _get(running: Running) -> JsonAnswer:
    record = running.record()
    more: dict[str, object] = {}
    wanted = running.call.query.get("expand") or []
    for name in wanted if isinstance(wanted, list) else [wanted]:
        more[str(name)] = {"owner": {"id": "emp_1", "name": "Ada Abara"}, "history": [], "permissions": ["read"]}.get(
            str(name)
        )
    return records({**record, **more})


def _create(running: Running) -> JsonAnswer:
    body = dict(running.call.body)
    _refuse_taken_email(running, body, None)
    key = running.call.headers.get("idempotency_key")
    return records(dict(running.records().create(body, str(key) if key else None)))


def _update(running: Running) -> JsonAnswer:
    record = running.record()
    _require_version(running, record)
    body = dict(running.call.body)
    _refuse_taken_email(running, body, record)
    return records(dict(running.records().update(record, body)))


def _delete(running: Running) -> JsonAnswer:
    record = running.record()
    running.records().delete(record)
    return records({"id": record["id"], "deleted": True})


def _search(running: Running) -> JsonAnswer:
    words = str(running.call.body["query"]).lower().split()
    conditions = running.call.body.get("conditions") or []
    found = [
        one
        for one in running.records().newest_first()
        if all(word in _as_text(one) for word in words) and all(_holds(one, each) for each in conditions)
    ]
    return page_of(found, running.call, running.call.body.get("page_size"))


def _count(running: Running) -> JsonAnswer:
    return records({"count": len(running.records())})


def _set_state(**fields: object) -> Callable[[Running], JsonAnswer]:
    def act(running: Running) -> JsonAnswer:
        return records(dict(running.records().update(running.record(), fields)))

    return act


def _move(running: Running) -> JsonAnswer:
    stage = {"stage": running.call.body["stage"], "stage_note": running.call.body.get("note")}
    return records(dict(running.records().update(running.record(), stage)))


def _plan_onboarding(running: Running) -> JsonAnswer:
    return records(dict(running.records().update(running.record(), {"onboarding": dict(running.call.body)})))


def _duplicate(running: Running) -> JsonAnswer:
    record = running.record()
    fields = {name: value for name, value in record.items() if name != "id"}
    return records(dict(running.records().create(fields, _idempotency_key(running))))


def _create_many(running: Running) -> JsonAnswer:
    items = running.call.body["items"]
    if len(items) > LARGEST_BATCH:
        raise running.provider_says(422, "too_many", f"At most {LARGEST_BATCH} at once, not {len(items)}")
    made = [{"position": place, "id": running.records().create(item)["id"]} for place, item in enumerate(items)]
    return records(made)


def _idempotency_key(running: Running) -> str | None:
    key = running.call.headers.get("idempotency_key")
    return str(key) if key else None


def _require_version(running: Running, record: Record) -> None:
    wanted = running.call.headers.get("if_match")
    if wanted is not None and str(wanted).strip('"') != str(record.get("version")):
        raise running.provider_says(412, "changed_meanwhile", f"The version is {record.get('version')} by now")


def _refuse_taken_email(running: Running, body: Mapping[str, Any], itself: Record | None) -> None:
    if running.connector.key != PEOPLE or running.action.resource != "employees" or "email" not in body:
        return
    wanted = str(body["email"]).lower()
    taken = running.records().find(lambda one: str(one.get("email")).lower() == wanted)
    if taken is not None and taken is not itself:
        headers = {"x-request-id": f"req-{taken['id']}"}
        raise running.provider_says(409, "email_taken", f"{wanted} belongs to {taken['id']}", headers)


def _moment(text: str, like: datetime) -> datetime:
    found = datetime.fromisoformat(text)
    return found if like.tzinfo is not None else found.replace(tzinfo=None)


def _as_text(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_as_text(part) for part in value.values())
    return value.lower() if isinstance(value, str) else ""


def _holds(record: Record, condition: Mapping[str, Any]) -> bool:
    present, wanted = str(record.get(condition["field"], "")), str(condition.get("value", ""))
    match condition["operator"]:
        case "equals":
            return present == wanted
        case "contains":
            return wanted.lower() in present.lower()
        case "before":
            return present < wanted
        case _:
            return present > wanted


RECORD_ACTIONS: Mapping[str, Callable[[Running], JsonAnswer]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "delete": _delete,
    "search": _search,
    "count": _count,
    "archive": _set_state(is_archived=True),
    "restore": _set_state(is_archived=False),
    "move": _move,
    "plan_onboarding": _plan_onboarding,
    "duplicate": _duplicate,
    "create_many": _create_many,
}
"""What each verb does."""
