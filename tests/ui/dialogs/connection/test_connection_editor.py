"""A connection is typed, tested and saved."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from explorer.domain.connection import Connection, ConnectionId, Environment, Platform, SecretName
from explorer.domain.failure import Explanation, Party, Retry
from explorer.providers.catalogue import PLATFORMS
from explorer.providers.contract import ConnectionStep
from explorer.ui.dialogs.connection.connection_editor import ConnectionEditor

KNOWN = Connection(
    ConnectionId("c1"),
    "Pipedream of Acme",
    Platform.PIPEDREAM,
    "https://api.example.com",
    Environment.PRODUCTION,
    {"project_id": "proj_1"},
)
FAILURE = Explanation(Party.PLATFORM, "Nobody answers", "1", "No", Retry.YES, "", "Look at the address")


@pytest.fixture
def window(appearance, show):
    return show(QWidget())


@pytest.fixture
def open_editor(window):
    def open_one(connection=None) -> ConnectionEditor:
        editor = ConnectionEditor(window, PLATFORMS, ConnectionId("c1"), connection)
        editor.open()
        return editor

    return open_one


@pytest.fixture
def editor(open_editor):
    return open_editor()


@pytest.fixture
def saved(editor):
    found = []
    editor.save_wanted.connect(found.append)
    return found


def fill(editor) -> None:
    editor.name.setText("  StackOne of Acme ")
    editor.address.setText("https://api.example.com/ ")
    editor.settings.secret_input(SecretName("api_key")).setText("v1.secret")


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(editor) -> str:
    QCoreApplication.processEvents()
    return "\n".join(one.text() for one in editor.findChildren(QLabel) if one.isVisible())


def test_a_new_connection_begins_with_the_platforms_own_address(editor):
    assert (editor.platform.currentText(), editor.address.text()) == ("StackOne", "https://api.stackone.com")


def test_what_was_typed_is_saved_without_blanks_around_it(editor, saved):
    fill(editor)
    click(editor.save_button)
    assert saved[0].connection == Connection(
        ConnectionId("c1"),
        "StackOne of Acme",
        Platform.STACKONE,
        "https://api.example.com",
        Environment.DEVELOPMENT,
    )
    assert saved[0].secrets == {"api_key": "v1.secret"}


def test_another_platform_has_other_fields(editor):
    editor.platform.setCurrentIndex(editor.platform.findData(Platform.INLYCORE))
    QCoreApplication.processEvents()
    assert editor.settings.secret_input(SecretName("client_secret")).isVisible()
    assert editor.address.text() == PLATFORMS[Platform.INLYCORE].default_base_url


def test_a_connection_without_a_name_is_not_saved(editor, saved):
    fill(editor)
    editor.name.setText(" ")
    click(editor.save_button)
    assert saved == []
    assert "Give the connection a name." in words(editor)


def test_an_address_that_cannot_be_used_is_not_saved(editor, saved):
    fill(editor)
    editor.address.setText("http://api.example.com")
    click(editor.save_button)
    assert saved == []
    assert "Use https://" in words(editor)


def test_a_connection_is_changed_in_place(open_editor):
    editor = open_editor(KNOWN)
    editor.name.setText("Renamed")
    draft = editor.draft()
    assert not editor.platform.isEnabled()
    assert draft.connection.name == "Renamed"
    assert (draft.connection.id, draft.connection.options, draft.connection.environment) == (
        KNOWN.id,
        KNOWN.options,
        KNOWN.environment,
    )


def test_return_saves(editor, saved):
    fill(editor)
    QTest.keyClick(editor.name, Qt.Key.Key_Return)
    assert len(saved) == 1


def test_a_test_shows_each_step_with_its_result(editor):
    tested = []
    editor.test_wanted.connect(tested.append)
    fill(editor)
    click(editor.test_button)
    during = (editor.test_button.isEnabled(), "Testing\u2026" in words(editor))
    editor.show_step(ConnectionStep("Address", "api.example.com answers"))
    editor.show_step(ConnectionStep("API key", failure=FAILURE))
    editor.show_test_ended("The steps after this one were not tried.")
    text = words(editor)
    assert (len(tested), during, editor.test_button.isEnabled()) == (1, (False, True), True)
    assert [one in text for one in ("OK", "Address", "FAILED", "API key", "Look at the address")] == [True] * 5


def test_a_second_test_begins_with_an_empty_list(editor):
    fill(editor)
    click(editor.test_button)
    editor.show_step(ConnectionStep("Address", "answers"))
    editor.show_test_ended("Every step worked.")
    click(editor.test_button)
    assert "answers" not in words(editor)


def test_a_secret_that_cannot_be_stored_may_be_kept_for_this_session(editor, saved):
    fill(editor)
    editor.offer_session_only("The keyring is locked.")
    text = words(editor)
    click(editor.save_button)
    assert "The keyring is locked." in text
    assert editor.save_button.text() == "Save for this session only"
    assert saved[0].only_session_because == "The keyring is locked."


def test_a_connection_is_for_the_usual_store_until_a_person_agrees_otherwise(editor, saved):
    fill(editor)
    click(editor.save_button)
    assert saved[0].only_session_because == ""


def test_saving_cannot_be_pressed_twice(editor, saved):
    fill(editor)
    editor.show_saving(is_saving=True)
    click(editor.save_button)
    assert saved == []
