from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import ActionKey
from explorer.domain.connection import ConnectionId
from explorer.storage.settings.settings_file import SettingsFile
from explorer.storage.settings.window_state import MOST_RECENT, RememberedActions, WindowState, WindowStateStore

ONE, TWO = ConnectionId("1"), ConnectionId("2")
KEY, OTHER = ActionKey("orders.create"), ActionKey("orders.cancel")


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def store(settings: SettingsFile) -> WindowStateStore:
    return WindowStateStore(settings)


def test_first_start_has_no_place(store: WindowStateStore):
    assert store.window() == WindowState()


def test_place_and_splitters_come_back(store: WindowStateStore):
    state = WindowState("AdnQywAD==", {"main": (300, 900), "result": (1, 0)})
    store.remember_window(state)
    assert store.window() == state


@pytest.mark.parametrize(
    "damage",
    [
        7,
        {"geometry": 7},
        {"geometry": "\u00e9"},
        {"splitters": [1]},
        {"splitters": {"main": ["wide", 3]}},
        {"splitters": {"main": [-1]}},
        {"splitters": {"main": [2**31]}},
    ],
)
def test_what_cannot_be_read_counts_as_not_there(store: WindowStateStore, settings: SettingsFile, damage: object):
    settings.change("window", damage)
    assert store.window() == WindowState()


def test_what_another_program_remembers_of_the_window_is_kept(store: WindowStateStore, settings: SettingsFile):
    settings.change("window", {"zoom": 125})
    store.remember_window(WindowState("AbC="))
    assert settings.section("window") == {"zoom": 125, "geometry": "AbC=", "splitters": {}}


def test_a_list_of_recent_actions_that_is_too_long_is_cut(store: WindowStateStore, settings: SettingsFile):
    settings.change("recent", {"1": [str(number) for number in range(MOST_RECENT + 9)]})
    assert store.actions(ONE).recent == tuple(str(number) for number in range(MOST_RECENT))


def test_actions_belong_to_their_connection(store: WindowStateStore):
    store.remember_actions(ONE, RememberedActions(favourites=(KEY,), recent=(OTHER,)))
    store.remember_actions(TWO, RememberedActions(favourites=(OTHER,)))
    assert store.actions(ONE) == RememberedActions((KEY,), (OTHER,))
    assert store.actions(TWO) == RememberedActions((OTHER,), ())


def test_a_removed_connection_is_forgotten(store: WindowStateStore):
    store.remember_actions(ONE, RememberedActions((KEY,), (KEY,)))
    store.remember_actions(TWO, RememberedActions((KEY,), (KEY,)))
    store.forget(ONE)
    assert store.actions(ONE) == RememberedActions()
    assert store.actions(TWO) == RememberedActions((KEY,), (KEY,))


def test_damaged_lists_of_actions_keep_their_good_entries(store: WindowStateStore, settings: SettingsFile):
    settings.change("favourites", {"1": [KEY, 5, "", KEY, OTHER]})
    settings.change("recent", {"1": "text"})
    assert store.actions(ONE) == RememberedActions((KEY, OTHER), ())


@given(st.lists(st.integers(0, 80).map(lambda number: ActionKey(str(number))), max_size=200))
def test_recent_actions_are_the_newest_without_repetition(keys: list[ActionKey]):
    remembered = RememberedActions()
    for key in keys:
        remembered = remembered.used(key)
    assert list(remembered.recent) == list(dict.fromkeys(reversed(keys)))[:MOST_RECENT]


def test_a_favourite_is_marked_once_and_can_be_unmarked():
    marked = RememberedActions().marked(KEY, is_favourite=True).marked(OTHER, is_favourite=True)
    assert marked.marked(KEY, is_favourite=True).favourites == (KEY, OTHER)
    assert marked.marked(KEY, is_favourite=False).favourites == (OTHER,)
