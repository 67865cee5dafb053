from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.domain.log_entry import LogEntry
from explorer.ui.views.results.run_page import ResultFace


@pytest.fixture
def logs(pane, made):
    """Shows lines in the tab Logs, and gives the tab."""

    def show(*texts: str, entries: list[LogEntry] | None = None):
        pane.show_run(made.run(made.result(logs=made.logs(*texts) if entries is None else entries)))
        pane.show_face(ResultFace.LOGS)
        return pane.current_page().tab(ResultFace.LOGS)

    return show


def test_lines_are_rows_of_a_table(logs):
    tab = logs("one", "two")
    assert tab.table.isVisible()
    assert tab.model.data(tab.model.index(1, 3)) == "two"


def test_without_lines_it_says_so(logs):
    assert logs().empty.text().startswith("No log lines:")


def test_while_the_run_is_on_its_way_it_says_when_the_log_comes(pane, made):
    pane.show_run(made.run())
    pane.show_face(ResultFace.LOGS)
    tab = pane.current_page().tab(ResultFace.LOGS)
    assert tab.empty.text() == "The run is on its way. Its log appears here when it has ended."
    assert not tab.fetch.isVisible()


def test_fetching_again_asks_for_the_log_of_this_run(logs, pane, heard):
    wanted = heard(pane.logs_wanted)
    QTest.mouseClick(logs("one").fetch, Qt.MouseButton.LeftButton)
    assert wanted == ["run"]


@pytest.mark.parametrize(
    ("texts", "note"),
    [(("one",), "nothing new"), (("one", "two"), "1 new line"), (("one", "two", "three"), "2 new lines")],
)
def test_what_was_fetched_is_told(logs, pane, made, texts, note):
    tab = logs("one")
    QTest.mouseClick(tab.fetch, Qt.MouseButton.LeftButton)
    assert not tab.fetch.isEnabled()
    pane.show_run(made.run(made.result(logs=made.logs(*texts))))
    assert (tab.note.text(), tab.fetch.isEnabled()) == (note, True)


def test_the_filter_leaves_the_lines_that_hold_the_text(logs, qtbot):
    tab = logs("alpha", "beta", "alphabet")
    tab.filter.setText("ALPHA")
    qtbot.waitUntil(lambda: tab.note.text() == "2 of 3 lines")
    assert tab.model.rowCount() == 2


def test_a_filter_that_leaves_nothing_says_so(logs, qtbot):
    tab = logs("alpha")
    tab.filter.setText("zebra")
    qtbot.waitUntil(tab.empty.isVisible)
    assert tab.empty.text() == "No line of 1 holds this text."


def test_chosen_lines_are_copied_by_key(logs, copied, qtbot):
    tab = logs("one", "two", "three")
    tab.table.selectRow(1)
    tab.table.window().activateWindow()
    tab.table.setFocus()
    qtbot.waitUntil(tab.table.hasFocus)
    QTest.keyClick(tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "14:03:40.001\tnote\tplatform\ttwo"


def test_the_button_copies_all_lines(logs, copied):
    tab = logs("one", "two")
    QTest.mouseClick(tab._copy, Qt.MouseButton.LeftButton)
    assert [line.split("\t")[-1] for line in copied().splitlines()] == ["one", "two"]


def test_a_line_of_several_lines_is_shown_whole_below(logs):
    tab = logs("short", "Traceback\n  <b>File</b>")
    tab.table.selectRow(1)
    assert tab.reader.isVisible()
    assert tab.reader.text.toPlainText() == "Traceback\n  <b>File</b>"


def test_a_line_that_fits_needs_no_place_below(logs):
    tab = logs("short", "a\nb")
    tab.table.selectRow(1)
    tab.table.selectRow(0)
    assert not tab.reader.isVisible()


def test_the_row_that_is_read_stays_chosen_when_lines_come_late(logs, pane, made):
    tab = logs("one", "two")
    tab.table.selectRow(1)
    before = pane.current_page().run
    pane.show_run(replace(before, result=replace(before.result, logs=made.logs("one", "two", "three"))))
    assert tab.table.currentIndex().row() == 1


def test_ten_thousand_lines_can_be_shown_and_filtered(logs, qtbot):
    tab = logs(*(f"line {number}" for number in range(10_000)))
    tab.filter.setText("line 9999")
    qtbot.waitUntil(lambda: tab.note.text() == "1 of 10,000 lines")
    assert tab.model.rowCount() == 1
