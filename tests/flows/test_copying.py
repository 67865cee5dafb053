"""Somebody copies a call out of the explorer: from the form, from a run, from the palette."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from explorer.ui.dialogs.go_to import GoTo
from explorer.ui.views.results.run_page import ResultFace

EMPLOYEES = "cedarfolk_list_employees"


@pytest.fixture
def at_employees(person, run):
    """Somebody at the form of a list, with an account chosen."""
    QGuiApplication.clipboard().setText("before")
    run(person.find_and_open("list employees", EMPLOYEES))
    return person


def go_to(person, words):
    """Type words into the palette, and take the first that it finds."""
    QTest.keyClick(person.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = person.window.findChild(GoTo)
    dialog.box.setText(words)
    found = dialog.findChild(QListView).model().index(0, 0).data()
    QTest.keyClick(dialog.box, Qt.Key.Key_Return)
    return found


def clipboard():
    return QGuiApplication.clipboard().text()


def test_the_call_in_the_form_is_copied_from_the_palette(at_employees):
    assert go_to(at_employees, "copy this call posix") == "Copy this call as cURL (POSIX shell)"
    assert clipboard().splitlines()[1].startswith("curl ")
    assert f'"action":"{EMPLOYEES}"' in clipboard()


def test_the_call_is_copied_for_the_platforms_own_library(at_employees):
    go_to(at_employees, "copy this call sdk")
    assert "from stackone_ai import StackOneTool" in clipboard()


def test_the_request_that_was_sent_is_copied_from_the_palette(at_employees, run):
    run(at_employees.run_it(), timeout=30)
    go_to(at_employees, "copy the request that was sent httpx")
    assert at_employees.window.results.current_page().face is ResultFace.REQUEST
    assert "import httpx" in clipboard()


def test_nothing_sent_is_offered_before_a_run(at_employees):
    assert not [words for words in at_employees.explorer.palette._copies() if "sent" in words]


def test_the_menu_of_a_run_names_the_library_of_its_platform(at_employees, run):
    run(at_employees.run_it(), timeout=30)
    at_employees.window.results.show_face(ResultFace.REQUEST)
    tab = at_employees.window.results.current_page().tab(ResultFace.REQUEST)
    assert "Python (stackone-ai, the official SDK)" in [one.text() for one in tab.copy_button.ways.actions()]
