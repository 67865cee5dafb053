"""
Serves the stand-ins: each platform on a port, and so an origin, of its own, in one process and one event loop.

uvicorn does the HTTP. Its signal handling is left out, because three servers share one loop: whoever starts
`SandboxServer` decides when it stops.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Generator, Mapping, Sequence

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from explorer.sandbox.control import ControlledPlatform
from explorer.sandbox.stand_in import StandIn

START_LIMIT_S = 10.0
CLOSE_LIMIT_S = 5.0
FINISH_LIMIT_S = 1
"""How long calls that are being answered may go on when the server stops."""


class PortTaken(Exception):
    """An address cannot be listened on; the text is for a person."""


class SandboxServer:
    """
    Servers of several platforms, from `start` to `stop`.

    Args:
        stand_ins: The platforms, in the order of their ports.
        host: Address to listen on; loopback unless somebody insists.
        port: First port, the others follow it; 0 takes free ones.
    """

    def __init__(self, stand_ins: Sequence[StandIn], host: str = "127.0.0.1", port: int = 0) -> None:
        self._stand_ins = tuple(stand_ins)
        self._host = host
        self._port = port
        self._servers: list[_QuietServer] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> Mapping[str, Mapping[str, object]]:
        """
        Listen on every port.

        Returns:
            For each platform, by its name, what a client needs: the content of the ready line.

        Raises:
            PortTaken: One of the ports is in use, or must not be used.
        """
        sockets = _listening_sockets(self._host, self._port, len(self._stand_ins))
        ready: dict[str, Mapping[str, object]] = {}
        for stand_in, listening in zip(self._stand_ins, sockets, strict=True):
            open_connections = _OpenConnections()
            config = uvicorn.Config(
                ControlledPlatform(stand_in, open_connections.close),
                http=_watched_protocol(open_connections),
                ws="none",
                loop="asyncio",
                lifespan="off",
                interface="asgi3",
                log_config=None,
                log_level=logging.CRITICAL,
                access_log=False,
                server_header=False,
                timeout_keep_alive=75,
                timeout_graceful_shutdown=FINISH_LIMIT_S,
            )
            server = _QuietServer(config)
            self._servers.append(server)
            self._tasks.append(asyncio.create_task(server.serve([listening]), name=f"serve {stand_in.name}"))
            port = listening.getsockname()[1]
            host = f"[{self._host}]" if ":" in self._host else self._host
            ready[stand_in.name] = stand_in.ready(f"http://{host}:{port}")
        async with asyncio.timeout(START_LIMIT_S):
            for server in self._servers:
                await server.is_listening.wait()
        return ready

    async def stop(self) -> None:
        """Refuse new calls, give running ones a second, close everything."""
        for server in self._servers:
            server.should_exit = True
        await asyncio.gather(*self._tasks)
        self._servers.clear()
        self._tasks.clear()


class _QuietServer(uvicorn.Server):
    """A uvicorn server that leaves the process's signals alone and tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.is_listening.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class _OpenConnections:
    """The connections of one server by the address of the other end, so that a fault can close one."""

    def __init__(self) -> None:
        self._by_client: dict[tuple[str, int], tuple[asyncio.Transport, asyncio.Event]] = {}

    def opened(self, client: tuple[str, int], transport: asyncio.Transport) -> None:
        self._by_client[client] = (transport, asyncio.Event())

    def lost(self, client: tuple[str, int]) -> None:
        found = self._by_client.pop(client, None)
        if found is not None:
            found[1].set()

    async def close(self, client: tuple[str, int]) -> None:
        found = self._by_client.get(client)
        if found is None:
            return
        transport, is_closed = found
        transport.close()
        try:
            async with asyncio.timeout(CLOSE_LIMIT_S):
                await is_closed.wait()
        except TimeoutError:
            transport.abort()


def _watched_protocol(open_connections: _OpenConnections) -> type[H11Protocol]:
    class WatchedProtocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
            super().connection_made(transport)
            if self.client is not None:
                open_connections.opened(self.client, transport)

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            if self.client is not None:
                open_connections.lost(self.client)

    return WatchedProtocol


def _listening_sockets(host: str, first_port: int, count: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for offset in range(count):
        port = first_port + offset if first_port else 0
        # asyncio turns Nagle's algorithm off only where the protocol is named: without it each answer waits 40 ms.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                # Without it, Windows lets two programs listen on one port.
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((host, port))
            listening.listen(256)
        except (OSError, OverflowError) as problem:
            for opened in (*sockets, listening):
                opened.close()
            raise PortTaken(f"Cannot listen on {host}:{port}: {problem}") from problem
        listening.setblocking(False)
        sockets.append(listening)
    return sockets
