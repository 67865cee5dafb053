"""Points in time as PHP's `strtotime` reads them; the common forms of them, in UTC where no offset is given."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS = (
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
    r"(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>\d{4})",
    rf"(?:[a-z]{{3,9}}, ?)?(?P<day>\d{{1,2}})[ -]{_MONTH}[ -](?P<year>\d{{4}})",
    rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
)
_TIME = (
    r"(?:[ t](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?: ?(?:z|utc|gmt|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})))?)?"
)
_FORMS = [re.compile(day + _TIME) for day in _DAYS]
_RELATIVE = re.compile(r"([+-]\d{1,5}) ?(second|minute|hour|day|week|month|year)s?")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_STAMP = re.compile(r"@(-?\d{1,11})")
_MIDNIGHTS = {"today": 0, "midnight": 0, "tomorrow": 1, "yesterday": -1}


def time_of(text: str, now: datetime) -> datetime | None:
    """
    The point in time that a text stands for; none if it stands for none, or for a day that does not exist.

    Reads ISO 8601, `2026/03/13`, `03/13/2026`, `13-03-2026`, `13 March 2026`, `March 13, 2026`, RFC 2822, `now`,
    `today`, `tomorrow`, `yesterday`, `midnight`, `+3 days` and `@1700000000`. PHP reads more.
    """
    text = text.strip()
    try:
        return _relative(text.lower(), now) or _written(text)
    except OverflowError:
        return None


def _relative(text: str, now: datetime) -> datetime | None:
    if text == "now":
        return now
    if text in _MIDNIGHTS:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=_MIDNIGHTS[text])
    if match := _STAMP.fullmatch(text):
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(match[1]))
    if match := _RELATIVE.fullmatch(text):
        count, unit = int(match[1]), match[2]
        if unit in _SECONDS:
            return now + timedelta(seconds=count * _SECONDS[unit])
        return now + timedelta(days=count * (365 if unit == "year" else 30))
    return None


def _written(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    for form in _FORMS:
        if match := form.fullmatch(text.lower()):
            try:
                return _moment(match)
            except ValueError:
                return None
    return None


def _moment(match: re.Match[str]) -> datetime:
    month = match["month"]
    offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
    return datetime(
        int(match["year"]),
        int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1,
        int(match["day"]),
        int(match["hour"] or 0),
        int(match["minute"] or 0),
        int(match["second"] or 0),
        tzinfo=timezone(-offset if match["sign"] == "-" else offset),
    )
