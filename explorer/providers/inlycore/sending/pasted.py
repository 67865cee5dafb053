"""
A pasted request as Inly Core takes it: flat parameters, with the action's key and the record's id in the address.

Source: reference, sections 4, 8.1 and 12; addresses are read from the right, since a key may have slashes.
"""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.providers.contract import PastedCall, PastedRequest
from explorer.providers.inlycore.sending.paths import ID, KEY
from explorer.providers.inlycore.settings import InlyCoreOptions

BULK_IDS: Final = "bulk_ids"
"""The option of a call that holds the records of a bulk run."""

_EXECUTE: Final = "/actions/{key}/execute"
_EXECUTE_SUBJECT: Final = "/actions/{key}/execute/{id}"
_BULK: Final = "/actions/{key}/bulk-execute"


def read_pasted(options: InlyCoreOptions, pasted: PastedRequest) -> PastedCall:
    """What the request means; never fails."""
    body = dict(pasted.body or {})
    path = _path(pasted.url)
    for template in (options.bulk_path, _BULK):
        if found := _matched(template, path):
            ids, arguments = _bulk(body, options.bulk_params_style)
            return PastedCall(arguments, "a bulk run of Inly Core", {BULK_IDS: ids}, action_key=found["key"])
    for template in (options.execute_subject_path, options.execute_path, _EXECUTE_SUBJECT, _EXECUTE):
        if found := _matched(template, path):
            return PastedCall(body, "a run of Inly Core", subject=found.get("id"), action_key=found["key"])
    return PastedCall(body)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/")
    except ValueError:
        return ""


def _matched(template: str, path: str) -> dict[str, str] | None:
    pattern = re.escape(template.rstrip("/")).replace(re.escape(KEY), "(?P<key>.+?)", 1)
    pattern = pattern.replace(re.escape(ID), "(?P<id>[^/]+)", 1)
    found = re.search(f"{pattern}$", path) if KEY in template else None
    return {name: unquote(part) for name, part in found.groupdict().items()} if found else None


def _bulk(body: JsonObject, style: str) -> tuple[list[JsonValue], JsonObject]:
    given = body.pop("ids", None)
    ids: list[JsonValue] = [str(one) for one in given if isinstance(one, str | int)] if isinstance(given, list) else []
    inside = body.get(style)
    return ids, inside if style != "flat" and isinstance(inside, dict) and len(body) == 1 else body
