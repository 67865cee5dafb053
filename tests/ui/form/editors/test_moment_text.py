"""Dates, times and durations as text: read, written to the letter, and said in words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.form.editors.moments.rfc3339 import MomentKind, offset_text, read_moment
from explorer.ui.form.editors.moments.words import duration_words, moment_words
from explorer.ui.form.editors.moments.zones import LOCAL, named_zones, plain_zones, zone_name, zone_offset

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=timezone(timedelta(hours=1)))
days = st.dates().map(date.isoformat)
clocks = st.builds(
    "{:02}:{:02}{}".format,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":00", ":60", ":59.5", ":07.000", ":08.123456789012"]),
)
zones = st.sampled_from(["", "Z", "z", "+00:00", "-00:00", "+05:45", "-23:59"])
texts = {
    MomentKind.DATE: days,
    MomentKind.TIME: st.builds("{}{}".format, clocks, zones),
    MomentKind.LOCAL_TIME: clocks,
    MomentKind.DATE_TIME: st.builds("{}{}{}{}".format, days, st.sampled_from("Tt "), clocks, zones),
}


@given(st.sampled_from(list(MomentKind)).flatmap(lambda kind: st.tuples(st.just(kind), texts[kind])))
def test_what_was_read_is_written_to_the_letter(case):
    kind, text = case
    assert read_moment(kind, text).text(kind) == text


@given(st.sampled_from(list(MomentKind)), st.text(st.sampled_from("0123456789-:TZ+. ")) | st.text())
def test_any_text_at_all_has_words(kind, text):
    assert moment_words(kind, text, NOW)
    assert duration_words(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (MomentKind.DATE, "2026-02-29"),
        (MomentKind.DATE, "0000-01-01"),
        (MomentKind.DATE, "2026-12"),
        (MomentKind.DATE, " 2026-12-01"),
        (MomentKind.DATE, "\u0662026-12-01"),
        (MomentKind.TIME, "24:00:00Z"),
        (MomentKind.TIME, "09:60:00Z"),
        (MomentKind.TIME, "09:30:61Z"),
        (MomentKind.TIME, "09:30:00+24:00"),
        (MomentKind.LOCAL_TIME, "09:30:00Z"),
        (MomentKind.DATE_TIME, "2026-12-01"),
        (MomentKind.DATE_TIME, "now + 3 days"),
    ],
)
def test_what_no_calendar_has_is_told_as_text(kind, text):
    assert read_moment(kind, text) is None
    assert "sent as typed" in moment_words(kind, text, NOW)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (MomentKind.DATE, "2026-11-28", "Saturday 28 November 2026 - today"),
        (MomentKind.DATE, "2026-11-27", "Friday 27 November 2026 - yesterday"),
        (MomentKind.DATE, "2027-04-01", "Thursday 1 April 2027 - in about 4 months"),
        (MomentKind.DATE, "2020-02-29", "Saturday 29 February 2020 - about 7 years ago"),
        (MomentKind.TIME, "09:30:00+05:30", "09:30 in UTC+5:30"),
        (MomentKind.TIME, "09:30:00.500Z", "09:30:00.500 in UTC"),
        (MomentKind.TIME, "09:30", "09:30 without a zone"),
        (MomentKind.LOCAL_TIME, "09:30:10", "09:30:10"),
        (
            MomentKind.DATE_TIME,
            "2026-12-01T09:30:00+01:00",
            "Tuesday 1 December 2026, 09:30 in UTC+1 - in 3 days",
        ),
        (MomentKind.DATE_TIME, "2026-11-28T17:00:20Z", "Saturday 28 November 2026, 17:00:20 in UTC - now"),
        (MomentKind.DATE_TIME, "2026-11-28T16:59:00Z", "Saturday 28 November 2026, 16:59 in UTC - 1 minute ago"),
        (MomentKind.DATE_TIME, "2026-11-28T23:10:00Z", "Saturday 28 November 2026, 23:10 in UTC - in 6 hours"),
        (MomentKind.DATE_TIME, "2026-11-30T09:30:00", "Monday 30 November 2026, 09:30 without a zone - in 2 days"),
        (
            MomentKind.DATE_TIME,
            "2026-11-30T09:30:00-00:00",
            "Monday 30 November 2026, 09:30 in UTC, place unknown - in 2 days",
        ),
    ],
)
def test_a_moment_is_said_in_words(kind, text, words):
    assert moment_words(kind, text, NOW) == words


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"])
def test_the_ends_of_the_calendar_have_words_too(text):
    assert moment_words(MomentKind.DATE_TIME, text, NOW)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("P3DT12H", "3 days 12 hours"),
        ("P1W", "1 week"),
        ("P1Y2M", "1 year 2 months"),
        ("PT0.5S", "0.5 seconds"),
        ("PT1M", "1 minute"),
        ("P0D", "0 days"),
    ],
)
def test_a_duration_is_said_in_words(text, words):
    assert duration_words(text) == words


@pytest.mark.parametrize("text", ["P", "PT", "3 days", "P1H", "P1DT", "P1W2D", "p1d"])
def test_what_is_no_duration_is_told_as_text(text):
    assert "sent as typed" in duration_words(text)


def test_zones_have_the_offset_of_the_moment():
    summer, winter = datetime(2026, 7, 1, 12), datetime(2026, 12, 1, 12)  # noqa: DTZ001 - what clocks show
    assert zone_offset("Europe/Berlin", summer) == "+02:00"
    assert zone_offset("Europe/Berlin", winter) == "+01:00"
    assert zone_offset("+05:45", summer) == "+05:45"
    assert zone_offset(LOCAL, summer) == offset_text(summer.astimezone().utcoffset())
    assert ("Europe/Berlin", "Europe/Berlin, UTC+1") in named_zones(winter)
    assert plain_zones(winter)[0] == ("Z", "UTC")
    assert ("-09:30", "UTC-9:30") in plain_zones(winter)
    assert zone_name("America/New_York", winter) == "America/New York, UTC-5"


def test_an_offset_is_rounded_to_minutes():
    assert offset_text(timedelta(minutes=53, seconds=28)) == "+00:53"
    assert offset_text(timedelta(hours=-3)) == "-03:00"
    assert offset_text(datetime.now(UTC).utcoffset()) == "Z"
