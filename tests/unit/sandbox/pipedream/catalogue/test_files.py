"""What the data files must keep to, so that no rule of theirs goes unused."""

import json
import re

import pytest

from explorer.sandbox.pipedream.catalogue.components import apps_of
from explorer.sandbox.pipedream.catalogue.files import load_catalogue
from explorer.sandbox.pipedream.forms.choice_rule import rule_for
from explorer.sandbox.pipedream.forms.reload_makers import MAKERS
from explorer.sandbox.pipedream.runs.execution import ACTIONS

CATALOGUE = load_catalogue()
ACTION_LIST = [one for one in CATALOGUE.components if one["component_type"] == "action"]
KEYS = {one["key"] for one in CATALOGUE.components}
TYPES = {
    "app", "string", "string[]", "integer", "integer[]", "boolean", "object", "any", "sql", "http_request",
    "data_store", "$.discord.channel", "alert", "dir", "$.service.db", "$.interface.http",
    "$.interface.apphook", "$.interface.timer",
}  # fmt: skip


def test_there_are_actions_of_many_apps():
    assert len({one["key"] for one in ACTION_LIST}) >= 98
    assert len({app for one in ACTION_LIST for app in apps_of(one)}) >= 50


@pytest.mark.parametrize("component", CATALOGUE.components, ids=lambda one: f"{one['key']} {one['version']}")
def test_a_component_has_the_shape_that_clients_expect(component):
    names = [prop["name"] for prop in component["configurable_props"]]
    assert re.fullmatch(r"\d+\.\d+\.\d+", component["version"])
    assert len(names) == len(set(names))
    assert component["description"]
    assert {prop["type"] for prop in component["configurable_props"]} <= TYPES
    assert all("content" in prop for prop in component["configurable_props"] if prop["type"] == "alert")
    slugs = {app["name_slug"] for app in CATALOGUE.apps}
    assert set(apps_of(component)) <= slugs


def test_every_type_of_prop_that_asks_for_something_occurs():
    seen = {prop["type"] for one in CATALOGUE.components for prop in one["configurable_props"]}
    assert seen == TYPES


def test_every_remote_prop_has_a_rule_of_its_own():
    without = [
        (one["key"], prop["name"])
        for one in CATALOGUE.components
        for prop in one["configurable_props"]
        if prop.get("remoteOptions")
        and not any(prop["name"] in CATALOGUE.choices.get(place, {}) for place in (one["key"], *apps_of(one)))
    ]
    assert without == []


def test_every_kind_of_paging_occurs():
    kinds = {
        rule_for(CATALOGUE, one, prop).paging
        for one in CATALOGUE.components
        for prop in one["configurable_props"]
        if prop.get("remoteOptions")
    }
    assert kinds == {
        frozenset(kind.split("+")) if kind else frozenset()
        for kind in (
            "",
            "page",
            "context",
            "query",
            "page+context",
            "page+query",
            "context+query",
            "page+context+query",
        )
    }


def test_a_prop_that_can_be_searched_says_so():
    wrong = [
        (one["key"], prop["name"])
        for one in CATALOGUE.components
        for prop in one["configurable_props"]
        if "query" in rule_for(CATALOGUE, one, prop).paging and prop.get("remoteOptions") and not prop.get("useQuery")
    ]
    assert wrong == []


def test_every_rule_belongs_to_something():
    slugs = {app["name_slug"] for app in CATALOGUE.apps}
    assert set(CATALOGUE.choices) <= slugs | KEYS
    assert set(CATALOGUE.reloads) | set(CATALOGUE.recipes) <= KEYS
    assert {rule["make"] for rules in CATALOGUE.reloads.values() for rule in rules if "make" in rule} == set(MAKERS)
    pools = {rule.get("pool") for rules in CATALOGUE.choices.values() for rule in rules.values()} - {None}
    assert pools <= set(CATALOGUE.pools)


def test_every_action_does_something_of_its_own():
    idle = [one["key"] for one in ACTION_LIST if one["key"] not in ACTIONS and one["key"] not in CATALOGUE.recipes]
    assert idle == []


def test_every_prop_that_reloads_has_a_rule():
    silent = [
        one["key"]
        for one in CATALOGUE.components
        if any(prop.get("reloadProps") for prop in one["configurable_props"]) and one["key"] not in CATALOGUE.reloads
    ]
    assert silent == []


@pytest.mark.parametrize("app", CATALOGUE.apps, ids=lambda one: one["name_slug"])
def test_an_app_has_the_shape_that_clients_expect(app):
    assert {"id", "name", "auth_type", "description", "img_src", "featured_weight", "scope_profiles"} <= set(app)
    assert set(app["categories"]) <= {category["name"] for category in CATALOGUE.categories}
    assert isinstance(json.loads(app["custom_fields_json"]), list)
    assert app["auth_type"] in ("oauth", "keys", "none")
