"""
Python's cyclic garbage, collected in the main thread only.

The interpreter collects in whichever thread happens to allocate. A widget that hangs in a cycle (a dialog and the slot
that holds it) would be destroyed there, and Qt ends the process when that is not the main thread. While the event loop
runs, the collector is off, and `look` collects between two callbacks.
"""

import gc
from typing import Final

YOUNG: Final = 5_000
"""So many new objects are looked through at a time; about 1 ms."""

MIDDLE_EVERY: Final = 10
OLD_EVERY: Final = 20
"""Every tenth look takes the middle generation too, every twentieth of those everything."""


class MainThreadGarbage:
    """Takes the place of the automatic collector from `start` to `stop`."""

    def __init__(self) -> None:
        self._was_enabled = False
        self._is_running = False

    def start(self) -> None:
        """Collect here alone from now on."""
        if not self._is_running:
            self._is_running = True
            self._was_enabled = gc.isenabled()
            gc.disable()

    def stop(self) -> None:
        """Give collecting back to the interpreter."""
        if self._is_running:
            self._is_running = False
            if self._was_enabled:
                gc.enable()

    def look(self) -> None:
        """Collect if enough has gathered; costs next to nothing if not."""
        young, middle, old = gc.get_count()
        if young < YOUNG:
            return
        if middle < MIDDLE_EVERY:
            gc.collect(0)
        elif old < OLD_EVERY:
            gc.collect(1)
        else:
            gc.collect(2)
