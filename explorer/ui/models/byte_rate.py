"""How fast bytes come, over the last seconds."""

from collections import deque
from typing import Final

WINDOW_S: Final = 3.0
LEAST_S: Final = 0.5
"""Over a shorter time a rate says nothing."""


class ByteRate:
    """Told from time to time how many bytes there are in all."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def add(self, total_bytes: int, now_s: float) -> None:
        """So many are there now; before the first there is nothing to tell."""
        if total_bytes:
            self._seen.append((now_s, total_bytes))
        while len(self._seen) > 2 and now_s - self._seen[0][0] > WINDOW_S:
            self._seen.popleft()

    def per_second(self) -> float:
        """Bytes a second; 0 while that cannot be said yet."""
        if len(self._seen) < 2:
            return 0.0
        (from_s, before), (until_s, after) = self._seen[0], self._seen[-1]
        return (after - before) / (until_s - from_s) if until_s - from_s >= LEAST_S else 0.0
