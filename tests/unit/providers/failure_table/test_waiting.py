"""How long to wait, as another side says it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.call import ReceivedAnswer
from explorer.providers.failure_table.waiting import asked_wait_s, retry_after_s

NOON = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("60", 60.0),
        (" 0 ", 0.0),
        ("Wed, 04 Mar 2026 12:01:30 GMT", 90.0),
        ("Wed, 04 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("9" * 5000, None),
    ],
)
def test_retry_after_is_read_in_both_spellings(value, expected):
    assert retry_after_s(value, NOON) == expected


@given(untrusted=st.text(max_size=60))
def test_no_retry_after_makes_reading_it_fail(untrusted):
    seconds = retry_after_s(untrusted, NOON)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (429, [("Retry-After", "7"), ("X-RateLimit-Reset", "9999999999")], 7.0),
        (429, [("X-RateLimit-Reset", str(int(NOON.timestamp()) + 90))], 90.0),
        (429, [("X-RateLimit-Reset", "1")], 0.0),
        (429, [("X-RateLimit-Reset", "soon")], None),
        (503, [("Retry-After", "120")], 120.0),
        (400, [("X-RateLimit-Reset", str(int(NOON.timestamp()) + 90))], None),
        (429, [], None),
    ],
)
def test_the_moment_at_which_a_limit_ends_counts_only_where_it_was_hit(status, headers, expected):
    assert asked_wait_s(ReceivedAnswer(status, "", headers, b""), NOON) == expected
