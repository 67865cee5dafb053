"""What can be called: `GET /actions`, its search, and feedback about tools."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.accounts import Account
from explorer.sandbox.stackone.catalogue.model import Action, Connector
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import as_float, is_number
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.routes.paging import by_cursor, several, whole_number
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.running.preconditions import account_of
from explorer.sandbox.stackone.state import State
from explorer.sandbox.stackone.tools.action_search import ActionSearch

MOST_RESULTS = 500
DETAIL_NAMES = ("action_details", "operation_details")
"""The present and the former name of what `include` adds to an action."""


def action_routes(state: State) -> Sequence[BaseRoute]:
    """Metadata, search, its index, feedback, permissions."""
    at = _ActionPages(state)
    return [
        guarded(state, "/actions", "GET", at.listed),
        guarded(state, "/actions/search", "POST", at.searched),
        guarded(state, "/actions/build", "POST", at.built),
        guarded(state, "/ai/tool-feedback", "POST", at.feedback),
        guarded(state, "/unified/check_permissions", "POST", at.permissions),
    ]


class _ActionPages:
    """Answers for all these addresses."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._search = ActionSearch(state.catalogue)

    async def listed(self, request: Request) -> Response:
        places = _places(self._state, request)
        if _is_narrowed(request):
            places = [(one.key, account) for one, account in _narrowed(self._state, places, request)]
        page, following = by_cursor(places, request)
        # Connectors are made for this page alone: all at once would hold up every other call.
        entries = _narrowed(self._state, page, request)
        return json_response({"next": following, "data": [_metadata(self._state, one, request) for one in entries]})

    async def searched(self, request: Request) -> Response:
        body = read_json_object(await request.body())
        query = body.get("query")
        connector_key = None if body.get("connector") is None else str(body["connector"])
        if not isinstance(query, str) or not query.strip():
            raise Refused(400, "query must be text that is not empty", error_code="ValidationError")
        count = whole_number(body.get("top_k"), "top_k", 100, high=MOST_RESULTS)
        least = body.get("min_similarity", 0.4)
        if not is_number(least) or not 0 <= as_float(least) <= 1:
            raise Refused(400, "min_similarity must be a number from 0 to 1", error_code="ValidationError")
        found = self._search.best(query, connector_key, count=count, least=as_float(least))
        results = [
            {
                "id": f"{connector.key}_{connector.version}_{action.id}_global",
                "similarity_score": score,
            }
            for connector, action, score in found
        ]
        answer: dict[str, object] = {"results": results, "total_count": len(results), "query": query}
        if connector_key is not None:
            answer["connector_filter"] = connector_key
        if body.get("project_id") is not None:
            answer["project_filter"] = body["project_id"]
        return json_response(answer)

    async def built(self, request: Request) -> Response:
        body = read_json_object(await request.body() or b"{}")
        key = body.get("connector_key")
        found = list(self._state.catalogue.connectors(None if key is None else [str(key)]))
        indexed = sum(len(one.actions) for one in found)
        return json_response({"status": "success", "actions_indexed": indexed, "connector_filter": key})

    async def feedback(self, request: Request) -> Response:
        body = read_json_object(await request.body())
        if not isinstance(body.get("feedback"), str) or not isinstance(body.get("tool_names"), list):
            raise Refused(400, "feedback must be text and tool_names a list", error_code="ValidationError")
        account_of(self._state, str(body.get("account_id") or ""))
        self._state.feedback.append(body)
        return json_response({"message": "Thank you, it was noted", "number": len(self._state.feedback)})

    async def permissions(self, request: Request) -> Response:
        body = read_json_object(await request.body())
        account_of(self._state, request.headers.get("x-account-id"))
        if not body.get("resource_id") or not (body.get("user_id") or body.get("email")):
            raise Refused(400, "resource_id and one of user_id and email are required", error_code="ValidationError")
        allowed = body.get("action", "read") == "read"
        return json_response({"data": {"resource_id": body["resource_id"], "allowed": allowed}})


_Place = tuple[str, Account | None]
_Entry = tuple[Connector, Account | None]


def _places(state: State, request: Request) -> Sequence[_Place]:
    """A connector's key for each entry: one for each connector, or for each account where accounts are asked for."""
    keys = several(request, "filter[connectors]", "connectors")
    account_ids = several(request, "filter[account_ids]", "account_ids")
    if account_ids:
        accounts = [state.accounts[one] for one in account_ids if one in state.accounts]
        return [(one.connector_key, one) for one in accounts if not keys or one.connector_key in keys]
    return [(key, None) for key in state.catalogue.keys if not keys or key in keys]


def _is_narrowed(request: Request) -> bool:
    return bool(request.query_params.get("filter[action_key]") or request.query_params.get("search", "").strip())


def _narrowed(state: State, places: Sequence[_Place], request: Request) -> list[_Entry]:
    """The connectors with the actions that are looked for; those without any are left out."""
    entries = [(found, account) for key, account in places if (found := state.catalogue.connector(key)) is not None]
    wanted = request.query_params.get("filter[action_key]")
    text = request.query_params.get("search", "").strip().lower()
    if wanted:
        entries = [_only(entry, lambda one: wanted in (one.id, one.name)) for entry in entries]
    if text:
        entries = [
            entry
            if text in entry[0].name.lower()
            else _only(entry, lambda one: text in one.label.lower() or text in one.description.lower())
            for entry in entries
        ]
    return [entry for entry in entries if entry[0].actions] if _is_narrowed(request) else entries


def _only(entry: _Entry, fits: Callable[[Action], bool]) -> _Entry:
    connector, account = entry
    return replace(connector, actions=tuple(filter(fits, connector.actions))), account


def _metadata(state: State, entry: _Entry, request: Request) -> dict[str, object]:
    connector, account = entry
    included = several(request, "include")
    listed: dict[str, object] = {}
    if account is not None:
        listed = {
            "account_id": account.id,
            "connector_profile_id": account.profile_id,
            "integration_id": account.profile_id,
        }
    listed.update(
        key=connector.key,
        name=connector.name,
        version=connector.version,
        icon=f"{connector.address}/icon.svg",
        description=connector.description,
        release_stage=connector.release_stage,
        categories=[connector.category],
        authentication=connector.authentication(with_guides="authentication_guides" in included),
        scope_definitions=_scopes(connector),
        event_actions=[],
    )
    if "actions" not in several(request, "exclude"):
        listed["actions"] = [_action_metadata(one, included, state) for one in connector.actions]
    return listed


def _action_metadata(action: Action, included: list[str], state: State) -> dict[str, object]:
    asked = next((name for name in DETAIL_NAMES if name in included), None)
    listed = action.as_metadata(with_details=asked is not None)
    if asked is not None:
        details = listed.pop("action_details")
        listed[asked if asked == DETAIL_NAMES[1] else state.switches.text("action_details_name")] = details
    return listed


def _scopes(connector: Connector) -> list[dict[str, object]]:
    names = sorted({scope for action in connector.actions for scope in action.required_scopes})
    return [{"name": name, "description": f"Allows {name.replace(':', ', ')}"} for name in names]
