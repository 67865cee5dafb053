"""So many requests a minute for each caller, with the headers that Laravel's limiter sends."""

from collections.abc import Callable
from math import ceil

from explorer.sandbox.inlycore.wire.answers import too_many

WINDOW_S = 60


class Throttle:
    """Counts requests in windows of a minute that begin with a caller's first request."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._windows: dict[str, tuple[float, int]] = {}

    def count(self, caller: str, limit: int) -> dict[str, str]:
        """
        Headers that tell what is left after this request; none if the limit is 0, which means there is none.

        Raises:
            Aborted: The limit is used up; 429 with `Retry-After` in seconds.
        """
        if limit <= 0:
            return {}
        now = self._now()
        start, used = self._windows.get(caller, (now, 0))
        if now >= start + WINDOW_S:
            start, used = now, 0
        if used >= limit:
            raise too_many(retry_headers(limit, start + WINDOW_S - now, now))
        self._windows[caller] = (start, used + 1)
        return {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(limit - used - 1)}

    def forget(self) -> None:
        """Begin all windows anew."""
        self._windows.clear()


def retry_headers(limit: int, wait_s: float, now: float) -> dict[str, str]:
    """The headers of a 429: how long to wait, and the time at which the limit is fresh again."""
    return {
        "Retry-After": str(ceil(wait_s)),
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(ceil(now + wait_s)),
    }
