"""
Failures on request: which there are, which calls they hit, and how often.

A fault is posted as JSON to `/_sandbox/faults` (see control.py):

    kind          one of KINDS
    match         {"method", "path_contains", "body_contains", "header": {name: value or null}}; all must hold,
                  what is absent holds always; `path_contains` looks at path and query together
    times         how many calls it hits, 1 when absent; 0 means until it is cleared
    delay_s       waiting before the answer; for `trickle` and `heartbeat`, between two pieces
    status, headers, body, retry_after
                  what is answered, for kinds that make an answer of their own; `bytes`: `body` is base64 text of the
                  whole body as it goes over the wire, whatever the headers say of it
    after_bytes   `truncate`: how much of the body is sent; `trickle`: size of a piece; `heartbeat`: newlines;
                  `huge_gzip`, `huge_deflate`: size when unpacked
    run_first     `drop`: true lets the platform do its work before the connection is closed without an answer
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

KINDS = frozenset(
    {
        "slow",
        "trickle",
        "drop",
        "truncate",
        "not_json",
        "status",
        "huge_gzip",
        "huge_deflate",
        "wrong_type",
        "empty",
        "redirect",
        "invalid_utf8",
        "heartbeat",
        "bytes",
    }
)
LONGEST_DELAY_S = 600.0
LARGEST_AFTER_BYTES = 1_073_741_824


class BadFault(ValueError):
    """What was posted is no fault; the text says why."""


@dataclass(frozen=True)
class Match:
    """Which calls a fault is for."""

    method: str | None = None
    path_contains: str = ""
    body_contains: str = ""
    headers: Mapping[str, str | None] = field(default_factory=dict)

    def fits(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether a call is meant; `headers` has lower case names."""
        if self.method is not None and self.method.upper() != method.upper():
            return False
        if self.path_contains not in target or self.body_contains.encode() not in body:
            return False
        return all(
            name.lower() in headers and (value is None or headers[name.lower()] == value)
            for name, value in self.headers.items()
        )


@dataclass(frozen=True)
class Fault:
    """One failure on request; the fields are described in the module's docstring."""

    kind: str
    match: Match = Match()
    times: int = 1
    delay_s: float | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    retry_after: int | str | None = None
    after_bytes: int | None = None
    run_first: bool = False


class FaultList:
    """Faults that are waiting for their calls; the one posted first is used first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its calls."""
        self._waiting.append((fault, fault.times))

    def take(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Fault | None:
        """The fault for this call, used up by one, or None."""
        for position, (fault, left) in enumerate(self._waiting):
            if fault.match.fits(method, target, headers, body):
                if left == 1:
                    del self._waiting[position]
                elif left > 1:
                    self._waiting[position] = (fault, left - 1)
                return fault
        return None

    def as_json(self) -> list[dict[str, object]]:
        """What is waiting, with the calls left (0: until cleared)."""
        return [{"kind": fault.kind, "times_left": left} for fault, left in self._waiting]

    def clear(self) -> None:
        """Call all faults off."""
        self._waiting.clear()


def read_fault(untrusted: object) -> Fault:
    """
    Turn posted JSON into a fault.

    Raises:
        BadFault: Something is missing, unknown or of the wrong type; the text says what.
    """
    if not isinstance(untrusted, dict):
        raise BadFault("a fault is a JSON object")
    known = {*Fault.__dataclass_fields__}
    unknown = sorted(set(untrusted) - known)
    if unknown:
        raise BadFault(f"unknown field: {', '.join(map(str, unknown))}; known are {', '.join(sorted(known))}")
    kind = untrusted.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadFault(f"kind must be one of {', '.join(sorted(KINDS))}")
    if kind == "bytes":
        _check_base64(untrusted.get("body"))
    retry_after = untrusted.get("retry_after")
    if retry_after is not None and not isinstance(retry_after, int | str):
        raise BadFault("retry_after must be a number of seconds or a date as text")
    return Fault(
        kind=kind,
        match=_read_match(untrusted.get("match")),
        times=cast("int", _whole(untrusted, "times", 1_000_000, default=1)),
        delay_s=_seconds(untrusted.get("delay_s")),
        status=_status(untrusted.get("status")),
        headers=_texts(untrusted.get("headers"), "headers"),
        body=untrusted.get("body"),
        retry_after=retry_after,
        after_bytes=_whole(untrusted, "after_bytes", LARGEST_AFTER_BYTES, default=None),
        run_first=untrusted.get("run_first") is True,
    )


def _read_match(untrusted: object) -> Match:
    if untrusted is None:
        return Match()
    if not isinstance(untrusted, dict):
        raise BadFault("match must be an object")
    unknown = sorted(set(untrusted) - {"method", "path_contains", "body_contains", "header"})
    if unknown:
        raise BadFault(f"unknown field in match: {', '.join(map(str, unknown))}")
    parts = {name: untrusted.get(name) for name in ("method", "path_contains", "body_contains")}
    for name, value in parts.items():
        if value is not None and not isinstance(value, str):
            raise BadFault(f"match.{name} must be text")
    header = untrusted.get("header") or {}
    if not isinstance(header, dict) or not all(value is None or isinstance(value, str) for value in header.values()):
        raise BadFault("match.header must be an object of texts or nulls")
    return Match(
        method=parts["method"],
        path_contains=parts["path_contains"] or "",
        body_contains=parts["body_contains"] or "",
        headers=header,
    )


def _check_base64(value: object) -> None:
    try:
        base64.b64decode(value if isinstance(value, str) else "?", validate=True)
    except ValueError as error:
        raise BadFault("body must be base64 text for the kind bytes") from error


def _whole(untrusted: Mapping[str, object], name: str, largest: int, *, default: int | None) -> int | None:
    value = untrusted.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= largest:
        raise BadFault(f"{name} must be a whole number from 0 to {largest}")
    return value


def _seconds(value: object) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= LONGEST_DELAY_S:
        raise BadFault(f"delay_s must be a number from 0 to {LONGEST_DELAY_S:g}")
    return float(value)


def _status(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 200 <= value <= 599:
        raise BadFault("status must be a whole number from 200 to 599")
    return value


def _texts(value: object, name: str) -> Mapping[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise BadFault(f"{name} must be an object of texts")
    return value
