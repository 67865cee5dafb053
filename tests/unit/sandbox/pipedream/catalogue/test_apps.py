import pytest

from explorer.sandbox.pipedream.catalogue.apps import AppShelf
from explorer.sandbox.pipedream.catalogue.files import load_catalogue
from explorer.sandbox.pipedream.refusal import RequestRefusedError

SHELF = AppShelf(load_catalogue())


def slugs(**words):
    return [app["name_slug"] for app in SHELF.search(**words)]


def test_apps_stand_by_slug():
    assert slugs() == sorted(slugs())


def test_apps_can_stand_by_weight_or_name():
    assert slugs(sort_key="featured_weight", descending=True)[:2] == ["harbor_crm", "plank_tasks"]
    names = [SHELF.find(slug)["name"].casefold() for slug in slugs(sort_key="name")]
    assert names == sorted(names)


def test_a_word_narrows_to_the_apps_that_hold_it():
    assert slugs(words="google sheets") == ["google_sheets"]


def test_any_of_several_categories_will_do():
    assert slugs(category_ids=["appcat_yuWXw6", "appcat_8vDnuS"]) == [
        "harbor_crm",
        "hubspot",
        "salesforce_rest_api",
        "stripe",
    ]


def test_apps_with_triggers_are_told_from_those_without():
    with_triggers = slugs(kinds=[("trigger", True)])
    assert with_triggers == ["gitlab", "google_calendar", "google_sheets", "http", "slack_v2"]
    assert not set(with_triggers) & set(slugs(kinds=[("trigger", False)]))


def test_an_unknown_order_is_a_bad_request():
    with pytest.raises(RequestRefusedError):
        SHELF.search(sort_key="age")
