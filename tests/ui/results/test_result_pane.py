from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from explorer.domain.call import Outcome, RunId
from explorer.ui.views.results.result_pane import MOST_RUNS
from explorer.ui.views.results.run_page import ResultFace


def outcome(pane) -> QLabel:
    labels = [label for label in pane.findChildren(QLabel, "Outcome") if label.accessibleName() == "Outcome"]
    assert len(labels) == 1
    return labels[0]


def button(pane, name: str) -> QPushButton:
    found = [one for one in pane.findChildren(QPushButton) if name in (one.accessibleName(), one.text())]
    return next(one for one in found if one.isVisible())


def test_before_the_first_run_it_says_what_to_do(pane):
    pane.clear_empty("Fill the form and press Run.")
    assert pane.empty.isVisible()
    assert pane.empty.text() == "Fill the form and press Run."


@pytest.mark.parametrize("ended", list(Outcome))
def test_the_outcome_is_the_description_of_the_label_outcome(pane, made, ended):
    pane.show_run(made.run(made.result(ended)))
    assert outcome(pane).accessibleDescription() == ended.value


def test_a_run_on_its_way_is_running(pane, made):
    pane.show_run(made.run(), words="waiting")
    assert outcome(pane).accessibleDescription() == "running"


def test_an_unknown_outcome_is_said_beside_the_outcome(pane, made):
    pane.show_run(made.run(made.result(Outcome.NO_ANSWER, answer=None, is_unknown=True)))
    assert outcome(pane).accessibleDescription() == "no answer"
    assert pane.head.unknown.isVisible()
    assert pane.head.unknown.text() == "OUTCOME UNKNOWN"


def test_the_head_line_tells_status_duration_size_and_time(pane, made):
    pane.show_run(made.run(made.result(answer=made.answer(b"x" * 1_200, 201, "text/plain"))))
    assert pane.head.figures.text() == "201 \u00b7 634 ms \u00b7 1.2 kB \u00b7 14:03:40"


def test_progress_is_told_in_words_and_bytes(pane, made):
    pane.show_run(made.run(), words="receiving", received_bytes=12_300)
    assert pane.head.summary.full_text() == "Receiving\u2026 12.3 kB received"


def test_the_tabs_are_named_without_their_counts(pane, made):
    result = made.result(Outcome.PROVIDER_FAILED, logs=made.logs("a", "b"), provider_errors=[made.provider_error()])
    pane.show_run(made.run(result))
    names = [pane.tabs.accessibleTabName(face) for face in ResultFace]
    titles = [pane.tabs.tabText(face) for face in ResultFace]
    assert names == ["Response", "Logs", "Provider errors", "Request", "Timeline"]
    assert titles == ["Response", "Logs  2", "Provider errors  1", "Request", "Timeline"]


def test_cancel_is_there_only_while_the_run_is_on_its_way(pane, made, heard):
    cancelled = heard(pane.cancel_wanted)
    pane.show_run(made.run(), words="waiting")
    QTest.mouseClick(button(pane, "Cancel this run"), Qt.MouseButton.LeftButton)
    pane.show_run(made.run(made.result()))
    assert cancelled == ["run"]
    assert not pane.head._cancel.isVisible()


def test_a_new_run_comes_to_the_front(pane, made):
    pane.show_run(made.run(made.result(), "first"))
    pane.show_run(made.run(None, "second"))
    assert pane.current_run_id() == "second"


def test_news_of_another_run_leave_the_one_in_front(pane, made):
    pane.show_run(made.run(None, "first"))
    pane.show_run(made.run(None, "second"))
    pane.show_run(made.run(made.result(Outcome.REJECTED), "first"))
    assert pane.current_run_id() == "second"
    assert outcome(pane).accessibleDescription() == "running"


def test_the_strip_of_runs_is_shown_when_there_are_several(pane, made):
    pane.show_run(made.run(made.result(), "first"))
    assert not pane.strip.isVisible()
    pane.show_run(made.run(None, "second"))
    assert pane.strip.isVisible()


def test_a_run_in_the_strip_is_told_by_action_time_and_outcome(pane, made):
    pane.show_run(made.run(made.result(), name="R&D <b>"))
    assert pane.strip.accessibleTabName(0) == "R&D <b> 14:03:40 \u2013 succeeded"
    assert pane.strip.tabText(0) == "R&&D <b> 14:03:40 \u2013 succeeded"


def test_left_in_the_strip_goes_to_the_run_before(pane, made):
    pane.show_run(made.run(made.result(), "first"))
    pane.show_run(made.run(made.result(Outcome.REJECTED), "second"))
    QTest.keyClick(pane.strip, Qt.Key.Key_Left)
    assert pane.current_run_id() == "first"
    assert outcome(pane).accessibleDescription() == "succeeded"


