"""
Components, actions and triggers: listing, reading, choices and reloads.

Source: Pipedream Connect, pages on components, configuring props and reloading props.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.gate import Caller, GuardedEndpoint
from explorer.sandbox.pipedream.catalogue.paging import page_of
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable, json_object
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.forms.configure import configure
from explorer.sandbox.pipedream.forms.form_request import read_form_request
from explorer.sandbox.pipedream.forms.reload_rules import reload
from explorer.sandbox.pipedream.refusal import bad_request, not_found
from explorer.sandbox.pipedream.state import PipedreamState

KINDS: Mapping[str, str | None] = {"actions": "action", "triggers": "trigger", "components": None}
SHORT = ("name", "version", "key")


class Components:
    """The calls about components, under each of the three names."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        for name, kind in KINDS.items():
            scope = "connect:triggers:*" if kind == "trigger" else "connect:actions:*"
            table.project("POST", f"/{name}/configure", scope, self._configure(kind), runs_component=True)
            table.project("POST", f"/{name}/props", scope, self._props(kind), runs_component=True)
            table.project("GET", f"/{name}", scope, self._list(kind), bucket="components")
            table.project("GET", f"/{name}/{{key:path}}", scope, self._get(kind), bucket="components")

    def _list(self, fixed_kind: str | None) -> GuardedEndpoint:
        async def list_components(request: Request, _caller: Caller) -> Response:
            query = request.query_params
            kind = fixed_kind or query.get("component_type")
            if kind not in (None, "action", "trigger"):
                raise bad_request("invalid component_type", component_type=["must be action or trigger"])
            found = self._state.components.search(
                kind,
                words=query.get("q", ""),
                app=query.get("app", ""),
                registry=query.get("registry", "all"),
            )
            is_short = self._state.switches.short_lists
            page = page_of(
                found,
                lambda one: str(one["key"]),
                query,
                lambda one: {name: one[name] for name in SHORT} if is_short else one,
            )
            return JsonAnswer(page)

        return list_components

    def _get(self, kind: str | None) -> GuardedEndpoint:
        async def get_component(request: Request, _caller: Caller) -> Response:
            version = request.query_params.get("version")
            component = self._state.components.find(kind, request.path_params["key"], version)
            if component is None:
                raise not_found()
            return JsonAnswer({"data": component})

        return get_component

    def _configure(self, kind: str | None) -> GuardedEndpoint:
        async def configure_prop(request: Request, caller: Caller) -> Response:
            body: dict[str, Any] = await json_object(request)
            form = read_form_request(self._state, caller, body, kind)
            if not isinstance(body.get("prop_name"), str):
                raise bad_request("prop_name is required", prop_name=["can't be blank"])
            return JsonAnswer(await configure(self._state, form, body))

        return configure_prop

    def _props(self, kind: str | None) -> GuardedEndpoint:
        async def reload_props(request: Request, caller: Caller) -> Response:
            form = read_form_request(self._state, caller, await json_object(request), kind)
            return JsonAnswer(reload(self._state, form))

        return reload_props
