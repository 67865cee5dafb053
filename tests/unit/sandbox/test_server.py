"""The server with a tiny platform of its own: real HTTP on loopback, faults included."""

import asyncio
import json
import socket
import time

import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.routing import Route

from explorer.sandbox.server import PortTaken, SandboxServer


class Counter:
    """A platform that counts its calls."""

    def __init__(self, name="one"):
        self.name = name
        self.calls = 0
        self.greeting = "hello"
        self.is_waiting = asyncio.Event()

    def routes(self):
        async def count(request):
            self.calls += 1
            return JSONResponse(
                {"greeting": self.greeting, "calls": self.calls, "sent": (await request.body()).decode()}
            )

        async def wait(_request):
            self.is_waiting.set()
            await asyncio.Event().wait()

        return [
            Route("/count", count, methods=["GET", "POST"]),
            Route("/wait", wait),
        ]

    def not_found(self, path):
        return 404, {"nothing": path}

    def switches(self):
        return {"greeting": self.greeting}

    def switch(self, name, value):
        if value == "":
            raise ValueError(f"{name} must not be empty")
        self.greeting = value

    def reset(self):
        self.calls = 0

    def ready(self, base_url):
        return {"base_url": base_url}


def serve(act, *platforms):
    """Start the server, run `act(server's ready line, client of the first platform)`, and stop."""

    async def run():
        server = SandboxServer(platforms or (Counter(),))
        ready = await server.start()
        try:
            base_url = next(iter(ready.values()))["base_url"]
            async with httpx.AsyncClient(base_url=base_url, trust_env=False, timeout=20) as client:
                return await act(ready, client)
        finally:
            await server.stop()

    return asyncio.run(run())


def with_fault(fault, call=("GET", "/count"), **more):
    async def act(_, client):
        posted = await client.post("/_sandbox/faults", json=fault)
        assert posted.status_code == 201, posted.text
        return await client.request(*call, **more)

    return serve(act)


def test_each_platform_has_an_origin_of_its_own():
    async def act(ready, _):
        assert len({part["base_url"] for part in ready.values()}) == 2
        async with httpx.AsyncClient(trust_env=False) as client:
            return [(await client.get(f"{part['base_url']}/count")).json()["calls"] for part in ready.values()]

    assert serve(act, Counter("one"), Counter("two")) == [1, 1]


def test_ports_follow_the_given_one():
    async def run():
        probe = SandboxServer([Counter("one")])
        port = int((await probe.start())["one"]["base_url"].rsplit(":", 1)[1])
        await probe.stop()
        server = SandboxServer([Counter("one")], port=port)
        ready = await server.start()
        await server.stop()
        return port, ready["one"]["base_url"]

    port, address = asyncio.run(run())
    assert address == f"http://127.0.0.1:{port}"


def test_a_taken_port_is_named_and_nothing_stays_open():
    async def run():
        first = SandboxServer([Counter("one")])
        port = int((await first.start())["one"]["base_url"].rsplit(":", 1)[1])
        try:
            with pytest.raises(PortTaken, match=str(port)):
                await SandboxServer([Counter("one")], port=port).start()
        finally:
            await first.stop()

    asyncio.run(run())


def test_stopping_does_not_wait_for_a_call_without_end():
    async def run():
        platform = Counter()
        server = SandboxServer([platform])
        ready = await server.start()
        async with httpx.AsyncClient(base_url=ready["one"]["base_url"], trust_env=False) as client:
            waiting = asyncio.create_task(client.get("/wait"))
            await platform.is_waiting.wait()
            async with asyncio.timeout(20):
                await server.stop()
                # Cut off or answered with an error, but not left hanging.
                await asyncio.wait([waiting])
            return waiting.exception() is not None or waiting.result().is_server_error

    assert asyncio.run(run())


def test_an_answer_does_not_wait_for_an_acknowledgement():
    """Nagle's algorithm holds the body back until the header is acknowledged, 40 ms later."""

    async def run():
        server = SandboxServer([Counter()])
        await server.start()
        listening = server._servers[0].servers[0].sockets[0]
        protocol = listening.proto
        await server.stop()
        return protocol

    assert asyncio.run(run()) == socket.IPPROTO_TCP


def test_an_unknown_path_has_the_platforms_own_form():
    async def act(_, client):
        return await client.get("/nowhere")

    answer = serve(act)
    assert (answer.status_code, answer.json()) == (404, {"nothing": "/nowhere"})


def test_a_wrong_method_is_an_unknown_path():
    async def act(_, client):
        return await client.delete("/count")

    assert serve(act).status_code == 404


def test_the_request_body_reaches_the_platform_whole():
    async def act(_, client):
        return (await client.post("/count", content="x" * 300_000)).json()["sent"]

    assert serve(act) == "x" * 300_000


def test_requests_are_recorded_but_not_those_of_the_controls():
    async def act(_, client):
        await client.post("/count?a=1", content="text", headers={"x-one": "1"})
        await client.get("/_sandbox/switches")
        return (await client.get("/_sandbox/requests")).json()

    (request,) = serve(act)
    assert (request["method"], request["path"], request["query"], request["body"]) == ("POST", "/count", "a=1", "text")
    assert request["headers"]["x-one"] == "1"


def test_reset_forgets_faults_requests_and_state():
    async def act(_, client):
        await client.get("/count")
        await client.post("/_sandbox/faults", json={"kind": "drop"})
        await client.post("/_sandbox/reset")
        requests = (await client.get("/_sandbox/requests")).json()
        return requests, (await client.get("/count")).json()["calls"]

    assert serve(act) == ([], 1)


