"""
Accounts and external users.

Source: Pipedream Connect, pages on accounts and users. One account comes bare, as the newer of two sources says.
"""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.catalogue.files import Entry
from explorer.sandbox.pipedream.catalogue.paging import page_of
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable, flag, json_object
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.people.account import Account
from explorer.sandbox.pipedream.refusal import RequestRefusedError, bad_request, not_found
from explorer.sandbox.pipedream.state import PipedreamState

READ, WRITE = "connect:accounts:read", "connect:accounts:write"


class Accounts:
    """The calls about accounts and users."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        table.project("GET", "/accounts", READ, self.list, bucket="accounts")
        table.project("POST", "/accounts", WRITE, self.connect, takes="connect")
        table.project("GET", "/accounts/{account_id}", READ, self.get, bucket="accounts")
        table.project("DELETE", "/accounts/{account_id}", WRITE, self.delete, bucket="accounts")
        table.project("DELETE", "/apps/{app}/accounts", WRITE, self.delete_of_app, bucket="accounts")
        table.project("GET", "/users/{user_id}/accounts", READ, self.list_of_user, bucket="accounts")
        table.project("GET", "/users", "connect:users:read", self.users, takes="access")
        table.project("DELETE", "/users/{user_id}", "connect:users:write", self.delete_user)

    async def list(self, request: Request, caller: Caller) -> Response:
        """A page of accounts."""
        query = request.query_params
        found = self._state.accounts.search(
            caller.environment,
            external_user_id=caller.user_if_any(query.get("external_user_id")),
            app=self._app(query.get("app")),
        )
        shown = bool(flag(query.get("include_credentials")))
        page = page_of(found, lambda account: account.account_id, query, lambda one: one.shown(with_credentials=shown))
        return JsonAnswer(page)

    async def get(self, request: Request, caller: Caller) -> Response:
        """One account, bare."""
        account = self._find(request, caller)
        shown = account.shown(with_credentials=bool(flag(request.query_params.get("include_credentials"))))
        return JsonAnswer({"data": shown} if self._state.switches.wrapped_account else shown)

    async def connect(self, request: Request, caller: Caller) -> Response:
        """Connect an account with keys, or renew one; uses the Connect token up."""
        body = await json_object(request)
        user = caller.user(request.query_params.get("external_user_id"))
        token = self._state.tokens.connect(str(body.get("connect_token")))
        if token is None or token is not caller.connect_token:
            raise bad_request("connect_token is invalid", connect_token=["is invalid"])
        if token.is_used:
            raise RequestRefusedError(403, "This Connect token has connected an account already")
        app = self._state.apps.find(str(body.get("app_slug")))
        if app is None:
            raise not_found()
        credentials = _credentials(app, body.get("cfmap_json"))
        if body.get("account_id"):
            account = self._state.accounts.find(caller.environment, str(body["account_id"]), user)
            account.credentials, account.healthy, account.dead, account.error = credentials, True, False, None
        else:
            name = str(body.get("name") or app["name"])
            account = self._state.accounts.connect(app, caller.environment, user, name, credentials)
        token.is_used = True
        return JsonAnswer(account.shown())

    async def delete(self, request: Request, caller: Caller) -> Response:
        """Forget one account."""
        self._state.accounts.remove([self._find(request, caller)])
        return Response(status_code=204)

    async def delete_of_app(self, request: Request, caller: Caller) -> Response:
        """Forget all accounts of an app; of the caller's user only, if a Connect token is used."""
        app = self._app(request.path_params["app"])
        found = self._state.accounts.search(caller.environment, external_user_id=caller.user_if_any(None), app=app)
        self._state.accounts.remove(found)
        return Response(status_code=204)

    async def list_of_user(self, request: Request, caller: Caller) -> Response:
        """All accounts of a user, as a bare array."""
        query = request.query_params
        user = caller.user(request.path_params["user_id"])
        shown = bool(flag(query.get("include_credentials")))
        found = self._state.accounts.of_user(caller.environment, user, self._app(query.get("app")))
        return JsonAnswer([account.shown(with_credentials=shown) for account in found])

    async def users(self, request: Request, caller: Caller) -> Response:
        """A page of external users."""
        found = self._state.accounts.users(caller.environment, request.query_params.get("q", ""))
        return JsonAnswer(
            page_of(found, lambda user: user.external_id, request.query_params, lambda user: user.shown())
        )

    async def delete_user(self, request: Request, caller: Caller) -> Response:
        """Forget a user with everything that is theirs."""
        self._state.accounts.remove_user(caller.environment, caller.user(request.path_params["user_id"]))
        return Response(status_code=204)

    def _app(self, slug_or_id: str | None) -> Entry | None:
        if not slug_or_id:
            return None
        app = self._state.apps.find(slug_or_id)
        if app is None:
            raise not_found()
        return app

    def _find(self, request: Request, caller: Caller) -> Account:
        user = caller.user_if_any(None)
        return self._state.accounts.find(caller.environment, request.path_params["account_id"], user)


def _credentials(app: Entry, untrusted: object) -> dict[str, str]:
    try:
        found: Any = json.loads(str(untrusted))
    except ValueError as broken:
        raise bad_request("cfmap_json is not JSON", cfmap_json=["is invalid"]) from broken
    if not isinstance(found, dict):
        raise bad_request("cfmap_json must be an object", cfmap_json=["must be an object"])
    fields = json.loads(app["custom_fields_json"])
    missing = [field["name"] for field in fields if not field.get("optional") and not found.get(field["name"])]
    if missing:
        raise bad_request("custom fields are missing", cfmap_json=[f"{name} is missing" for name in missing])
    return {str(name): str(value) for name, value in found.items()}
