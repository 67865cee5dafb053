"""A button for what cannot be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from explorer.ui.dialogs.history.pressed_twice import PressedTwice


@pytest.fixture
def button(appearance, show):
    done = []
    window = QWidget()
    made = PressedTwice("Delete", "Delete for good", lambda: done.append(1))
    made.done = done
    column = QVBoxLayout(window)
    column.addWidget(made)
    made.other = QLineEdit()
    column.addWidget(made.other)
    show(window)
    return made


def test_the_first_press_says_what_the_second_does(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.text(), button.done) == ("Delete for good", [])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.text(), button.done) == ("Delete", [1])


def test_whoever_goes_elsewhere_did_not_want_it(button):
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert (button.text(), button.done) == ("Delete", [])
