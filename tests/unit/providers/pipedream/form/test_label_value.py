"""Values with labels, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ABSENT
from explorer.providers.pipedream.form.label_value import (
    bare,
    has_value,
    is_labelled,
    labelled,
    labelled_list,
    with_label,
)
from explorer.schema.field import Option

values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers(), max_size=3)
options = st.builds(Option, values, st.text())


@given(options)
def test_a_label_comes_off_as_it_went_on(option):
    assert bare(labelled(option)) == option.value


@given(st.lists(options, max_size=5))
def test_several_labels_come_off_as_they_went_on(several):
    assert bare(labelled_list(several)) == [option.value for option in several]


@given(st.lists(options, max_size=5))
def test_a_list_of_single_labels_means_the_same(several):
    assert bare([labelled(option) for option in several]) == bare(labelled_list(several))


@given(values)
def test_a_bare_value_stays_as_it_is(value):
    assert bare(value) == value


@given(values)
def test_what_is_typed_where_a_label_is_demanded_gets_one(value):
    given_label = with_label(value)
    assert is_labelled(given_label)
    assert bare(given_label) == value


@given(options)
def test_a_value_with_a_label_gets_no_second_one(option):
    assert with_label(labelled(option)) == labelled(option)


@pytest.mark.parametrize("value", [0, False, "x", [0], {"a": None}, {"__lv": {"label": "", "value": 0}}])
def test_zero_and_false_are_values(value):
    assert has_value(value)


@pytest.mark.parametrize("value", [ABSENT, None, "", [], {}, {"__lv": {"label": "x", "value": ""}}, {"__lv": []}])
def test_nothing_is_no_value(value):
    assert not has_value(value)


def test_a_list_of_which_some_carry_labels_keeps_those():
    some = [{"__lv": {"label": "hot", "value": "t1"}}, "t2"]
    assert with_label(some) == {"__lv": [{"label": "hot", "value": "t1"}, {"label": "t2", "value": "t2"}]}
