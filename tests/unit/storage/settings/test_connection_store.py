from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.account import AccountId
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.storage.settings.connection_store import ConnectionStore, LastUsed
from explorer.storage.settings.settings_file import SettingsFile

ONE = Connection(ConnectionId("1"), "One", Platform.STACKONE, "https://a.example", Environment.SANDBOX, {"path": ""})
TWO = Connection(ConnectionId("2"), "Two", Platform.INLYCORE, "https://b.example", Environment.PRODUCTION)
ENTRY = {"id": "3", "name": "N", "platform": "stackone", "base_url": "https://c.example", "environment": "sandbox"}

words = st.text(min_size=1, max_size=20)
connections = st.builds(
    Connection,
    id=words.map(ConnectionId),
    name=words,
    platform=st.sampled_from(Platform),
    base_url=words,
    environment=st.sampled_from(Environment),
    options=st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3),
)


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def store(settings: SettingsFile) -> ConnectionStore:
    return ConnectionStore(settings)


def test_there_are_none_at_first(store: ConnectionStore):
    assert store.load().connections == ()


@given(st.lists(connections, max_size=4, unique_by=lambda connection: connection.id))
def test_connections_come_back_unchanged_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, given_ones: list[Connection]
):
    path = tmp_path_factory.mktemp("settings") / "settings.json"
    settings = SettingsFile(path)
    ConnectionStore(settings).save(given_ones)
    settings.save_now()
    again = SettingsFile(path)
    again.load()
    found = ConnectionStore(again).load()
    assert list(found.connections) == given_ones
    assert not found.problems


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("text", "no object"),
        (ENTRY | {"platform": "other"}, "'other' is not a valid Platform"),
        (ENTRY | {"environment": 5}, '"environment" is missing or no text'),
        (ENTRY | {"id": ""}, '"id" is missing'),
        (ENTRY | {"options": []}, "options are no object"),
        (ENTRY | {"options": {"a": 1}}, '"a" is missing or no text'),
    ],
)
def test_a_bad_entry_is_told_about_and_hides_no_good_one(
    store: ConnectionStore, settings: SettingsFile, entry: object, reason: str
):
    settings.change("connections", [entry, ENTRY | {"id": "good"}])
    found = store.load()
    assert [connection.id for connection in found.connections] == ["good"]
    assert len(found.problems) == 1
    assert "Connection 1 " in found.problems[0]
    assert reason in found.problems[0]


def test_the_second_of_two_with_one_id_is_told_about(store: ConnectionStore, settings: SettingsFile):
    settings.change("connections", [ENTRY, ENTRY | {"name": "Other"}])
    found = store.load()
    assert [connection.name for connection in found.connections] == ["N"]
    assert "same id" in found.problems[0]


def test_an_entry_that_cannot_be_read_is_kept(store: ConnectionStore, settings: SettingsFile):
    settings.change("connections", [{"id": "9", "platform": "of the future"}])
    store.save([ONE])
    assert {"id": "9", "platform": "of the future"} in settings.section("connections")


def test_a_saved_connection_replaces_the_unreadable_one_with_its_id(store: ConnectionStore, settings: SettingsFile):
    settings.change("connections", [{"id": "1", "platform": "of the future"}])
    store.save([ONE])
    assert len(settings.section("connections")) == 1


def test_keys_that_another_program_wrote_stay_with_their_connection(store: ConnectionStore, settings: SettingsFile):
    settings.change("connections", [ENTRY | {"colour": "red"}])
    store.save([*store.load().connections, TWO])
    assert [entry.get("colour") for entry in settings.section("connections")] == ["red", None]


def test_a_connection_that_is_not_saved_again_is_gone(store: ConnectionStore):
    store.save([ONE, TWO])
    store.save([TWO])
    assert list(store.load().connections) == [TWO]


def test_last_used_connection_and_each_ones_account_are_remembered(store: ConnectionStore):
    store.remember_use(ONE.id, AccountId("acc-1"))
    store.remember_use(TWO.id, None)
    assert store.last_used() == LastUsed(TWO.id, {ONE.id: AccountId("acc-1")})


def test_an_account_that_is_no_longer_chosen_is_forgotten(store: ConnectionStore):
    store.remember_use(ONE.id, AccountId("acc-1"))
    store.remember_use(ONE.id, None)
    assert store.last_used() == LastUsed(ONE.id, {})


@pytest.mark.parametrize("damage", [5, [], {"connection": 1, "accounts": []}, {"accounts": {"a": 1}}])
def test_a_damaged_memory_of_use_counts_as_none(store: ConnectionStore, settings: SettingsFile, damage: object):
    settings.change("last_used", damage)
    assert store.last_used() == LastUsed()
