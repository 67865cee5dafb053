import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.pipedream.component_error import ComponentError
from explorer.sandbox.pipedream.forms.values import (
    check_labels,
    component_values,
    missing_names,
    unwrapped,
    with_defaults,
)

PLAIN = st.none() | st.booleans() | st.integers() | st.text()
ANY = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text().filter(lambda key: key != "__lv"), inner),
    max_leaves=10,
)
PAIR = st.fixed_dictionaries({"label": st.text(), "value": PLAIN})


@given(ANY)
def test_what_is_not_wrapped_comes_back_unchanged(value):
    assert unwrapped(value) == value


@given(PAIR)
def test_a_wrapped_pair_gives_its_value(pair):
    assert unwrapped({"__lv": pair}) == pair["value"]


@given(st.lists(PAIR))
def test_several_pairs_give_their_values_in_both_wrappings(pairs):
    values = [pair["value"] for pair in pairs]
    assert unwrapped({"__lv": pairs}) == values
    assert unwrapped([{"__lv": pair} for pair in pairs]) == values


@given(st.lists(PAIR))
def test_pairs_are_kept_where_the_label_is_wanted(pairs):
    assert unwrapped({"__lv": pairs}, with_label=True) == pairs
    assert unwrapped([{"__lv": pair} for pair in pairs], with_label=True) == pairs


@given(PLAIN)
def test_a_bare_value_inside_the_wrapping_is_taken(value):
    assert unwrapped({"__lv": value}) == value


@given(st.lists(PLAIN | st.builds(lambda pair: {"__lv": pair}, PAIR)))
def test_a_list_may_mix_wrapped_and_bare_values(items):
    expected = [item["__lv"]["value"] if isinstance(item, dict) else item for item in items]
    assert unwrapped(items) == expected


def test_a_dictionary_with_more_than_the_wrapping_is_a_plain_value():
    value = {"__lv": {"label": "a", "value": 1}, "other": 2}
    assert unwrapped(value) == value


PROPS = [
    {"name": "app", "type": "app", "app": "x"},
    {"name": "text", "type": "string"},
    {"name": "count", "type": "integer", "default": 0},
    {"name": "note", "type": "string", "optional": True},
    {"name": "hint", "type": "alert", "content": ""},
    {"name": "folder", "type": "dir"},
    {"name": "db", "type": "$.service.db"},
    {"name": "off", "type": "string", "disabled": True},
    {"name": "unseen", "type": "string", "hidden": True},
    {"name": "fixed", "type": "string", "readOnly": True},
]


def test_unknown_and_unasked_names_are_left_out():
    configured = {"text": "a", "else": 1, "hint": "b", "folder": "c", "db": "d", "off": "e"}
    assert component_values(PROPS, configured) == {"text": "a"}


def test_null_and_empty_values_stay_what_they_are():
    assert component_values(PROPS, {"text": "", "note": None}) == {"text": "", "note": None}


def test_defaults_fill_in_only_what_is_absent():
    assert with_defaults(PROPS, {"text": "a"}) == {"text": "a", "count": 0}
    assert with_defaults(PROPS, {"count": 5}) == {"count": 5}


def test_only_visible_required_props_without_default_are_missed():
    assert missing_names(PROPS, {}) == ["text"]
    assert missing_names(PROPS, {"text": "a"}) == []


LABELLED = [{"name": "base", "type": "string", "withLabel": True}]


@pytest.mark.parametrize("value", ["bare", 1, {"value_only": 1}, ["bare"]])
def test_a_bare_value_fails_where_the_label_is_wanted(value):
    with pytest.raises(ComponentError) as failed:
        check_labels(LABELLED, {"base": value})
    assert failed.value.message == "Cannot read properties of undefined (reading 'value')"


@pytest.mark.parametrize("value", [None, {"label": "A", "value": 1}, [{"label": "A", "value": 1}]])
def test_a_value_with_its_label_passes(value):
    check_labels(LABELLED, {"base": value})
