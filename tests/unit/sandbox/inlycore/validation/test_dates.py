from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.validation.dates import time_of

NOW = datetime(2026, 3, 13, 11, 6, 40, tzinfo=UTC)
DAY = datetime(2026, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-13",
        "20260313",
        "2026/03/13",
        "03/13/2026",
        "13-03-2026",
        "13.03.2026",
        "13 March 2026",
        "13 mar 2026",
        "March 13, 2026",
        "Mar 13 2026",
        "March 13th, 2026",
        "Fri, 13 Mar 2026 01:00:00 +0100",
        "2026-03-13T01:00:00+01:00",
        "2026-03-13T00:00:00Z",
        " 2026-03-13 ",
        "today",
        "Midnight",
        "@1773360000",
    ],
)
def test_one_day_in_many_forms(text):
    assert time_of(text, NOW) == DAY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("now", NOW),
        ("tomorrow", DAY + timedelta(days=1)),
        ("yesterday", DAY - timedelta(days=1)),
        ("+3 days", NOW + timedelta(days=3)),
        ("-2 hours", NOW - timedelta(hours=2)),
        ("+1week", NOW + timedelta(weeks=1)),
        ("13.03.2026 08:05", DAY + timedelta(hours=8, minutes=5)),
    ],
)
def test_relative_and_timed_forms(text, moment):
    assert time_of(text, NOW) == moment


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-02-30", "31.02.2026", "2026-13-01", "13 Mai 2026", "25:00", "+99999 years", "2026-03-13T25:00"],
)
def test_what_is_no_date(text):
    assert time_of(text, NOW) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_iso_8601_comes_back_unchanged(moment):
    assert time_of(moment.isoformat(), NOW) == moment


@given(st.text(max_size=30) | st.from_regex(r"[0-9+@/. -]{1,20}"))
def test_no_text_makes_it_stumble(text):
    moment = time_of(text, NOW)
    assert moment is None or moment.tzinfo is not None
