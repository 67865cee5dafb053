"""
The state of work that goes on in the background, as lines of the log.

Source: reference, section 10. The statuses are those of laravel-workflow; where an installation tells them is not
published (A12), so that any of the usual shapes is read.
"""

from datetime import UTC, datetime
from typing import Final

from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, write_json
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.providers.inlycore.form.words import text_at

ENDED: Final = frozenset({"completed", "failed", "continued", "terminated", "cancelled", "canceled"})

_LEVELS: Final = {
    "failed": LogLevel.ERROR,
    "terminated": LogLevel.WARNING,
    "cancelled": LogLevel.WARNING,
    "canceled": LogLevel.WARNING,
}


def status_of(untrusted: JsonValue) -> str:
    """The status in lower case; empty if the answer names none."""
    return text_at(_inner(untrusted), "status", "state").lower()


def workflow_lines(workflow_id: str, untrusted: JsonValue, at: datetime | None = None) -> list[LogEntry]:
    """One line for the workflow, and one for each of its steps below it."""
    entry = _inner(untrusted)
    now = at or datetime.now(UTC)
    status = status_of(untrusted) or "in no named state"
    parts = [f"Workflow {workflow_id} is {status}"]
    progress = entry.get("progress")
    if isinstance(progress, int | ExactNumber) and not isinstance(progress, bool):
        parts.append(f"{progress} %")
    message = text_at(entry, "message", "description")
    text = ", ".join(parts) + (f": {message}" if message else "")
    lines = [LogEntry(now, _LEVELS.get(status, LogLevel.NOTE), LogSource.PLATFORM, text)]
    activities = entry.get("activities", entry.get("steps"))
    for activity in activities if isinstance(activities, list) else []:
        name = text_at(activity, "name", "label", "class") if isinstance(activity, dict) else ""
        state = text_at(activity, "status", "state").lower() if isinstance(activity, dict) else ""
        words = f"{name}: {state}" if name and state else name or write_json(activity)[:200]
        lines.append(LogEntry(now, _LEVELS.get(state, LogLevel.NOTE), LogSource.PLATFORM, words, depth=1))
    output = entry.get("output")
    if output is not None:
        lines.append(LogEntry(now, LogLevel.NOTE, LogSource.PLATFORM, f"Output: {write_json(output)[:2000]}", depth=1))
    return lines


def _inner(untrusted: JsonValue) -> JsonObject:
    if not isinstance(untrusted, dict):
        return {}
    wrapped = untrusted.get("data")
    return wrapped if isinstance(wrapped, dict) and not text_at(untrusted, "status", "state") else untrusted
