"""
Dates and times as text, to the letter: fractions of any length, the offset as it is written.

    date         2026-12-01
    time         09:30:00.125+01:00
    local time   09:30 (no zone, seconds where there are some)
    date-time    2026-12-01T09:30:00.125+01:00

Source: RFC 3339, section 5.6. Reading is more lenient than the rule: a text without seconds or zone is understood, so
that it can be completed; whether it may be sent is for the check of the schema.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from typing import Final

_DATE: Final = "(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_TIME: Final = r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?P<fraction>\.[0-9]+)?)?"
_ZONE: Final = "(?P<zone>[Zz]|[+-][0-9]{2}:[0-9]{2})?"
_LONGEST: Final = 200


class MomentKind(Enum):
    """What a text says."""

    DATE = "date"
    TIME = "time"
    LOCAL_TIME = "local time"
    DATE_TIME = "date-time"


_PATTERNS: Final = {
    MomentKind.DATE: re.compile(_DATE),
    MomentKind.TIME: re.compile(_TIME + _ZONE),
    MomentKind.LOCAL_TIME: re.compile(_TIME),
    MomentKind.DATE_TIME: re.compile(f"{_DATE}(?P<letter>[Tt ]){_TIME}{_ZONE}"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A date, a time, or both, in its parts.

    Args:
        day: None for a time alone.
        second: None where the text has none.
        fraction: Of a second with its point, such as `.125`; empty for none.
        zone: `Z`, `z`, an offset such as `+01:00`, or empty for none.
        letter: Between date and time.
    """

    day: date | None = None
    hour: int = 0
    minute: int = 0
    second: int | None = None
    fraction: str = ""
    zone: str = ""
    letter: str = "T"

    def clock(self) -> str:
        """The time as it is written."""
        seconds = "" if self.second is None else f":{self.second:02}{self.fraction}"
        return f"{self.hour:02}:{self.minute:02}{seconds}"

    def text(self, kind: MomentKind) -> str:
        """The text of the whole."""
        day = self.day.isoformat() if self.day else ""
        if kind is MomentKind.DATE:
            return day
        clock = self.clock() if kind is MomentKind.LOCAL_TIME else self.clock() + self.zone
        return f"{day}{self.letter}{clock}" if kind is MomentKind.DATE_TIME else clock

    def offset(self) -> timedelta | None:
        """East of UTC; None where no zone is said."""
        if not self.zone:
            return None
        if self.zone in "Zz":
            return timedelta(0)
        size = timedelta(hours=int(self.zone[1:3]), minutes=int(self.zone[4:6]))
        return -size if self.zone[0] == "-" else size

    def instant(self) -> datetime | None:
        """The moment in UTC, to the second; None for a date or time alone, and at the ends of the calendar."""
        offset = self.offset()
        if self.day is None or offset is None:
            return None
        clock = time(self.hour, self.minute, min(self.second or 0, 59), tzinfo=timezone(offset))
        try:
            return datetime.combine(self.day, clock).astimezone(UTC)
        except (OverflowError, ValueError):
            return None


def read_moment(kind: MomentKind, text: str) -> Moment | None:
    """The parts of a text; None where it is no such date or time, or one that no calendar has."""
    found = _PATTERNS[kind].fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    parts = found.groupdict()
    day = None
    if "year" in parts:
        try:
            day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
        except ValueError:
            return None
    if "hour" not in parts:
        return Moment(day)
    second = None if parts["second"] is None else int(parts["second"])
    zone = parts.get("zone") or ""
    # 23:59:60 is a second that was put in; RFC 3339, section 5.7.
    is_clock = int(parts["hour"]) < 24 and int(parts["minute"]) < 60 and (second or 0) <= 60
    if not is_clock or (len(zone) > 1 and (int(zone[1:3]) > 23 or int(zone[4:6]) > 59)):
        return None
    return Moment(
        day,
        int(parts["hour"]),
        int(parts["minute"]),
        second,
        parts["fraction"] or "",
        zone,
        parts.get("letter") or "T",
    )


def offset_text(offset: timedelta | None) -> str:
    """An offset as RFC 3339 writes it, `Z` for none at all; zones of old had seconds, which are rounded away."""
    minutes = round((offset or timedelta(0)).total_seconds() / 60)
    if not minutes:
        return "Z"
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
