"""The button that tries a failed run again, in view of every tab of the run."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from explorer.domain.call import Outcome
from explorer.domain.failure import Retry
from explorer.ui.views.results.run_page import ResultFace


@pytest.fixture
def failed(pane, made):
    """Shows a run that has just failed, and gives the line with the button."""

    def show(retry=Retry.LATER, wait_s=None, ended_ago_s=0.0, **more):
        told = made.explanation(retry=retry, retry_after_s=wait_s)
        run = made.run(
            made.result(Outcome.REJECTED, explanation=told, **more),
            started_at=datetime.now(UTC) - timedelta(seconds=ended_ago_s, milliseconds=634),
        )
        pane.show_run(run)
        return run, pane.head.retry

    return show


@pytest.mark.parametrize("face", list(ResultFace))
def test_the_button_is_there_whatever_tab_is_looked_at(pane, failed, face):
    _, line = failed()
    pane.show_face(face)
    assert line.button.isVisible()


def test_the_button_asks_for_the_call_of_the_run_in_front(pane, failed, heard):
    wanted = heard(pane.retry_wanted)
    run, line = failed(Retry.YES)
    line.button.click()
    assert wanted == [run]


@pytest.mark.parametrize("retry", [Retry.NO, Retry.AFTER_CHANGE, Retry.CHECK_FIRST])
def test_what_must_not_be_repeated_unchanged_has_no_button_for_it(failed, retry):
    assert not failed(retry)[1].button.isVisible()


def test_a_write_with_unknown_outcome_has_no_button_to_repeat_it(failed):
    assert not failed(Retry.YES, is_unknown=True)[1].button.isVisible()


def test_a_write_that_has_to_be_looked_for_first_shows_how_long_to_wait(failed):
    _, line = failed(Retry.CHECK_FIRST, wait_s=60)
    assert (line.button.isVisible(), line.left.text()) == (False, "It asks to wait 60 s.")


def test_the_time_that_was_asked_for_is_counted_from_the_end_of_the_run(failed):
    _, line = failed(wait_s=3600, ended_ago_s=1230)
    assert line.left.text() == "It asks to wait 39 min."


def test_a_run_of_long_ago_is_not_waited_for(failed):
    _, line = failed(wait_s=30, ended_ago_s=86_400)
    assert (line.button.isVisible(), line.left.isVisible()) == (True, False)


def test_a_run_that_succeeded_has_nothing_to_try_again(pane, made, failed):
    _, line = failed()
    pane.show_run(made.run(made.result(), "other"))
    assert not line.isVisible()


def test_late_logs_do_not_start_the_count_down_again(pane, made, failed):
    run, line = failed(wait_s=3600, ended_ago_s=1230)
    pane.show_run(run)
    assert line.left.text() == "It asks to wait 39 min."


def test_the_explanation_holds_no_second_button(pane, failed):
    failed()
    found = [one for one in pane.findChildren(QPushButton) if one.text() == "Try again" and one.isVisible()]
    assert len(found) == 1
