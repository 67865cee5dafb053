"""Tool calls: arguments to an action's inputs, and an action's end to a tool result."""

import base64
from collections.abc import Mapping
from typing import Any

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.catalogue.model import LOCATIONS, Action, Connector
from explorer.sandbox.stackone.exact_json import NotJson, read, write
from explorer.sandbox.stackone.routes.paging import whole_number
from explorer.sandbox.stackone.running.answer import JSON_TYPE, RawAnswer
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.running.run import Asked, Ended, run_action
from explorer.sandbox.stackone.state import State
from explorer.sandbox.stackone.tools.action_search import ActionSearch

_CATEGORIES = {
    400: "invalid_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    408: "timeout",
    409: "conflict",
    412: "precondition_failed",
    422: "unprocessable",
    429: "rate_limited",
}
_RETRYABLE = frozenset({408, 429, 502})


class ToolCalls:
    """The tools of accounts, called by name."""

    def __init__(self, state: State, search: ActionSearch) -> None:
        self._state = state
        self._search = search

    def search_tools(self, connector: Connector) -> list[dict[str, object]]:
        """The two tools that stand for all in the mode `search_execute`."""
        groups = {name: {"type": "object"} for name in LOCATIONS}
        top = {"type": "integer", "minimum": 1, "maximum": 50, "default": 10}
        return [
            {
                "name": f"{connector.key}_search_actions",
                "description": f"Finds actions of {connector.name} by words.",
                "inputSchema": {
                    "type": "object",
                    "properties": {"query": {"type": "string"}, "top_k": top},
                    "required": ["query"],
                },
            },
            {
                "name": f"{connector.key}_execute_action",
                "description": f"Runs one action of {connector.name}.",
                "inputSchema": {
                    "type": "object",
                    "properties": {"action_id": {"type": "string"}, **groups},
                    "required": ["action_id"],
                },
            },
        ]

    def search(self, connector: Connector, name: str, arguments: Mapping[str, Any]) -> list[dict[str, object]] | None:
        """What the tool that searches finds; None if another tool is called."""
        if name != f"{connector.key}_search_actions":
            return None
        found = self._search.best(
            str(arguments.get("query", "")),
            connector.key,
            count=whole_number(arguments.get("top_k"), "top_k", 10, high=50),
            least=0.0,
        )
        return [
            {"action_id": action.id, "description": action.description, "score": score} for _, action, score in found
        ]

    def read(
        self,
        account: Account,
        connector: Connector,
        style: str,
        name: str,
        arguments: Mapping[str, Any],
    ) -> Call | None:
        """The call that a tool's name and arguments mean, or None for an unknown tool."""
        if name == f"{connector.key}_execute_action":
            name = str(arguments.get("action_id") or arguments.get("action_name"))
            style = "nested"
        action = self._state.catalogue.action(name)
        if action is None or action.connector_key != connector.key:
            return None
        groups = _grouped(action, style, arguments)
        return Call(
            action_id=action.id,
            account_id=account.id,
            path=groups["path"],
            query=groups["query"],
            body=groups["body"],
            headers=groups["headers"],
        )

    async def run(self, call: Call, asked: Asked) -> Ended:
        """Run it, with its log."""
        return await run_action(self._state, call, asked)

    def result(self, ended: Ended) -> dict[str, object]:
        """A tool result: the same JSON as text and as structure."""
        if ended.refusal is not None:
            status = ended.refusal.status
            failure = {
                "error": ended.refusal.message,
                "status_code": status,
                "error_category": _CATEGORIES.get(status, "internal_error"),
                "retryable": status in _RETRYABLE,
            }
            if ended.refusal.provider_errors is not None:
                failure["provider_errors"] = list(ended.refusal.provider_errors)
            return tool_result({"isError": True, "result": failure}, is_error=True)
        if isinstance(ended.answer, RawAnswer):
            return _of_bytes(ended.answer)
        value = dict(ended.answer.value)
        told: dict[str, object] = {"isError": False}
        if "defenderMetadata" in value:
            told["defenderMetadata"] = value.pop("defenderMetadata")
        return tool_result({**told, "result": value}, is_error=False)


def tool_result(value: object, *, is_error: bool) -> dict[str, object]:
    """A value as the content of a tool result; only objects have a structured form."""
    content = [{"type": "text", "text": write(value).decode()}]
    result: dict[str, object] = {"content": content, "isError": is_error}
    return {**result, "structuredContent": value} if isinstance(value, dict) else result


def _of_bytes(answer: RawAnswer) -> dict[str, object]:
    if answer.status >= 400:
        failure = {
            "error": "The provider gave no JSON",
            "status_code": answer.status,
            "error_category": "internal_error",
            "retryable": True,
        }
        return tool_result({"isError": True, "result": failure}, is_error=True)
    result: object = None
    if answer.content_type == JSON_TYPE:
        try:
            result = read(answer.body)
        except NotJson:
            result = answer.body.decode("utf-8", "replace")
    elif answer.body:
        result = {
            "content_type": answer.content_type,
            "content_disposition": answer.headers.get("content-disposition"),
            "content_base64": base64.b64encode(answer.body).decode(),
        }
    return tool_result({"isError": False, "result": result}, is_error=False)


def _grouped(action: Action, style: str, arguments: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Arguments by location; a bare object under a location's name belongs there in every style."""
    groups: dict[str, dict[str, Any]] = {location: {} for location in LOCATIONS}
    by_name = {f"{one.location}_{one.name}": one for one in action.inputs}
    if style == "flat_smart":
        names = [one.name for one in action.inputs]
        by_name.update({one.name: one for one in action.inputs if names.count(one.name) == 1})
    for name, value in arguments.items():
        if name in by_name and style != "nested":
            groups[by_name[name].location or "body"][by_name[name].name] = value
        elif name in groups and isinstance(value, dict):
            groups[name].update(value)
        else:
            groups["body"][name] = value
    return groups
