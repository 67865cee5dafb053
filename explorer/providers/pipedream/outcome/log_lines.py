"""
The lines that an action wrote while it ran: entries of `os` and `observations`.

Source: reference, section 9.1: `{ts, k, msg?, err?}`, `ts` in milliseconds, `k` either `error` or what wrote the line.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from explorer.domain.json_value import ExactNumber, JsonObject, JsonValue, write_json
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource

MOST_LINES: Final = 5_000
MOST_LETTERS: Final = 20_000

_LEVELS: Final = {
    "error": LogLevel.ERROR,
    "console.error": LogLevel.ERROR,
    "console.warn": LogLevel.WARNING,
    "console.warning": LogLevel.WARNING,
    "console.debug": LogLevel.DEBUG,
    "console.trace": LogLevel.DEBUG,
}


def log_lines(entries: Sequence[JsonValue], received_at: datetime) -> list[LogEntry]:
    """
    One line for each entry, each with its kind in front; an entry that is none is said to be so.

    Args:
        entries: As received.
        received_at: Stands in for a time that is missing or none.
    """
    lines: list[LogEntry] = []
    for entry in entries[:MOST_LINES]:
        lines.extend(_lines(entry, received_at))
    if len(entries) > MOST_LINES:
        more = f"{len(entries) - MOST_LINES:,} more lines came; they are in the answer"
        lines.append(LogEntry(received_at, LogLevel.WARNING, LogSource.EXPLORER, more))
    return lines


def is_error(entry: JsonValue) -> bool:
    """Whether the entry says that the action failed."""
    return isinstance(entry, dict) and entry.get("k") == "error"


def _lines(entry: JsonValue, received_at: datetime) -> list[LogEntry]:
    if not isinstance(entry, dict):
        text = f"This entry of the log cannot be read: {write_json(entry)[:500]}"
        return [LogEntry(received_at, LogLevel.WARNING, LogSource.EXPLORER, text)]
    kind = entry.get("k")
    said = kind if isinstance(kind, str) and kind else "log"
    at, level = _time(entry.get("ts"), received_at), _LEVELS.get(said, LogLevel.NOTE)
    lines = [LogEntry(at, level, LogSource.ACTION, f"{said}: {_text(entry)}"[:MOST_LETTERS])]
    error = entry.get("err")
    stack = error.get("stack") if isinstance(error, dict) else None
    if isinstance(stack, str) and stack.strip():
        lines.append(LogEntry(at, level, LogSource.ACTION, stack.strip()[:MOST_LETTERS], depth=1))
    return lines


def _text(entry: JsonObject) -> str:
    parts: list[str] = []
    message, error = entry.get("msg"), entry.get("err")
    if message is not None:
        parts.append(message if isinstance(message, str) else write_json(message))
    if isinstance(error, dict):
        named = [value for name in ("name", "message") if isinstance(value := error.get(name), str) and value]
        parts.append(": ".join(named) or write_json(error))
    elif error is not None:
        parts.append(error if isinstance(error, str) else write_json(error))
    if not parts:
        rest: JsonObject = {name: value for name, value in entry.items() if name not in {"ts", "k"}}
        parts.append(write_json(rest) if rest else "")
    return "; ".join(parts)


def _time(untrusted: JsonValue, otherwise: datetime) -> datetime:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int | ExactNumber):
        return otherwise
    try:
        return datetime.fromtimestamp(float(str(untrusted)) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return otherwise
