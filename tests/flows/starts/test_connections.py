"""A connection from the dialog to the next start of the program."""

import asyncio
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from explorer.ui.dialogs.connection.connection_editor import ConnectionEditor
from explorer.ui.dialogs.preferences import Preferences


def type_into(person, name: str, text: str) -> None:
    line = person.named(name, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)


async def fill(person, sandbox, *, name="StackOne of Acme", key=None):
    await person.until(lambda: person.all_named("API key", QLineEdit), "the dialog")
    type_into(person, "Name", name)
    type_into(person, "Address", str(sandbox["stackone"]["base_url"]))
    type_into(person, "API key", str(sandbox["stackone"]["api_key"]) if key is None else key)


async def add(person, sandbox, **more):
    """Add a connection from the welcome page, and wait until its actions are listed."""
    await person.until(lambda: person.all_named("Add a connection\u2026"), "the welcome page")
    person.press("Add a connection\u2026")
    await fill(person, sandbox, **more)
    person.press("Save")
    await person.opened(more.get("name", "StackOne of Acme"))
    kept = person.explorer._places.cache
    await person.until(lambda: [one for one in kept.iterdir() if one.suffix == ".msgpack"], "the list being kept")


async def secrets_known(person):
    def is_known() -> bool:
        said = person.window.status.texts()[2]
        return bool(said) and "looking" not in said

    await person.until(is_known, "the secret store being found")


def steps(dialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_the_first_start_says_where_to_begin(starts, run):
    async def work():
        person = await starts.start()
        await person.until(lambda: "Welcome to Action Explorer" in person.screen_text(), "the welcome")
        assert person.named("Open the sandbox").isEnabled()
        assert person.named("Add a connection\u2026").isEnabled()
        assert person.window.windowTitle() == "Action Explorer"

    run(work(), timeout=30)


def test_the_welcome_page_opens_the_sandbox(starts, run):
    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Open the sandbox"), "the welcome")
        person.press("Open the sandbox")
        await person.opened("StackOne sandbox")
        box = person.named("Connection", QComboBox)
        return [box.itemText(row) for row in range(3)]

    assert run(work(), timeout=30) == ["StackOne sandbox", "Pipedream sandbox", "Inly Core sandbox"]


def test_a_new_connection_is_opened_named_and_listed(starts, run, sandbox):
    async def work():
        person = await starts.start()
        await add(person, sandbox)
        assert person.window.windowTitle() == "Action Explorer \u2013 StackOne of Acme"
        assert person.named("Connection", QComboBox).currentText() == "StackOne of Acme"
        assert "400 actions" in person.window.status.texts()[0]

    run(work(), timeout=30)


def test_the_test_of_a_connection_shows_each_step(starts, run, sandbox, dialog):
    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Add a connection\u2026"), "the welcome page")
        person.press("Add a connection\u2026")
        await fill(person, sandbox)
        person.press("Test connection")
        await person.until(lambda: "Every step worked." in steps(dialog()), "the test ending")
        # A row is on the screen one turn of the loop after it was added.
        await person.until(lambda: passed() == ["Address", "API key", "Accounts", "Actions"], "every step being shown")
        dialog().reject()

    def passed() -> list[str]:
        lines = steps(dialog()).splitlines()
        return [lines[at + 1] for at, line in enumerate(lines) if line == "OK"]

    run(work(), timeout=30)


def test_a_wrong_key_names_its_step_and_what_to_do(starts, run, sandbox, dialog):
    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Add a connection\u2026"), "the welcome page")
        person.press("Add a connection\u2026")
        await fill(person, sandbox, key="v1.wrong")
        person.press("Test connection")
        await person.until(lambda: "were not tried" in steps(dialog()), "the test ending")
        shown = steps(dialog())
        dialog().reject()
        return shown

    lines = run(work(), timeout=30).splitlines()
    assert lines[lines.index("FAILED") + 1] == "API key"
    assert any("enter the API key again" in line for line in lines)


def test_a_dialog_closed_during_its_test_leaves_nothing_behind(starts, run, sandbox, control, dialog):
    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Add a connection\u2026"), "the welcome page")
        person.press("Add a connection\u2026")
        await fill(person, sandbox)
        control("stackone", "POST", "faults", {"kind": "slow", "delay_s": 20})
        person.press("Test connection")
        await person.until(lambda: "Testing" in steps(dialog()), "the test beginning")
        dialog().reject()
        await person.until(lambda: "test a connection" not in person.explorer.scope.names, "the test being given up")
        assert person.window.notice.text() == ""

    run(work(), timeout=30)


def test_the_secret_lies_in_the_keyring_and_nowhere_in_the_files(starts, run, sandbox, system_keyring):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox)
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        await starts.close()

    run(work(), timeout=30)
    key = str(sandbox["stackone"]["api_key"])
    assert list(system_keyring.entries.values()) == [key]
    assert b"StackOne of Acme" in starts.written()
    assert key.encode() not in starts.written()


def test_the_next_start_opens_the_connection_and_account_used_last(starts, run, sandbox, system_keyring):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox, name="First")
        person.window.top_bar.add_connection_wanted.emit()
        await fill(person, sandbox, name="Second")
        person.press("Save")
        await person.opened("Second")
        await person.choose_account("hiring")
        chosen = person.named("Account", QComboBox).currentText()
        again = await starts.start()
        await again.opened("Second")
        return chosen, again.named("Account", QComboBox).currentText()

    before, after = run(work(), timeout=40)
    assert before == after
    assert "hiring" in after


