"""Run, Cancel, what needs attention, the time limit and the options."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.ui.views.call.run_bar import RunBar


@pytest.fixture
def bar(appearance, show):
    return show(RunBar(), 900, 48)


def test_why_nothing_can_run_is_said_and_stays_said(bar):
    bar.show_ready(is_ready=False, why_not="No account of BambooHR is linked")
    bar.show_running(0, "")
    assert (bar.run_button.isEnabled(), bar.words()) == (False, "No account of BambooHR is linked")
    assert bar.run_button.accessibleDescription() == "No account of BambooHR is linked"


def test_what_a_run_is_doing_comes_first(bar):
    bar.show_ready(is_ready=False, why_not="Reading the parameters")
    bar.show_running(1, "Waiting\u2026")
    assert bar.words() == "Waiting\u2026"


def test_being_ready_takes_the_reason_away(bar):
    bar.show_ready(is_ready=False, why_not="Reading the parameters")
    bar.show_ready(is_ready=True)
    assert (bar.run_button.isEnabled(), bar.words()) == (True, "")


def test_cancel_works_while_something_runs(bar):
    cancelled = []
    bar.cancel_wanted.connect(lambda: cancelled.append(True))
    QTest.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    bar.show_running(2, "Waiting\u2026")
    QTest.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    assert cancelled == [True]


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1 field needs attention"), (3, "3 fields need attention")])
def test_problems_are_counted_and_can_be_gone_to(bar, count, words):
    bar.show_problems(count)
    assert (bar.problems_button.text(), bar.problems_button.isVisible()) == (words, count > 0)


def test_sending_anyway_is_offered_only_with_problems(bar):
    before = bar.anyway_button.isVisible()
    bar.show_problems(1)
    assert (before, bar.anyway_button.isVisible()) == (False, True)


@pytest.mark.parametrize(("typed", "seconds"), [("5", 5.0), ("", 60.0), ("0", 1.0), ("9999", 3600.0), ("3600", 3600.0)])
def test_the_time_limit_is_a_number_of_seconds_within_bounds(bar, typed, seconds):
    bar._timeout.setText(typed)
    assert bar.timeout_s() == seconds


def test_letters_are_no_time_limit(bar):
    bar._timeout.selectAll()
    QTest.keyClicks(bar._timeout, "1x2")
    assert bar._timeout.text() == "12"


def test_a_proposed_limit_is_shown(bar):
    bar.show_timeout(300.0)
    assert bar.timeout_s() == 300.0


@pytest.mark.parametrize(
    ("words", "has_options", "shown"),
    [("", False, None), ("", True, "Options"), ("Debug on", True, "Options: Debug on")],
)
def test_options_say_what_is_chosen(bar, words, has_options, shown):
    bar.show_options(words, has_options=has_options)
    assert (bar.options_button.text() if bar.options_button.isVisible() else None) == shown


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("run_button", "run_wanted"),
        ("anyway_button", "run_anyway_wanted"),
        ("problems_button", "problems_wanted"),
        ("options_button", "options_wanted"),
    ],
)
def test_each_button_says_what_is_wanted(bar, button, signal):
    wanted = []
    getattr(bar, signal).connect(lambda: wanted.append(signal))
    bar.show_problems(1)
    bar.show_options("", has_options=True)
    QTest.mouseClick(getattr(bar, button), Qt.MouseButton.LeftButton)
    assert wanted == [signal]
