"""The platform's own options of a call."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.schema.field import BooleanField, GroupField, TextField
from explorer.ui.views.call.options_popup import OptionsPopup

OPTIONS = GroupField(
    fields=(
        BooleanField(key="debug", label="Debug"),
        TextField(key="version", label="Version"),
    )
)


@pytest.fixture
def opener(appearance, show):
    window = show(QWidget())
    button = QPushButton("Options", window)
    button.setGeometry(700, 560, 90, 30)
    button.show()
    return button


@pytest.fixture
def popup(opener):
    made = OptionsPopup(opener)
    yield made
    made.hide()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({}, ""),
        ({"debug": True}, "Debug on"),
        ({"debug": False}, "Debug off"),
        ({"version": "1.2.0"}, "Version 1.2.0"),
        ({"debug": True, "version": "1.2.0"}, "2 set"),
        ({"version": "x" * 200}, "Version " + "x" * 22),
    ],
)
def test_what_is_chosen_reads_in_a_few_words(popup, value, words):
    popup.show_options(OPTIONS, value)
    assert popup.words() == words


def test_what_is_shown_is_what_is_chosen(popup):
    popup.show_options(OPTIONS, {"version": "1.2.0"})
    assert popup.value() == {"version": "1.2.0"}


def test_an_edit_is_told(popup, opener):
    told = []
    popup.edited.connect(lambda: told.append(popup.value()))
    popup.show_options(OPTIONS, {})
    popup.open_above(opener)
    yes = next(one for one in popup.findChildren(QPushButton) if one.isVisible() and one.text() == "True")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert told == [{"debug": True}]


def test_it_opens_within_the_screen(popup, opener):
    popup.show_options(OPTIONS, {})
    popup.open_above(opener)
    assert opener.screen().availableGeometry().contains(popup.geometry())


def test_it_opens_within_the_screen_from_its_corner(popup, opener):
    opener.setGeometry(0, 0, 90, 30)
    popup.show_options(OPTIONS, {})
    popup.open_above(opener)
    assert opener.screen().availableGeometry().contains(popup.geometry())


def test_escape_closes_it(popup, opener):
    popup.show_options(OPTIONS, {})
    popup.open_above(opener)
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert popup.isHidden()
