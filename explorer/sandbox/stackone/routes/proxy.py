"""Requests passed straight to a provider: the made-up one has REST addresses over the same records."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.envelope import Refused, provider_refused
from explorer.sandbox.stackone.records.collection import Collection
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.running.preconditions import account_of, require_active
from explorer.sandbox.stackone.state import State

_METHODS = ("get", "post", "put", "delete", "patch")
_ADDRESS = re.compile(r"/?v1/(?P<resource>[a-z_]+)(/(?P<id>[^/]+))?/?")


def proxy_routes(state: State) -> Sequence[BaseRoute]:
    """Both spellings of the address."""

    async def passed_on(request: Request) -> Response:
        account = account_of(state, request.headers.get("x-account-id"))
        require_active(account)
        body = read_json_object(await request.body() or b"{}")
        method = str(body.get("method") or "get").lower()
        if method not in _METHODS:
            raise Refused(400, f"method must be one of {', '.join(_METHODS)}", error_code="ValidationError")
        connector = state.catalogue.connector(account.connector_key)
        assert connector is not None
        target = str(body.get("path") or "/")
        base = str(body.get("url") or connector.address)
        status, answer = _at_provider(state, account, method, f"{base.rstrip('/')}/{target.lstrip('/')}", body)
        headers = {"content-type": "application/json", "x-request-id": "req-proxy"}
        if status == 204:
            return Response(status_code=204)
        passed = json_response({"status": status, "headers": headers, "data": answer}, status)
        if "heartbeat" in request.headers.get("prefer", ""):
            # Newlines keep the connection alive until the body is there; JSON readers skip them.
            passed = Response(
                b"\n\n" + bytes(passed.body),
                status,
                {"preference-applied": "heartbeat"},
                media_type="application/json",
            )
        return passed

    return [
        guarded(state, "/unified/proxy", "POST", passed_on),
        guarded(state, "/proxy", "POST", passed_on),
    ]


def _at_provider(
    state: State, account: Account, method: str, url: str, body: Mapping[str, object]
) -> tuple[int, object]:
    address = urlsplit(url)
    found = _ADDRESS.fullmatch(address.path)
    if found is None or not _has(state, account, found["resource"]):
        raise provider_refused(404, url, {"error": {"code": "no_route", "message": f"Nothing at {address.path}"}})
    collection = state.collection(account, found["resource"])
    sent = body.get("body")
    fields = sent if isinstance(sent, dict) else {}
    if found["id"] is None:
        return _on_all(collection, method, url, fields, parse_qs(address.query))
    record = collection.get(found["id"])
    if record is None:
        raise provider_refused(404, url, {"error": {"code": "not_found", "message": f"No record {found['id']}"}})
    match method:
        case "get":
            return 200, record
        case "delete":
            collection.delete(record)
            return 204, None
        case "patch" | "put":
            return 200, collection.update(record, fields)
        case _:
            raise provider_refused(405, url, {"error": {"code": "method", "message": f"Not {method}"}})


def _on_all(
    collection: Collection,
    method: str,
    url: str,
    fields: Mapping[str, object],
    query: Mapping[str, list[str]],
) -> tuple[int, object]:
    if method == "get":
        wanted = query.get("limit", ["25"])[0]
        return 200, {"items": collection.newest_first()[: int(wanted) if wanted.isdigit() else 25]}
    if method == "post":
        return 201, dict(collection.create(fields))
    raise provider_refused(405, url, {"error": {"code": "method", "message": f"Not {method}"}})


def _has(state: State, account: Account, resource_key: str) -> bool:
    connector = state.catalogue.connector(account.connector_key)
    return connector is not None and any(one.resource == resource_key for one in connector.actions)
