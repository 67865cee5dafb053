"""
Tokens: for a server, and for one external user.

Source: Pipedream Connect, pages on API authentication, tokens and troubleshooting (the texts of a failed validation).
"""

from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.client_assertion import ASSERTION_TYPE
from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.access.tokens import LONGEST_CONNECT_TOKEN_S, SCOPES, ConnectToken
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable, json_object
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.refusal import RequestRefusedError, bad_request
from explorer.sandbox.pipedream.state import CLIENT_ID, CLIENT_SECRET, PROJECT_ID, PipedreamState

INVALID_TOKEN = "The Pipedream Connect token is invalid. Please generate a new one and try again."
UNKNOWN_APP = "App not found. Please check your app id."


class Authentication:
    """The token calls."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        table.open("POST", "/v1/oauth/token", self.issue)
        table.open("GET", "/v1/connect/tokens/{token}/validate", self.validate)
        table.project("POST", "/tokens", "connect:tokens:create", self.create, takes="access")

    async def issue(self, request: Request) -> Response:
        """An access token for the OAuth client."""
        form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        body: dict[str, Any] = (
            dict(parse_qsl((await request.body()).decode("latin-1"))) if form else await json_object(request)
        )
        if body.get("grant_type") != "client_credentials":
            raise _refused(400, "unsupported_grant_type", "Only client_credentials is offered")
        if body.get("client_assertion_type") == ASSERTION_TYPE:
            origin = f"{request.url.scheme}://{request.url.netloc}"
            if not self._state.assertions.accepts(body.get("client_assertion"), origin):
                raise _refused(401, "invalid_client", "The assertion is not valid")
        elif body.get("client_id") != CLIENT_ID or body.get("client_secret") != CLIENT_SECRET:
            raise _refused(401, "invalid_client", "Client authentication failed")
        scopes = frozenset(str(body.get("scope") or "*").split())
        if not scopes <= SCOPES:
            raise _refused(400, "invalid_scope", f"Unknown scope: {', '.join(sorted(scopes - SCOPES))}")
        lifetime_s = self._state.switches.token_lifetime_s
        token = self._state.tokens.issue_access(scopes, lifetime_s)
        return JsonAnswer({"access_token": token.text, "token_type": "Bearer", "expires_in": lifetime_s})

    async def create(self, request: Request, caller: Caller) -> Response:
        """A Connect token for one external user."""
        body = await json_object(request)
        user = caller.user(body.get("external_user_id"))
        self._state.limits.take("connect tokens", user, self._state.clock())
        lifetime_s = body.get("expires_in", LONGEST_CONNECT_TOKEN_S)
        if type(lifetime_s) is not int or not 1 <= lifetime_s <= LONGEST_CONNECT_TOKEN_S:
            raise bad_request("expires_in is out of range", expires_in=["must be from 1 to 14400"])
        scopes = frozenset(str(body.get("scope") or "connect:*").split())
        if "*" in scopes or not scopes <= SCOPES:
            raise bad_request("scope is not allowed", scope=["* and unknown scopes are not allowed"])
        places = {name: body.get(name) for name in ("success_redirect_uri", "error_redirect_uri")}
        wrong = [name for name, place in places.items() if place is not None and not isinstance(place, str)]
        if wrong:
            raise bad_request(f"{wrong[0]} must be a string", **{wrong[0]: ["must be a string"]})
        token = self._state.tokens.issue_connect(user, caller.environment, scopes, lifetime_s)
        token.success_redirect_uri = places["success_redirect_uri"]
        token.error_redirect_uri = places["error_redirect_uri"]
        link = f"{request.url.scheme}://{request.url.netloc}/_static/connect.html"
        return JsonAnswer(
            {
                "token": token.text,
                "expires_at": token.expiry_text,
                "connect_link_url": f"{link}?token={token.text}&connectLink=true",
            }
        )

    async def validate(self, request: Request) -> Response:
        """Whether a Connect token could connect an app; needs no token itself."""
        token = self._state.tokens.connect(request.path_params["token"])
        asked = request.query_params.get("app_id")
        app = self._state.apps.find(asked) if asked else None
        if token is None or token.is_used:
            return JsonAnswer(_validation(INVALID_TOKEN))
        if asked and app is None:
            return JsonAnswer(_validation(UNKNOWN_APP, token))
        return JsonAnswer({**_validation(None, token), "app": app})


def _validation(error: str | None, token: ConnectToken | None = None) -> dict[str, Any]:
    return {
        "success": error is None,
        "error": error,
        "app": None,
        "project_id": PROJECT_ID if token else None,
        "project_app_name": "Sandbox" if token else None,
        "project_environment": token.environment if token else None,
        "project_support_email": None,
        "oauth_app_id": None,
        "success_redirect_uri": token.success_redirect_uri if token else None,
        "error_redirect_uri": token.error_redirect_uri if token else None,
    }


def _refused(status: int, error: str, description: str) -> RequestRefusedError:
    return RequestRefusedError(status, error, error_description=description)
