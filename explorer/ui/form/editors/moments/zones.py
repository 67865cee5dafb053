"""Time zones to choose from, each with its offset at the moment in question."""

import zoneinfo
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from explorer.ui.form.editors.moments.rfc3339 import offset_text
from explorer.ui.form.editors.moments.words import offset_words

LOCAL: Final = "local"
"""The zone of this computer."""

_HALVES: Final = ("-09:30", "-03:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30", "+09:30", "+10:30", "+12:45")


def zone_offset(zone: str, wall: datetime) -> str:
    """
    The offset that a zone has while its clocks show `wall`, as RFC 3339 writes it.

    Args:
        zone: `Z`, an offset, `LOCAL`, or a name such as `Europe/Berlin`.
        wall: Without a zone.
    """
    if zone[:1] in "Zz+-":
        return zone
    try:
        if zone == LOCAL:
            return offset_text(wall.astimezone().utcoffset())
        return offset_text(wall.replace(tzinfo=zoneinfo.ZoneInfo(zone)).utcoffset())
    except (OSError, OverflowError, ValueError):
        # The system's own conversion knows no years far away; a name may be missing where no database is installed.
        return offset_text(timedelta(0))


def plain_zones(wall: datetime) -> list[tuple[str, str]]:
    """UTC, this computer's zone, and the offsets that are in use: values with their words."""
    offsets = sorted({*(_hours(number) for number in range(-12, 15) if number), *_HALVES}, key=_minutes)
    return [
        ("Z", "UTC"),
        (LOCAL, f"This computer, {offset_words(zone_offset(LOCAL, wall))}"),
        *((offset, offset_words(offset)) for offset in offsets),
    ]


def named_zones(wall: datetime) -> Sequence[tuple[str, str]]:
    """
    The zones that have names, with what their clocks have at that time. Reads hundreds of files: for a thread.

    Source: the IANA time zone database, as the system has it; where it has none the list is empty.
    """
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [(name, f"{name.replace('_', ' ')}, {offset_words(zone_offset(name, wall))}") for name in names]


def zone_name(zone: str, wall: datetime) -> str:
    """The words for a zone that was chosen."""
    offset = offset_words(zone_offset(zone, wall))
    if zone == LOCAL:
        return f"This computer, {offset}"
    return offset if zone[:1] in "Zz+-" else f"{zone.replace('_', ' ')}, {offset}"


def _hours(number: int) -> str:
    return f"{'-' if number < 0 else '+'}{abs(number):02}:00"


def _minutes(offset: str) -> int:
    size = int(offset[1:3]) * 60 + int(offset[4:6])
    return -size if offset[0] == "-" else size