def test_delete_in_the_strip_closes_the_run(pane, made, heard):
    closed = heard(pane.closed)
    pane.show_run(made.run(made.result(), "first"))
    pane.show_run(made.run(made.result(), "second"))
    QTest.keyClick(pane.strip, Qt.Key.Key_Delete)
    assert (closed, pane.current_run_id()) == (["second"], "first")


def test_after_the_last_run_was_closed_the_start_is_back(pane, made):
    pane.clear_empty("Press Run.")
    pane.show_run(made.run(made.result()))
    pane.close_run(RunId("run"))
    assert pane.empty.isVisible()
    assert pane.current_run_id() is None


def test_news_of_a_closed_run_do_not_bring_it_back(pane, made):
    pane.show_run(made.run(None, "first"))
    pane.show_run(made.run(None, "second"))
    pane.close_run(RunId("first"))
    pane.show_run(made.run(made.result(), "first"))
    assert pane.strip.ids() == ["second"]


def test_a_closed_run_can_be_opened_again(pane, made):
    pane.show_run(made.run(made.result(), "first"))
    pane.show_run(made.run(made.result(), "second"))
    pane.close_run(RunId("first"))
    pane.open_run(made.run(made.result(), "first"))
    assert pane.current_run_id() == "first"


def test_the_oldest_ended_run_goes_when_there_are_too_many(pane, made):
    pane.show_run(made.run(None, "still on its way"))
    for number in range(MOST_RUNS):
        pane.show_run(made.run(made.result(), f"run {number}"))
    assert pane.strip.ids() == ["still on its way", *(f"run {number}" for number in range(1, MOST_RUNS))]


def test_a_tab_chosen_by_hand_stays_when_the_run_ends(pane, made):
    pane.show_run(made.run())
    pane.show_face(ResultFace.LOGS)
    pane.show_run(made.run(made.result(Outcome.PROVIDER_FAILED, provider_errors=[made.provider_error()])))
    assert pane.tabs.currentIndex() == ResultFace.LOGS


def test_a_provider_failure_opens_at_the_providers_errors(pane, made):
    pane.show_run(made.run())
    pane.show_run(made.run(made.result(Outcome.PROVIDER_FAILED, provider_errors=[made.provider_error()])))
    assert pane.tabs.currentIndex() == ResultFace.ERRORS


def test_each_run_keeps_its_own_tab(pane, made):
    pane.show_run(made.run(made.result(), "first"))
    pane.show_face(ResultFace.TIMELINE)
    pane.show_run(made.run(made.result(), "second"))
    assert pane.tabs.currentIndex() == ResultFace.RESPONSE
    pane.open_run(made.run(made.result(), "first"))
    assert pane.tabs.currentIndex() == ResultFace.TIMELINE


def test_logs_that_come_late_leave_the_opened_answer_as_it_is(pane, made):
    result = made.result(answer=made.answer({"a": {"b": {"c": 1}}, "d": {"e": 1}}))
    pane.show_run(made.run(result))
    tree = pane.current_page().tab(ResultFace.RESPONSE).body.tree
    inner = tree.model.index(0, 0, tree.model.index(0, 0))
    tree.view.expand(inner)
    pane.show_run(made.run(replace(result, logs=made.logs("late"))))
    assert tree.view.isExpanded(inner)
    assert pane.tabs.tabText(ResultFace.LOGS) == "Logs  1"


def test_open_in_form_carries_the_run(pane, made, heard):
    wanted = heard(pane.reopen_wanted)
    run = made.run(made.result())
    pane.show_run(run)
    QTest.mouseClick(button(pane, "Open in form"), Qt.MouseButton.LeftButton)
    assert wanted == [run]


def test_the_request_tab_shows_what_was_sent(pane, made):
    pane.show_run(made.run(made.result()))
    pane.show_face(ResultFace.REQUEST)
    assert pane.current_page().tab(ResultFace.REQUEST).text.toPlainText().startswith("POST http://127.0.0.1/rpc\n")


def test_the_request_tab_says_when_nothing_was_sent(pane, made):
    pane.show_run(made.run(made.result(Outcome.REJECTED, request=None, answer=None)))
    pane.show_face(ResultFace.REQUEST)
    assert pane.current_page().tab(ResultFace.REQUEST)._note.text() == "Nothing was sent."


def test_every_widget_that_takes_the_keyboard_has_a_name(pane, made):
    failed = made.result(
        Outcome.PROVIDER_FAILED, provider_errors=[made.provider_error()], logs=made.logs("a"), phases=made.phases()
    )
    pane.show_run(made.run(made.result(), "first"))
    pane.show_run(made.run(failed))
    nameless = []
    for face in ResultFace:
        pane.show_face(face)
        for widget in pane.findChildren(QWidget):
            is_asked = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if is_asked and not (widget.accessibleName() or getattr(widget, "text", str)()):
                nameless.append((face, type(widget).__name__))
    assert nameless == []
