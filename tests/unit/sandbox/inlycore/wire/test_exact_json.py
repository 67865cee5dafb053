import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.wire.exact_json import MAX_DEPTH, read_json, write_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "number",
    [
        "0.10",
        "1e400",
        "-0",
        "-0.0",
        "1E+2",
        "9007199254740993",
        "18446744073709551617",
        "9" * 5000,
        "1e99999999999999999999",
    ],
)
def test_numbers_are_written_as_they_were_read(number):
    assert write_json(read_json(f'{{"a":[{number}]}}')) == f'{{"a":[{number}]}}'


@given(JSON)
def test_values_come_back_unchanged(value):
    assert read_json(write_json(value)) == value
    assert json.loads(write_json(value)) == value


@pytest.mark.parametrize(
    ("number", "text"),
    [("12.50", "12.5"), ("100", "100"), ("0.00", "0"), ("1e400", "1E+400"), ("Infinity", "null")],
)
def test_calculated_numbers_are_written_as_php_writes_them(number, text):
    assert write_json(Decimal(number)) == text


@pytest.mark.parametrize("text", ["", "{", "NaN", "[1,]", "'a'", b"\xff", "[" * 100_000])
def test_what_is_not_json_is_a_value_error(text):
    with pytest.raises(ValueError):
        read_json(text)


def test_depth_is_limited():
    assert read_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    with pytest.raises(ValueError, match="deep"):
        read_json("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_of_a_key_given_twice_the_last_counts():
    assert read_json('{"a":1,"a":2}') == {"a": 2}
