"""asyncio on Qt's event loop: the only file that knows qasync."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

import PySide6  # noqa: F401  # qasync takes the first Qt binding that it finds imported
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

Result = TypeVar("Result")


class ExplorerEventLoop(QEventLoop):  # type: ignore[misc]  # qasync ships no types
    """
    qasync's loop, with asyncio's hooks for async generators.

    qasync 0.28.0 sets none, so that a generator that is left early is never closed: each httpx stream left with
    `break` would keep one connection open for good.
    """

    def run_forever(self) -> Any:
        """Run until stopped, as asyncio's own loops do."""
        previous = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(self._asyncgen_firstiter_hook, self._asyncgen_finalizer_hook)
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*previous)


def run_on_qt(app: QApplication, main: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end on Qt's event loop; tasks that are left are cancelled and awaited."""
    with asyncio.Runner(loop_factory=lambda: ExplorerEventLoop(app)) as runner:
        return runner.run(main)