def test_switches_are_shown_and_changed():
    async def act(_, client):
        before = (await client.get("/_sandbox/switches")).json()
        after = (await client.put("/_sandbox/switches", json={"greeting": "bye"})).json()
        return before, after, (await client.get("/count")).json()["greeting"]

    assert serve(act) == ({"greeting": "hello"}, {"greeting": "bye"}, "bye")


@pytest.mark.parametrize("body", ['{"colour": "red"}', '{"greeting": ""}', "[]", "{"])
def test_a_switch_that_cannot_be_set_is_refused_with_a_reason(body):
    async def act(_, client):
        return await client.put("/_sandbox/switches", content=body)

    answer = serve(act)
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_an_unknown_control_is_not_found():
    async def act(_, client):
        return await client.get("/_sandbox/nothing")

    assert serve(act).status_code == 404


def test_requests_are_forgotten_on_demand():
    async def act(_, client):
        await client.get("/count")
        await client.delete("/_sandbox/requests")
        return (await client.get("/_sandbox/requests")).json()

    assert serve(act) == []


def test_a_body_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("explorer.sandbox.control.LARGEST_BODY_BYTES", 100)

    async def act(_, client):
        return (await client.post("/count", content="x" * 101)).status_code

    assert serve(act) == 413


def test_text_for_a_status_goes_out_as_text():
    answer = with_fault({"kind": "status", "status": 503, "body": "closed"})
    assert (answer.text, answer.headers["content-type"]) == ("closed", "text/plain; charset=utf-8")


def test_slow_gives_the_real_answer_after_its_delay():
    began = time.monotonic()
    answer = with_fault({"kind": "slow", "delay_s": 0.2})
    assert answer.json()["calls"] == 1
    assert time.monotonic() - began >= 0.2


def test_trickle_gives_the_real_answer_in_pieces():
    async def act(_, client):
        await client.post("/_sandbox/faults", json={"kind": "trickle", "after_bytes": 5, "delay_s": 0.01})
        async with client.stream("GET", "/count") as answer:
            return [piece async for piece in answer.aiter_raw()]

    pieces = serve(act)
    assert json.loads(b"".join(pieces))["calls"] == 1
    assert max(map(len, pieces)) <= 5


@pytest.mark.parametrize(("run_first", "calls"), [(False, 0), (True, 1)])
def test_drop_closes_the_connection_before_any_answer(run_first, calls):
    platform = Counter()

    async def act(_, client):
        await client.post("/_sandbox/faults", json={"kind": "drop", "run_first": run_first})
        with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
            await client.get("/count")
        return platform.calls

    assert serve(act, platform) == calls


def test_truncate_announces_more_than_it_sends():
    async def act(_, client):
        await client.post("/_sandbox/faults", json={"kind": "truncate", "after_bytes": 10})
        async with client.stream("GET", "/count") as answer:
            received = []
            with pytest.raises(httpx.RemoteProtocolError):
                await collect(answer, received)
            return int(answer.headers["content-length"]), len(b"".join(received))

    async def collect(answer, received):
        async for piece in answer.aiter_raw():
            received.append(piece)

    announced, received = serve(act)
    assert received == 10 < announced


def test_not_json_is_a_page():
    answer = with_fault({"kind": "not_json"})
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")


def test_a_status_comes_with_its_headers_and_body():
    fault = {"kind": "status", "status": 429, "retry_after": 7, "headers": {"X-One": "1"}, "body": {"a": [1]}}
    answer = with_fault(fault)
    assert (answer.status_code, answer.json()) == (429, {"a": [1]})
    assert (answer.headers["retry-after"], answer.headers["x-one"]) == ("7", "1")


@pytest.mark.parametrize("kind", ["huge_gzip", "huge_deflate"])
def test_a_huge_answer_is_small_until_it_is_unpacked(kind):
    answer = with_fault({"kind": kind, "after_bytes": 5_000_000})
    assert int(answer.headers["content-length"]) < 20_000
    assert len(json.loads(answer.content)["data"]) == 5_000_000


def test_wrong_type_is_json_of_another_shape():
    assert isinstance(with_fault({"kind": "wrong_type"}).json(), list)


def test_empty_has_no_body():
    answer = with_fault({"kind": "empty"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_empty_may_have_another_status():
    answer = with_fault({"kind": "empty", "status": 200})
    assert (answer.status_code, answer.content) == (200, b"")


def test_redirect_leads_to_another_origin():
    answer = with_fault({"kind": "redirect"})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("http://localhost:")


def test_invalid_utf8_is_no_text():
    with pytest.raises(UnicodeDecodeError):
        with_fault({"kind": "invalid_utf8"}).content.decode()


def test_heartbeat_puts_newlines_before_the_real_answer():
    answer = with_fault({"kind": "heartbeat", "after_bytes": 3, "delay_s": 0})
    assert answer.text.startswith("\n\n\n{")
    assert answer.json()["calls"] == 1


def test_the_call_after_a_fault_is_answered_again():
    async def act(_, client):
        await client.post("/_sandbox/faults", json=[{"kind": "drop"}, {"kind": "truncate"}])
        for _ in range(2):
            with pytest.raises(httpx.RemoteProtocolError):
                await client.get("/count")
        return (await client.get("/count")).status_code

    assert serve(act) == 200


def test_faults_that_wait_are_shown_and_called_off():
    async def act(_, client):
        await client.post("/_sandbox/faults", json={"kind": "drop", "times": 3})
        shown = (await client.get("/_sandbox/faults")).json()
        await client.delete("/_sandbox/faults")
        return shown, (await client.get("/count")).status_code

    assert serve(act) == ([{"kind": "drop", "times_left": 3}], 200)


def test_a_bad_fault_is_refused_with_a_reason():
    async def act(_, client):
        return await client.post("/_sandbox/faults", json={"kind": "explode"})

    answer = serve(act)
    assert answer.status_code == 400
    assert "kind" in answer.json()["message"]
