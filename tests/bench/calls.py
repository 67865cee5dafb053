"""
A call through the program (run session, StackOne provider, transport, history on the disk) beside bare httpx on the
same Qt event loop.

    python tests/bench/calls.py [--calls 40] [--at-once 300]

The server is a process of its own on this machine that answers after 50 ms, or at once. Calls of the two kinds are
made in turn, one after another, each timed alone; the medians are compared.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import httpx
from PySide6.QtWidgets import QApplication

from explorer.calls.kept_runs import KeptRuns
from explorer.calls.run_session import RunSession
from explorer.domain.account import AccountId
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.stackone.provider import StackOneProvider
from explorer.providers.stackone.settings import API_KEY
from explorer.storage.history.run_store import RunStore
from explorer.ui.event_loop import run_on_qt

LIMIT_S = 120
ANSWER = json.dumps({"data": {"id": "1", "name": "Ada"}}).encode()

SERVER = """
import asyncio, sys
delay_s, answer = float(sys.argv[1]), sys.argv[2].encode()
head = b"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: %d\\r\\n\\r\\n" % len(answer)

async def serve(reader, writer):
    try:
        while True:
            lines = (await reader.readuntil(b"\\r\\n\\r\\n")).lower().split(b"\\r\\n")
            length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
            await reader.readexactly(length)
            if delay_s:
                await asyncio.sleep(delay_s)
            writer.write(head + answer)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    asyncio.get_running_loop().run_in_executor(None, sys.stdin.read).add_done_callback(lambda _: server.close())
    try:
        await server.serve_forever()
    except asyncio.CancelledError:
        pass

asyncio.run(main())
"""


def started(delay_s: float) -> subprocess.Popen[str]:
    """The server, which says its port on its first line and ends when its standard input does."""
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, str(delay_s), ANSWER.decode()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


async def compared(delay_s: float, calls: int, directory: Path) -> tuple[float, float]:
    """Median milliseconds of bare httpx, and of the program."""
    server = started(delay_s)
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        address = f"http://127.0.0.1:{int(server.stdout.readline())}"
        mask = SecretMask()
        transport = Transport(mask)
        options = {"logs": "none"}
        connection = Connection(
            ConnectionId("bench"), "Bench", Platform.STACKONE, address, Environment.SANDBOX, options
        )
        provider = StackOneProvider(connection, {API_KEY: "a-made-up-key-of-no-account"}, transport, mask)
        action = Action(ActionKey("bench_get"), "Get", "bench", "Bench", effect=Effect.READ)
        call = Call(ConnectionId("bench"), action, AccountId("one"), {"path": {"id": "1"}})

        async def through_program() -> None:
            session = RunSession(provider, call, lambda _: None)
            run = await kept.work(session)
            assert run.result is not None
            assert run.result.outcome is Outcome.SUCCEEDED, run.result
            await kept.fetch_logs(session)

        kept = KeptRuns(RunStore(directory, mask), print)
        await kept.open()
        async with httpx.AsyncClient() as client:

            async def bare() -> None:
                answer = await client.post(
                    f"{address}/actions/rpc",
                    json={"action": "bench_get", "path": {"id": "1"}},
                    headers={"x-account-id": "one"},
                    auth=("a-made-up-key-of-no-account", ""),
                )
                assert answer.json()["data"]["id"] == "1"

            result = await medians((bare, through_program), calls)
        await kept.aclose()
        await provider.aclose()
        await transport.aclose()
        return result
    finally:
        server.stdin.close()
        server.wait(10)


async def medians(kinds: tuple[Callable[[], Awaitable[None]], ...], calls: int) -> tuple[float, float]:
    """Median milliseconds of each kind, made in turn; the first of each opens its connection and is not counted."""
    times: list[list[float]] = [[] for _ in kinds]
    for number in range(calls + 3):
        for kind, found in zip(kinds, times, strict=True):
            begun = time.perf_counter()
            await kind()
            if number >= 3:
                found.append((time.perf_counter() - begun) * 1000)
    first, second = (statistics.median(found) for found in times)
    return first, second


async def bench(calls: int, at_once: int) -> None:
    """Both servers."""
    for name, delay_s, count, promised in (
        ("server that answers in 50 ms", 0.05, calls, 1.1),
        ("server that answers at once", 0.0, at_once, 3.0),
    ):
        with tempfile.TemporaryDirectory() as place:
            async with asyncio.timeout(LIMIT_S):
                bare, program = await compared(delay_s, count, Path(place) / "history")
        print(
            f"{name}: bare httpx {bare:.2f} ms, program {program:.2f} ms, "
            f"ratio {program / bare:.2f} (promised: at most {promised:g})",
            flush=True,
        )


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description="A call through the program beside bare httpx.")
    parser.add_argument("--calls", type=int, default=40)
    parser.add_argument("--at-once", type=int, default=300)
    asked = parser.parse_args()
    app = QApplication([])
    run_on_qt(app, bench(asked.calls, asked.at_once))


if __name__ == "__main__":
    main()
