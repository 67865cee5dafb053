from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from explorer.domain.call import Outcome
from explorer.domain.failure import Retry
from explorer.ui.views.results.result_pane import ResultPane
from explorer.ui.views.results.run_page import ResultFace


def tab(pane):
    return pane.current_page().tab(ResultFace.RESPONSE)


def press(pane, words: str) -> None:
    button = next(one for one in pane.findChildren(QPushButton) if one.text() == words and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_failure_answers_the_five_questions(pane, made):
    pane.show_run(made.run(made.result(Outcome.REJECTED)))
    assert tab(pane).card.isVisible()
    assert "What it said: email is taken" in tab(pane).card.text()


def test_a_success_has_no_such_card(pane, made):
    pane.show_run(made.run(made.result()))
    assert tab(pane).card is None


def test_the_answer_to_a_failure_is_shown_beside_its_explanation(pane, made):
    pane.show_run(made.run(made.result(Outcome.REJECTED, answer=made.answer({"message": "no"}, 400))))
    assert tab(pane).body.tree.view.isVisible()


@pytest.mark.parametrize("outcome", [Outcome.SUCCEEDED, Outcome.REJECTED])
def test_details_are_shown_by_label(pane, made, outcome):
    pane.show_run(made.run(made.result(outcome, details={"Stash": "NEW <b>", "Workflow": "w-1"})))
    assert tab(pane).details.isVisible()
    assert tab(pane).details.shown() == {"Stash": "NEW <b>", "Workflow": "w-1"}


def test_without_an_answer_it_says_so(pane, made):
    pane.show_run(made.run(made.result(Outcome.NO_ANSWER, answer=None)))
    assert tab(pane).note.text() == "No answer was received, so there is no body to show."


def test_an_unknown_outcome_warns_before_sending_again(pane, made):
    pane.show_run(made.run(made.result(Outcome.NO_ANSWER, answer=None, is_unknown=True)))
    assert "may have been carried out" in tab(pane).note.text()


@pytest.mark.parametrize("retry", [Retry.YES, Retry.LATER])
def test_trying_again_sends_the_same_run(pane, made, heard, retry):
    wanted = heard(pane.retry_wanted)
    run = made.run(made.result(Outcome.REJECTED, explanation=made.explanation(retry=retry)))
    pane.show_run(run)
    press(pane, "Try again")
    assert wanted == [run]


def test_late_logs_do_not_start_the_count_down_again(pane, made):
    result = made.result(Outcome.REJECTED, explanation=made.explanation(retry=Retry.LATER, retry_after_s=30))
    pane.show_run(made.run(result))
    card = tab(pane).card
    pane.show_run(made.run(replace(result, logs=made.logs("late"))))
    assert tab(pane).card is card


def test_the_next_page_is_offered_where_somebody_fetches_it(appearance, qtbot, made, heard):
    pane = ResultPane(appearance)
    qtbot.addWidget(pane)
    wanted = heard(pane.next_page_wanted)
    run = made.run(made.result(next_cursor="abc"))
    pane.show()
    pane.show_run(run)
    press(pane, "Next page")
    assert wanted == [run]


def test_the_next_page_is_no_button_where_nobody_fetches_it(pane, made):
    pane.show_run(made.run(made.result(next_cursor="abc")))
    assert not [one for one in pane.findChildren(QPushButton) if one.text() == "Next page"]


def test_the_cursor_can_be_copied(pane, made, copied):
    pane.show_run(made.run(made.result(next_cursor="abc")))
    press(pane, "Copy cursor")
    assert copied() == "abc"
