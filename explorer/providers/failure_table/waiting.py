"""How long another side asks to be left alone."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from explorer.domain.call import ReceivedAnswer


def asked_wait_s(answer: ReceivedAnswer, now: datetime | None = None) -> float | None:
    """
    Seconds to wait that an answer asks for; None if it names no time.

    `Retry-After` counts for every status, `X-RateLimit-Reset` (Unix seconds) only for 429: other answers carry it too.
    """
    wait_s = retry_after_s(answer.header("retry-after"), now)
    if wait_s is None and answer.status == 429:
        return _until_s(answer.header("x-ratelimit-reset"), now)
    return wait_s


def retry_after_s(value: str, now: datetime | None = None) -> float | None:
    """
    Seconds to wait that a `Retry-After` header asks for; None if it is missing or says nothing readable.

    Both spellings are read: seconds, and an HTTP date, of which one that has passed means 0.

    Source: RFC 9110, section 10.2.3.
    """
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return float(text) if len(text) <= 9 else None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0)
    except OverflowError:
        return None


def _until_s(header: str, now: datetime | None) -> float | None:
    text = header.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 12):
        return None
    return max(float(text) - (now or datetime.now(UTC)).timestamp(), 0.0)
