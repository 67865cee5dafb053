"""One owner for background work: a scope keeps its tasks alive, reports their errors and ends them."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

ErrorSeen = Callable[[str, BaseException], None]


class TaskScope:
    """
    The tasks of one window or view.

    Args:
        on_error: Told the task's name and its error when one ends with an exception that nobody handled.
    """

    def __init__(self, on_error: ErrorSeen) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._on_error = on_error
        self._is_closed = False

    @property
    def names(self) -> list[str]:
        """Names of the tasks that are under way."""
        return sorted(task.get_name() for task in self._tasks)

    def start(self, coroutine: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any] | None:
        """Run it in the background; None if the scope is closed already."""
        if self._is_closed:
            coroutine.close()
            return None
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)  # the loop itself holds only a weak reference
        task.add_done_callback(self._on_finished)
        return task

    def _on_finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_error(task.get_name(), error)

    async def aclose(self, timeout_s: float = 2.0) -> list[str]:
        """Cancel what is under way; returns the names of tasks that would not stop in time."""
        self._is_closed = True
        for task in self._tasks:
            task.cancel()
        if not self._tasks:
            return []
        _, stuck = await asyncio.wait(set(self._tasks), timeout=timeout_s)
        return sorted(task.get_name() for task in stuck)
