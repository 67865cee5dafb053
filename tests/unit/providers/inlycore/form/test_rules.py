"""Laravel's rules, in both spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.inlycore.form.rules import read_rules


@pytest.mark.parametrize("rules", ["required|string|max:255", ["required", "string", "max:255"]])
def test_text_and_list_mean_the_same(rules):
    found = read_rules(rules)
    assert ("required" in found, "string" in found, found.maximum) == (True, True, "255")


def test_a_pattern_keeps_its_separators():
    found = read_rules("required|regex:/^a|b,c$/")
    assert ("required" in found, found.first("regex")) == (True, "/^a|b,c$/")


def test_quoted_values_keep_their_commas():
    assert read_rules(['in:"a,b",c']).allowed == ["a,b", "c"]


def test_a_limit_that_is_the_name_of_a_field_is_none():
    assert (read_rules(["gte:other"]).minimum, read_rules(["between:1,other"]).maximum) == ("", "")


@pytest.mark.parametrize("nothing", [None, 5, {}, [5, None, {"rule": "x"}], "", "||"])
def test_what_is_no_rule_is_left_out(nothing):
    assert read_rules(nothing).named == {}


@given(st.lists(st.text(max_size=20), max_size=5) | st.text(max_size=60))
def test_any_text_is_read(rules):
    found = read_rules(rules)
    assert all(isinstance(name, str) and name for name in found.named)
    assert isinstance(found.minimum + found.maximum, str)
