"""Execute, bulk execute and schema: /api/v1/actions/{action}/..., and the list of actions where it is switched on."""

from asyncio import sleep

from starlette.requests import Request
from starlette.responses import Response

from explorer.sandbox.inlycore.actions.catalogue import Action
from explorer.sandbox.inlycore.authentication.tokens import Caller
from explorer.sandbox.inlycore.installation import Installation
from explorer.sandbox.inlycore.routes.action_path import BULK, SCHEMA, ActionPath, read_action_path
from explorer.sandbox.inlycore.routes.bulk import perform_on_each
from explorer.sandbox.inlycore.routes.execution import Call, perform, text_of_answer
from explorer.sandbox.inlycore.routes.gate import Endpoint, Gate
from explorer.sandbox.inlycore.routes.schema import schema_answer
from explorer.sandbox.inlycore.wire.answers import (
    Aborted,
    json_answer,
    missing_action,
    missing_route_body,
    unauthorized,
    wrong_method,
)
from explorer.sandbox.inlycore.wire.request_body import read_body

PREFIX = "/api/v1/actions"
_READING = ("GET", "HEAD")


class ActionRoute:
    """All addresses of actions."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._gate = Gate(installation)

    async def one(self, request: Request) -> Response:
        """The answer for an address below `/api/v1/actions/`."""
        return await self._gate.enter(request, self._endpoint)

    async def list(self, request: Request) -> Response:
        """The list of actions; by default there is no such address, as in the product."""
        return await self._gate.enter(request, self._list_endpoint)

    def _endpoint(self, request: Request) -> Endpoint:
        path = request.url.path
        wanted = read_action_path(
            _decoded_rest(request), self._installation.switches.bulk_path, self._installation.actions
        )
        if wanted is None:
            raise Aborted(404, missing_route_body(path))
        allowed = _READING if wanted.verb == SCHEMA else ("POST",)
        if request.method not in allowed:
            raise wrong_method(request.method, path, allowed)

        async def answer(request: Request, caller: Caller) -> Response:
            return await self._answer(request, caller, wanted)

        return answer

    async def _answer(self, request: Request, caller: Caller, wanted: ActionPath) -> Response:
        action = self._installation.actions.get(wanted.key)
        if action is None:
            raise missing_action(wanted.key)
        if wanted.verb == SCHEMA:
            return self._schema(request, caller, action)
        body = await read_body(request)
        if wanted.verb == BULK:
            return json_answer(await perform_on_each(self._installation, action, caller, body))
        given = perform(self._installation, Call(action, caller, wanted.id_text, body.values, body))
        await sleep(given.delay_s)
        return Response(text_of_answer(given), media_type="application/json")

    def _schema(self, request: Request, caller: Caller, action: Action) -> Response:
        if not caller.rights.permit(action.key):
            raise unauthorized()
        base_url = str(request.base_url).rstrip("/")
        return json_answer(schema_answer(action, self._installation.switches, base_url))

    def _list_endpoint(self, request: Request) -> Endpoint:
        if not self._installation.switches.list_endpoint:
            raise Aborted(404, missing_route_body(request.url.path))
        if request.method not in _READING:
            raise wrong_method(request.method, request.url.path, _READING)

        async def answer(_request: Request, caller: Caller) -> Response:
            actions = self._installation.actions.values()
            return json_answer({"data": [action.listing for action in actions if caller.rights.permit(action.key)]})

        return answer


def _decoded_rest(request: Request) -> str:
    """The path after the prefix, decoded before it is read, so that `%2F` separates parts as it does in Laravel."""
    path: str = request.scope["path"]
    return path.removeprefix(PREFIX + "/")
