"""
How a call becomes routes.

Calls of a project stand under `/v1/connect/{project_id}`; with a Connect token the project may be left out, so each
has a second path without it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from explorer.sandbox.pipedream.access.gate import Gate, GuardedEndpoint, OpenEndpoint, Rule
from explorer.sandbox.pipedream.exact_json import read
from explorer.sandbox.pipedream.refusal import bad_request
from explorer.sandbox.pipedream.squeezed_route import SqueezedRoute
from explorer.sandbox.pipedream.state import PipedreamState


class RouteTable:
    """Collects the routes of the platform."""

    def __init__(self, state: PipedreamState) -> None:
        self._gate = Gate(state)
        self._routes: list[BaseRoute] = []

    def open(self, methods: str, path: str, endpoint: OpenEndpoint) -> None:
        """A call that anybody may make."""
        self._add(methods, path, self._gate.open(endpoint))

    def outside(self, methods: str, path: str, scope: str, endpoint: GuardedEndpoint, **more: Any) -> None:
        """A call with a token that belongs to no project."""
        rule = Rule(scope, in_project=False, **more)
        self._add(methods, path, self._gate.guarded(rule, endpoint))

    def project(self, methods: str, path: str, scope: str, endpoint: GuardedEndpoint, **more: Any) -> None:
        """A call of a project; `path` comes after the project id."""
        checked = self._gate.guarded(Rule(scope, **more), endpoint)
        self._add(methods, f"/v1/connect{path}", checked)
        self._add(methods, "/v1/connect/{project_id}" + path, checked)

    def routes(self) -> Sequence[BaseRoute]:
        """All of them, in the order they were added."""
        return list(self._routes)

    def _add(self, methods: str, path: str, endpoint: Callable[[Request], Any]) -> None:
        self._routes.append(SqueezedRoute(path, endpoint, methods=methods.split()))


async def json_body(request: Request) -> Any:
    """The body as exact JSON; 400 if it is none."""
    try:
        return read(await request.body())
    except ValueError as broken:
        raise bad_request("the body is not valid JSON") from broken


async def json_object(request: Request) -> dict[str, Any]:
    """The body as a JSON object; 400 if it is none."""
    body = await json_body(request)
    if not isinstance(body, dict):
        raise bad_request("the body must be a JSON object")
    return body


def flag(text: str | None) -> bool | None:
    """A yes or no of a query: `true`, `1`, `false`, `0`; None if it is not there or something else."""
    return {"true": True, "1": True, "false": False, "0": False}.get((text or "").casefold())
