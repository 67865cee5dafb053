"""The list of actions, page by page."""

import asyncio
from dataclasses import replace

import pytest

from explorer.calls.discovery import discover
from explorer.domain.action import ListingProblem
from explorer.domain.failure import ConnectionLost
from explorer.providers.contract import CataloguePage

from .conftest import made_action


def found(provider, told=None):
    return asyncio.run(discover(provider, (told if told is not None else []).append))


def test_pages_are_told_as_they_come(provider):
    provider.pages = [CataloguePage([made_action("a")], expected=2), CataloguePage([made_action("b")], expected=2)]
    told = []
    catalogue = found(provider, told)
    assert [(one.found, one.expected) for one in told] == [(1, 2), (2, 2)]
    assert [one.key for one in catalogue.actions] == ["a", "b"]


def test_an_action_listed_twice_is_kept_once(provider):
    one = made_action("a")
    provider.pages = [CataloguePage([one]), CataloguePage([one])]
    catalogue = found(provider)
    assert len(catalogue.actions) == 1
    assert catalogue.problems == []


def test_an_action_listed_differently_is_noted_and_the_first_is_kept(provider):
    one = made_action("a")
    provider.pages = [CataloguePage([one, replace(one, name="Other")])]
    catalogue = found(provider)
    assert catalogue.actions == [one]
    assert catalogue.problems[0].entry == "a"


def test_bad_entries_do_not_hide_good_ones(provider):
    provider.pages = [CataloguePage([made_action("a")], [ListingProblem("x", "no name")])]
    catalogue = found(provider)
    assert len(catalogue.actions) == 1
    assert catalogue.problems[0].reason == "no name"


def test_half_of_a_character_pair_in_a_text_is_shown_as_such(provider):
    provider.pages = [CataloguePage([made_action("a", name="cut \ud83d", description="\udc00")])]
    assert [(one.name, one.description) for one in found(provider).actions] == [("cut \ufffd", "\ufffd")]


def test_half_of_a_character_pair_in_a_key_is_a_problem_and_hides_nothing(provider):
    provider.pages = [CataloguePage([made_action("cut \ud83d"), made_action("a")])]
    catalogue = found(provider)
    assert [one.key for one in catalogue.actions] == ["a"]
    assert [one.entry for one in catalogue.problems] == ["cut \ufffd"]


def test_pages_before_a_failure_have_been_told(provider):
    provider.pages = [CataloguePage([made_action("a")]), ConnectionLost("gone")]
    told = []
    with pytest.raises(ConnectionLost):
        found(provider, told)
    assert told[0].found == 1


def test_connectors_are_named_and_sorted(provider):
    provider.pages = [
        CataloguePage(
            [
                made_action("z", connector_key="z", connector_name="alpha"),
                made_action("b", connector_key="b", connector_name="Beta"),
                made_action("n", connector_key="n", connector_name=""),
            ]
        )
    ]
    assert found(provider).connectors() == [("z", "alpha"), ("b", "Beta"), ("n", "n")]
