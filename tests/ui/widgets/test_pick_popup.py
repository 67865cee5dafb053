"""A list in a small window, narrowed down by typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from explorer.ui.widgets.pick_popup import PickPopup

CHOICES = [("", "All connectors"), ("bamboohr", "BambooHR"), ("hibob", "HiBob"), ("odd", "Odd\u202ename")]


@pytest.fixture
def popup(appearance, show):
    button = show(QPushButton("Connectors"))
    made = PickPopup("Filter connectors", button)
    made.show_choices(CHOICES)
    made.open_below(button)
    yield made
    made.hide()


@pytest.fixture
def picked(popup):
    found = []
    popup.picked.connect(found.append)
    return found


def offered(popup) -> list[str]:
    return popup._model.stringList()


def test_typing_leaves_what_contains_it(popup):
    QTest.keyClicks(popup._filter, "BO")
    assert offered(popup) == ["BambooHR", "HiBob"]


def test_return_picks_the_first(popup, picked):
    QTest.keyClicks(popup._filter, "hib")
    QTest.keyClick(popup._filter, Qt.Key.Key_Return)
    assert (picked, popup.isVisible()) == ([("hibob", "HiBob")], False)


def test_down_and_up_move_within_the_list(popup, picked):
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(popup._filter, key)
    assert picked == [("bamboohr", "BambooHR")]


def test_a_click_picks(popup, picked):
    place = popup._list.visualRect(popup._model.index(2)).center()
    QTest.mouseClick(popup._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picked == [("hibob", "HiBob")]


def test_return_without_a_match_picks_nothing_and_stays(popup, picked):
    QTest.keyClicks(popup._filter, "zz")
    QTest.keyClick(popup._filter, Qt.Key.Key_Return)
    assert (picked, popup.isVisible()) == ([], True)


def test_escape_closes_and_picks_nothing(popup, picked):
    QTest.keyClick(popup._filter, Qt.Key.Key_Escape)
    assert (picked, popup.isVisible()) == ([], False)


def test_it_opens_with_an_empty_filter_that_has_the_keyboard(popup):
    QTest.keyClicks(popup._filter, "zz")
    popup.hide()
    popup.open_below(popup.parentWidget())
    assert (popup._filter.text(), len(offered(popup)), popup._filter.hasFocus()) == ("", 4, True)


def test_characters_that_turn_text_are_written_out(popup):
    assert offered(popup)[-1] == "Odd<U+202E>name"
