"""What every address has in common: the key, the rate limit, the form of answers and errors."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from explorer.sandbox.control import CLOSE_EXTENSION
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import write
from explorer.sandbox.stackone.running.answer import JSON_TYPE, Answer, JsonAnswer
from explorer.sandbox.stackone.state import API_KEY, State

Act = Callable[[Request], Awaitable[Response]]


def json_response(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A value as JSON, numbers to the last digit."""
    return Response(write(value), status, dict(headers or {}), media_type=JSON_TYPE)


def refused_response(refusal: Refused) -> Response:
    """An error in the envelope."""
    return json_response(refusal.body(), refusal.status, refusal.headers)


def answer_response(answer: Answer, headers: Mapping[str, str]) -> Response:
    """What an action gave, whole or cut off as it asked for."""
    if isinstance(answer, JsonAnswer):
        return json_response(answer.value, answer.status, headers)
    # Starlette would add a charset to text types; the type goes out as it is, or not at all.
    more = {} if answer.content_type is None else {"content-type": answer.content_type}
    response = Response(answer.body, answer.status, {**headers, **answer.headers, **more})
    return response if answer.ending == "whole" else _CutOff(response, is_begun=answer.ending == "truncated")


def guarded(state: State, path: str, method: str, act: Act, *, takes_plain_key: bool = False) -> Route:
    """A route that asks for the key, counts the call, and turns refusals into the envelope."""

    async def answer(request: Request) -> Response:
        try:
            state.count_call(require_key(request, takes_plain_key=takes_plain_key))
            return await act(request)
        except Refused as refusal:
            return refused_response(refusal)

    return Route(path, answer, methods=[method])


def require_key(request: Request, *, takes_plain_key: bool = False) -> str:
    """
    The API key of a request: user name of Basic authentication, with an empty password.

    Raises:
        Refused: 401, it is missing, wrong, or the colon after it was forgotten.
    """
    given = request.headers.get("authorization", "")
    scheme, _, credentials = given.partition(" ")
    if scheme.lower() == "basic":
        try:
            user, colon, password = base64.b64decode(credentials, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            user, colon, password = "", "", ""
        if user == API_KEY and colon and not password:
            return user
    elif takes_plain_key and (given == API_KEY or request.query_params.get("token") == API_KEY):
        return API_KEY
    raise Refused(401)


class _CutOff(Response):
    """An answer whose connection ends before it does."""

    def __init__(self, whole: Response, *, is_begun: bool) -> None:
        self._whole = whole
        self._is_begun = is_begun

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        if self._is_begun:
            start = {
                "type": "http.response.start",
                "status": self._whole.status_code,
                "headers": self._whole.raw_headers,
            }
            await send(start)
            body = bytes(self._whole.body)
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await scope["extensions"][CLOSE_EXTENSION]()
