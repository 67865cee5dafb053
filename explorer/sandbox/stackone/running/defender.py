"""The scan for instructions planted in results: one pattern, which is enough to show every way it can end."""

import time
from collections.abc import Iterator

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.state import State

PLANTED = "ignore all previous instructions"
LARGEST_SCANNED = 100_000
"""Values beyond this number are not looked at: large results are skipped, as by the platform's own settings."""


def scan(state: State, call: Call, value: object, *, always: bool = False) -> dict[str, object] | None:
    """
    Look through a result.

    Args:
        state: Has the project's settings.
        call: May override them.
        value: The result, ready to be written as JSON.
        always: Whether the scan and its blocking are on unless the call forbids them.

    Returns:
        What is told beside the result, or None when the scan is off.

    Raises:
        Refused: Something was found and blocking is on.
    """
    wish = call.defender
    is_on = always or state.switches.is_on("defender_enabled")
    if wish.is_enabled is not None:
        is_on = wish.is_enabled
    if not is_on:
        return None
    began = time.perf_counter()
    found = [place for place, text in _texts(value, "") if PLANTED in text.lower()]
    blocks = always or state.switches.is_on("defender_block_high_risk")
    if wish.blocks_high_risk is not None:
        blocks = wish.blocks_high_risk
    result: dict[str, object] = {
        "allowed": not (found and blocks),
        "riskLevel": "high" if found else "low",
        "fieldsSanitized": [],
        "patternsByField": {place: ["instruction_override"] for place in found},
        "detections": ["instruction_override"] if found else [],
        "tier2Score": 0.97 if found else 0.02,
        "latencyMs": round((time.perf_counter() - began) * 1000, 3),
    }
    if found and blocks:
        raise Refused(
            state.switches.number("defender_block_status"),
            f"The result was blocked: planted instructions in {', '.join(found[:5])}",
            error_code="DefenderBlocked",
        )
    return {"applied": True, "result": result}


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    left = [(place, value)]
    seen = 0
    while left and seen < LARGEST_SCANNED:
        place, value = left.pop()
        seen += 1
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, dict):
            left.extend((f"{place}.{name}" if place else name, part) for name, part in value.items())
        elif isinstance(value, list):
            left.extend((f"{place}[{position}]", part) for position, part in enumerate(value))
