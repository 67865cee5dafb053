"""The middle of the window while no action is open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton

from explorer.domain.failure import Explanation, Party, Retry
from explorer.ui.views.start_page import StartPage

FAILURE = Explanation(
    Party.PLATFORM, "StackOne does not accept the key", "1 of 3", "Unauthorized", Retry.AFTER_CHANGE, "", "Enter it"
)


@pytest.fixture
def page(appearance, show):
    return show(StartPage())


def buttons(page) -> list[str]:
    return [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def press(page, words: str) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_start_offers_the_sandbox_and_a_connection(page):
    page.show_welcome()
    assert buttons(page) == ["Open the sandbox", "Add a connection\u2026"]
    assert "needs no account" in page.text()


@pytest.mark.parametrize(
    ("words", "signal"),
    [("Open the sandbox", "sandbox_wanted"), ("Add a connection\u2026", "add_connection_wanted")],
)
def test_each_button_of_the_first_start_leads_on(page, words, signal):
    wanted = []
    getattr(page, signal).connect(lambda: wanted.append(signal))
    page.show_welcome()
    press(page, words)
    assert wanted == [signal]


def test_with_connections_but_none_open_it_says_to_choose(page):
    page.show_no_connection()
    assert page.text().startswith("Choose a connection")
    assert len(buttons(page)) == 2


def test_an_open_connection_needs_no_button(page):
    page.show_welcome()
    page.show_choose()
    assert (buttons(page), page.text().split("\n")[0]) == ([], "Choose an action")


def test_waiting_can_be_cancelled(page):
    cancelled = []
    page.cancel_wanted.connect(lambda: cancelled.append(True))
    page.show_waiting("Opening Acme", can_cancel=True)
    assert page.findChild(QProgressBar).isVisible()
    press(page, "Cancel")
    assert cancelled == [True]


def test_after_stopping_nothing_moves(page):
    page.show_waiting("Opening Acme", can_cancel=True)
    page.show_stopped()
    assert (page.findChild(QProgressBar).isHidden(), buttons(page)) == (True, [])


def test_a_failure_answers_the_five_questions(page):
    page.show_failure("Acme cannot be opened", FAILURE, lambda: None)
    assert "What it said: Unauthorized" in page.text()


def test_trying_again_does_what_failed(page):
    tried = []
    page.show_failure("Acme cannot be opened", FAILURE, lambda: tried.append("connection"))
    page.show_failure("The parameters cannot be read", FAILURE, lambda: tried.append("parameters"))
    press(page, "Try again")
    assert tried == ["parameters"]


def test_a_failing_connection_can_be_changed_from_here(page):
    wanted = []
    page.change_connection_wanted.connect(lambda: wanted.append(True))
    page.show_failure("Acme cannot be opened", FAILURE, lambda: None, can_change=True)
    press(page, "Change the connection\u2026")
    assert wanted == [True]


def test_one_that_cannot_be_changed_offers_no_change(page):
    page.show_failure("The sandbox did not start", FAILURE, lambda: None)
    assert buttons(page) == ["Try again"]


def test_the_failure_is_gone_with_the_next_page(page):
    page.show_failure("Acme cannot be opened", FAILURE, lambda: None)
    page.show_choose()
    assert "Unauthorized" not in page.text()
