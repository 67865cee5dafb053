"""Runs beside each other and in windows of their own."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTabBar

from explorer.domain.call import Outcome
from explorer.ui.views.results.places.run_menu import RunAct
from explorer.ui.views.results.run_page import ResultFace

FACES = ["Response", "Logs", "Provider errors", "Request", "Timeline"]


@pytest.fixture
def two(pane, made):
    """A pane with two ended runs, the second in front."""
    for run_id in ("first", "second"):
        pane.show_run(made.run(made.result(summary=f"the {run_id}"), run_id))
    yield pane
    pane.clear_empty("")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tab_names(root) -> list[str]:
    bars = [bar for bar in root.findChildren(QTabBar) if bar.isVisible()]
    return [bar.accessibleTabName(place) for bar in bars for place in range(bar.count())]


def outcomes(root) -> list[str]:
    return [
        label.accessibleName()
        for label in root.findChildren(QLabel)
        if label.isVisible() and label.accessibleName().startswith("Outcome")
    ]


def summaries(pane) -> tuple[str, str]:
    return pane.places.front.head.summary.full_text(), pane.places.beside.head.summary.full_text()


def test_the_run_in_front_stands_beside_the_one_before(two):
    two.split_or_not()
    assert two.places.is_split()
    assert summaries(two) == ("the first", "the second")
    assert two.current_run_id() == "first"


def test_each_set_of_tabs_is_found_once_by_its_names(two):
    two.split_or_not()
    names = tab_names(two)
    assert [names.count(face) for face in FACES] == [1] * 5
    assert [names.count(f"{face} (beside)") for face in FACES] == [1] * 5
    assert sorted(outcomes(two)) == ["Outcome", "Outcome (beside)"]


def test_the_tabs_of_either_run_are_chosen_apart(two):
    two.split_or_not()
    two.places.beside.tabs.setCurrentIndex(ResultFace.TIMELINE)
    assert two.current_page().face is ResultFace.RESPONSE
    assert two.places.beside.page().face is ResultFace.TIMELINE


def test_a_new_run_comes_to_the_front_and_leaves_the_one_beside(two, made):
    two.split_or_not()
    two.show_run(made.run(None, "third"), words="waiting")
    assert two.current_run_id() == "third"
    two.show_run(made.run(made.result(summary="the third"), "third"))
    assert summaries(two) == ("the third", "the second")


def test_news_of_the_run_beside_are_shown_there(two, made):
    two.show_run(made.run(None, "third"), words="waiting")
    two.split_or_not()
    two.show_run(made.run(made.result(Outcome.REJECTED, summary="no"), "third"))
    assert two.places.beside.head.outcome.accessibleDescription() == "rejected"


def test_split_again_shows_one_run_alone(two):
    two.split_or_not()
    two.split_or_not()
    assert not two.places.is_split()
    assert two.strip.ids() == ["first", "second"]
    two.strip.setCurrentIndex(1)
    assert two.current_run_id() == "second"


def test_a_single_run_cannot_stand_beside_another(pane, made):
    pane.show_run(made.run(made.result()))
    pane.split_or_not()
    assert not pane.places.is_split()


def test_choosing_the_run_beside_leads_there_and_not_away(two):
    two.split_or_not()
    two.strip.setCurrentIndex(two.strip.ids().index("second"))
    assert two.current_run_id() == "first"
    assert two.strip.current() == "first"
    assert two.places.beside.tabs.hasFocus()


@pytest.mark.parametrize(("closed", "left"), [("first", "second"), ("second", "first")])
def test_closing_one_of_two_leaves_the_other_alone(two, closed, left):
    two.split_or_not()
    two.close_run(closed)
    assert not two.places.is_split()
    assert two.current_run_id() == left


def test_the_line_between_both_keeps_its_place(two):
    two.places.set_share(0.25)
    two.split_or_not()
    two.places.splitterMoved.emit(0, 1)
    before = two.places.share
    two.resize(1300, 500)
    assert two.places.share == pytest.approx(before)
    assert two.places.sizes()[0] / sum(two.places.sizes()) == pytest.approx(before, abs=0.05)


def window_of(pane, run_id):
    return pane.places.windows[run_id]


def test_a_run_moves_into_a_window_of_its_own(two):
    two.act(RunAct.DETACH, "second")
    window = window_of(two, "second")
    assert window.isVisible()
    assert window.windowTitle() == "Action Explorer \u2013 Make person 14:03:40 \u2013 succeeded"
    assert window.front.head.summary.full_text() == "the second"
    assert two.strip.ids() == ["first"]
    assert two.current_run_id() == "first"
    assert outcomes(window) == ["Outcome (own window)"]
    assert f"{FACES[0]} (own window)" in tab_names(window)


def test_news_of_a_run_in_its_own_window_are_shown_there(two, made):
    two.show_run(made.run(None, "third"), words="waiting")
    two.act(RunAct.DETACH, "third")
    two.show_run(made.run(made.result(Outcome.REJECTED), "third"))
    assert window_of(two, "third").windowTitle().endswith("rejected")
    assert two.strip.ids() == ["first", "second"]


def test_a_run_is_put_back_into_the_pane(two):
    two.act(RunAct.DETACH, "second")
    window = window_of(two, "second")
    window.front.tabs.setCurrentIndex(ResultFace.REQUEST)
    two.act(RunAct.ATTACH, "second")
    assert not window.isVisible()
    assert two.current_run_id() == "second"
    assert two.tabs.currentIndex() == ResultFace.REQUEST
    assert two.current_page().isVisible()


def test_closing_its_window_closes_the_run(two, heard):
    closed = heard(two.closed)
    two.act(RunAct.DETACH, "second")
    window_of(two, "second").close()
    assert closed == ["second"]
    assert not two.has_run("second")
    assert not two.places.windows


def test_the_only_run_in_its_own_window_leaves_a_note(pane, made):
    pane.clear_empty("Press Run.")
    pane.show_run(made.run(made.result()))
    pane.act(RunAct.DETACH, "run")
    assert pane.empty.text() == "The result is in a window of its own."
    pane.close_windows()
    assert pane.empty.isVisible()
    assert pane.empty.text() == "Press Run."


def test_opening_a_run_that_has_a_window_leads_there(two, made):
    two.act(RunAct.DETACH, "second")
    two.open_run(made.run(made.result(summary="the second"), "second"))
    assert two.current_run_id() == "first"
    assert two.strip.ids() == ["first"]
    assert QTest.qWaitForWindowActive(window_of(two, "second"), 2000)


@pytest.mark.parametrize("run_id", ["first", "second"])
def test_keys_move_the_run_of_a_window_back(two, run_id):
    two.act(RunAct.DETACH, run_id)
    window = window_of(two, run_id)
    assert QTest.qWaitForWindowActive(window, 2000)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_N, keys)
    assert two.current_run_id() == run_id


def test_keys_compare_split_and_move_the_run_in_front(two):
    asked = []
    two.comparison_wanted.connect(lambda act, run: asked.append((act, run.id)))
    two.activateWindow()
    assert QTest.qWaitForWindowActive(two, 2000)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(two, Qt.Key.Key_D, keys)
    QTest.keyClick(two, Qt.Key.Key_B, keys)
    assert asked == [(RunAct.COMPARE_SUCCESS, "second"), (RunAct.COMPARE_BEFORE, "second")]
    QTest.keyClick(two, Qt.Key.Key_L, keys)
    assert two.places.is_split()
    QTest.keyClick(two, Qt.Key.Key_N, keys)
    assert list(two.places.windows) == ["first"]


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [entry.text() for entry in menu.actions() if entry.text()]


def test_the_menu_offers_what_can_be_done_with_the_run(two):
    two.places.front._more.click()
    menu = open_menu()
    assert entries(menu) == [
        "Open in form",
        "Compare with last success",
        "Compare with the run before",
        "Pin as baseline",
        "Show beside another run",
        "Open in a window of its own",
        "Close",
    ]
    menu.actions()[-1].trigger()
    menu.hide()
    assert two.strip.ids() == ["first"]


def test_the_menu_of_a_tab_is_that_of_its_run(two):
    two.strip.menu_wanted.emit("first", QPoint(0, 0))
    menu = open_menu()
    next(entry for entry in menu.actions() if entry.text() == "Close").trigger()
    menu.hide()
    assert two.strip.ids() == ["second"]


def test_a_run_on_its_way_is_not_compared(pane, made):
    pane.show_run(made.run(None), words="waiting")
    asked = []
    pane.comparison_wanted.connect(lambda act, run: asked.append(act))
    pane.places.front.compare()
    assert asked == []
    assert not pane.places.front._compare.isVisible()


def test_with_a_baseline_the_button_compares_with_it(two):
    run = two.current_page().run
    key = (run.call.connection_id, run.call.action.key)
    asked = []
    two.comparison_wanted.connect(lambda act, run: asked.append((act, run.id)))
    two.show_baselines({key: "first"})
    assert two.places.front._compare.text() == "Compare with baseline"
    two.places.front._compare.click()
    assert asked == [(RunAct.COMPARE_BASELINE, "second")]
    two.strip.setCurrentIndex(0)
    assert two.places.front._compare.text() == "Compare with last success"


def test_runs_beside_and_in_windows_keep_their_place_when_there_are_many(two, made):
    two.split_or_not()
    two.show_run(made.run(made.result(), "third"))
    two.act(RunAct.DETACH, "first")
    for number in range(30):
        two.show_run(made.run(made.result(), f"run {number}"))
    assert two.has_run("first")
    assert two.has_run("second")


def test_where_there_is_little_room_the_summary_keeps_it(pane, made):
    pane.resize(420, 400)
    pane.show_run(made.run(made.result()))
    assert pane.head.figures.text() == "200 \u00b7 634 ms"
    assert not pane.places.front._compare.isVisible()
    assert not pane.places.front._reopen.isVisible()
