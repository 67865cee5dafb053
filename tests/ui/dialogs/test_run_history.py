"""The runs of this session, to go back to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.dialogs.run_history import RunHistory


@pytest.fixture
def open_history(appearance, show):
    window = show(QWidget())

    def open_one(runs) -> tuple[RunHistory, list[object]]:
        dialog = RunHistory(window, runs)
        chosen: list[object] = []
        dialog.chosen.connect(chosen.append)
        dialog.open()
        return dialog, chosen

    return open_one


@pytest.fixture
def runs(make_run):
    return [make_run("newest"), make_run("older")]


def open_button(dialog) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == "Open")


def test_the_newest_run_is_opened_by_return_once(open_history, runs):
    dialog, chosen = open_history(runs)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert (chosen, dialog.isVisible()) == ([runs[0]], False)


def test_arrows_choose_another(open_history, runs):
    dialog, chosen = open_history(runs)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.mouseClick(open_button(dialog), Qt.MouseButton.LeftButton)
    assert chosen == [runs[1]]


def test_a_double_click_opens_once(open_history, runs):
    dialog, chosen = open_history(runs)
    place = dialog.table.visualRect(dialog.table.model().index(1, 1)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [runs[1]]


def test_without_runs_it_says_so_and_nothing_can_be_opened(open_history):
    dialog, _ = open_history([])
    assert (dialog.table.isVisible(), open_button(dialog).isEnabled()) == (False, False)
    dialog.close()


def test_escape_opens_nothing(open_history, runs):
    dialog, chosen = open_history(runs)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (chosen, dialog.isVisible()) == ([], False)
