"""GET /oauth/authorize: the consent page, which answers by itself unless told to ask; and the login page."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from explorer.sandbox.inlycore.authentication.clients import Client
from explorer.sandbox.inlycore.authentication.refusal import (
    OAuthRefusal,
    access_denied,
    invalid_client,
    invalid_request,
    invalid_scope,
    unsupported_grant_type,
)
from explorer.sandbox.inlycore.authentication.tokens import Caller
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.wire.answers import json_answer

_METHODS = ("S256", "plain")


class ConsentRoute:
    """The consent page of one installation; whoever opens it is signed in as the first person, or as `?user=`."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    async def answer(self, request: Request) -> Response:
        """A redirect with a code, a redirect with an error, a page with two buttons, or a JSON error."""
        query = request.query_params
        try:
            client, redirect_uri = self._checked_client(query)
        except OAuthRefusal as refusal:
            return json_answer(refusal.body, refusal.status, refusal.headers)
        try:
            _check(query, client)
        except OAuthRefusal as refusal:
            return _back(redirect_uri, {**refusal.body, "state": query.get("state")})
        decision = query.get("decision") or self._installation.switches.consent
        if decision == "ask":
            return HTMLResponse(_page(client, request))
        if decision == "deny":
            return _back(redirect_uri, {**access_denied().body, "state": query.get("state")})
        return _back(redirect_uri, {"code": self._code(query, client, redirect_uri), "state": query.get("state")})

    def _checked_client(self, query: Mapping[str, str]) -> tuple[Client, str]:
        """The client, and where it may be answered. Until both are sure, nothing is sent to any address."""
        if query.get("response_type") != "code":
            raise unsupported_grant_type()
        client_id = query.get("client_id")
        if not client_id:
            raise invalid_request("client_id")
        client = self._installation.register.clients.get(client_id)
        if client is None or "authorization_code" not in client.grants:
            raise invalid_client()
        redirect_uri = query.get("redirect_uri")
        if not redirect_uri:
            if len(client.redirect_uris) != 1:
                raise invalid_client()
            redirect_uri = client.redirect_uris[0]
        elif not client.may_return_to(redirect_uri):
            raise invalid_client()
        return client, redirect_uri

    def _code(self, query: Mapping[str, str], client: Client, redirect_uri: str) -> str:
        people = self._installation.register.people
        wanted = query.get("user", "")
        person = next((one for one in people.values() if str(one.user_id) == wanted), None)
        return self._installation.tokens.issue_code(
            Caller(client, person or next(iter(people.values()))),
            redirect_uri,
            query.get("code_challenge"),
            query.get("code_challenge_method", "plain"),
        )


async def login_page(_request: Request) -> Response:
    """Where a web browser is sent without a session. Core has no passwords, so there is nothing to fill in."""
    return HTMLResponse("<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1><p>A link is sent by e-mail.</p>")


def _check(query: Mapping[str, str], client: Client) -> None:
    for scope in query.get("scope", "").split(" "):
        if scope not in {"", "*"}:
            raise invalid_scope(scope)
    challenge = query.get("code_challenge")
    if challenge is None:
        if client.client_secret is None:
            raise invalid_request("code_challenge", "Code challenge must be provided for public clients")
        return
    if query.get("code_challenge_method", "plain") not in _METHODS:
        raise invalid_request("code_challenge_method", "Code challenge method must be one of `S256`, `plain`")
    if not 43 <= len(challenge) <= 128:
        raise invalid_request("code_challenge", "Code challenge must follow the specifications of RFC-7636.")


def _back(redirect_uri: str, values: Mapping[str, object]) -> Response:
    query = urlencode({name: value for name, value in values.items() if value is not None})
    joint = "&" if urlsplit(redirect_uri).query else "?"
    return RedirectResponse(f"{redirect_uri}{joint}{query}", 302)


def _page(client: Client, request: Request) -> str:
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in request.query_params.items()
        if name != "decision"
    )
    return (
        f"<!DOCTYPE html><title>Authorization request</title><h1>{escape(client.name)} asks for access</h1>"
        f'<form method="get" action="/oauth/authorize">{fields}'
        '<button name="decision" value="approve">Authorize</button> '
        '<button name="decision" value="deny">Deny</button></form>'
    )
