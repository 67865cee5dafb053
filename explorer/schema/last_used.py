"""What was made for a few things, kept for as long as they are used: compiled schemas, opened parts, indexes."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Owner = TypeVar("Owner")
Made = TypeVar("Made")


class LastUsed(Generic[Owner, Made]):
    """
    What `make` made for the things asked for last, by their identity. They are kept too, so that it stays theirs.

    Args:
        make: Called once for each thing, until so many others were asked for that it is forgotten.
        most: Things that are remembered.
    """

    def __init__(self, make: Callable[[Owner], Made], most: int = 8) -> None:
        self._make = make
        self._kept: deque[tuple[Owner, Made]] = deque(maxlen=most)
        self._lock = threading.Lock()

    def of(self, owner: Owner) -> Made:
        """What was made for the thing; made now if it was not. May be called in any thread."""
        with self._lock:
            for known, made in self._kept:
                if known is owner:
                    return made
            made = self._make(owner)
            self._kept.append((owner, made))
            return made
