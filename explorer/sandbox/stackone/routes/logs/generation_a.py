"""`/requests/logs` and its neighbours, as older clients ask for them."""

from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.action_log import Run
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.routes.logs.log_filters import moment
from explorer.sandbox.stackone.routes.logs.log_forms import old_log, old_step
from explorer.sandbox.stackone.routes.paging import by_cursor, several
from explorer.sandbox.stackone.state import State

LARGEST_PAGE = 100
_LISTS: dict[str, Callable[[Run], object]] = {
    "account_ids": lambda run: run.account_id,
    "request_ids": lambda run: run.id,
    "source_types": lambda run: run.source_type,
    "http_methods": lambda run: run.exchange.method.lower() if run.exchange else None,
    "providers": lambda run: run.connector_key,
    "services": lambda run: run.category,
    "actions": lambda run: run.action_id,
    "status_codes": lambda run: run.status_code,
}
_ORDERS: dict[str, Callable[[Run], object]] = {
    "provider": lambda run: run.connector_key or "",
    "service": lambda run: run.category or "",
    "status": lambda run: run.status_code,
    "eventDatetime": lambda run: run.started_at,
    "duration": lambda run: (run.ended_at or run.started_at) - run.started_at,
}


def old_log_routes(state: State) -> Sequence[BaseRoute]:
    """The lists, one log, and platform logs."""

    async def listed(request: Request) -> Response:
        page, following = by_cursor(_wanted(state, request), request, high=LARGEST_PAGE)
        with_steps = "step_logs" in several(request, "include")
        return json_response({"next": following, "data": [old_log(run, with_steps=with_steps) for run in page]})

    async def steps(request: Request) -> Response:
        found = [(run, step) for run in _wanted(state, request) for step in run.steps]
        page, following = by_cursor(found, request, high=LARGEST_PAGE)
        return json_response({"next": following, "data": [old_step(run, step) for run, step in page]})

    async def one(request: Request) -> Response:
        run = state.log.get(request.path_params["run_id"])
        if run is None:
            raise Refused(404, f"Log {request.path_params['run_id']} was not found")
        included = several(request, "include")
        written = old_log(run, with_steps="step_logs" in included, with_advanced="advanced_logs" in included)
        return json_response({"data": written})

    async def of_platform(_: Request) -> Response:
        return json_response({"next": None, "data": []})

    return [
        guarded(state, "/requests/logs/steps", "GET", steps),
        guarded(state, "/requests/logs/{run_id}", "GET", one),
        guarded(state, "/requests/logs", "GET", listed),
        guarded(state, "/requests/platform-logs", "GET", of_platform),
        guarded(state, "/logs/platform", "GET", of_platform),
    ]


def _wanted(state: State, request: Request) -> list[Run]:
    found = state.log.newest_first()
    for name, value_of in _LISTS.items():
        wanted = several(request, name, f"filter[{name}]")
        if wanted:
            found = [run for run in found if str(value_of(run)) in wanted]
    for name, sign in (("start_date", 1), ("end_date", -1)):
        given = several(request, name, f"filter[{name}]")
        if given:
            limit = moment(given[0], name)
            found = [run for run in found if sign * (run.started_at - limit).total_seconds() >= 0]
    success = several(request, "success", "filter[success]")
    if success:
        found = [run for run in found if run.success is (success[0] == "true")]
    order = request.query_params.get("order_by", "eventDatetime")
    if order not in _ORDERS:
        raise Refused(400, f"order_by must be one of {', '.join(_ORDERS)}")
    is_falling = request.query_params.get("order_direction", "desc") == "desc"
    return sorted(found, key=_ORDERS[order], reverse=is_falling)  # type: ignore[arg-type]  # one type for each order
