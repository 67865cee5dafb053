"""Sessions in which an end user links an account; opening the link links it at once, there is nobody to ask."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.envelope import Refused, timestamp
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.state import State

_PAGE = "<!doctype html>\n<html><head><title>{title}</title></head><body><p>{title}</p></body></html>\n"
_NOT_IN_ANSWERS = ("token", "auth_link_url")


def connect_session_routes(state: State) -> Sequence[BaseRoute]:
    """Creating a session, turning its token into the session, and the page that its link opens."""

    async def created(request: Request) -> Response:
        body = read_json_object(await request.body())
        for name in ("origin_owner_id", "origin_owner_name"):
            if not isinstance(body.get(name), str) or not body[name]:
                raise Refused(400, f"{name} must be text that is not empty", error_code="ValidationError")
        provider = body.get("provider")
        if provider is not None and provider not in state.catalogue.keys:
            raise Refused(400, f"There is no connector {provider}")
        session = _session(body, len(state.connect_sessions) + 1, str(request.base_url))
        state.connect_sessions[str(session["token"])] = session
        return json_response(session, 201)

    async def authenticated(request: Request) -> Response:
        body = read_json_object(await request.body())
        session = state.connect_sessions.get(str(body.get("token")))
        if session is None:
            raise Refused(400, "The token is not valid, or its time is over")
        return json_response({name: value for name, value in session.items() if name not in _NOT_IN_ANSWERS}, 201)

    async def opened(request: Request) -> Response:
        session = state.connect_sessions.get(request.path_params["token"])
        if session is None:
            return HTMLResponse(_PAGE.format(title="This link is not valid"), 404)
        _link(state, session)
        return HTMLResponse(_PAGE.format(title="The account is linked"))

    return [
        guarded(state, "/connect_sessions", "POST", created),
        guarded(state, "/connect_sessions/authenticate", "POST", authenticated),
        Route("/connect/{token}", opened, methods=["GET"]),
    ]


def _session(body: Mapping[str, Any], number: int, base_url: str) -> dict[str, object]:
    token = secrets.token_urlsafe(24)
    kept = ("categories", "provider", "origin_username", "account_id", "label", "metadata", "integration_id")
    return {
        "id": number,
        "organization_id": 1,
        "project_id": "prj-sandbox",
        "origin_owner_id": body["origin_owner_id"],
        "origin_owner_name": body["origin_owner_name"],
        **{name: body.get(name) for name in kept},
        "external_trigger_token": None,
        "type": body.get("type") or "production",
        "created_at": timestamp(datetime.now(UTC)),
        "token": token,
        "auth_link_url": f"{base_url.rstrip('/')}/connect/{token}",
    }


def _link(state: State, session: Mapping[str, object]) -> None:
    """Owner and provider decide whether an account is made or made whole again."""
    key = str(session["provider"] or state.catalogue.keys[0])
    owner = str(session["origin_owner_id"])
    for account in state.accounts.values():
        shown = account.as_json()
        if account.connector_key == key and shown["origin_owner_id"] == owner:
            account.status, account.reasons = "active", ()
            return
    now = timestamp()
    made = Account(
        f"8800{len(state.accounts):06d}",
        key,
        state.catalogue.title(key),
        str(session["origin_owner_name"]),
        label=None if session["label"] is None else str(session["label"]),
        type="test" if session["type"] == "test" else "production",
        created_at=now,
        updated_at=now,
    )
    made.changes["origin_owner_id"] = owner
    state.accounts[made.id] = made
