import pytest

from explorer.ui.views.results.parts.words import duration_text, status_text
from explorer.ui.widgets.shown_text import size_text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (1_234, "1.2 kB"),
        (999_600, "1.0 MB"),
        (48_200_000, "48.2 MB"),
        (2 * 10**12, "2000.0 GB"),
    ],
)
def test_sizes_have_a_fitting_unit(count, text):
    assert size_text(count) == text


@pytest.mark.parametrize(("ms", "text"), [(0, "0 ms"), (634.4, "634 ms"), (12_340, "12.3 s"), (125_000, "2 min 05 s")])
def test_durations_have_a_fitting_unit(ms, text):
    assert duration_text(ms) == text


@pytest.mark.parametrize(("status", "text"), [(409, "409 Conflict"), (799, "799")])
def test_a_status_has_its_phrase_where_there_is_one(status, text):
    assert status_text(status) == text
