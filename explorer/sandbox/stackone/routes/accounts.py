"""Linked accounts: `/accounts` in full, `/v2/accounts` as far as it is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.envelope import Refused, timestamp
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.routes.paging import by_number, several
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.state import State

_CHANGEABLE = frozenset(
    {
        "provider",
        "origin_owner_id",
        "origin_owner_name",
        "origin_username",
        "credentials",
        "setup_information",
        "secrets",
        "authentication_config_key",
        "environment",
        "label",
        "metadata",
        "type",
        "integration_id",
        "shared",
    }
)
_NEVER_SHOWN = frozenset({"credentials", "secrets"})


def account_routes(state: State) -> Sequence[BaseRoute]:
    """Listing, one, changing, deleting, and what the connector's unified models are."""

    def one(request: Request) -> Account:
        found = state.accounts.get(request.path_params["account_id"])
        if found is None:
            raise Refused(404, f"Account {request.path_params['account_id']} was not found")
        return found

    async def listed(request: Request) -> Response:
        page, _ = by_number(_matching(state, request), request.query_params)
        return json_response([account.as_json() for account in page])

    async def shown(request: Request) -> Response:
        return json_response(one(request).as_json())

    async def changed(request: Request) -> Response:
        account = one(request)
        body = read_json_object(await request.body())
        _change(account, body)
        return json_response(account.as_json())

    async def deleted(request: Request) -> Response:
        account = one(request)
        del state.accounts[account.id]
        return json_response(account.as_json())

    async def meta(request: Request) -> Response:
        account = one(request)
        category = state.catalogue.category(account.connector_key)
        return json_response({"provider": account.connector_key, "category": category, "models": {}})

    async def listed_v2(request: Request) -> Response:
        page, told = by_number(_matching(state, request), request.query_params)
        return json_response({"data": [_as_v2(account) for account in page], **told, "next": None})

    async def shown_v2(request: Request) -> Response:
        return json_response(_as_v2(one(request)))

    return [
        guarded(state, "/accounts", "GET", listed),
        guarded(state, "/accounts/{account_id}", "GET", shown),
        guarded(state, "/accounts/{account_id}", "PATCH", changed),
        guarded(state, "/accounts/{account_id}", "DELETE", deleted),
        guarded(state, "/accounts/{account_id}/meta", "GET", meta),
        guarded(state, "/v2/accounts", "GET", listed_v2),
        guarded(state, "/v2/accounts/{account_id}", "GET", shown_v2),
    ]


def _matching(state: State, request: Request) -> list[Account]:
    wanted = {
        "provider": several(request, "provider", "providers", "connector", "connectors"),
        "id": several(request, "account_ids"),
        "origin_owner_id": several(request, "origin_owner_id", "origin_owner_ids", "owner_id"),
        "status": several(request, "status"),
    }
    profiles = several(request, "connector_profile_id")
    found = []
    for account in state.accounts.values():
        shown = account.as_json()
        if all(not values or shown[name] in values for name, values in wanted.items()) and (
            not profiles or account.profile_id in profiles
        ):
            found.append(account)
    return found


def _change(account: Account, body: Mapping[str, Any]) -> None:
    for name, value in body.items():
        if name in _CHANGEABLE - _NEVER_SHOWN and value is not None:
            account.changes[name] = value
    account.changes["updated_at"] = timestamp()


def _as_v2(account: Account) -> dict[str, object]:
    shown = account.as_json()
    return {
        "id": account.id,
        "connector": shown["provider"],
        "connector_profile_id": account.profile_id,
        "owner_id": shown["origin_owner_id"],
        "owner_name": shown["origin_owner_name"],
        **{name: shown[name] for name in ("status", "status_reasons", "label", "type", "shared")},
        **{name: shown[name] for name in ("created_at", "updated_at")},
    }
