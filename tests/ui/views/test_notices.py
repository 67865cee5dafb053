"""What is said above the form, and across the whole window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from explorer.domain.failure import Explanation, Party, Retry
from explorer.ui.views.call.notice_bar import NoticeBar
from explorer.ui.views.notice_strip import MOST_KEPT, NoticeStrip

REFUSAL = Explanation(Party.PLATFORM, "Inly Core", "", "Order #45 is approved.", Retry.NO, "", "Choose another order")


@pytest.fixture
def bar(appearance, show):
    made = NoticeBar()
    show(made)
    made.hide()
    return made


@pytest.fixture
def strip(appearance, show):
    return show(NoticeStrip(), 900, 40)


def press(strip, words: str) -> None:
    button = next(one for one in strip.findChildren(QPushButton) if one.isVisible() and one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_refusal_says_why_and_what_to_do(bar):
    bar.show_refusal(REFUSAL)
    assert bar.text() == "Order #45 is approved.\nChoose another order"


def test_a_refusal_goes_and_the_notes_stay(bar):
    bar.show_notes(["Read from the tools of StackOne"])
    bar.show_refusal(REFUSAL)
    bar.show_refusal(None)
    assert (bar.text(), bar.isHidden()) == ("Read from the tools of StackOne", False)


def test_with_nothing_to_say_there_is_no_bar(bar):
    bar.show_problems(["No"])
    bar.show_problems([])
    assert bar.isHidden()


def test_each_note_has_a_name_for_the_ear(bar):
    bar.show_problems(["The id is missing"])
    label = next(one for one in bar.findChildren(QLabel) if one.accessibleName() == "Problems")
    assert label.accessibleDescription() == "The id is missing"


def test_an_endless_note_is_cut(bar):
    bar.show_notes(["x" * 50_000])
    assert len(bar.text()) == 1500


def test_the_strip_shows_the_newest_notice(strip):
    strip.show_notice("first")
    strip.show_notice("second")
    assert strip.text() == "second (1 more)"


def test_closing_a_notice_shows_the_one_before(strip):
    strip.show_notice("first")
    strip.show_notice("second")
    press(strip, "Close")
    assert strip.text() == "first"


def test_closing_the_last_notice_closes_the_strip(strip):
    strip.show_notice("first")
    press(strip, "Close")
    assert (strip.isHidden(), strip.text()) == (True, "")


def test_the_same_notice_again_is_one_notice(strip):
    for _ in range(3):
        strip.show_notice("again")
    assert strip.text() == "again"


def test_a_flood_of_notices_is_bounded(strip):
    for number in range(100):
        strip.show_notice(f"notice {number}")
    assert strip.text() == f"notice 99 ({MOST_KEPT - 1} more)"


def test_details_are_those_of_the_notice_in_view(strip):
    wanted = []
    strip.details_wanted.connect(wanted.append)
    strip.show_notice("first", "of the first")
    strip.show_notice("second", "of the second")
    press(strip, "Details")
    press(strip, "Close")
    press(strip, "Details")
    assert wanted == ["of the second", "of the first"]


def test_a_notice_without_details_has_no_button_for_them(strip):
    strip.show_notice("first")
    assert [one.text() for one in strip.findChildren(QPushButton) if one.isVisible()] == ["Close"]


def test_what_is_bad_looks_bad(strip):
    strip.show_notice("first", tone="bad")
    assert strip.property("tone") == "bad"
