"""Projects, what was used, and limits that a caller makes for itself."""

import time
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.catalogue.paging import page_of
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable, json_object
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.refusal import bad_request, not_found
from explorer.sandbox.pipedream.state import PROJECT_ID, PipedreamState

PROJECT = {
    "id": PROJECT_ID,
    "name": "Sandbox",
    "app_name": "Sandbox",
    "support_email": None,
    "connect_require_key_auth_test": False,
}


class Project:
    """The calls about the project as a whole."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        scope = "connect:projects:read"
        # Before `/projects/{id}`, which would take it for an id.
        table.project("GET", "/projects/info", scope, self.linked_apps, any_scope=True)
        table.outside("GET", "/v1/connect/projects", scope, self.list, takes="access", without_token=404)
        table.outside("GET", "/v1/connect/projects/{id}", scope, self.get, takes="access", without_token=404)
        table.outside("GET", "/v1/connect/usage", "connect:usage:read", self.usage, takes="access")
        table.outside("POST", "/v1/connect/rate_limits", scope, self.make_limit, any_scope=True)

    async def list(self, request: Request, _caller: Caller) -> Response:
        """The only project."""
        return JsonAnswer(page_of([PROJECT], lambda one: str(one["id"]), request.query_params))

    async def get(self, request: Request, _caller: Caller) -> Response:
        """The project by its id."""
        if request.path_params["id"] != PROJECT_ID:
            raise not_found()
        return JsonAnswer(PROJECT)

    async def linked_apps(self, _request: Request, _caller: Caller) -> Response:
        """Apps linked to the project: those with OAuth."""
        apps = [app for app in self._state.apps.all() if app["auth_type"] == "oauth"]
        return JsonAnswer({"apps": [{"id": app["id"], "name_slug": app["name_slug"]} for app in apps]})

    async def usage(self, request: Request, _caller: Caller) -> Response:
        """Credits used between two times, which must be seconds since 1970."""
        now = int(time.time())
        start, end = _timestamp(request, "start_ts", now - 86400), _timestamp(request, "end_ts", now)
        if start > end:
            raise bad_request("start_ts is after end_ts", start_ts=["must not be after end_ts"])
        used = self._state.usage
        entry = {
            "credits_used": used.runs + used.proxy_calls,
            "action_run_credits_used": used.runs,
            "proxy_credits_used": used.proxy_calls,
            "source_emit_credits_used": 0,
            "usage_start_ts": start,
            "usage_end_ts": end,
        }
        return JsonAnswer({"data": [entry]})

    async def make_limit(self, request: Request, _caller: Caller) -> Response:
        """A token that counts the calls it is sent with."""
        body: dict[str, Any] = await json_object(request)
        seconds, calls = body.get("window_size_seconds"), body.get("requests_per_window")
        if type(seconds) is not int or type(calls) is not int or seconds < 1 or calls < 1:
            raise bad_request("window_size_seconds and requests_per_window must be whole numbers above 0")
        return JsonAnswer({"token": self._state.limits.make_own(calls, float(seconds))})


def _timestamp(request: Request, name: str, otherwise: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit():
        raise bad_request(f"{name} is not a timestamp", **{name: ["must be seconds since 1970"]})
    return int(text)
