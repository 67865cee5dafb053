"""The tools of an account over MCP."""

import asyncio
import json

import httpx
import pytest

from explorer.domain.failure import MalformedAnswer, Refused
from explorer.providers.failure_table.stackone import STACKONE
from explorer.providers.stackone.actions.tools import ToolCatalogue


class McpServer:
    """Speaks enough MCP; pages are lists of tool names."""

    def __init__(self, *pages, session=None, as_events=False):
        self.pages = pages
        self.session = session
        self.as_events = as_events
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    def reply(self, message, result):
        body = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result})
        headers = {"mcp-session-id": self.session} if self.session else {}
        if self.as_events:
            noise = 'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/message"}\n\n'
            text = f": hello\n\n{noise}event: message\r\ndata: {body}\r\n\r\n"
            return httpx.Response(200, text=text, headers={"content-type": "text/event-stream", **headers})
        return httpx.Response(200, text=body, headers={"content-type": "application/json", **headers})

    def __call__(self, request):
        if request.method == "DELETE":
            return httpx.Response(405)
        message = json.loads(request.content)
        if message["method"] == "initialize":
            return self.reply(message, {"protocolVersion": "2025-03-26", "capabilities": {}})
        if "id" not in message:
            return httpx.Response(202)
        number = int(message.get("params", {}).get("cursor", "0"))
        result = {"tools": [{"name": name, "inputSchema": {}} for name in self.pages[number]]}
        if number + 1 < len(self.pages):
            result["nextCursor"] = str(number + 1)
        return self.reply(message, result)


def methods(fake):
    return [json.loads(one.content)["method"] for one in fake.requests if one.method == "POST"]


@pytest.mark.parametrize("as_events", [False, True])
def test_handshake_then_pages(fake, channel_to, complete, as_events):
    fake.answers["/mcp"] = McpServer(["a"], ["b"], as_events=as_events)
    tool = complete(ToolCatalogue(channel_to()).find("acc-1", "b"))
    assert tool.name == "b"
    assert methods(fake) == ["initialize", "notifications/initialized", "tools/list", "tools/list"]
    first, *later = fake.requests
    assert all(one.headers["x-account-id"] == "acc-1" for one in fake.requests)
    assert all(
        {"application/json", "text/event-stream"} <= set(one.headers["accept"].split(", ")) for one in fake.requests
    )
    assert {one.url.params["param-style"] for one in fake.requests} == {"nested"}
    assert "mcp-protocol-version" not in first.headers
    assert all(one.headers["mcp-protocol-version"] == "2025-03-26" for one in later)


def test_second_question_asks_nothing(fake, channel_to):
    fake.answers["/mcp"] = McpServer(["a", "b"])

    async def go():
        tools = ToolCatalogue(channel_to())
        await tools.find("acc-1", "a")
        before = len(fake.requests)
        found = await tools.find("acc-1", "b"), await tools.find("acc-1", "missing")
        return found, len(fake.requests) - before

    (known, missing), asked = asyncio.run(go())
    assert (known.name, missing, asked) == ("b", None, 0)


def test_many_at_once_share_one_listing(fake, channel_to):
    fake.answers["/mcp"] = McpServer(["a"], ["b"])

    async def go():
        tools = ToolCatalogue(channel_to())
        return await asyncio.gather(*(tools.find("acc-1", name) for name in "abab"))

    assert [tool.name for tool in asyncio.run(go())] == ["a", "b", "a", "b"]
    assert methods(fake).count("initialize") == 1


def test_each_account_has_its_own_tools(fake, channel_to):
    fake.answers["/mcp"] = McpServer(["a"])

    async def go():
        tools = ToolCatalogue(channel_to())
        await tools.find("acc-1", "a")
        await tools.find("acc-2", "a")

    asyncio.run(go())
    assert {one.headers["x-account-id"] for one in fake.requests} == {"acc-1", "acc-2"}


def test_session_is_sent_back_and_ended(fake, channel_to):
    fake.answers["/mcp"] = McpServer(["a"], session="s-1")

    async def go():
        tools = ToolCatalogue(channel_to())
        await tools.find("acc-1", "missing")

    asyncio.run(go())
    assert all(one.headers["mcp-session-id"] == "s-1" for one in fake.requests[1:])
    assert fake.requests[-1].method == "DELETE"


def test_end_user_is_named_when_the_connection_knows_one(fake, channel_to, complete):
    fake.answers["/mcp"] = McpServer(["a"])
    complete(ToolCatalogue(channel_to(end_user_id="user-7")).find("acc-1", "a"))
    assert all(one.headers["x-end-user-id"] == "user-7" for one in fake.requests)


def test_failed_listing_is_tried_again(fake, channel_to, refuse_with):
    async def go():
        tools = ToolCatalogue(channel_to())
        fake.answers["/mcp"] = refuse_with(400, "Legacy accounts cannot be used with MCP")
        with pytest.raises(Refused, match="Legacy"):
            await tools.find("acc-1", "a")
        fake.answers["/mcp"] = McpServer(["a"])
        return await tools.find("acc-1", "a")

    assert asyncio.run(go()).name == "a"


def test_error_of_the_protocol_is_a_refusal(fake, channel_to, complete, answer_with):
    fake.answers["/mcp"] = answer_with({"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "no such"}})
    with pytest.raises(Refused, match="no such") as caught:
        complete(ToolCatalogue(channel_to()).find("acc-1", "a"))
    assert caught.value.explanation.who_text == STACKONE["json-rpc error"].who_text


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"jsonrpc":"2.0","id":1}', b'{"result": {"tools": 5}}'])
def test_another_shape_is_malformed(fake, channel_to, complete, answer_with, body):
    fake.answers["/mcp"] = answer_with(body)
    with pytest.raises(MalformedAnswer):
        complete(ToolCatalogue(channel_to()).find("acc-1", "a"))


def test_bad_tool_does_not_hide_good_ones(fake, channel_to, complete, answer_with):
    tools = [None, 5, {"no": "name"}, {"name": "a"}]
    fake.answers["/mcp"] = answer_with({"jsonrpc": "2.0", "id": 1, "result": {"tools": tools}})
    assert complete(ToolCatalogue(channel_to()).find("acc-1", "a")).name == "a"


def test_closing_ends_a_listing_on_its_way(fake, channel_to):
    async def go():
        tools = ToolCatalogue(channel_to())
        fake.answers["/mcp"] = McpServer(*[[f"t{n}"] for n in range(1000)])
        await tools.find("acc-1", "t0")
        await tools.aclose()
        return [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]

    assert asyncio.run(go()) == []


def test_whoever_stops_waiting_does_not_stop_the_listing(fake, channel_to):
    async def go():
        tools = ToolCatalogue(channel_to())
        fake.answers["/mcp"] = McpServer(["a"], ["b"])
        first = asyncio.create_task(tools.find("acc-1", "b"))
        second = asyncio.create_task(tools.find("acc-1", "b"))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(go()).name == "b"
