import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError

from explorer.domain.connection import Connection, ConnectionId, Platform, SecretName
from explorer.domain.failure import SecretUnavailable
from explorer.domain.masking import MASK, SecretMask
from explorer.storage import keyring_backend, secrets
from explorer.storage.keyring_backend import FoundKeyring
from explorer.storage.keyring_thread import KeyringThread
from explorer.storage.secrets import SecretPlace, SecretStore

if TYPE_CHECKING:
    from conftest import MemoryKeyring

API_KEY = SecretName("api_key")
SECRET = "v1.eu1.a long and secret value"


@pytest.fixture
def mask() -> SecretMask:
    return SecretMask()


@pytest.fixture
def store(mask: SecretMask, keyring_thread: KeyringThread) -> SecretStore:
    return SecretStore(mask, keyring_thread, prompt_limit_s=20)


@pytest.fixture
def open_store(store: SecretStore, memory_keyring: "MemoryKeyring") -> SecretStore:
    asyncio.run(store.open())
    return store


@pytest.fixture
def chosen() -> Iterator[Callable[[object], None]]:
    """Choose a back end for one test."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def refuse(memory_keyring: "MemoryKeyring", error: BaseException) -> None:
    def trouble() -> None:
        raise error

    memory_keyring.trouble = trouble


def test_the_keyring_in_use_is_named(store: SecretStore, memory_keyring: "MemoryKeyring"):
    place = asyncio.run(store.open())
    assert place == store.place == SecretPlace("Keyring of the tests")
    assert place.is_lasting
    assert place.text == "Secrets: Keyring of the tests"


def test_a_secret_comes_back(open_store: SecretStore, connection: Connection):
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    assert asyncio.run(open_store.read(connection, API_KEY)) == SECRET


def test_a_missing_secret_is_none(open_store: SecretStore, connection: Connection):
    assert asyncio.run(open_store.read(connection, API_KEY)) is None


def test_each_secret_is_an_entry_of_its_own_with_a_fixed_user(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    other = replace(connection, id=ConnectionId("c-2"), platform=Platform.PIPEDREAM)
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    asyncio.run(open_store.write(other, SecretName("client_secret"), "another"))
    assert memory_keyring.entries == {
        ("action-explorer/stackone/c-1/api_key", "action-explorer"): SECRET,
        ("action-explorer/pipedream/c-2/client_secret", "action-explorer"): "another",
    }


def test_a_deleted_secret_is_gone(open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection):
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    asyncio.run(open_store.delete(connection, API_KEY))
    assert not memory_keyring.entries


def test_deleting_a_missing_secret_is_fine(open_store: SecretStore, connection: Connection):
    asyncio.run(open_store.delete(connection, API_KEY))
    assert asyncio.run(open_store.read(connection, API_KEY)) is None


def test_a_secret_that_will_not_go_is_told_about(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection, monkeypatch: pytest.MonkeyPatch
):
    def stay(_service: str, _user: str) -> None:
        raise PasswordDeleteError("denied")

    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    monkeypatch.setattr(memory_keyring, "delete_password", stay)
    with pytest.raises(SecretUnavailable, match="would not delete the secret"):
        asyncio.run(open_store.delete(connection, API_KEY))


def test_the_keyring_is_asked_in_its_own_thread(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    asyncio.run(open_store.delete(connection, API_KEY))
    assert memory_keyring.threads == {"keyring of a test"}


def test_a_written_secret_is_masked(open_store: SecretStore, mask: SecretMask, connection: Connection):
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    assert mask.text(f"key {SECRET}!") == f"key {MASK}!"


def test_a_secret_is_masked_even_if_it_could_not_be_kept(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", mask: SecretMask, connection: Connection
):
    refuse(memory_keyring, KeyringLocked("locked"))
    with pytest.raises(SecretUnavailable):
        asyncio.run(open_store.write(connection, API_KEY, SECRET))
    assert mask.text(SECRET) == MASK


def test_a_secret_that_was_read_is_masked(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", mask: SecretMask, connection: Connection
):
    memory_keyring.entries["action-explorer/stackone/c-1/api_key", "action-explorer"] = SECRET
    asyncio.run(open_store.read(connection, API_KEY))
    assert mask.text(SECRET) == MASK


@pytest.mark.parametrize(
    ("backend", "reason"),
    [(fail.Keyring(), "This system has no keyring"), (null.Keyring(), "Keyrings are switched off")],
)
def test_without_a_keyring_secrets_are_for_this_session_and_it_says_so(
    store: SecretStore, chosen: Callable[[object], None], connection: Connection, backend: object, reason: str
):
    chosen(backend)
    place = asyncio.run(store.open())
    assert place.text == "Secrets: for this session only"
    assert reason in place.reason
    asyncio.run(store.write(connection, API_KEY, SECRET))
    assert asyncio.run(store.read(connection, API_KEY)) == SECRET


def test_a_keyring_that_keeps_secrets_unprotected_is_not_used(
    store: SecretStore, memory_keyring: "MemoryKeyring", monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(type(memory_keyring), "__module__", "keyrings.alt.file")
    place = asyncio.run(store.open())
    assert not place.is_lasting
    assert "without protection" in place.reason


def test_the_keyring_is_looked_for_before_a_secret_is_missed(
    store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    memory_keyring.entries["action-explorer/stackone/c-1/api_key", "action-explorer"] = SECRET
    assert asyncio.run(store.read(connection, API_KEY)) == SECRET


def test_a_secret_written_first_goes_to_the_keyring(
    store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    asyncio.run(store.write(connection, API_KEY, SECRET))
    assert list(memory_keyring.entries.values()) == [SECRET]


def test_a_secret_deleted_first_is_gone_from_the_keyring(
    store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    memory_keyring.entries["action-explorer/stackone/c-1/api_key", "action-explorer"] = SECRET
    asyncio.run(store.delete(connection, API_KEY))
    assert not memory_keyring.entries


def test_a_choice_made_while_the_keyring_is_looked_for_stands(store: SecretStore, memory_keyring: "MemoryKeyring"):
    async def choose_meanwhile() -> None:
        opening = asyncio.create_task(store.open())
        await asyncio.sleep(0)
        store.use_memory("A person said so.")
        await opening

    asyncio.run(choose_meanwhile())
    assert store.place.reason.startswith("A person said so.")


def test_a_secret_in_memory_can_be_deleted(store: SecretStore, connection: Connection):
    asyncio.run(store.write(connection, API_KEY, SECRET))
    asyncio.run(store.delete(connection, API_KEY))
    assert asyncio.run(store.read(connection, API_KEY)) is None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "is locked, and was not unlocked"),
        (InitError("Failed to create the collection: Prompt dismissed.."), "could not be opened"),
        (NoKeyringError("none"), "cannot be reached"),
        (ConnectionRefusedError(111, "refused"), "cannot be reached"),
        (RuntimeError("anything"), r"failed \(RuntimeError\)"),
    ],
)
def test_a_refusal_is_told_in_plain_words_with_a_way_out(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection, error: Exception, words: str
):
    refuse(memory_keyring, error)
    with pytest.raises(SecretUnavailable, match=f"Keyring of the tests {words}.* for this session only"):
        asyncio.run(open_store.read(connection, API_KEY))


def test_after_a_refusal_nothing_changes_by_itself(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    refuse(memory_keyring, KeyringLocked("locked"))
    with pytest.raises(SecretUnavailable):
        asyncio.run(open_store.write(connection, API_KEY, SECRET))
    memory_keyring.trouble = lambda: None
    assert open_store.place.is_lasting
    assert asyncio.run(open_store.read(connection, API_KEY)) is None


def test_a_person_can_choose_this_session_after_a_refusal(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection
):
    refuse(memory_keyring, KeyringLocked("locked"))
    place = open_store.use_memory("The keyring is locked.")
    assert place.reason == "The keyring is locked. The secrets are forgotten when the program ends."
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    assert asyncio.run(open_store.read(connection, API_KEY)) == SECRET


def test_a_secret_that_is_not_given_back_is_told_about(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(memory_keyring, "set_password", lambda *_: None)
    with pytest.raises(SecretUnavailable, match="did not give it back"):
        asyncio.run(open_store.write(connection, API_KEY, SECRET))


def test_a_prompt_that_nobody_answers_is_given_up(
    mask: SecretMask, keyring_thread: KeyringThread, memory_keyring: "MemoryKeyring", connection: Connection
):
    answered = threading.Event()
    store = SecretStore(mask, keyring_thread, prompt_limit_s=0.01)
    asyncio.run(store.open())
    memory_keyring.trouble = answered.wait
    with pytest.raises(SecretUnavailable, match=r"did not answer within 0\.01 s"):
        asyncio.run(store.read(connection, API_KEY))
    answered.set()


def test_a_keyring_that_does_not_answer_at_start_is_not_used(
    store: SecretStore, keyring_thread: KeyringThread, monkeypatch: pytest.MonkeyPatch
):
    answered = threading.Event()
    monkeypatch.setattr(secrets, "OPEN_LIMIT_S", 0.01)
    monkeypatch.setattr(keyring_backend, "find_keyring", answered.wait)
    place = asyncio.run(store.open())
    answered.set()
    assert "did not answer within 0.01 s" in place.reason


def test_a_keyring_that_breaks_at_start_is_not_used(store: SecretStore, monkeypatch: pytest.MonkeyPatch):
    def broken() -> FoundKeyring:
        raise OSError("library not found")

    monkeypatch.setattr(keyring_backend, "find_keyring", broken)
    assert "failed (OSError)" in asyncio.run(store.open()).reason


@pytest.fixture
def windows_store(store: SecretStore, memory_keyring: "MemoryKeyring", monkeypatch: pytest.MonkeyPatch) -> SecretStore:
    monkeypatch.setattr(type(memory_keyring), "__module__", keyring_backend.WINDOWS_MODULE)
    assert asyncio.run(store.open()).name == "Windows Credential Manager"
    return store


def test_windows_takes_1280_utf16_units(windows_store: SecretStore, connection: Connection):
    asyncio.run(windows_store.write(connection, API_KEY, "x" * 1280))
    assert asyncio.run(windows_store.read(connection, API_KEY)) == "x" * 1280


@pytest.mark.parametrize("secret", ["x" * 1281, "\U0001f511" * 641])
def test_a_longer_secret_is_refused_before_windows_sees_it(
    windows_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection, secret: str
):
    with pytest.raises(SecretUnavailable, match=r"up to 1,280 characters; this one has 1,28[12]"):
        asyncio.run(windows_store.write(connection, API_KEY, secret))
    assert not memory_keyring.threads


def test_a_locked_keyring_is_said_until_it_is_open(
    store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keyring_backend, "find_keyring", lambda: FoundKeyring("GNOME Keyring", is_locked=True))
    assert asyncio.run(store.open()).reason == "GNOME Keyring is locked and will ask for its password."
    asyncio.run(store.read(connection, API_KEY))
    assert store.place == SecretPlace("GNOME Keyring")


def test_the_first_of_several_keyrings_is_named(memory_keyring: "MemoryKeyring", chosen: Callable[[object], None]):
    from keyring.backends.chainer import ChainerBackend

    class Chain(ChainerBackend):
        backends = [memory_keyring, fail.Keyring()]  # noqa: RUF012 - replaces a property of the class

    chosen(Chain())
    assert keyring_backend.find_keyring().name == "Keyring of the tests"


def test_what_a_keyring_says_is_logged_without_the_secret(
    open_store: SecretStore, memory_keyring: "MemoryKeyring", connection: Connection, caplog: pytest.LogCaptureFixture
):
    refuse(memory_keyring, RuntimeError(f"cannot store {SECRET}"))
    with caplog.at_level(logging.WARNING), pytest.raises(SecretUnavailable) as raised:
        asyncio.run(open_store.write(connection, API_KEY, SECRET))
    assert f"cannot store {MASK}" in caplog.text
    assert SECRET not in caplog.text + str(raised.value)


def test_no_repr_shows_a_secret(open_store: SecretStore, store: SecretStore, connection: Connection):
    asyncio.run(open_store.write(connection, API_KEY, SECRET))
    store.use_memory("")
    asyncio.run(store.write(connection, API_KEY, SECRET))
    assert SECRET not in repr(store) + repr(store.place)
