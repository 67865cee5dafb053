"""A real server on loopback that says exactly what a test wants, byte by byte."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

Respond = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Served:
    base_url: str = ""
    requests: list[bytes] = field(default_factory=list)
    """Everything received, one entry for each request: head and body."""
    connections: int = 0
    client_left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a client closed a connection."""


async def take_requests(reader: asyncio.StreamReader, requests: "asyncio.Queue[bytes | None]") -> None:
    """Cut what comes into requests; None at the end, also when it is no HTTP."""
    buffer = b""
    with contextlib.suppress(ConnectionError):
        while received := await reader.read(65_536):
            buffer += received
            if not buffer[:1].isalpha():
                break
            while b"\r\n\r\n" in buffer:
                head, _, _ = buffer.partition(b"\r\n\r\n")
                lines = head.lower().split(b"\r\n")
                length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
                if len(buffer) < len(head) + 4 + length:
                    break
                await requests.put(buffer[: len(head) + 4 + length])
                buffer = buffer[len(head) + 4 + length :]
    await requests.put(None)


@asynccontextmanager
async def serving(respond: Respond) -> AsyncIterator[Served]:
    served = Served()
    connections: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}
    none_left = asyncio.Event()

    async def answer_all(requests: "asyncio.Queue[bytes | None]", writer: asyncio.StreamWriter) -> None:
        while (request := await requests.get()) is not None:
            served.requests.append(request)
            with contextlib.suppress(ConnectionError):
                await respond(request, writer)

    async def on_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.connections += 1
        requests: asyncio.Queue[bytes | None] = asyncio.Queue()
        answering = asyncio.ensure_future(answer_all(requests, writer))
        connections[writer] = answering
        await take_requests(reader, requests)
        served.client_left.set()
        answering.cancel()
        await asyncio.wait({answering})
        writer.transport.abort()
        await asyncio.sleep(0)
        del connections[writer]
        if not connections:
            none_left.set()

    server = await asyncio.start_server(on_connection, "127.0.0.1", 0, backlog=512)
    served.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield served
    finally:
        server.close()
        for writer in list(connections):
            writer.transport.abort()
        if connections:
            none_left.clear()
            await asyncio.wait_for(none_left.wait(), 5)
        await asyncio.sleep(0.005)  # the aborted transports close their sockets in the next turn of the loop


@pytest.fixture
def loopback() -> Callable[[Respond], contextlib.AbstractAsyncContextManager[Served]]:
    """`async with loopback(respond) as served`: `respond` is handed each request and writes the raw answer."""
    return serving
