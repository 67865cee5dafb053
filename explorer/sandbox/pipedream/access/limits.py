"""
How many calls in how much time, and the 429 that comes after.

Source: Pipedream Connect, pages on limits; figures of the newest page where two disagree.
"""

import math
import secrets
from collections import deque
from dataclasses import dataclass, field

from explorer.sandbox.pipedream.refusal import RequestRefusedError

WINDOWS = {
    "connect tokens": (100, 60.0),
    "accounts": (2000, 300.0),
    "components": (3000, 300.0),
    "proxy": (1000, 300.0),
}
"""Bucket to calls and seconds. Tokens count for each external user, all others for the project."""


@dataclass
class RateWindow:
    """Calls within the last `seconds`, at most `calls` of them."""

    calls: int
    seconds: float
    taken: deque[float] = field(default_factory=deque)

    def take(self, now: float) -> None:
        """
        Count a call.

        Raises:
            RequestRefusedError: 429, because the window is full; the call is not counted.
        """
        while self.taken and self.taken[0] <= now - self.seconds:
            self.taken.popleft()
        if len(self.taken) >= self.calls:
            free_at = (self.taken[0] if self.taken else now) + self.seconds
            raise throttled(self.calls, free_at - now, now)
        self.taken.append(now)


@dataclass
class Limits:
    """All windows of the project, those that callers made for themselves included."""

    windows: dict[tuple[str, str], RateWindow] = field(default_factory=dict)
    own: dict[str, RateWindow] = field(default_factory=dict)

    def take(self, bucket: str, whose: str, now: float) -> None:
        """Count a call in one of `WINDOWS`; 429 when it is full."""
        calls, seconds = WINDOWS[bucket]
        self.windows.setdefault((bucket, whose), RateWindow(calls, seconds)).take(now)

    def take_run(self, calls_per_minute: int, now: float) -> None:
        """Count a configure, reload or run, if those are limited at all."""
        if calls_per_minute:
            window = self.windows.setdefault(("runs", ""), RateWindow(calls_per_minute, 60.0))
            window.calls = calls_per_minute
            window.take(now)

    def make_own(self, calls: int, seconds: float) -> str:
        """A token for the header `x-pd-rate-limit`, with a window of its own."""
        token = f"rl_{secrets.token_hex(12)}"
        self.own[token] = RateWindow(calls, seconds)
        return token

    def take_own(self, token: str, now: float) -> None:
        """Count a call that names a window; 400 if there is none of that name."""
        window = self.own.get(token)
        if window is None:
            raise RequestRefusedError(400, "Invalid rate limit token")
        window.take(now)


def throttled(calls: int, wait_s: float, now: float) -> RequestRefusedError:
    """The platform's 429: body and the four headers."""
    seconds = max(1, math.ceil(wait_s))
    return RequestRefusedError(
        429,
        "Throttled",
        headers={
            "Retry-After": str(seconds),
            "X-RateLimit-Limit": str(calls),
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": str(math.floor(now) + seconds),
        },
    )
