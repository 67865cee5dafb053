"""What an RPC call asks for, read from its JSON body and its headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import NotJson, read

Values = Mapping[str, Any]


@dataclass(frozen=True)
class DefenderWish:
    """What a call says about the scan; None leaves it to the project's settings."""

    is_enabled: bool | None = None
    blocks_high_risk: bool | None = None


@dataclass(frozen=True)
class Call:
    """One call of an action, not yet checked against the action's inputs."""

    action_id: str
    account_id: str | None = None
    profile_id: str | None = None
    path: Values = field(default_factory=dict)
    query: Values = field(default_factory=dict)
    body: Values = field(default_factory=dict)
    headers: Values = field(default_factory=dict)
    is_synced: bool = False
    is_debugged: bool = False
    defender: DefenderWish = DefenderWish()

    def values(self, location: str) -> Values:
        """The inputs of one location."""
        found: Values = getattr(self, location)
        return found


def read_json_object(text: bytes) -> dict[str, Any]:
    """
    The JSON object of a request's body.

    Raises:
        Refused: 400, it is none.
    """
    try:
        value = read(text)
    except NotJson as problem:
        raise Refused(400, f"The body is not valid JSON: {problem}") from problem
    if not isinstance(value, dict):
        raise Refused(400, "The body must be a JSON object")
    return value


def read_call(text: bytes, headers: Mapping[str, str], query: Mapping[str, str]) -> Call:
    """
    The call in a request to `POST /actions/rpc`.

    The account may stand in the header `x-account-id` or, as older clients have it, in the body's `headers`.

    Raises:
        Refused: 400, the body has not the published shape.
    """
    body = read_json_object(text)
    action_id = body.get("action")
    if not isinstance(action_id, str) or not action_id:
        raise Refused(400, "action must be text that is not empty", error_code="ValidationError")
    groups = {name: _group(body, name) for name in ("path", "query", "body", "headers")}
    sent_headers = {name: value for name, value in groups["headers"].items() if name.lower() != "x-account-id"}
    in_body = next((value for name, value in groups["headers"].items() if name.lower() == "x-account-id"), None)
    asked_debug = groups["query"].get("debug")
    return Call(
        action_id=action_id,
        account_id=headers.get("x-account-id") or (str(in_body) if in_body else None),
        profile_id=headers.get("x-connector-profile-id"),
        path=groups["path"],
        query=groups["query"],
        body=groups["body"],
        headers=sent_headers,
        is_synced=_flag(query, "sync"),
        is_debugged=_flag(query, "debug") or asked_debug is True,
        defender=_read_defender(body),
    )


def _group(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(400, f"{name} must be an object", error_code="ValidationError")
    return value


def _flag(query: Mapping[str, str], name: str) -> bool:
    text = query.get(name, "")
    if text not in ("", "true", "false", "null"):
        raise Refused(400, f"{name} must be true or false", error_code="ValidationError")
    return text == "true"


def _read_defender(body: Mapping[str, Any]) -> DefenderWish:
    config = _group(body, "defender_config")
    names = ("enabled", "block_high_risk", "use_tier1_classification", "use_tier2_classification")
    for place, name in ((body, "defender_enabled"), *((config, name) for name in names)):
        if not isinstance(place.get(name), bool | None):
            raise Refused(400, f"{name} must be true, false or null", error_code="ValidationError")
    enabled = config.get("enabled")
    if enabled is None and "defender_config" not in body:
        enabled = body.get("defender_enabled")
    tiers = [config.get(name) for name in names[2:]]
    if enabled is None and tiers == [False, False]:
        enabled = False
    return DefenderWish(is_enabled=enabled, blocks_high_risk=config.get("block_high_risk"))
