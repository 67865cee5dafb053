"""
A pasted request as StackOne takes it: the body of an RPC, a call of an MCP tool, or a request to a provider.

What belongs to the call and is no parameter goes where the form has it: account, profile, sync, debug, defender.

Source: StackOne, "RPC" (OpenAPI of the path); Model Context Protocol, "Calling tools"; bodies of 2025 held the
parameters under `input`.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from explorer.domain.json_value import JsonObject
from explorer.providers.contract import PastedCall, PastedRequest
from explorer.providers.stackone.actions.input_model import GROUPS
from explorer.schema.field import Form, GroupField

_ACCOUNT: Final = "x-account-id"
_PROFILE: Final = "x-connector-profile-id"
_SWITCHES: Final = {"true": True, "false": False}


def read_pasted(pasted: PastedRequest, form: Form) -> PastedCall:
    """What the request means for an action with this form; never fails."""
    body = pasted.body or {}
    params = body.get("params")
    if isinstance(body.get("action"), str):
        return _of_rpc(pasted, body)
    if body.get("method") == "tools/call" and isinstance(params, dict):
        return _of_tool(pasted, params)
    if pasted.url and not set(body) & set(GROUPS):
        return _of_http(pasted, form)
    arguments, account = _without_account(body)
    return PastedCall(arguments, options=_options(pasted), account_id=account or _header(pasted, _ACCOUNT))


def _of_rpc(pasted: PastedRequest, body: JsonObject) -> PastedCall:
    notes: list[str] = []
    arguments = {key: value for key, value in body.items() if key not in {"action", "defender_config"}}
    wrapped = arguments.get("input")
    if isinstance(wrapped, dict) and not set(arguments) & set(GROUPS):
        arguments = {**wrapped, **{key: value for key, value in arguments.items() if key != "input"}}
        notes.append("Its parameters stood under input, as in 2025; they were taken out of it.")
    options = _options(pasted)
    defender = body.get("defender_config")
    if isinstance(defender, dict):
        options["defender_config"] = defender
    arguments, account = _without_account(arguments)
    return PastedCall(
        arguments,
        "a StackOne call",
        options,
        account_id=account or _header(pasted, _ACCOUNT),
        action_key=str(body["action"]),
        notes=notes,
    )


def _of_tool(pasted: PastedRequest, params: JsonObject) -> PastedCall:
    name, given = params.get("name"), params.get("arguments")
    arguments, account = _without_account(given if isinstance(given, dict) else {})
    return PastedCall(
        arguments,
        "a call of an MCP tool",
        account_id=account or _header(pasted, _ACCOUNT),
        action_key=name if isinstance(name, str) else "",
    )


def _of_http(pasted: PastedRequest, form: Form) -> PastedCall:
    """A request to somewhere else: its body, and of its query and headers what the form has a field for."""
    arguments: JsonObject = {}
    query: JsonObject = dict(_query(pasted))
    known = _fields(form, "query")
    if kept := {name: value for name, value in query.items() if name in known}:
        arguments["query"] = kept
    names = {name.lower(): name for name in _fields(form, "headers")}
    headers: JsonObject = {names[name.lower()]: value for name, value in pasted.headers if name.lower() in names}
    if headers:
        arguments["headers"] = headers
    if pasted.body:
        arguments["body"] = pasted.body
    notes = []
    if left := [name for name in query if name not in known and name not in {"sync", "debug"}]:
        notes.append(f"Not taken, since the form has no such query parameter: {', '.join(left[:8])}.")
    return PastedCall(arguments, options=_options(pasted), account_id=_header(pasted, _ACCOUNT), notes=notes)


def _options(pasted: PastedRequest) -> JsonObject:
    query = _query(pasted)
    options: JsonObject = {name: _SWITCHES[query[name]] for name in ("sync", "debug") if query.get(name) in _SWITCHES}
    if profile := _header(pasted, _PROFILE):
        options["connector_profile_id"] = profile
    return options


def _without_account(arguments: JsonObject) -> tuple[JsonObject, str]:
    """SDKs repeat the account among the headers of the body; it is sent by itself."""
    headers = arguments.get("headers")
    given = headers.get(_ACCOUNT) if isinstance(headers, dict) else None
    if not isinstance(headers, dict) or not isinstance(given, str):
        return dict(arguments), ""
    others: JsonObject = {name: value for name, value in headers.items() if name != _ACCOUNT}
    kept = {key: others if key == "headers" else value for key, value in arguments.items()}
    if not others:
        del kept["headers"]
    return kept, given


def _fields(form: Form, group: str) -> set[str]:
    root = form.root
    groups = root.fields if isinstance(root, GroupField) else ()
    found = next((one for one in groups if one.key == group), None)
    return {one.key for one in found.fields} if isinstance(found, GroupField) else set()


def _query(pasted: PastedRequest) -> Mapping[str, str]:
    try:
        return dict(parse_qsl(urlsplit(pasted.url).query, keep_blank_values=True))
    except ValueError:  # no address, or more parameters than anybody means
        return {}


def _header(pasted: PastedRequest, name: str) -> str:
    return next((value for key, value in pasted.headers if key.lower() == name), "")
