"""One line of what happened during a run."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class LogLevel(Enum):
    """How much a line matters."""

    DEBUG = "debug"
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class LogSource(Enum):
    """Who wrote a line."""

    EXPLORER = "explorer"
    PLATFORM = "platform"
    ACTION = "action"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """
    Args:
        time: Aware, in UTC.
        depth: 0 for a line of its own, 1 for a step within the line before it, and so on.
        duration_ms: How long the thing took, None if it took no time or nobody said.
    """

    time: datetime
    level: LogLevel
    source: LogSource
    text: str
    duration_ms: float | None = None
    depth: int = 0
