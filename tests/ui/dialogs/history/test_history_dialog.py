"""The list of runs and what can be done with one, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from explorer.domain.connection import ConnectionId
from explorer.storage.history.records import FilterChoice, FilterChoices, HistorySize
from explorer.ui.dialogs.history.history_dialog import NOTHING_FITS, NOTHING_KEPT, NOTHING_YET, HistoryDialog
from tests.ui.models.test_run_lines import line

SIGNALS = (
    "query_changed",
    "open_wanted",
    "again_wanted",
    "compare_wanted",
    "pin_wanted",
    "delete_wanted",
    "clear_wanted",
)
CONTROL = Qt.KeyboardModifier.ControlModifier
SOME = FilterChoices([FilterChoice("c", "Production", 2)], [], [])
NONE = FilterChoices([], [], [])


@pytest.fixture
def history(appearance, show):
    def make(lines=(), **other):
        dialog = HistoryDialog(show(QWidget()), appearance, **other)
        dialog.told = []
        for name in SIGNALS:
            getattr(dialog, name).connect(lambda *value, name=name: dialog.told.append((name, *value)))
        dialog.open()
        dialog.show_lines(lines)
        return dialog

    return make


@pytest.fixture
def lines():
    return [line("newest", number=2), line("older", number=1)]


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "open_wanted"),
        (Qt.Key.Key_Return, CONTROL, "again_wanted"),
        (Qt.Key.Key_P, CONTROL, "pin_wanted"),
        (Qt.Key.Key_D, CONTROL, "compare_wanted"),
    ],
)
def test_keys_in_the_search_line_work_on_the_chosen_run(history, lines, key, modifier, told):
    dialog = history(lines)
    QTest.keyClick(dialog.filters.search, Qt.Key.Key_Down)
    QTest.keyClick(dialog.filters.search, key, modifier)
    assert dialog.told == [(told, lines[1])]


def test_a_double_click_opens_once(history, lines):
    dialog = history(lines)
    dialog.table.doubleClicked.emit(dialog.table.model().index(1, 0))
    assert len(dialog.told) == 1


def test_another_run_takes_the_first_press_of_delete_back(history, lines):
    dialog = history(lines)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.told == []
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.told == [("delete_wanted", lines[1])]


def test_after_a_run_is_gone_the_next_one_is_chosen(history, lines):
    dialog = history(lines)
    dialog.remove(lines[0].id)
    assert dialog.current() == lines[1]
    dialog.remove(lines[1].id)
    assert (dialog.current(), dialog.note.text()) == (None, NOTHING_YET)


def test_a_list_shown_anew_keeps_the_chosen_run(history, lines):
    dialog = history(lines)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    dialog.show_lines([line("just ended", number=3), *lines])
    assert dialog.current() == lines[1]


@pytest.mark.parametrize(("is_on", "words"), [(True, NOTHING_YET), (False, NOTHING_KEPT)])
def test_an_empty_history_says_why_and_offers_nothing(history, is_on, words):
    dialog = history(is_on=is_on)
    dialog.show_choices(NONE, HistorySize(0, 0))
    buttons = (dialog.open_button, dialog.again_button, dialog.pin_button, dialog.delete_button, dialog.clear_button)
    assert dialog.note.text() == words
    assert not any(one.isEnabled() for one in buttons)


def test_without_a_fitting_run_all_filters_are_taken_away_at_once(history, lines):
    dialog = history(lines)
    dialog.show_choices(SOME, HistorySize(2, 10))
    dialog.filters.search.setText("x")
    dialog.filters.connection_box.setCurrentIndex(1)
    dialog.show_lines([])
    assert dialog.note.text() == NOTHING_FITS
    assert dialog.told[-1][1].connection_id == ConnectionId("c")
    before = len(dialog.told)
    QTest.mouseClick(dialog.no_filter, Qt.MouseButton.LeftButton)
    (told,) = dialog.told[before:]
    assert (told[1].text, told[1].connection_id) == ("", None)


def test_a_filter_whose_last_run_is_gone_stays_what_it_was(history, lines):
    dialog = history(lines)
    dialog.show_choices(SOME, HistorySize(2, 10))
    dialog.filters.connection_box.setCurrentIndex(1)
    dialog.show_choices(NONE, HistorySize(0, 0))
    assert dialog.filters.connection_box.currentData() == "c"


def test_a_list_that_cannot_be_read_says_why_and_keeps_nothing_on_the_screen(history, lines):
    dialog = history(lines)
    dialog.show_problem("The disk is gone.")
    assert (dialog.note.text(), dialog.current(), dialog.open_button.isEnabled()) == ("The disk is gone.", None, False)
