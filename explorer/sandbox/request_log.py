"""What a stand-in received: the newest requests, as they came, for tests and for people who write clients."""

from collections import deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass

KEPT_REQUESTS = 2_000
"""How many requests are kept; the oldest go first."""

KEPT_BODY_BYTES = 262_144
"""How much of one body is kept."""


@dataclass(frozen=True)
class ReceivedRequest:
    """One request: `query` without the question mark, header names in lower case, `body` as text."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str


class RequestLog:
    """The last requests that one platform received, oldest first."""

    def __init__(self) -> None:
        self._requests: deque[ReceivedRequest] = deque(maxlen=KEPT_REQUESTS)

    def record(self, method: str, path: str, query: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        """Remember one request; values of a header that came twice are joined with a comma."""
        joined: dict[str, str] = {}
        for name, value in headers:
            key = name.lower()
            joined[key] = f"{joined[key]}, {value}" if key in joined else value
        text = body[:KEPT_BODY_BYTES].decode("utf-8", "replace")
        self._requests.append(ReceivedRequest(method, path, query, joined, text))

    def as_json(self, path_contains: str = "") -> list[dict[str, object]]:
        """Requests whose path contains a text, ready to be written as JSON."""
        return [asdict(request) for request in self._requests if path_contains in request.path]

    def clear(self) -> None:
        """Forget all."""
        self._requests.clear()
