"""The sandbox of this program: a process of its own, started when first wanted, ended with the program."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imported when the sandbox is wanted: most starts have no use for it
    from explorer.sandbox.child_process import SandboxProcess


class OwnSandbox:
    """At most one process; `ready` may be awaited by several at once. `actions` is the size of StackOne's catalogue."""

    def __init__(self, *, actions: int = 10_000) -> None:
        self._actions = actions
        self._process: SandboxProcess | None = None
        self._starting: asyncio.Future[SandboxProcess] | None = None

    async def ready(self) -> Mapping[str, Mapping[str, object]]:
        """The ready line of the running sandbox; raises `SandboxNotStarted`."""
        if self._process is not None and self._process.is_running:
            return self._process.ready
        if self._starting is None:
            from explorer.sandbox.child_process import start_sandbox_process

            self._starting = asyncio.ensure_future(asyncio.to_thread(start_sandbox_process, actions=self._actions))
        starting = self._starting
        try:
            # A waiter that is cancelled must not take the process away from the others, nor lose it.
            self._process = await asyncio.shield(starting)
        finally:
            if starting.done():
                self._starting = None
        return self._process.ready

    async def stop(self) -> None:
        """End the process, also one that is just being started."""
        if self._starting is not None:
            done, _ = await asyncio.wait([self._starting])
            task = done.pop()
            if not task.cancelled() and task.exception() is None:
                self._process = task.result()
            self._starting = None
        if self._process is not None:
            process, self._process = self._process, None
            await asyncio.to_thread(process.stop)
