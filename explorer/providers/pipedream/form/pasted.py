"""
A pasted request as Pipedream takes it: the body of a run, or `configured_props` alone.

Names are read in both spellings, that of the wire and that of the JavaScript SDK.

Source: reference, section 9; the SDK's own names for the same.
"""

from typing import Final

from explorer.domain.json_value import JsonObject, JsonValue
from explorer.providers.contract import PastedCall, PastedRequest

_NAMES: Final = {
    "id": "id",
    "actionId": "id",
    "action_id": "id",
    "version": "version",
    "external_user_id": "external_user_id",
    "externalUserId": "external_user_id",
    "configured_props": "configured_props",
    "configuredProps": "configured_props",
    "dynamic_props_id": "dynamic_props_id",
    "dynamicPropsId": "dynamic_props_id",
    "stash_id": "stash_id",
    "stashId": "stash_id",
}
_MARKS: Final = frozenset({"configured_props", "external_user_id", "dynamic_props_id"})
"""Names that no plain list of props would hold."""


def read_pasted(pasted: PastedRequest) -> PastedCall:
    """What the request means; never fails."""
    body = pasted.body or {}
    named = {_NAMES[key]: value for key, value in body.items() if key in _NAMES}
    if not set(named) & _MARKS:
        return PastedCall(dict(body))
    notes: list[str] = []
    props = named.get("configured_props")
    if props is not None and not isinstance(props, dict):
        notes.append("Its configured_props are no object, so that no field was filled.")
    others = [key for key in body if key not in _NAMES]
    if others:
        notes.append(f"Not part of a run, and left out: {', '.join(key[:40] for key in others[:8])}.")
    dynamic = _text(named.get("dynamic_props_id"))
    return PastedCall(
        props if isinstance(props, dict) else {},
        "a Pipedream run" if _text(named.get("id")) else "configured props",
        _options(named),
        account_id=_text(named.get("external_user_id")),
        action_key=_text(named.get("id")),
        state={"dynamic_props_id": dynamic} if dynamic else {},
        notes=notes,
    )


def _options(named: JsonObject) -> JsonObject:
    options: JsonObject = {}
    if version := _text(named.get("version")):
        options["version"] = version
    if named.get("stash_id") is not None:
        options["stash_id"] = named["stash_id"]
    return options


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else ""
