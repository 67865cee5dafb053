import pytest

from explorer.domain.action import ActionKey
from explorer.storage.settings.ignored_store import MOST_ACTIONS, MOST_PATHS, SECTION, IgnoredStore
from explorer.storage.settings.settings_file import SettingsFile

LIST, GET = ActionKey("list"), ActionKey("get")


@pytest.fixture
def settings(tmp_path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


def test_paths_are_kept_for_each_part_of_each_action(settings, tmp_path):
    store = IgnoredStore(settings)
    store.remember(LIST, "answer", ["/a", "/b", "/a"])
    store.remember(LIST, "headers", ["/date"])
    store.remember(GET, "answer", ["/c"])
    settings.save_now()
    again = SettingsFile(tmp_path / "settings.json")
    assert again.load() == ""
    kept = IgnoredStore(again)
    assert kept.paths(LIST, "answer") == ("/a", "/b")
    assert kept.paths(LIST, "headers") == ("/date",)
    assert kept.paths(GET, "answer") == ("/c",)
    assert kept.paths(GET, "headers") == ()


def test_an_action_without_paths_is_forgotten(settings):
    store = IgnoredStore(settings)
    store.remember(LIST, "answer", ["/a"])
    store.remember(LIST, "answer", [])
    assert settings.section(SECTION) == {}


def test_no_more_than_so_many_are_kept(settings):
    store = IgnoredStore(settings)
    store.remember(LIST, "answer", [f"/{number}" for number in range(MOST_PATHS + 5)])
    assert len(store.paths(LIST, "answer")) == MOST_PATHS
    settings.change(SECTION, {str(number): {"answer": ["/a"]} for number in range(MOST_ACTIONS)})
    store.remember(LIST, "answer", ["/a"])
    assert store.paths(ActionKey("0"), "answer") == ()
    assert store.paths(ActionKey("1"), "answer") == ("/a",)


@pytest.mark.parametrize("damaged", ["x", {"list": 1}, {"list": {"answer": 1}}, {"list": {"answer": [1, None]}}])
def test_what_cannot_be_read_counts_as_not_there(settings, damaged):
    settings.change(SECTION, damaged)
    assert IgnoredStore(settings).paths(LIST, "answer") == ()
