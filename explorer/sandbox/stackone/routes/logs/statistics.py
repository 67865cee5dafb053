"""`/logs/stats`: counts over the runs, and the values that filters can have."""

from collections import Counter
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.routes.logs.log_filters import wanted_runs
from explorer.sandbox.stackone.routes.logs.log_forms import action_log
from explorer.sandbox.stackone.routes.paging import whole_number
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.state import State

_ITEM_NAMES = {"account_secure_id": "account_id"}


def statistics_routes(state: State) -> Sequence[BaseRoute]:
    """Both addresses; their answers are typed nowhere and so are of our own shape."""

    async def aggregate(request: Request) -> Response:
        body = read_json_object(await request.body() or b"{}")
        dimensions = _dimensions(body.get("dimensions") or [])
        runs = wanted_runs(state, body.get("filters"))
        counted = Counter(tuple(action_log(run)[_ITEM_NAMES.get(one, one)] for one in dimensions) for run in runs)
        rows = [
            {**dict(zip(dimensions, values, strict=True)), "count": count} for values, count in counted.most_common()
        ]
        return json_response({"data": rows, "total": len(runs)})

    async def dimensions(request: Request) -> Response:
        body = read_json_object(await request.body())
        wanted = _dimensions(body.get("dimensions"))
        most = whole_number(body.get("max_values"), "max_values", 100, high=1000)
        logs = [action_log(run) for run in wanted_runs(state, body.get("filters"))]
        values = {one: sorted({str(log[_ITEM_NAMES.get(one, one)]) for log in logs})[:most] for one in wanted}
        return json_response({"data": values})

    return [
        guarded(state, "/logs/stats/aggregate", "POST", aggregate),
        guarded(state, "/logs/stats/dimensions", "POST", dimensions),
    ]


_DIMENSIONS = (
    "connector_key",
    "success",
    "action_type",
    "mode",
    "action_id",
    "http_method",
    "account_secure_id",
    "source_type",
    "status_code",
    "origin_owner_id",
    "source_id",
    "is_background",
)


def _dimensions(untrusted: object) -> list[str]:
    if not isinstance(untrusted, list) or not all(one in _DIMENSIONS for one in untrusted):
        raise Refused(400, f"dimensions must be a list of {', '.join(_DIMENSIONS)}", error_code="ValidationError")
    return untrusted
