"""
A thread of its own for work that blocks: the system's keyring, a database, files.

It is a daemon thread: a job that never ends does not hold up the end of the program, as an executor's would. Jobs
run one after the other; nobody waits longer for one than they said.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class JobThread:
    """
    Runs blocking functions in one thread, which starts with the first of them.

    Only `call` and `close` are for others; both belong to the thread of the event loop.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    async def call(self, function: Callable[[], Result], *, timeout_s: float | None) -> Result:
        """
        What the function gives, or raises, when it is carried out in the thread.

        After a cancellation or the time limit nobody waits for it any longer: it is skipped if it has not begun, and
        its result is dropped otherwise.

        Args:
            function: What to carry out.
            timeout_s: None for work that has to be waited for however long it takes.

        Raises:
            TimeoutError: It had not ended after `timeout_s`, the jobs before it included.
            RuntimeError: The thread was closed.
        """
        if self._is_closed:
            raise RuntimeError(f"the thread for {self._name} is closed")
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        job = _Job(function, asyncio.get_running_loop())
        self._jobs.put(job)
        async with asyncio.timeout(timeout_s):
            result: Result = await job.answer
        return result

    def close(self) -> None:
        """End the thread when its jobs are done, without waiting for that. May be called again."""
        self._is_closed = True
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.run()
            # The last job would otherwise live on, with the secret in it, until the next comes.
            del job


class _Job:
    """A function, and the future that waits for it in an event loop."""

    def __init__(self, function: Callable[[], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.answer: asyncio.Future[Any] = loop.create_future()
        self._function = function
        self._loop = loop

    def run(self) -> None:
        """Carry it out, in the thread."""
        if self.answer.cancelled():
            return
        try:
            result, error = self._function(), None
        except BaseException as problem:  # noqa: BLE001 - handed on to whoever waits, whatever it is
            result, error = None, problem
        with contextlib.suppress(RuntimeError):  # The loop is closed: nobody waits.
            self._loop.call_soon_threadsafe(self._settle, result, error)

    def _settle(self, result: Any, error: BaseException | None) -> None:
        if self.answer.cancelled():
            return
        if error is None:
            self.answer.set_result(result)
        elif isinstance(error, StopIteration):
            # A future refuses this one.
            self.answer.set_exception(RuntimeError("the job raised StopIteration"))
        else:
            self.answer.set_exception(error)
