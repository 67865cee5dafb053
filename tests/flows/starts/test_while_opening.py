"""What can be done with the cached list while the keyring still asks for its password."""

import threading

import keyring
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.flows.starts.conftest import MemoryKeyring
from tests.flows.starts.test_connections import add, secrets_known

KEY = "cedarfolk_create_employee"


class AskingKeyring(MemoryKeyring):
    """Answers a question for a secret when its own is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.is_answered = threading.Event()
        self.is_answered.set()

    def get_password(self, service: str, username: str) -> str | None:
        assert self.is_answered.wait(30)
        return super().get_password(service, username)


@pytest.fixture
def asking_keyring():
    before = keyring.get_keyring()
    backend = AskingKeyring()
    keyring.set_keyring(backend)
    yield backend
    backend.is_answered.set()
    keyring.set_keyring(before)


async def started_while_it_asks(starts, sandbox, asking_keyring):
    person = await starts.start()
    await secrets_known(person)
    await add(person, sandbox)
    await starts.close()
    asking_keyring.is_answered.clear()
    again = await starts.start()
    await again.until(lambda: again.window.picker.list.model().rowCount() > 400, "the cached list")
    await again.until(again.window.isVisible, "the window with it")
    return again


def test_the_cached_list_is_searched_while_the_keyring_asks(starts, run, sandbox, asking_keyring):
    async def work():
        person = await started_while_it_asks(starts, sandbox, asking_keyring)
        QTest.keyClicks(person.named("Search actions", QLineEdit), "create employee")
        await person.until(lambda: "of 400 actions" in person.screen_text(), "searching the cached list")
        is_open = person.explorer.connection.open is not None
        asking_keyring.is_answered.set()
        return is_open

    assert not run(work(), timeout=40)


def test_an_action_chosen_while_the_keyring_asks_opens_when_it_has_answered(starts, run, sandbox, asking_keyring):
    async def work():
        person = await started_while_it_asks(starts, sandbox, asking_keyring)
        search = person.named("Search actions", QLineEdit)
        QTest.keyClicks(search, "cedarfolk create employee")
        picker = person.window.picker
        await person.until(lambda: 0 < picker.list.model().rowCount() < 20, "searching the cached list")
        picker.list.setCurrentIndex(picker.list.model().first_action())
        chosen = picker.chosen().key
        asking_keyring.is_answered.set()
        await person.until(lambda: person.explorer.form.session is not None, "the form")
        return chosen, person.explorer.form.session.action.key

    chosen, opened = run(work(), timeout=40)
    assert chosen == opened == KEY


def test_settings_asked_for_before_they_are_built_are_opened_once(starts, run, dialog):
    async def work():
        person = await starts.start()
        assert "preferences" not in vars(person.explorer)
        person.window.top_bar.settings_wanted.emit()
        found = dialog()
        await secrets_known(person)
        same = dialog() is found
        found.close()
        return same, [one for one in person.all_named("Connections") if one.window() is not person.window]

    is_same, left = run(work(), timeout=40)
    assert is_same
    assert left == []
