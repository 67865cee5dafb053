"""Apps and their categories."""

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.pipedream.access.gate import Caller
from explorer.sandbox.pipedream.catalogue.paging import page_of
from explorer.sandbox.pipedream.endpoints.route_table import RouteTable, flag
from explorer.sandbox.pipedream.exact_json import JsonAnswer
from explorer.sandbox.pipedream.refusal import bad_request, not_found
from explorer.sandbox.pipedream.state import PipedreamState


class Apps:
    """The calls about apps; each has an alias without `connect`."""

    def __init__(self, state: PipedreamState) -> None:
        self._state = state

    def add_to(self, table: RouteTable) -> None:
        """Add the routes."""
        for prefix in ("/v1/connect", "/v1"):
            table.outside("GET", f"{prefix}/apps", "connect:projects:read", self.list, any_scope=True)
            table.outside("GET", prefix + "/apps/{app}", "connect:projects:read", self.get, any_scope=True)
            table.outside("GET", f"{prefix}/app_categories", "connect:projects:read", self.categories, any_scope=True)
            table.outside(
                "GET", prefix + "/app_categories/{id}", "connect:projects:read", self.category, any_scope=True
            )

    async def list(self, request: Request, _caller: Caller) -> Response:
        """A page of apps."""
        query = request.query_params
        ids = [one for text in query.getlist("category_ids") for one in text.split(",") if one]
        direction = query.get("sort_direction", "asc")
        if direction not in ("asc", "desc"):
            raise bad_request("invalid sort_direction", sort_direction=["must be asc or desc"])
        kinds = [
            (kind, wanted)
            for kind, wanted in (
                ("action", flag(query.get("has_actions"))),
                ("trigger", flag(query.get("has_triggers"))),
            )
            if wanted is not None
        ]
        found = self._state.apps.search(
            words=query.get("q", ""),
            category_ids=ids,
            kinds=kinds,
            sort_key=query.get("sort_key", "name_slug"),
            descending=direction == "desc",
        )
        return JsonAnswer(page_of(found, lambda app: str(app["name_slug"]), query))

    async def get(self, request: Request, _caller: Caller) -> Response:
        """One app by slug or id."""
        app = self._state.apps.find(request.path_params["app"])
        if app is None:
            raise not_found()
        return JsonAnswer({"data": app})

    async def categories(self, _request: Request, _caller: Caller) -> Response:
        """All categories, as a bare array."""
        return JsonAnswer(list(self._state.catalogue.categories))

    async def category(self, request: Request, _caller: Caller) -> Response:
        """One category."""
        for category in self._state.catalogue.categories:
            if category["id"] == request.path_params["id"]:
                return JsonAnswer(category)
        raise not_found()
