import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.wire.php_form import DEEPEST, nested


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ([("a", "1"), ("b", "2")], {"a": "1", "b": "2"}),
        ([("a", "1"), ("a", "2")], {"a": "2"}),
        ([("a[]", "1"), ("a[]", "2")], {"a": ["1", "2"]}),
        ([("a[x]", "1"), ("a[y]", "2")], {"a": {"x": "1", "y": "2"}}),
        ([("a[0][b]", "1"), ("a[1][b]", "2")], {"a": [{"b": "1"}, {"b": "2"}]}),
        ([("a[x][]", "1")], {"a": {"x": ["1"]}}),
        ([("a[1]", "x")], {"a": {"1": "x"}}),
        ([("a", "1"), ("a[]", "2")], {"a": ["2"]}),
        ([("[odd", "1")], {"[odd": "1"}),
        ([], {}),
    ],
)
def test_names_nest_as_in_php(fields, values):
    assert nested(fields) == values


def test_what_is_nested_too_deep_is_dropped():
    assert nested([("a" + "[b]" * DEEPEST, "1"), ("c", "2")]) == {"c": "2"}


@given(st.lists(st.tuples(st.text(alphabet="a[]01", max_size=8), st.text(max_size=2)), max_size=6))
def test_no_name_makes_it_stumble(fields):
    assert isinstance(nested(fields), dict)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text()))
def test_plain_names_come_back_unchanged(values):
    assert nested(values.items()) == values
