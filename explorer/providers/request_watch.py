"""
One request on its way: its phases for the clock of the run, told by the HTTP library's own trace.

The library looks up a name and opens the connection in one step, so that DNS is part of connecting and is called so.
"""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Any, Final

from explorer.domain.call import Phase
from explorer.domain.log_entry import LogLevel
from explorer.providers.foreign_failures import Moment
from explorer.providers.run_clock import RunClock

CONNECT_LIMIT_S: Final = 15.0
POOL_LIMIT_S: Final = 10.0

LONG_WAIT_MS: Final = 50.0

Lines = Sequence[tuple[bytes, bytes]]
"""Header lines as they go over the wire."""

_STARTS: Final = {
    "connect_tcp.started": Phase.CONNECT,
    "start_tls.started": Phase.TLS,
    "send_request_headers.started": Phase.SEND,
    "receive_response_headers.started": Phase.WAIT,
    "receive_response_body.started": Phase.RECEIVE,
}
_NEW: Final = "a new connection"
_KEPT: Final = "a connection that was kept open"


class RequestWatch:
    """
    Follows one request through its phases.

    Args:
        clock: Gets each phase when it ends.
        progress: Told each phase when it begins, and ten times a second while bytes come.
        deadline_s: Of the whole request.
    """

    def __init__(self, clock: RunClock, progress: Callable[[str, int], None] | None, deadline_s: float) -> None:
        self.deadline_s = deadline_s
        self.received_bytes = 0
        self.head_bytes = 0
        """Of the request on the wire, as HTTP/1.1 writes it."""
        self.body_bytes = 0
        """Of the request."""
        self.decoded_bytes = 0
        """Of the answer, its encoding undone."""
        self._clock = clock
        self._progress = progress
        self._may_have_been_sent = False
        self._phase = Phase.CONNECT
        self._phase_start_ms: float | None = None
        self._pool_start_ms: float | None = None
        self._note = ""
        self._look_up = ""
        self._encoding = ""
        self._told_ms = 0.0

    @property
    def moment(self) -> Moment:
        """How far the request is, for whoever explains why it failed."""
        return Moment(
            phase=self._phase,
            may_have_been_sent=self._may_have_been_sent,
            deadline_s=self.deadline_s,
            connect_limit_s=min(CONNECT_LIMIT_S, self.deadline_s),
            pool_limit_s=min(POOL_LIMIT_S, self.deadline_s),
            received_bytes=self.received_bytes,
        )

    def begin(self, what: str) -> None:
        """The request is handed to the library now; `what` names it where it is not the clock's first."""
        if self._clock.count_request() > 1:
            self.add_moment(Phase.NEXT, what)
        self._pool_start_ms = self._clock.elapsed_ms

    async def event(self, name: str, details: dict[str, Any]) -> None:
        """The library's `trace` extension calls this; it must be a coroutine function."""
        _, _, step = name.partition(".")
        if _is_for_proxy(details):
            return  # the greeting of a proxy, counted as connecting
        phase = _STARTS.get(step)
        if phase is not None:
            self._enter(phase)
        if phase is Phase.SEND:
            self._may_have_been_sent = True
        if step == "connect_tcp.started":
            host = str(details.get("host", ""))
            self._look_up = "" if _is_address(host) else ", with DNS"
            self._note = f"{host} port {details.get('port', '')}{self._look_up}"
        elif step == "connect_tcp.complete":
            place = _extra(details, "server_addr")
            if isinstance(place, tuple) and len(place) > 1:
                self._note = f"{place[0]} port {place[1]}{self._look_up}"
        elif step == "start_tls.complete":
            self._note = getattr(_extra(details, "ssl_object"), "version", str)() or ""

    def answered(self, head_bytes: int, encoding: str) -> None:
        """The head of the answer is there."""
        self._encoding = encoding.strip().lower()
        if self._phase is Phase.WAIT:
            self._note = f"{head_bytes:,} bytes of head came"

    def received(self, count: int) -> None:
        """Bytes of the answer's body came."""
        self.received_bytes += count
        now_ms = self._clock.elapsed_ms
        if self._progress is not None and now_ms - self._told_ms >= 100:
            self._told_ms = now_ms
            self._progress(Phase.RECEIVE.value, self.received_bytes)

    def add_moment(self, phase: Phase, note: str) -> None:
        """Keep something that takes no time of its own, behind what was going on until now."""
        self.end()
        self._clock.add(phase, self._clock.elapsed_ms, 0.0, note)

    def end(self) -> None:
        """Close the last phase."""
        now_ms = self._clock.elapsed_ms
        if self._pool_start_ms is not None:
            self._clock.add(Phase.POOL, self._pool_start_ms, now_ms - self._pool_start_ms)
            self._pool_start_ms = None
        if self._phase_start_ms is not None:
            self._clock.add(self._phase, self._phase_start_ms, now_ms - self._phase_start_ms, self._words())
            self._phase_start_ms, self._note = None, ""

    def _enter(self, phase: Phase) -> None:
        now_ms = self._clock.elapsed_ms
        if self._pool_start_ms is not None:
            waited_ms = now_ms - self._pool_start_ms
            self._clock.add(Phase.POOL, self._pool_start_ms, waited_ms, _NEW if phase is Phase.CONNECT else _KEPT)
            self._pool_start_ms = None
            if waited_ms > LONG_WAIT_MS:
                words = f"waited {waited_ms:,.0f} ms for a free connection"
                self._clock.log(words, LogLevel.WARNING, duration_ms=waited_ms)
        self.end()
        self._phase, self._phase_start_ms = phase, now_ms
        if self._progress is not None:
            self._progress(phase.value, self.received_bytes)

    def _words(self) -> str:
        if self._phase is Phase.SEND:
            return f"{self.head_bytes:,} bytes of head, {self.body_bytes:,} of body"
        if self._phase is Phase.RECEIVE:
            if self._encoding in {"", "identity"}:
                return f"{self.received_bytes:,} bytes"
            return f"{self.received_bytes:,} bytes on the wire ({self._encoding}), {self.decoded_bytes:,} decoded"
        return self._note


def head_length(first_line: str, lines: Lines) -> int:
    """Bytes of a head on the wire, as HTTP/1.1 writes it: its first line, its header lines, and the empty one."""
    return (
        len(first_line.encode("latin-1", "replace")) + 2 + sum(len(name) + len(value) + 4 for name, value in lines) + 2
    )


def _extra(details: dict[str, Any], name: str) -> object:
    """What the connection that was just made says of itself; None where it says nothing."""
    made = details.get("return_value")
    return made.get_extra_info(name) if made is not None else None


def _is_address(host: str) -> bool:
    """Whether a host is an address already, so that nothing has to be looked up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_for_proxy(details: dict[str, Any]) -> bool:
    request = details.get("request")
    return request is not None and getattr(request, "method", b"") == b"CONNECT"
