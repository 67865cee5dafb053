"""`action-explorer sandbox`: serves all three platforms until interrupted, after one line that says where."""

import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from explorer.sandbox.inlycore import InlyCoreSandbox
from explorer.sandbox.pipedream import PipedreamSandbox
from explorer.sandbox.server import PortTaken, SandboxServer
from explorer.sandbox.stackone import StackOneSandbox
from explorer.sandbox.stand_in import StandIn


def serve(host: str, port: int, actions: int, seed: int, until_stdin_closes: bool) -> int:
    """
    Serve the sandbox until it is interrupted, or its standard input ends.

    The first line on standard output is one JSON object with a part for each platform: address, credentials, ids.

    Args:
        host: Address to listen on.
        port: First of three ports, or 0 for free ones.
        actions: How many actions StackOne has.
        seed: What its catalogue is made from.
        until_stdin_closes: Also stop when standard input ends: the pipe from a parent process breaks with it.

    Returns:
        Exit status: 0 after an interruption, 2 with one line on standard error when a port is taken.
    """
    return serve_stand_ins(_stand_ins(actions, seed), host=host, port=port, until_stdin_closes=until_stdin_closes)


def serve_stand_ins(stand_ins: Sequence[StandIn], *, host: str, port: int, until_stdin_closes: bool) -> int:
    """Serve any platforms in the way that `serve` describes."""
    try:
        asyncio.run(_serve_until_stopped(SandboxServer(stand_ins, host, port), until_stdin_closes))
    except PortTaken as problem:
        if sys.stderr is not None:
            sys.stderr.write(f"{problem}. Choose another port with --port, or leave it out.\n")
        return 2
    return 0


async def _serve_until_stopped(server: SandboxServer, until_stdin_closes: bool) -> None:
    loop = asyncio.get_running_loop()
    told_to_stop = asyncio.Event()

    def stop() -> None:
        with contextlib.suppress(RuntimeError):  # The loop has ended meanwhile, which is what was wanted.
            loop.call_soon_threadsafe(told_to_stop.set)

    with _interrupted_by(stop):
        ready = await server.start()
        try:
            _say(json.dumps(ready) + "\n")
        except OSError:
            stop()  # Nobody listens any more, so nobody would ever come.
        if until_stdin_closes:
            threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
        await told_to_stop.wait()
        await server.stop()


@contextlib.contextmanager
def _interrupted_by(stop: Callable[[], None]) -> Iterator[None]:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop()

    names = [name for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    before = [(getattr(signal, name), signal.signal(getattr(signal, name), on_signal)) for name in names]
    try:
        yield
    finally:
        for number, former in before:
            signal.signal(number, former)


def _say(line: str) -> None:
    # A windowed program on Windows has no sys.stdout and no sys.stdin, but it may have been started with pipes.
    if sys.stdout is None:
        os.write(1, line.encode())
    else:
        sys.stdout.write(line)
        sys.stdout.flush()


def _wait_for_end_of_input(stop: Callable[[], None]) -> None:
    # The raw descriptor: a thread that holds the lock of sys.stdin would stop the interpreter's exit. An input that
    # cannot be read has ended.
    with contextlib.suppress(OSError, ValueError):
        descriptor = 0 if sys.stdin is None else sys.stdin.fileno()
        while os.read(descriptor, 4096):
            pass
    stop()


def _stand_ins(actions: int, seed: int) -> list[StandIn]:
    return [StackOneSandbox(actions=actions, seed=seed), PipedreamSandbox(seed=seed), InlyCoreSandbox(seed=seed)]
