"""
What stands in front of each platform: records requests, plays faults, and answers the control routes.

    POST   /_sandbox/faults      one fault, or a list of them (faults.py); GET shows what waits; DELETE calls all off
    GET    /_sandbox/switches    the platform's settings; PUT changes those that are given
    POST   /_sandbox/reset       back to the start state; waiting faults and recorded requests go too
    GET    /_sandbox/requests    ?path_contains=; the newest requests, oldest first; DELETE forgets them

They need no key: the server listens on loopback only, and what it holds is made up.
"""

import json
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import Message, Receive, Scope, Send

from explorer.sandbox.fault_answers import Line, play
from explorer.sandbox.faults import FaultList, read_fault
from explorer.sandbox.request_log import RequestLog
from explorer.sandbox.stand_in import StandIn

LARGEST_BODY_BYTES = 67_108_864
"""Larger request bodies are refused with 413."""

CONTROL_PREFIX = "/_sandbox/"
CLOSE_EXTENSION = "explorer.close_connection"
"""Among a scope's extensions: an awaitable function that closes the connection and returns when it is closed."""


class BadSwitch(ValueError):
    """A switch cannot be set so; the text says why."""


class ControlledPlatform:
    """The ASGI application of one platform, with the control routes in front of its own."""

    def __init__(self, stand_in: StandIn, close_connection: Callable[[tuple[str, int]], Awaitable[None]]) -> None:
        self._stand_in = stand_in
        self._close_connection = close_connection
        self._routes: list[BaseRoute] = list(stand_in.routes())
        self._faults = FaultList()
        self._requests = RequestLog()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await _whole_body(receive)
        if body is None:
            await JSONResponse({"message": "The body is larger than 64 MiB"}, 413)(scope, receive, send)
            return
        path: str = scope["path"]
        query = scope["query_string"].decode("latin-1")
        method: str = scope["method"]
        if path.startswith(CONTROL_PREFIX):
            answer = self._control(method, path.removeprefix(CONTROL_PREFIX), query, body)
            await answer(scope, receive, send)
            return
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
        self._requests.record(method, path, query, headers, body)
        target = f"{path}?{query}" if query else path
        fault = self._faults.take(method, target, dict(headers), body)

        async def close() -> None:
            await self._close_connection(scope["client"])

        # For platforms whose own actions end a connection early.
        scope["extensions"] = {**scope.get("extensions", {}), CLOSE_EXTENSION: close}

        async def call(answer_to: Send) -> None:
            await self._answer(scope, _replayed(body, receive), answer_to)

        if fault is None:
            await call(send)
            return
        host, port = scope["server"]
        await play(fault, call, send, Line(origin=f"http://{host}:{port}", close=close))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        for route in self._routes:
            match, child_scope = route.matches(scope)
            if match is Match.FULL:
                scope.update(child_scope)
                await route.handle(scope, receive, send)
                return
        status, body = self._stand_in.not_found(scope["path"])
        await JSONResponse(dict(body), status)(scope, receive, send)

    def _control(self, method: str, name: str, query: str, body: bytes) -> Response:
        try:
            match method, name:
                case "POST", "faults":
                    return self._add_faults(_read_json(body))
                case "GET", "faults":
                    return JSONResponse(self._faults.as_json())
                case "DELETE", "faults":
                    self._faults.clear()
                case "GET", "switches":
                    return JSONResponse(dict(self._stand_in.switches()))
                case "PUT", "switches":
                    return self._change_switches(_read_json(body))
                case "POST", "reset":
                    self._stand_in.reset()
                    self._faults.clear()
                    self._requests.clear()
                case "GET", "requests":
                    wanted = parse_qs(query).get("path_contains", [""])[0]
                    return JSONResponse(self._requests.as_json(wanted))
                case "DELETE", "requests":
                    self._requests.clear()
                case _:
                    return JSONResponse({"message": f"No control {method} {CONTROL_PREFIX}{name}"}, 404)
        except ValueError as problem:
            return JSONResponse({"message": str(problem)}, 400)
        return Response(status_code=204)

    def _add_faults(self, untrusted: object) -> Response:
        several = untrusted if isinstance(untrusted, list) else [untrusted]
        for fault in [read_fault(one) for one in several]:
            self._faults.add(fault)
        return JSONResponse(self._faults.as_json(), 201)

    def _change_switches(self, untrusted: object) -> Response:
        if not isinstance(untrusted, dict):
            raise BadSwitch("switches are a JSON object")
        unknown = sorted(set(untrusted) - set(self._stand_in.switches()))
        if unknown:
            raise BadSwitch(f"unknown switch: {', '.join(map(str, unknown))}")
        for name, value in untrusted.items():
            self._stand_in.switch(name, value)
        return JSONResponse(dict(self._stand_in.switches()))


def _read_json(body: bytes) -> object:
    try:
        value: object = json.loads(body)
    except ValueError as problem:
        raise ValueError(f"the body is not JSON: {problem}") from problem
    return value


async def _whole_body(receive: Receive) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts)
        part = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY_BYTES:
            return None
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Give the body that was read already, then whatever else comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
