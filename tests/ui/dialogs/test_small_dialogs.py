"""The question before a run, a text to read, and the way to anything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from explorer.ui.dialogs.confirm_run import ConfirmRun
from explorer.ui.dialogs.go_to import MOST_SHOWN, GoTo, Target
from explorer.ui.dialogs.text_dialog import TextDialog

TARGETS = [Target("Action", f"Create {number}", number) for number in range(80)] + [Target("Command", "Settings", "s")]


@pytest.fixture
def window(appearance, show):
    return show(QWidget())


@pytest.fixture
def question(window):
    dialog = ConfirmRun(window, "Delete employee", "It cannot be taken back.", "Acme \u00b7 production")
    dialog.open()
    return dialog


@pytest.fixture
def confirmed(question):
    found = []
    question.confirmed.connect(lambda: found.append(True))
    return found


@pytest.fixture
def palette(window):
    dialog = GoTo(window, lambda text: [one for one in TARGETS if text.lower() in one.words.lower()])
    dialog.open()
    return dialog


@pytest.fixture
def gone_to(palette):
    found = []
    palette.chosen.connect(lambda target: found.append(target.value))
    return found


def offered(palette) -> list[str]:
    return [palette._model.index(row, 0).data() for row in range(palette._model.rowCount())]


def named(dialog, name: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if (one.accessibleName() or one.text()) == name)


def test_return_does_not_run(question, confirmed):
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert (confirmed, question.isVisible()) == ([], False)


def test_the_safe_answer_has_the_keyboard(question):
    assert QApplication.focusWidget().text() == "Do not run"


def test_return_on_the_dangerous_answer_does_not_run(question, confirmed):
    named(question, "Run it").setFocus()
    QTest.keyClick(named(question, "Run it"), Qt.Key.Key_Return)
    assert confirmed == []


def test_escape_does_not_run(question, confirmed):
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert (confirmed, question.isVisible()) == ([], False)


def test_the_dangerous_answer_runs_once(question, confirmed):
    QTest.mouseClick(named(question, "Run it"), Qt.MouseButton.LeftButton)
    assert (confirmed, question.isVisible()) == ([True], False)


def test_a_text_is_shown_to_the_letter_and_copied(window):
    dialog = TextDialog(window, "Unexpected error", "What happened", "<b>Trace</b>\u202e\nline 2")
    dialog.open()
    QTest.mouseClick(named(dialog, "Copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "<b>Trace</b><U+202E>\nline 2"
    dialog.close()


def test_a_few_letters_lead_to_it(palette, gone_to):
    QTest.keyClicks(palette.box, "sett")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert (gone_to, palette.isVisible()) == (["s"], False)


def test_down_and_up_move_within_what_was_found(palette, gone_to):
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(palette.box, key)
    assert gone_to == [1]


def test_a_click_leads_to_it(palette, gone_to):
    place = palette.list.visualRect(palette._model.index(2, 0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone_to == [2]


def test_what_is_listed_is_bounded(palette):
    assert len(offered(palette)) == MOST_SHOWN


def test_nothing_found_is_said_and_return_leads_nowhere(palette, gone_to):
    QTest.keyClicks(palette.box, "zzz")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert (palette._nothing.isVisible(), gone_to, palette.isVisible()) == (True, [], True)


def test_a_screen_reader_hears_what_kind_of_thing_it_is(palette):
    QTest.keyClicks(palette.box, "sett")
    assert palette._model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Settings, Command"


def test_rows_are_painted_with_their_kind(palette):
    with_kinds = palette.list.grab().toImage()
    for row in range(palette._model.rowCount()):
        palette._model.item(row).setData("", int(Qt.ItemDataRole.UserRole))
    assert palette.list.grab().toImage() != with_kinds
