"""`/logs`: runs, their steps and provider requests, and the shorter spellings of the overview page."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from explorer.sandbox.stackone.action_log import Run, Step
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.routes.endpoint import guarded, json_response
from explorer.sandbox.stackone.routes.logs.log_filters import wanted_runs
from explorer.sandbox.stackone.routes.logs.log_forms import action_log, advanced, provider_log, step_log
from explorer.sandbox.stackone.routes.paging import by_number
from explorer.sandbox.stackone.running.call import read_json_object
from explorer.sandbox.stackone.state import State


def log_routes(state: State) -> Sequence[BaseRoute]:
    """Lists, single runs, their steps, and provider requests."""
    at = _LogPages(state)
    return [
        guarded(state, "/logs", "POST", at.runs),
        guarded(state, "/logs", "GET", at.runs),
        guarded(state, "/logs/actions", "POST", at.runs),
        guarded(state, "/logs/steps", "POST", at.all_steps),
        guarded(state, "/logs/provider", "POST", at.provider_requests),
        guarded(state, "/logs/unified", "POST", at.unified),
        guarded(state, "/logs/actions/{run_id}", "GET", at.one),
        guarded(state, "/logs/actions/{run_id}/advanced", "GET", at.one_advanced),
        guarded(state, "/logs/actions/{run_id}/defender", "GET", at.one_defender),
        guarded(state, "/logs/actions/{run_id}/steps", "GET", at.steps),
        guarded(state, "/logs/actions/{run_id}/steps/{step}", "GET", at.one_step),
        guarded(state, "/logs/actions/{run_id}/steps/{step}/advanced", "GET", at.one_step_advanced),
        guarded(state, "/logs/{run_id}", "GET", at.one),
        guarded(state, "/logs/{run_id}/steps", "GET", at.steps),
    ]


class _LogPages:
    """Answers for all these addresses."""

    def __init__(self, state: State) -> None:
        self._state = state

    def _run_of(self, request: Request) -> Run:
        run = self._state.log.get(request.path_params["run_id"])
        if run is None:
            raise Refused(404, f"Run {request.path_params['run_id']} was not found")
        return run

    def _step_of(self, request: Request) -> tuple[Run, Step]:
        run = self._run_of(request)
        wanted = request.path_params["step"]
        if not wanted.isdigit() or int(wanted) >= len(run.steps):
            raise Refused(404, f"Run {run.id} has no step {wanted}")
        return run, run.steps[int(wanted)]

    async def runs(self, request: Request) -> Response:
        body = await _asked(request)
        found = wanted_runs(self._state, body.get("filters"))
        page, told = by_number(found, body)
        written = [_expanded(action_log(run), self._state, request) for run in page]
        return json_response({"data": written, "query": told, "total": len(found)})

    async def all_steps(self, request: Request) -> Response:
        body = await _asked(request)
        found = [(run, step) for run in wanted_runs(self._state, body.get("filters")) for step in run.steps]
        page, told = by_number(found, body)
        written = [step_log(run, step) for run, step in page]
        return json_response({"data": written, "query": told, "total": len(found)})

    async def provider_requests(self, request: Request) -> Response:
        body = await _asked(request)
        runs_found = wanted_runs(self._state, body.get("filters"))
        found = [(run, step) for run in runs_found for step in run.steps if step.exchange is not None]
        page, told = by_number(found, body)
        written = [provider_log(run, step) for run, step in page]
        return json_response({"data": written, "query": told, "total": len(found)})

    async def unified(self, request: Request) -> Response:
        _, told = by_number((), await _asked(request))
        return json_response({"data": [], "query": told, "total": 0})

    async def one(self, request: Request) -> Response:
        return json_response(_expanded(action_log(self._run_of(request)), self._state, request))

    async def one_advanced(self, request: Request) -> Response:
        run = self._run_of(request)
        return json_response({**action_log(run), **advanced(run.exchange, run)})

    async def one_defender(self, request: Request) -> Response:
        skipped = {"applied": False, "skipped": {"reason": "disabled"}}
        return json_response(self._run_of(request).defender or skipped)

    async def steps(self, request: Request) -> Response:
        run = self._run_of(request)
        page, told = by_number(run.steps, request.query_params)
        written = [step_log(run, step) for step in page]
        return json_response({"data": written, "query": told, "total": len(run.steps)})

    async def one_step(self, request: Request) -> Response:
        return json_response(step_log(*self._step_of(request)))

    async def one_step_advanced(self, request: Request) -> Response:
        run, step = self._step_of(request)
        return json_response({**step_log(run, step), **advanced(step.exchange, run)})


async def _asked(request: Request) -> Mapping[str, Any]:
    """Filters and page: from the body of a POST, from the query of a GET."""
    if request.method == "GET":
        return dict(request.query_params)
    return read_json_object(await request.body() or b"{}")


def _expanded(written: dict[str, object], state: State, request: Request) -> dict[str, object]:
    key = written["connector_key"]
    if request.query_params.get("expand") != "connector" or key is None:
        return written
    category, title = state.catalogue.category(str(key)), state.catalogue.title(str(key))
    return {**written, "connector": {"name": title, "logo": None, "categories": [category]}}