def test_the_next_start_shows_the_cached_actions_before_the_platform_answers(
    starts, run, sandbox, system_keyring, control
):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox)
        await starts.close()
        control("stackone", "POST", "faults", {"kind": "slow", "delay_s": 20, "times": 50})
        again = await starts.start()
        await again.until(lambda: again.window.picker.list.model().rowCount() > 400, "the cached list")
        assert again.explorer.connection.open is None or again.explorer.connection.open.is_discovering
        await again.until(lambda: again.all_named("Search actions", QLineEdit), "the window with it")
        QTest.keyClicks(again.named("Search actions", QLineEdit), "create employee")
        await again.until(lambda: "of 400 actions" in again.screen_text(), "searching the cached list")

    run(work(), timeout=40)


def test_the_cached_actions_are_replaced_by_what_the_platform_lists_now(starts, run, sandbox, system_keyring, control):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox)
        before = person.explorer.connection.open.catalogue.refreshed_at
        again = await starts.start()
        await again.until(
            lambda: again.explorer.connection.open and again.explorer.connection.open.catalogue.refreshed_at > before,
            "the list being refreshed",
        )

    run(work(), timeout=40)


def test_a_list_that_cannot_be_refreshed_stays_and_says_so(starts, run, sandbox, system_keyring, control):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox)
        await starts.close()
        control("stackone", "POST", "faults", {"kind": "status", "status": 503, "body": "{}", "times": 50})
        again = await starts.start()
        await again.until(lambda: "could not be refreshed" in again.window.status.texts()[0], "the failure")
        return again.window.picker.list.model().rowCount()

    assert run(work(), timeout=40) > 400


def test_without_a_keyring_the_status_says_for_this_session_only(starts, run):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        return person.window.status.texts()[2], person.window.status._secrets.accessibleDescription()

    text, reason = run(work(), timeout=30)
    assert text == "Secrets: for this session only"
    assert "no keyring" in reason


def test_with_a_keyring_the_status_names_it(starts, run, system_keyring):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        return person.window.status.texts()[2]

    assert run(work(), timeout=30) == "Secrets: Keyring of the tests"


def test_a_secret_that_was_for_one_session_is_asked_for_in_the_next(starts, run, sandbox):
    async def work():
        person = await starts.start()
        await add(person, sandbox)
        again = await starts.start()
        await again.until(lambda: "cannot be opened" in again.screen_text(), "the failure")
        shown = again.screen_text()
        again.press("Change the connection\u2026")
        await again.until(lambda: again.all_named("API key", QLineEdit), "the dialog")
        type_into(again, "API key", str(sandbox["stackone"]["api_key"]))
        again.press("Save")
        await again.opened("StackOne of Acme")
        return shown

    assert "is not stored" in run(work(), timeout=40)


def test_a_locked_keyring_offers_this_session_and_changes_nothing_unasked(starts, run, sandbox, system_keyring, dialog):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        system_keyring.is_locked = True
        await person.until(lambda: person.all_named("Add a connection\u2026"), "the welcome page")
        person.press("Add a connection\u2026")
        await fill(person, sandbox)
        person.press("Save")
        await person.until(lambda: person.all_named("Save for this session only"), "the offer")
        unasked = person.window.status.texts()[2]
        person.press("Save for this session only")
        await person.opened("StackOne of Acme")
        return unasked, person.window.status.texts()[2]

    assert run(work(), timeout=30) == ("Secrets: Keyring of the tests", "Secrets: for this session only")
    assert system_keyring.entries == {}


def test_a_connection_is_changed_and_keeps_its_secret(starts, run, sandbox, system_keyring, dialog):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox)
        person.press("Settings")
        await asyncio.sleep(0.05)
        assert isinstance(dialog(), Preferences)
        person.press("Change\u2026")
        await asyncio.sleep(0.05)
        assert isinstance(dialog(), ConnectionEditor)
        type_into(person, "Name", "Renamed")
        QTest.mouseClick(dialog().save_button, Qt.MouseButton.LeftButton)
        await person.until(lambda: isinstance(QApplication.activeModalWidget(), Preferences), "the dialog closing")
        listed = [dialog().list.item(row).text() for row in range(dialog().list.count())]
        dialog().accept()
        await person.opened("Renamed")
        return listed, person.named("Connection", QComboBox).currentText()

    listed, current = run(work(), timeout=30)
    assert listed == ["Renamed \u00b7 StackOne \u00b7 development"]
    assert current == "Renamed"
    assert list(system_keyring.entries.values()) == [sandbox["stackone"]["api_key"]]


def test_a_removed_connection_takes_its_secret_and_its_cache_with_it(starts, run, sandbox, system_keyring, dialog):
    async def work():
        person = await starts.start()
        await secrets_known(person)
        await add(person, sandbox)
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        person.explorer.search.mark_used("cedarfolk_list_employees")
        person.press("Settings")
        await asyncio.sleep(0.05)
        person.press("Remove")
        person.press("Remove it and its secrets")
        await person.until(lambda: dialog().list.count() == 0, "the connection going")
        dialog().accept()
        await person.until(lambda: "Welcome to Action Explorer" in person.screen_text(), "the welcome page")
        assert person.window.windowTitle() == "Action Explorer"
        await starts.close()

    run(work(), timeout=30)
    assert system_keyring.entries == {}
    written = json.loads((starts.data_dir / "settings.json").read_text())
    assert written["connections"] == []
    assert b"cedarfolk" not in starts.written()


@pytest.mark.parametrize("text", ["{", '{"version": 999}', "\x00"])
def test_broken_settings_are_told_kept_aside_and_in_nobodys_way(starts, run, text):
    starts.data_dir.mkdir()
    (starts.data_dir / "settings.json").write_text(text)

    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Open the sandbox"), "the welcome page")
        return person.window.notice.text()

    assert "settings" in run(work(), timeout=30).lower()
    kept = [path for path in starts.data_dir.iterdir() if path.is_file() and path.name != "settings.json"]
    assert [path.read_text() for path in kept] == [text]
