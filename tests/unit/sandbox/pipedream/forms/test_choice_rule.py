import re

import pytest

from explorer.sandbox.pipedream.catalogue.files import load_catalogue
from explorer.sandbox.pipedream.forms.choice_rule import ChoiceRule, made_choices, rule_for, seed_text

CATALOGUE = load_catalogue()
TEXT = {"name": "thing", "type": "string"}
NUMBER = {"name": "thing", "type": "integer[]"}


def made(rule, prop=TEXT, seeds="s"):
    return made_choices(CATALOGUE, rule, prop, seeds)


def test_equal_seeds_give_equal_choices_and_others_give_others():
    rule = ChoiceRule(pool="channels", count=30)
    assert made(rule, seeds="a") == made(rule, seeds="a")
    assert not {one.value for one in made(rule, seeds="a")} & {one.value for one in made(rule, seeds="b")}


@pytest.mark.parametrize(
    ("pattern", "shape"),
    [("C0####", "C0[A-Z0-9]{4}"), ("id:@@", "id:[a-z0-9]{2}"), ("99", "[0-9]{2}"), ("=", "[A-Z].*")],
)
def test_values_follow_their_pattern(pattern, shape):
    assert all(re.fullmatch(shape, one.value) for one in made(ChoiceRule(pool="teams", value=pattern)))


def test_whole_number_props_get_whole_numbers():
    assert all(type(one.value) is int for one in made(ChoiceRule(), NUMBER))


def test_labels_stay_different_when_the_pool_is_used_up():
    labels = [one.label for one in made(ChoiceRule(pool="boards", count=30))]
    assert len(set(labels)) == 30


def test_a_fixed_list_is_given_as_it_stands():
    assert [one.value for one in made(ChoiceRule(pool="countries", count=2))] == ["US", "NO", "DE", "BR", "JP", "KE"]


def test_the_seed_holds_the_parents_and_nothing_else():
    rule = ChoiceRule(parents=("sheet",))
    same = [seed_text(1, "apn", rule, {"sheet": "a", "other": other}) for other in (1, 2)]
    assert same[0] == same[1]
    assert seed_text(1, "apn", rule, {"sheet": "b"}) != same[0]
    assert seed_text(1, "apn_other", rule, {"sheet": "a"}) != same[0]


def test_a_parent_counts_by_its_value_not_its_label():
    rule = ChoiceRule(parents=("base",))
    assert seed_text(1, "a", rule, {"base": {"label": "Base", "value": "x"}}) == seed_text(1, "a", rule, {"base": "x"})


def test_the_rule_of_an_action_comes_before_the_rule_of_its_app():
    props = [{"name": "openai", "type": "app", "app": "openai"}]
    prop = {"name": "modelId", "type": "string"}
    by_app = rule_for(CATALOGUE, {"key": "openai-chat", "configurable_props": props}, prop)
    by_key = rule_for(CATALOGUE, {"key": "openai-create-embeddings", "configurable_props": props}, prop)
    assert (by_app.pool, by_key.pool) == ("chat_models", "embedding_models")
