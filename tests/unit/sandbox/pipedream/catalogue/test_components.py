import pytest

from explorer.sandbox.pipedream.catalogue.components import ComponentShelf
from explorer.sandbox.pipedream.catalogue.files import load_catalogue
from explorer.sandbox.pipedream.refusal import RequestRefusedError

SHELF = ComponentShelf(load_catalogue())


def keys(*arguments, **words):
    return [one["key"] for one in SHELF.search(*arguments, **words)]


def test_the_heaviest_app_comes_first_and_its_actions_by_name():
    assert keys("action")[:3] == ["harbor_crm-create-contact", "harbor_crm-create-deal", "harbor_crm-delete-contact"]


def test_every_word_must_occur_somewhere():
    assert keys("action", words="TASK create asana") == ["asana-create-task"]
    assert keys("action", words="no such words") == []


def test_an_app_is_found_by_slug_and_by_id():
    assert keys("action", app="slack_v2") == keys("action", app="app_OkrhR1") != []


def test_actions_and_triggers_make_up_all_components():
    assert sorted(keys("action") + keys("trigger")) == sorted(keys(None))


def test_private_components_are_listed_apart():
    assert keys(None, registry="private") == ["~/write-release-note"]
    assert not any(key.startswith("~/") for key in keys(None, registry="public"))


def test_an_unknown_registry_is_a_bad_request():
    with pytest.raises(RequestRefusedError):
        SHELF.search("action", registry="other")


def test_the_newest_version_is_given_unless_one_is_named():
    assert SHELF.find("action", "gitlab-list-commits")["version"] == "0.0.4"
    assert SHELF.find("action", "gitlab-list-commits", "0.0.3")["version"] == "0.0.3"
    assert SHELF.find("action", "gitlab-list-commits", "9.9.9") is None


def test_a_list_holds_each_key_once():
    listed = keys(None)
    assert len(listed) == len(set(listed))


def test_a_trigger_is_no_action():
    assert SHELF.find("action", "gitlab-new-issue") is None
    assert SHELF.find(None, "gitlab-new-issue") is not None
