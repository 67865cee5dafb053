"""The five questions of a failure, and the count-down of the button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from explorer.domain.failure import Explanation, Party, Retry
from explorer.ui.widgets.explanation_card import ExplanationCard, RetryLine


def explanation(**more: object) -> Explanation:
    known = {
        "who": Party.PROVIDER,
        "who_text": "The provider (BambooHR)",
        "step": "3 of 3: provider call",
        "said": "email is taken",
        "retry": Retry.LATER,
        "retry_text": "Later",
        "next_step": "Look the address up",
    }
    return Explanation(**(known | more))


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now_s = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def card(appearance, show):
    return show(ExplanationCard())


@pytest.fixture
def line(appearance, show, clock):
    return show(RetryLine(wall_s=clock))


def pass_seconds(line: RetryLine, clock: Clock, count: float) -> None:
    """Let time pass, and the line notice it if it looks."""
    clock.now_s += count
    if line.is_counting():
        line._timer.timeout.emit()


def test_all_five_questions_are_answered(card):
    card.show_explanation(explanation())
    assert card.text().splitlines() == [
        "Who failed: The provider (BambooHR)",
        "At which step: 3 of 3: provider call",
        "What it said: email is taken",
        "Try again?: Later",
        "Next: Look the address up",
    ]


def test_a_question_without_an_answer_shows_a_dash(card):
    card.show_explanation(explanation(said=""))
    assert "What it said: \u2013" in card.text()


def test_an_endless_text_is_cut_and_says_where_the_rest_is(card):
    card.show_explanation(explanation(said="x" * 100_000))
    assert len(card.text()) < 2_500
    assert "tab Response" in card.text()


def test_what_was_said_is_plain_text_that_can_be_copied(card):
    card.show_explanation(explanation(said="<b>no</b>"))
    answer = card._answers["What it said"]
    assert (answer.text(), answer.textFormat()) == ("<b>no</b>", Qt.TextFormat.PlainText)
    assert answer.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_without_a_way_to_try_again_there_is_no_button(card):
    card.show_explanation(explanation())
    assert card.retry_button.isHidden()


def test_an_answer_is_heard_as_the_description_of_its_question(card):
    card.show_explanation(explanation())
    answer = card._answers["Next"]
    heard = QAccessible.queryAccessibleInterface(answer)
    assert heard.text(QAccessible.Text.Name) == "Next"
    assert heard.text(QAccessible.Text.Description) == "Look the address up"


def test_the_card_offers_the_button_with_its_count_down(card):
    card.show_explanation(explanation(retry_after_s=30.0), can_retry=True)
    assert card.retry_button.isVisible()
    assert card.retry.left.text() == "It asks to wait 30 s."


def test_a_wait_without_a_button_is_not_counted_in_the_card(card):
    card.show_explanation(explanation(retry_after_s=30.0))
    assert not card.retry.isVisible()


def test_the_next_failure_takes_the_count_down_away(card):
    card.show_explanation(explanation(retry_after_s=30.0), can_retry=True)
    card.show_explanation(explanation(), can_retry=True)
    assert (card.retry.left.isVisible(), card.retry.is_counting()) == (False, False)


def test_the_time_is_counted_down_second_by_second(line, clock):
    line.show_wait(3.0, can_retry=True)
    seen = [line.left.text()]
    for _ in range(3):
        pass_seconds(line, clock, 1)
        seen.append(line.left.text())
    assert seen == [f"It asks to wait {left} s." for left in (3, 2, 1)] + ["The time to wait is over."]


def test_the_clock_rests_after_the_count_down(line, clock):
    line.show_wait(2.0, can_retry=True)
    assert line.is_counting()
    assert line._timer.interval() == 1000
    pass_seconds(line, clock, 2)
    assert not line.is_counting()


def test_the_time_goes_on_while_the_computer_sleeps(line, clock):
    line.show_wait(600.0, can_retry=True)
    pass_seconds(line, clock, 595)
    assert line.left.text() == "It asks to wait 5 s."


def test_a_part_of_a_second_counts_as_one(line):
    line.show_wait(0.2, can_retry=True)
    assert "1 s" in line.left.text()


def test_a_wait_that_is_over_already_is_not_counted(line):
    line.show_wait(-5.0, can_retry=True)
    assert (line.button.isVisible(), line.left.isVisible(), line.is_counting()) == (True, False, False)


@pytest.mark.parametrize("seconds", [1e30, float("inf")])
def test_a_senseless_wait_is_bounded(line, seconds):
    line.show_wait(seconds, can_retry=True)
    assert "11,574 days" in line.left.text()


def test_nothing_is_sent_when_the_time_is_over(line, clock):
    pressed = []
    line.retry_wanted.connect(lambda: pressed.append(True))
    line.show_wait(1.0, can_retry=True)
    pass_seconds(line, clock, 5)
    assert pressed == []


def test_the_button_can_be_pressed_while_it_counts_and_by_keys(line):
    pressed = []
    line.retry_wanted.connect(lambda: pressed.append(True))
    line.show_wait(30.0, can_retry=True)
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    line.button.setFocus()
    QTest.keyClick(line.button, Qt.Key.Key_Space)
    assert pressed == [True, True]


def test_a_screen_reader_hears_the_whole_time_with_the_button_and_then_that_it_is_over(line, clock):
    line.show_wait(30.0, can_retry=True)
    pass_seconds(line, clock, 10)
    assert (line.button.text(), line.button.accessibleDescription()) == ("Try again", "It asks to wait 30 s.")
    pass_seconds(line, clock, 20)
    assert line.button.accessibleDescription() == "The time to wait is over."


def test_a_wait_without_a_way_to_try_again_is_counted_all_the_same(line):
    line.show_wait(30.0, can_retry=False)
    assert (line.button.isVisible(), line.left.text()) == (False, "It asks to wait 30 s.")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (599, "599 s"),
        (600, "10 min"),
        (7199, "119 min"),
        (7200, "2 h"),
        (172_800, "2 days"),
        (2_303_251_200, "11,574 days"),
    ],
)
def test_a_long_wait_is_told_as_a_person_counts_it(line, seconds, words):
    line.show_wait(seconds, can_retry=True)
    assert line.left.text() == f"It asks to wait {words}."
