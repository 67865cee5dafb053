"""
The tools of an account, from StackOne's MCP endpoint: one for each action that the account can run, with the JSON
Schema of its parameters.

Each exchange is plain JSON-RPC over POST: `initialize`, `notifications/initialized`, then `tools/list` page by page.
What an account has is kept, so that describing the next action asks nothing. Whoever waits for one tool gets it as
soon as its page is there, and the other pages come in the background.

Source: Model Context Protocol 2025-06-18, "Streamable HTTP" and "Tools".
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from explorer import __version__
from explorer.domain.account import AccountId
from explorer.domain.call import ReceivedAnswer
from explorer.domain.failure import Failure, MalformedAnswer, Refused
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.providers.failure_table.row import told
from explorer.providers.failure_table.stackone import STACKONE
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.refusals import checked_answer
from explorer.providers.stackone.wire import Level, NotReadable, list_of, object_in, object_of, text_of

PROTOCOL: Final = "2025-06-18"
MOST_PAGES: Final = 2_000
AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool as received: its description is read when it is needed."""

    name: str
    raw: bytes


class ToolCatalogue:
    """The tools of every account that was asked for."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._accounts: dict[AccountId, _AccountTools] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def find(self, account_id: AccountId, name: str) -> Tool | None:
        """
        The account's tool of that name, None if it has none.

        Raises:
            Failure: The tools cannot be listed. The next question tries again.
        """
        tools = self._accounts.get(account_id)
        if tools is None or tools.has_failed:
            tools = self._accounts[account_id] = _AccountTools(self._channel, account_id)
            self._tasks.add(tools.task)
            tools.task.add_done_callback(self._tasks.discard)
        return await tools.find(name)

    def forget(self) -> None:
        """Ask again from now on; whoever waits already still gets an answer."""
        self._accounts.clear()

    async def aclose(self) -> None:
        """Stop what is still being listed."""
        self._accounts.clear()
        tasks = set(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


class _AccountTools:
    """One listing, which goes on by itself while others wait for parts of it."""

    def __init__(self, channel: Channel, account_id: AccountId) -> None:
        self._channel = channel
        self._account_id = account_id
        self._tools: dict[str, Tool] = {}
        self._news = asyncio.Event()
        self._failure: Failure | None = None
        self._next_id = 0
        self._session: list[tuple[str, str]] = []
        self.task = asyncio.create_task(self._list_all(), name="list the tools of an account")

    @property
    def has_failed(self) -> bool:
        return self._failure is not None or (self.task.done() and self.task.cancelled())

    async def find(self, name: str) -> Tool | None:
        while name not in self._tools and not self.task.done():
            news = asyncio.ensure_future(self._news.wait())
            try:
                await asyncio.wait({news, self.task}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                news.cancel()
        if name in self._tools:
            return self._tools[name]
        if self._failure is not None:
            raise self._failure
        self.task.result()
        return None

    async def _list_all(self) -> None:
        try:
            await self._initialise()
            cursor, cursors = "", set[str]()
            for _ in range(MOST_PAGES):
                cursor = await self._page(cursor)
                news, self._news = self._news, asyncio.Event()
                news.set()
                if not cursor or cursor in cursors:
                    break
                cursors.add(cursor)
            await self._leave()
        except Failure as failure:
            self._failure = failure

    async def _initialise(self) -> None:
        answer, result = await self._ask(
            "initialize",
            {
                "protocolVersion": PROTOCOL,
                "capabilities": {},
                "clientInfo": {"name": "action-explorer", "version": __version__},
            },
        )
        self._session = [("MCP-Protocol-Version", text_of(result, "protocolVersion") or PROTOCOL)]
        session_id = answer.header("mcp-session-id")
        if session_id:
            self._session.append(("Mcp-Session-Id", session_id))
        await self._post({"jsonrpc": "2.0", "method": "notifications/initialized"})

    async def _page(self, cursor: str) -> str:
        _, result = await self._ask("tools/list", {"cursor": cursor} if cursor else None)
        try:
            entries = list_of(result["tools"], "the list of tools") if "tools" in result else ()
        except NotReadable as problem:
            raise MalformedAnswer(str(problem)) from None
        for number, entry in enumerate(entries, start=1):
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
            name = _name_of(entry)
            if name:
                self._tools.setdefault(name, Tool(name, bytes(entry)))
        return text_of(result, "nextCursor").strip()

    async def _leave(self) -> None:
        """End the server's session, if it made one. That it refuses changes nothing."""
        if len(self._session) < 2:
            return
        request = self._channel.request("DELETE", self._channel.options.mcp_path, headers=self._headers())
        try:
            await self._channel.send(request, deadline_s=5.0)
        except Failure:
            return

    async def _ask(self, method: str, params: JsonObject | None) -> tuple[ReceivedAnswer, Level]:
        self._next_id += 1
        message: JsonObject = {"jsonrpc": "2.0", "id": self._next_id, "method": method}
        if params is not None:
            message["params"] = params
        answer = await self._post(message)
        try:
            reply = _reply(answer, self._next_id)
        except NotReadable as problem:
            raise MalformedAnswer(f"the answer to {method} cannot be read: {problem}") from None
        error = object_in(reply, "error")
        if error:
            said = text_of(error, "message") or "an error without words"
            said = f"{method}: {said}"
            raise Refused(said, status=answer.status, explanation=told(STACKONE["json-rpc error"], said).explanation)
        if "result" not in reply:
            raise MalformedAnswer(f"the answer to {method} has neither result nor error")
        return answer, object_in(reply, "result")

    async def _post(self, message: JsonValue) -> ReceivedAnswer:
        options = self._channel.options
        request = self._channel.request(
            "POST",
            options.mcp_path,
            query=[("param-style", options.param_style)],
            headers=[("Accept", "application/json, text/event-stream"), *self._headers()],
            json=message,
        )
        return checked_answer(await self._channel.send(request), self._channel)

    def _headers(self) -> list[tuple[str, str]]:
        headers = [("x-account-id", str(self._account_id)), *self._session]
        if self._channel.options.end_user_id:
            headers.append(("x-end-user-id", self._channel.options.end_user_id))
        return headers


def _name_of(entry: msgspec.Raw) -> str:
    try:
        return text_of(object_of(entry), "name")
    except NotReadable:
        return ""


def _reply(answer: ReceivedAnswer, wanted_id: int) -> Mapping[str, msgspec.Raw]:
    """The JSON-RPC reply, from a JSON body or from the events of a stream."""
    if answer.media_type != "text/event-stream":
        return object_of(answer.body)
    for event in bytes(answer.body).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n\n"):
        lines = [line[5:].removeprefix(b" ") for line in event.split(b"\n") if line.startswith(b"data:")]
        if not lines:
            continue
        message = object_of(b"\n".join(lines), "an event")
        if text_of(message, "id") == str(wanted_id):
            return message
    raise NotReadable("no event holds the reply")
