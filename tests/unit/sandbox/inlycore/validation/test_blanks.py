from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.validation.blanks import without_blanks

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_blanks_at_both_ends_go_and_those_inside_stay():
    assert without_blanks({"a": "  x y\t\n"}) == {"a": "x y"}


def test_invisible_marks_count_as_blanks():
    assert without_blanks({"a": "\ufeff\u200bx\u200e\u00a0"}) == {"a": "x"}


def test_empty_text_becomes_null_at_every_depth():
    assert without_blanks({"a": "", "b": [" ", {"c": "\t"}]}) == {"a": None, "b": [None, {"c": None}]}


def test_passwords_keep_their_blanks():
    assert without_blanks({"password": " x "}) == {"password": " x "}


def test_other_values_stay_as_they_are():
    values = {"a": 0, "b": False, "c": None, "d": [], "e": {}}
    assert without_blanks(values) == values


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_trimming_twice_changes_nothing_more(values):
    once = without_blanks(values)
    assert without_blanks(once) == once
