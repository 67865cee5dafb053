"""Calls: `POST /actions/rpc`, and `POST /actions/rpc/synced` for what was kept."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.routes.endpoint import (
    answer_response,
    guarded,
    json_response,
    refused_response,
    require_key,
)
from explorer.sandbox.stackone.running.call import read_call, read_json_object
from explorer.sandbox.stackone.running.run import Asked, log_refusal, run_action
from explorer.sandbox.stackone.state import State
from explorer.sandbox.stackone.syncs import sync_key

RUN_ID_HEADER = "x-stackone-action-run-id"
"""An extension of ours: which log entry belongs to an answer. The platform documents no such link."""

LARGEST_WINDOW = 10_000


async def asked_by(request: Request) -> Asked:
    """The request as a run's log keeps it."""
    return Asked(
        method=request.method,
        url=str(request.url),
        headers=dict(request.headers),
        body=await request.body(),
        transport="MCP" if request.url.path == "/mcp" else "ACTION_RPC",
        ip_address=request.client.host if request.client else "",
    )


def rpc_routes(state: State) -> Sequence[BaseRoute]:
    """Both addresses."""

    async def rpc(request: Request) -> Response:
        asked = await asked_by(request)
        try:
            state.count_call(require_key(request))
            call = read_call(asked.body, asked.headers, dict(request.query_params))
        except Refused as refusal:
            response = refused_response(refusal)
            response.headers[RUN_ID_HEADER] = log_refusal(state, asked, refusal)
            return response
        ended = await run_action(state, call, asked)
        return answer_response(ended.answer, {**ended.headers, RUN_ID_HEADER: ended.run_id})

    async def synced(request: Request) -> Response:
        text = await request.body()
        call = read_call(text, dict(request.headers), {})
        body = read_json_object(text)
        size = _count(request, "page_size", 100, low=1, high=200)
        skip = _count(request, "skip", 0, low=0, high=LARGEST_WINDOW)
        if skip + size > LARGEST_WINDOW:
            raise Refused(400, f"skip and page_size together must not exceed {LARGEST_WINDOW}")
        kept = state.synced.get(sync_key(call))
        if kept is None:
            message = "No sync holds the result of this action with these inputs"
            return json_response({"synced": False, "action_id": call.action_id, "message": message})
        rows = kept["data"]
        wanted = body.get("filter") or {}
        if not isinstance(wanted, dict):
            raise Refused(400, "filter must be an object", error_code="ValidationError")
        if isinstance(rows, list):
            rows = [row for row in rows if all(row.get(name) == value for name, value in wanted.items())]
            rows = rows[skip : skip + size]
        return json_response({"data": rows, "datasync": kept["datasync"]})

    return [
        Route("/actions/rpc", rpc, methods=["POST"]),
        guarded(state, "/actions/rpc/synced", "POST", synced),
    ]


def _count(request: Request, name: str, default: int, *, low: int, high: int) -> int:
    text = request.query_params.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise Refused(400, f"{name} must be a whole number from {low} to {high}")
    return int(text)
