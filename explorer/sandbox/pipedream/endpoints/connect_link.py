"""
The page behind a Connect link: a person presses a button, and the app that the link names is connected.

The platform's own page asks for a login or keys; this one needs neither. Source: Pipedream Connect, page on Connect
Link: the link takes `&app=<slug>`, a token connects one account, and a used or expired one gives an error page.
"""

import html
import json
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from explorer.sandbox.pipedream.access.tokens import ConnectToken
from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable
from explorer.sandbox.pipedream.state import PipedreamState

PATH = "/_static/connect.html"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Connect an account</title>
<style>body{{font:16px/1.5 sans-serif;margin:4em auto;max-width:28em;padding:0 1em}}
button{{font:inherit;padding:.4em 1em}}
</style></head><body><h1>{title}</h1><p>{text}</p>{more}</body></html>
"""
HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'", "Cache-Control": "no-store"}


class ConnectLink:
    """The page, and what its button does."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        table.open("GET", PATH, self.show)
        table.open("POST", PATH, self.connect)

    async def show(self, request: Request) -> Response:
        """The page that asks, or says why it cannot."""
        token, app = self._find(request.query_params.get("token"), request.query_params.get("app"))
        if token is None or app is None:
            return self._failed(token, app)
        fields = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
            for name, value in (("token", token.text), ("app", app["name_slug"]))
        )
        user = html.escape(token.external_user_id)
        return _page(
            f"Connect {html.escape(app['name'])}",
            f"For the user {user} of this sandbox. Nothing leaves this machine.",
            f'<form method="post" action="{PATH}">{fields}<button>Connect</button></form>',
        )

    async def connect(self, request: Request) -> Response:
        """Connect the account, use the token up, and go where the token's maker wanted."""
        form = dict(parse_qsl((await request.body()).decode("latin-1")))
        token, app = self._find(form.get("token"), form.get("app"))
        if token is None or app is None:
            return self._failed(token, app)
        fields = json.loads(app["custom_fields_json"])
        credentials = {field["name"]: f"sandbox-{field['name']}-by-link" for field in fields}
        name = f"{app['name']} of {token.external_user_id}"
        self._state.accounts.connect(app, token.environment, token.external_user_id, name, credentials)
        token.is_used = True
        if token.success_redirect_uri:
            return RedirectResponse(token.success_redirect_uri, 303)
        return _page(f"{html.escape(app['name'])} is connected", "You can close this page.")

    def _find(self, token_text: str | None, app_name: str | None) -> tuple[ConnectToken | None, Entry | None]:
        token = self._state.tokens.connect(token_text or "")
        usable = token if token is not None and not token.is_used else None
        return usable, self._state.apps.find(app_name or "")

    def _failed(self, token: ConnectToken | None, app: Entry | None) -> Response:
        if token is not None and token.error_redirect_uri:
            return RedirectResponse(token.error_redirect_uri, 303)
        if token is None:
            text = "The link was used already, or is too old. Make a new one."
        else:
            text = "The link names no app that there is. Add &amp;app= and the app's short name to it."
        return _page("This link does not work", text, status=410 if app else 404)


def _page(title: str, text: str, more: str = "", status: int = 200) -> Response:
    return Response(PAGE.format(title=title, text=text, more=more), status, HEADERS, "text/html")
