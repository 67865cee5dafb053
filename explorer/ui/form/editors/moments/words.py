"""Dates, times and durations in plain words."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from explorer.ui.form.editors.moments.rfc3339 import Moment, MomentKind, read_moment

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WHAT: Final = {
    MomentKind.DATE: "date",
    MomentKind.TIME: "time",
    MomentKind.LOCAL_TIME: "time",
    MomentKind.DATE_TIME: "date and time",
}
_DURATION: Final = re.compile(
    r"P(?=[0-9T])(?:(?P<week>[0-9]+)W|"
    r"(?:(?P<year>[0-9]+)Y)?(?:(?P<month>[0-9]+)M)?(?:(?P<day>[0-9]+)D)?"
    r"(?:T(?=[0-9])(?:(?P<hour>[0-9]+)H)?(?:(?P<minute>[0-9]+)M)?(?:(?P<second>[0-9]+(?:\.[0-9]+)?)S)?)?)"
)
_LONGEST_DURATION: Final = 100


def moment_words(kind: MomentKind, text: str, now: datetime) -> str:
    """
    What a text means, as in "Tuesday 1 December 2026, 09:30 in UTC+1 - in 3 days", or that it means nothing.

    Args:
        kind: What the field wants.
        text: What it holds.
        now: With a zone: the time of the person, from which "today" is counted.
    """
    moment = read_moment(kind, text)
    if moment is None:
        return f"Not a whole {_WHAT[kind]}: sent as typed"
    parts = [day_words(moment)] if moment.day else []
    if kind is not MomentKind.DATE:
        seconds = moment.second or moment.fraction.strip(".0")
        clock = moment.clock() if seconds else f"{moment.hour:02}:{moment.minute:02}"
        parts.append(clock if kind is MomentKind.LOCAL_TIME else f"{clock} {zone_words(moment.zone)}")
    away = distance_words(moment, now) if moment.day else ""
    return ", ".join(parts) + (f" - {away}" if away else "")


def day_words(moment: Moment) -> str:
    """The day in full."""
    day = moment.day
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def zone_words(zone: str) -> str:
    """The zone of a text: "in UTC+1"."""
    return f"in {offset_words(zone)}" if zone else "without a zone"


def offset_words(zone: str) -> str:
    """An offset: `+05:30` is "UTC+5:30"."""
    if zone in ("Z", "z", "+00:00"):
        return "UTC"
    if zone == "-00:00":
        return "UTC, place unknown"
    hours, minutes = int(zone[1:3]), zone[4:6]
    return f"UTC{zone[0]}{hours}" + (f":{minutes}" if minutes != "00" else "")


def distance_words(moment: Moment, now: datetime) -> str:
    """How far away the moment is."""
    instant = moment.instant()
    assert moment.day is not None
    if instant is None:
        return _days_words((moment.day - now.date()).days)
    gone = (instant - now.astimezone(UTC)).total_seconds()
    minutes = int(abs(gone) // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return _away(minutes, "minute", is_past=gone < 0)
    if minutes < 24 * 60:
        return _away(minutes // 60, "hour", is_past=gone < 0)
    return _days_words(
        (instant.astimezone(now.tzinfo).date() - now.date()).days if _is_near(gone) else int(gone / 86400)
    )


def duration_words(text: str) -> str:
    """What a duration means, as in "3 days 12 hours". Source: RFC 3339, appendix A."""
    found = _DURATION.fullmatch(text) if len(text) <= _LONGEST_DURATION else None
    parts = [(name, size) for name, size in found.groupdict().items() if size is not None] if found else []
    if not parts:
        return "Not a duration such as P3DT12H: sent as typed"
    return " ".join(_counted(size.lstrip("0") or "0", name) for name, size in parts)


def _is_near(gone_s: float) -> bool:
    return abs(gone_s) < timedelta(days=300).total_seconds()


def _days_words(days: int) -> str:
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    if near:
        return near
    count, is_past = abs(days), days < 0
    if count < 60:
        return _away(count, "day", is_past=is_past)
    if count < 700:
        return _away(round(count / 30.44), "month", is_past=is_past, is_about=True)
    return _away(round(count / 365.25), "year", is_past=is_past, is_about=True)


def _away(count: int, unit: str, *, is_past: bool, is_about: bool = False) -> str:
    words = ("about " if is_about else "") + _counted(str(count), unit)
    return f"{words} ago" if is_past else f"in {words}"


def _counted(size: str, unit: str) -> str:
    shown = f"0{size}" if size.startswith(".") else size
    return f"{shown} {unit}" if shown == "1" else f"{shown} {unit}s"
