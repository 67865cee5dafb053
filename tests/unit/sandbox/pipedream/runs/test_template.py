import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.pipedream.exact_json import NumberText
from explorer.sandbox.pipedream.runs.template import ABSENT, filled, filled_text


@given(st.none() | st.integers() | st.booleans() | st.text().filter(lambda text: "{" not in text))
def test_a_template_without_places_comes_back(template):
    assert filled(template, {"a": 1}) == template


@pytest.mark.parametrize("value", [5, [1], {"a": 1}, False, NumberText("0.10"), "text"])
def test_a_lone_place_becomes_the_value_itself(value):
    assert filled("{prop}", {"prop": value}) is value


def test_a_place_in_a_text_becomes_text():
    values = {"a": 1, "b": [1, "x"], "c": ["p", "q"], "d": NumberText("1e400")}
    assert filled("{a} {b} {c} {d} {e}!", values) == '1 [1,"x"] p, q 1e400 !'


def test_a_key_without_value_is_left_out():
    assert filled({"a": "{x}", "b": ["{x}", "{y}"], "c": {"d": "{x}"}}, {"y": 1}) == {"b": [1], "c": {}}


def test_null_counts_as_no_value():
    assert filled("{a}", {"a": None}) is ABSENT


def test_a_path_looks_inside():
    assert filled("{a.label}", {"a": {"label": "L"}}) == "L"
    assert filled("{a.label}", {"a": "bare"}) is ABSENT


def test_braces_that_are_no_place_stay():
    assert filled("{ } {1} {{", {}) == "{ } {1} {{"


def test_a_value_is_not_filled_again():
    assert filled("say {a}", {"a": "{b}", "b": "no"}) == "say {b}"


def test_filled_text_is_always_text():
    assert filled_text("{a}", {"a": 5}) == "5"
    assert filled_text("{a}", {}) == ""
