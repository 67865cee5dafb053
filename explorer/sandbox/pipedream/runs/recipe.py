"""
What the data files say an action does.

    verb         send (default), create, list, get, update, delete, put (create or replace),
                 make (a list of invented items)
    collection   where records are kept; `by` names the props that tell one collection from another
    id           pattern of a new record's id (record_store.py)
    record       template of a new or changed record
    find         prop that holds the id of the record to get, change or delete; for put, its key
    where        record field to the prop that must be equal to it
    search       {"prop", "in": [fields]}: words that must occur in those fields
    limit        prop that holds the most records to give
    item, count  template of an invented item, and how many
    file         {"name", "text"}: a file to leave behind, unless its name comes out empty
    logs         console lines: a text, or [level, text]
    summary, ret templates; `$id`, `$now`, `$count`, `$record`, `$records`, `$account`, `$path` are known to them
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.component_error import upstream_error
from explorer.sandbox.pipedream.exact_json import whole_number
from explorer.sandbox.pipedream.forms.values import bare
from explorer.sandbox.pipedream.runs.run_context import RunContext
from explorer.sandbox.pipedream.runs.template import ABSENT, filled, filled_text

DEFAULT_ID = "@@@@@@@@@@@@"
NO_RECIPE: Entry = {"summary": "Done", "ret": {"id": "{$id}", "created_at": "{$now}"}}


def follow(context: RunContext, recipe: Mapping[str, Any]) -> Any:
    """
    Do what a recipe says.

    Returns:
        The action's return value.

    Raises:
        ComponentError: The record that it is about is not there.
    """
    values: dict[str, Any] = dict(context.filled_values)
    values["$now"] = f"{datetime.fromtimestamp(context.state.clock(), UTC):%Y-%m-%dT%H:%M:%SZ}"
    values["$account"] = context.accounts[0].name if context.accounts else context.external_user_id
    records = _records(context, recipe, values)
    values["$id"] = context.state.records.new_id(recipe.get("id", DEFAULT_ID), records)
    values.update(_VERBS[recipe.get("verb", "send")](context, recipe, values, records))
    if "file" in recipe:
        name = filled_text(recipe["file"]["name"], values).rpartition("/")[2]
        if name:
            content = filled_text(recipe["file"]["text"], values).encode("utf-8", "replace")
            values["$path"] = context.leave_file(name, content)
    for line in recipe.get("logs", ()):
        level, text = line if isinstance(line, list) else ("log", line)
        context.console.log(filled_text(text, values), level)
    if "summary" in recipe:
        context.summarise(filled_text(recipe["summary"], values))
    ret = filled(recipe.get("ret", "{$record}"), values)
    return None if ret is ABSENT else ret


def _records(context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any]) -> list[Entry]:
    if "collection" not in recipe:
        return []
    parents = {name: bare(values.get(name)) for name in recipe.get("by", ())}
    return context.records(recipe["collection"], parents)


def _send(
    _context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], _records: Sequence[Entry]
) -> dict[str, Any]:
    return {"$record": filled(recipe.get("record", {"id": "{$id}"}), values)}


def _create(
    _context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], records: list[Entry]
) -> dict[str, Any]:
    record = {"id": values["$id"], **filled(recipe.get("record", {}), values)}
    records.append(record)
    return {"$record": record}


def _put(
    context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], records: list[Entry]
) -> dict[str, Any]:
    key = values.get(recipe["find"])
    records[:] = [record for record in records if record["id"] != key]
    return _create(context, recipe, {**values, "$id": key}, records)


def _list(
    _context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], records: Sequence[Entry]
) -> dict[str, Any]:
    found = [record for record in records if _fits(record, recipe, values)]
    limit = whole_number(values.get(recipe.get("limit", "")), len(found))
    found = found[: max(0, limit)]
    return {"$records": found, "$count": len(found)}


def _get(
    _context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], records: Sequence[Entry]
) -> dict[str, Any]:
    wanted = bare(values.get(recipe["find"]))
    for record in records:
        if str(record["id"]) == str(wanted):
            return {"$record": record}
    raise upstream_error(404, f"there is no record {wanted}")


def _update(
    context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], records: Sequence[Entry]
) -> dict[str, Any]:
    found = _get(context, recipe, values, records)
    found["$record"].update(filled(recipe.get("record", {}), values))
    return found


def _delete(
    context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], records: list[Entry]
) -> dict[str, Any]:
    found = _get(context, recipe, values, records)
    records.remove(found["$record"])
    return found


def _make(
    context: RunContext, recipe: Mapping[str, Any], values: Mapping[str, Any], _records: Sequence[Entry]
) -> dict[str, Any]:
    words = context.state.catalogue.pools["names"]
    count = recipe.get("count", 3)
    count = min(count, max(0, whole_number(values.get(recipe.get("limit", "")), count)))
    items = []
    for index in range(count):
        more = {"$index": index, "$number": index + 1, "$word": words[index % len(words)]}
        items.append(filled(recipe["item"], {**values, **more}))
    return {"$records": items, "$count": len(items)}


def _fits(record: Entry, recipe: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    for field, prop in recipe.get("where", {}).items():
        wanted = bare(values.get(prop))
        if wanted not in (None, "") and str(record.get(field)) != str(wanted):
            return False
    search = recipe.get("search")
    words = str(values.get(search["prop"]) or "").casefold().split() if search else []
    if not search or not words:
        return True
    text = json.dumps([record.get(field) for field in search["in"]], default=str, ensure_ascii=False).casefold()
    return all(word in text for word in words if ":" not in word)


_VERBS = {
    "send": _send,
    "create": _create,
    "put": _put,
    "list": _list,
    "get": _get,
    "update": _update,
    "delete": _delete,
    "make": _make,
}
