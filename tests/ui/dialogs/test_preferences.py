"""Settings: connections, look, where secrets and files are."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.storage.history.records import HistoryLimits
from explorer.ui.dialogs.preferences import Preferences

SESSION = Connection(ConnectionId("s"), "Sandbox", Platform.STACKONE, "http://127.0.0.1:1", Environment.SANDBOX)
OWN = Connection(ConnectionId("o"), "Acme\n<b>", Platform.PIPEDREAM, "https://x.example", Environment.PRODUCTION)


@pytest.fixture
def dialog(appearance, show, tmp_path):
    made = Preferences(
        show(QWidget()),
        look="dark",
        secrets="Secrets: for this session only",
        secrets_hint="This system has no keyring.",
        files=[("Settings", tmp_path / "settings.json"), ("Log", tmp_path)],
        limits=HistoryLimits(),
    )
    made.show_connections([(SESSION, "for this session only"), (OWN, "")])
    made.open()
    return made


@pytest.fixture
def said(dialog):
    found: list[object] = []
    dialog.edit_wanted.connect(lambda key: found.append(("edit", key)))
    dialog.remove_wanted.connect(lambda key: found.append(("remove", key)))
    dialog.add_wanted.connect(lambda: found.append("add"))
    dialog.look_chosen.connect(lambda look: found.append(("look", look)))
    return found


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_connections_read_as_name_platform_and_what_is_at_stake(dialog):
    assert [dialog.list.item(row).text() for row in range(2)] == [
        "Sandbox \u00b7 StackOne \u00b7 sandbox \u00b7 for this session only",
        "Acme <b> \u00b7 Pipedream Connect \u00b7 production",
    ]


def test_the_first_connection_that_can_be_changed_is_chosen(dialog, said):
    click(dialog.edit_button)
    assert said == [("edit", "o")]


def test_a_connection_of_this_session_cannot_be_changed(dialog):
    dialog.list.setCurrentRow(0)
    assert (dialog.edit_button.isEnabled(), dialog.remove_button.isEnabled()) == (False, False)


def test_removing_takes_two_presses(dialog, said):
    click(dialog.remove_button)
    first = (list(said), dialog.remove_button.text())
    click(dialog.remove_button)
    assert (first, said) == (([], "Remove it and its secrets"), [("remove", "o")])


def test_another_row_takes_the_first_press_back(dialog, said):
    click(dialog.remove_button)
    dialog.list.setCurrentRow(0)
    dialog.list.setCurrentRow(1)
    click(dialog.remove_button)
    assert said == []


def test_return_in_the_list_changes_and_does_not_close(dialog, said):
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (said, dialog.isVisible()) == ([("edit", "o")], True)


def test_a_new_one_is_asked_for(dialog, said):
    click(dialog.add_button)
    assert said == ["add"]


def test_the_look_that_is_set_is_shown_and_another_is_told(dialog, said):
    shown = dialog._look.currentText()
    dialog._look.setCurrentIndex(0)
    dialog._look.activated.emit(0)
    assert (shown, said) == ("Dark", [("look", "system")])


def test_the_secret_store_is_named_and_explained(dialog):
    words = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Secrets: for this session only" in words
    assert "This system has no keyring." in words


def test_files_are_opened_in_their_folder(dialog, tmp_path, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(
        "explorer.ui.dialogs.preferences.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    for button in dialog.findChildren(QPushButton):
        if button.text() == "Open":
            click(button)
    assert [Path(one) for one in opened] == [tmp_path, tmp_path]


def test_return_elsewhere_closes(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
