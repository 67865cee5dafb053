"""Choices in all of Pipedream's spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ABSENT, ExactNumber
from explorer.providers.pipedream.form.options import read_options
from explorer.schema.field import Option


@pytest.mark.parametrize(
    ("item", "option"),
    [
        ({"label": "#general", "value": "C1"}, Option("C1", "#general")),
        ({"__lv": {"label": "#random", "value": "C2"}}, Option("C2", "#random")),
        ("bare", Option("bare", "bare")),
        (5, Option(5, "5")),
        (True, Option(True, "true")),
        (None, Option(None, "(none)")),
        ({"label": 2026, "value": "y"}, Option("y", "2026")),
        ({"value": "only"}, Option("only", "only")),
        ({"label": "", "value": 0}, Option(0, "0")),
        ({"label": "n", "value": None}, Option(None, "n")),
        ({"label": "o", "value": {"a": 1}}, Option({"a": 1}, "o")),
        (ExactNumber("0.10"), Option(ExactNumber("0.10"), "0.10")),
    ],
)
def test_each_form_of_an_item_is_read(item, option):
    assert read_options([item]) == ([option], [])


@pytest.mark.parametrize("item", [[1], {}, {"label": "no value"}, {"__lv": "text"}, {"__lv": {"label": "x"}}])
def test_an_item_without_a_value_is_a_problem(item):
    options, problems = read_options([item, "good"])
    assert (list(options), len(problems)) == ([Option("good", "good")], 1)


@pytest.mark.parametrize("nothing", [None, ABSENT])
def test_no_options_are_no_problem(nothing):
    assert read_options(nothing) == ((), ())


def test_options_that_are_no_list_are_a_problem():
    assert len(read_options({"a": "b"})[1]) == 1


scalars = st.none() | st.booleans() | st.integers() | st.text()


@given(st.lists(st.tuples(scalars, st.text(min_size=1)), max_size=8))
def test_both_labelled_spellings_mean_the_same(pairs):
    plain = [{"label": label, "value": value} for value, label in pairs]
    assert read_options(plain) == read_options([{"__lv": item} for item in plain])
