"""
A blocking function awaited in a daemon thread of its own.

Executors join their threads when the program ends, so that a look-up that hangs holds the exit; a daemon thread does
not. Only for what blocks outside Python: name look-ups, reading certificates.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


async def in_thread(function: Callable[[], Result], *, name: str) -> Result:
    """
    What the function returns or raises. Cancelling abandons it: the thread ends by itself, unheard.

    Args:
        function: What blocks; it must not touch anything of the loop.
        name: Name of the thread, for whoever looks at a hanging program.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def give(value: Result) -> None:
        if not answer.done():
            answer.set_result(value)

    def fail(error: Exception) -> None:
        if not answer.done():
            answer.set_exception(error)

    def work() -> None:
        # A loop that has ended raises RuntimeError: nobody waits any more.
        try:
            value = function()
        except Exception as error:  # noqa: BLE001 - handed on to whoever awaits
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(fail, error)
        else:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(give, value)

    threading.Thread(target=work, name=name, daemon=True).start()
    return await answer
