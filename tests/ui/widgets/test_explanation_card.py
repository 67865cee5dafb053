"""The five questions of a failure, and the count-down of the button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.domain.failure import Explanation, Party, Retry
from explorer.ui.widgets.explanation_card import ExplanationCard


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


@pytest.fixture
def card(appearance, show):
    return show(ExplanationCard())


def pass_seconds(card: ExplanationCard, count: int) -> None:
    """Let the clock of the card strike as often as it would."""
    for _ in range(count):
        if card._timer.isActive():
            card._timer.timeout.emit()


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


def test_the_button_counts_down_second_by_second(card):
    card.show_explanation(explanation(retry_after_s=3.0), can_retry=True)
    seen = [card.retry_button.text()]
    for _ in range(3):
        pass_seconds(card, 1)
        seen.append(card.retry_button.text())
    assert seen == [f"Try again (asked to wait {left} s)" for left in (3, 2, 1)] + ["Try again"]


def test_the_clock_rests_after_the_count_down(card):
    card.show_explanation(explanation(retry_after_s=2.0), can_retry=True)
    assert card._timer.isActive()
    assert card._timer.interval() == 1000
    pass_seconds(card, 2)
    assert not card._timer.isActive()


def test_a_part_of_a_second_counts_as_one(card):
    card.show_explanation(explanation(retry_after_s=0.2), can_retry=True)
    assert "1 s" in card.retry_button.text()


@pytest.mark.parametrize("seconds", [1e30, float("inf")])
def test_a_senseless_wait_is_bounded(card, seconds):
    card.show_explanation(explanation(retry_after_s=seconds), can_retry=True)
    assert "11,574 days" in card.retry_button.text()


def test_the_button_can_be_pressed_while_it_counts(card):
    pressed = []
    card.retry_wanted.connect(lambda: pressed.append(True))
    card.show_explanation(explanation(retry_after_s=30.0), can_retry=True)
    QTest.mouseClick(card.retry_button, Qt.MouseButton.LeftButton)
    assert pressed == [True]


def test_the_next_failure_takes_the_count_down_away(card):
    card.show_explanation(explanation(retry_after_s=30.0), can_retry=True)
    card.show_explanation(explanation(), can_retry=True)
    assert (card.retry_button.text(), card._timer.isActive()) == ("Try again", False)


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
def test_a_long_wait_is_told_as_a_person_counts_it(card, seconds, words):
    card.show_explanation(explanation(retry_after_s=seconds), can_retry=True)
    assert card.retry_button.text() == f"Try again (asked to wait {words})"
