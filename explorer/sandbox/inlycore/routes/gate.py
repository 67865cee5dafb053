"""What every address below /api goes through: wait, token, limits, form of failures."""

from asyncio import sleep
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.inlycore.authentication.tokens import Caller
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.wire.answers import (
    Aborted,
    missing_route_body,
    server_error,
    shown,
    too_many,
    unauthenticated,
    unauthorized,
    unavailable,
)
from explorer.sandbox.inlycore.wire.throttle import retry_headers

Endpoint = Callable[[Request, Caller], Awaitable[Response]]

_FORCED_LIMIT = 60


class Gate:
    """The way in; failures are shown in the form that the caller's headers ask for."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation

    async def enter(self, request: Request, route: Callable[[Request], Endpoint]) -> Response:
        """
        The answer of the endpoint that `route` gives, if the caller gets so far.

        `route` may raise `Aborted` before the token is looked at: Laravel looks for the route first.
        """
        headers: dict[str, str] = {}
        try:
            await sleep(self._installation.switches.latency_ms / 1000)
            endpoint = route(request)
            self._force(request)
            token, caller = self._caller(request)
            headers = self._installation.throttle.count(token, self._installation.switches.rate_limit)
            response = await endpoint(request, caller)
        except Aborted as aborted:
            response = shown(aborted, request)
        response.headers.update(headers)
        return response

    def _caller(self, request: Request) -> tuple[str, Caller]:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        caller = self._installation.tokens.caller_of(token.strip()) if kind.lower() == "bearer" else None
        if caller is None:
            raise unauthenticated()
        return token.strip(), caller

    def _force(self, request: Request) -> None:
        switches = self._installation.switches
        match switches.force_status:
            case None:
                return
            case 401:
                raise unauthenticated()
            case 403:
                raise unauthorized()
            case 404:
                raise Aborted(404, missing_route_body(request.url.path))
            case 429:
                raise too_many(retry_headers(_FORCED_LIMIT, switches.retry_after_s, self._installation.clock()))
            case 503:
                raise unavailable()
            case _:
                raise server_error("The switch force_status asked for this.", debug=switches.debug)
