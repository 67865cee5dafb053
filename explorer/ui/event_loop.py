"""
asyncio on Qt's event loop: the only file that knows qasync.

qasync 0.28.0 makes a Qt timer for every callback, and Qt carries out all timers that are due before it looks at keys,
the mouse or painting: a hundred answers that arrive together hold the window for as long as all of them take. Here
what is ready waits in one queue and is carried out a few milliseconds at a time, with Qt's own events in between.
"""

import asyncio
import contextvars
import socket
import sys
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

import PySide6  # noqa: F401  # qasync takes the first Qt binding that it finds imported
from PySide6.QtCore import QObject, QTimerEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from explorer.providers.in_thread import in_thread
from explorer.ui.main_thread_garbage import MainThreadGarbage

TURN_S: Final = 0.006
"""How long callbacks are carried out before Qt's own events get a turn; one callback may take longer."""

Result = TypeVar("Result")


class _ReadyQueue(QObject):
    """
    Callbacks that are ready, first come, first served.

    They wait while the loop does not run: Qt may go on without it (a last look at events, another loop in a test), and
    a task that is carried out then finds no running loop.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ready: deque[asyncio.Handle] = deque()
        self._timer_id = 0
        self._is_running = False
        self._garbage = MainThreadGarbage()

    def add(self, handle: asyncio.Handle) -> None:
        self._ready.append(handle)
        self._wake()

    def start(self) -> None:
        self._is_running = True
        self._garbage.start()
        if self._ready:
            self._wake()

    def stop(self) -> None:
        self._is_running = False
        self._garbage.stop()
        self._rest()

    def clear(self) -> None:
        self._ready.clear()
        self._rest()

    def timerEvent(self, _event: QTimerEvent) -> None:
        until = time.perf_counter() + TURN_S
        try:
            while self._ready:
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()  # noqa: SLF001  # what asyncio's own loops call, and qasync too
                if time.perf_counter() >= until:
                    break
        finally:
            if not self._ready:
                self._rest()
            self._garbage.look()

    def _wake(self) -> None:
        if self._is_running and not self._timer_id:
            self._timer_id = self.startTimer(0)

    def _rest(self) -> None:
        if self._timer_id:
            self.killTimer(self._timer_id)
            self._timer_id = 0


class ExplorerEventLoop(QEventLoop):  # type: ignore[misc]  # qasync ships no types
    """qasync's loop, fair to the window, and with asyncio's hooks for async generators."""

    def __init__(self, app: QApplication) -> None:
        self._queue = _ReadyQueue()
        super().__init__(app)

    def call_soon(
        self, callback: Callable[..., Any], *args: Any, context: contextvars.Context | None = None
    ) -> asyncio.Handle:
        """Carry out a callback after those that are ready already."""
        handle = asyncio.Handle(callback, args, self, context)
        self._queue.add(handle)
        return handle

    def run_forever(self) -> Any:
        """
        Run until stopped, as asyncio's own loops do.

        qasync 0.28.0 sets no hooks for async generators, so that one that is left early is never closed: each httpx
        stream left with `break` would keep one connection open for good.
        """
        previous = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
        self._queue.start()
        try:
            return super().run_forever()
        finally:
            self._queue.stop()
            sys.set_asyncgen_hooks(*previous)

    async def getaddrinfo(
        self,
        host: bytes | str | None,
        port: bytes | str | int | None,
        *,
        family: int = 0,
        type: int = 0,  # noqa: A002 - asyncio's own name
        proto: int = 0,
        flags: int = 0,
    ) -> Any:
        """
        Look up a name in a daemon thread.

        The executor's threads are joined when the program ends, so that a name server that does not answer would
        hold the exit for as long as the system waits for it.
        """
        return await in_thread(
            lambda: socket.getaddrinfo(host, port, family, type, proto, flags), name="look up a name"
        )

    def close(self) -> None:
        """Forget what is ready, and let go of everything."""
        self._queue.clear()
        super().close()


def run_on_qt(app: QApplication, main: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end on Qt's event loop; tasks that are left are cancelled and awaited."""
    with asyncio.Runner(loop_factory=lambda: ExplorerEventLoop(app)) as runner:
        return runner.run(main)
