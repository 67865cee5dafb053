"""
`/mcp`: the actions of one account as tools of the Model Context Protocol, by stateless POSTs of JSON-RPC.

Failures of HTTP (key, account, state) come in the platform's envelope, failures of the protocol as JSON-RPC errors,
failures of an action as a tool result with `isError`.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.catalogue.model import Connector
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import NotJson, read
from explorer.sandbox.stackone.records.cursor import cursor_at, offset_of
from explorer.sandbox.stackone.routes.endpoint import answer_response, guarded, json_response
from explorer.sandbox.stackone.routes.rpc import asked_by
from explorer.sandbox.stackone.running.answer import RawAnswer
from explorer.sandbox.stackone.running.preconditions import account_of, require_active
from explorer.sandbox.stackone.state import State
from explorer.sandbox.stackone.tools.action_search import ActionSearch
from explorer.sandbox.stackone.tools.tool_calls import ToolCalls, tool_result
from explorer.sandbox.stackone.tools.tool_schema import PARAM_STYLES, tool

VERSIONS = ("2025-03-26", "2025-06-18")
SESSION_HEADER = "mcp-session-id"

_INSTRUCTIONS = (
    "Each tool is one action of the linked account. Its result is JSON text with isError and result; a list has a "
    "cursor in next, which goes back as the tool's own next input."
)


class _RpcError(Exception):
    """A failure of the protocol: JSON-RPC code and text."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def mcp_routes(state: State) -> Sequence[BaseRoute]:
    """POST, and the methods that only servers with sessions know."""
    endpoint = _McpEndpoint(state)
    return [
        guarded(state, "/mcp", "POST", endpoint.post, takes_plain_key=True),
        guarded(state, "/mcp", "GET", endpoint.get, takes_plain_key=True),
        guarded(state, "/mcp", "DELETE", endpoint.delete, takes_plain_key=True),
    ]


class _McpEndpoint:
    def __init__(self, state: State) -> None:
        self._state = state
        self._calls = ToolCalls(state, ActionSearch(state.catalogue))

    async def get(self, _: Request) -> Response:
        """There is no stream to listen to."""
        return Response(status_code=405, headers={"allow": "POST"})

    async def delete(self, request: Request) -> Response:
        """End a session, where there are any."""
        session = request.headers.get(SESSION_HEADER, "")
        if session not in self._state.mcp_sessions:
            return Response(status_code=405, headers={"allow": "POST"})
        self._state.mcp_sessions.discard(session)
        return Response(status_code=204)

    async def post(self, request: Request) -> Response:
        """One message."""
        accept = request.headers.get("accept", "")
        if "application/json" not in accept or "text/event-stream" not in accept:
            raise Refused(406, "Accept must name both application/json and text/event-stream")
        account = self._account(request)
        try:
            message = read(await request.body())
        except NotJson as problem:
            return _protocol_error(None, -32700, f"Parse error: {problem}", 400)
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            return _protocol_error(None, -32600, "Not a JSON-RPC 2.0 message", 400)
        if "id" not in message or not isinstance(message.get("method"), str):
            return Response(status_code=202)
        method = message["method"]
        is_in_session = request.headers.get(SESSION_HEADER) in self._state.mcp_sessions
        if self._state.switches.is_on("mcp_sessions") and method != "initialize" and not is_in_session:
            raise Refused(404, "The session does not exist, or was ended")
        params = message.get("params") or {}
        try:
            result = await self._result(request, account, method, params)
        except _RpcError as problem:
            return _protocol_error(message["id"], problem.code, str(problem), 200)
        if isinstance(result, Response):
            return result
        headers = {}
        if method == "initialize" and self._state.switches.is_on("mcp_sessions"):
            headers[SESSION_HEADER] = secrets.token_hex(16)
            self._state.mcp_sessions.add(headers[SESSION_HEADER])
        return json_response({"jsonrpc": "2.0", "id": message["id"], "result": result}, 200, headers)

    def _account(self, request: Request) -> Account:
        given = request.headers.get("x-account-id") or request.query_params.get("x-account-id")
        account = account_of(self._state, given)
        require_active(account)
        if account.end_user_id and request.headers.get("x-end-user-id") != account.end_user_id:
            raise Refused(400, f"x-end-user-id header does not match account end user id for account {account.id}")
        return account

    async def _result(
        self, request: Request, account: Account, method: str, params: Mapping[str, Any]
    ) -> dict[str, object] | Response:
        connector = self._state.catalogue.connector(account.connector_key)
        assert connector is not None
        searches = request.query_params.get("tool-mode") == "search_execute"
        style = request.query_params.get("param-style", "nested")
        if style not in PARAM_STYLES:
            raise Refused(400, f"param-style must be one of {', '.join(PARAM_STYLES)}")
        match method:
            case "initialize":
                return _initialized(params, request.query_params.get("instructions") == "on")
            case "ping":
                return {}
            case "tools/list" if searches:
                return {"tools": self._calls.search_tools(connector)}
            case "tools/list":
                return self._listed(connector, style, params.get("cursor"))
            case "tools/call":
                return await self._called(request, account, connector, style, params)
            case _:
                raise _RpcError(-32601, f"Method {method} is not known")

    def _listed(self, connector: Connector, style: str, cursor: object) -> dict[str, object]:
        try:
            start = offset_of(str(cursor)) if cursor is not None else 0
        except Refused as problem:
            raise _RpcError(-32602, problem.message) from problem
        end = start + self._state.switches.number("mcp_page_size")
        listed: dict[str, object] = {"tools": [tool(one, style) for one in connector.actions[start:end]]}
        if end < len(connector.actions):
            listed["nextCursor"] = cursor_at(end)
        return listed

    async def _called(
        self, request: Request, account: Account, connector: Connector, style: str, params: Mapping[str, Any]
    ) -> dict[str, object] | Response:
        name, arguments = params.get("name"), params.get("arguments") or {}
        if not isinstance(name, str) or not isinstance(arguments, dict):
            raise _RpcError(-32602, "name must be text and arguments an object")
        found = self._calls.search(connector, name, arguments)
        if found is not None:
            return tool_result(found, is_error=False)
        call = self._calls.read(account, connector, style, name, arguments)
        if call is None:
            raise _RpcError(-32602, f"Tool {name} is not known")
        ended = await self._calls.run(call, await asked_by(request))
        if isinstance(ended.answer, RawAnswer) and ended.answer.ending != "whole":
            return answer_response(ended.answer, {})
        return self._calls.result(ended)


def _initialized(params: Mapping[str, Any], with_instructions: bool) -> dict[str, object]:
    wanted = params.get("protocolVersion")
    answer: dict[str, object] = {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[-1],
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": "stackone-sandbox", "version": "1.0.0"},
    }
    return {**answer, "instructions": _INSTRUCTIONS} if with_instructions else answer


def _protocol_error(message_id: object, code: int, message: str, status: int) -> Response:
    error = {"code": code, "message": message}
    return json_response({"jsonrpc": "2.0", "id": message_id, "error": error}, status)
