"""Which actions a connection knows."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.inlycore.keys import USUAL_KEY, keys_of_json, keys_of_text, merged, standard_keys

BOTH = ["orders/create-order", "orders/approve-order"]


def keys(text):
    found, problems = keys_of_text(text)
    assert problems == []
    return [key.key for key in found]


@pytest.mark.parametrize(
    "text",
    [
        "orders/create-order\norders/approve-order",
        "orders/create-order, orders/approve-order",
        "  /orders/create-order/  # the first\n\n# nothing\norders/approve-order orders/create-order",
        json.dumps(BOTH),
        json.dumps([{"key": key} for key in BOTH]),
        json.dumps({"actions": [{"key": key} for key in BOTH]}),
        json.dumps({"data": BOTH}),
    ],
)
def test_every_spelling_of_a_catalogue_gives_the_same_keys(text):
    assert keys(text) == BOTH


def test_what_an_entry_says_is_kept():
    found, _ = keys_of_text('[{"key": "a/b", "label": "Do it", "group": "things", "variant": "Destructive"}]')
    assert (found[0].label, found[0].group, found[0].variant) == ("Do it", "things", "destructive")


def test_an_entry_without_a_key_is_named_and_hides_no_other():
    found, problems = keys_of_text('["a/b", 5, {"label": "x"}, ""]')
    assert [key.key for key in found] == ["a/b"]
    assert len(problems) == 3


@pytest.mark.parametrize("text", ["[broken", '{"neither": []}', "{}"])
def test_a_catalogue_that_is_none_says_why(text):
    found, problems = keys_of_text(text)
    assert (found, len(problems)) == ([], 1)


def test_an_object_has_five_standard_actions():
    assert [key.key for key in standard_keys(["orders"])] == [
        "orders/create-order",
        "orders/edit-order",
        "orders/delete-order",
        "orders/restore-order",
        "orders/duplicate-order",
    ]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("companies", "company"),
        ("boxes", "box"),
        ("addresses", "address"),
        ("people", "people"),
        ("order-lines", "order-line"),
    ],
)
def test_names_of_objects_become_singular(plural, singular):
    assert standard_keys([plural])[0].key == f"{plural}/create-{singular}"


def test_the_first_source_of_a_key_counts():
    named, _ = keys_of_text('[{"key": "orders/edit-order", "label": "Mine"}]')
    found = merged(named, standard_keys(["orders"]))
    assert [key.label for key in found if key.key == "orders/edit-order"] == ["Mine"]


@pytest.mark.parametrize(
    ("key", "is_usual"), [("orders/approve-order", True), ("send-email", True), ("Orders/X", False), ("a//b", False)]
)
def test_usual_keys_are_told_apart(key, is_usual):
    assert bool(USUAL_KEY.fullmatch(key)) is is_usual


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["key", "actions", "data", "label"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(json_values)
def test_any_json_gives_distinct_keys(untrusted):
    found, _ = keys_of_json(untrusted)
    names = [key.key for key in found]
    assert len(names) == len(set(names))
    assert all(names)


@given(st.text(max_size=60))
def test_any_text_gives_keys_or_problems(text):
    found, problems = keys_of_text(text)
    assert (
        found
        or problems
        or not any(
            word
            for line in text.splitlines()
            for word in line.partition("#")[0].replace(",", " ").split()
            if word.strip("/")
        )
    )
