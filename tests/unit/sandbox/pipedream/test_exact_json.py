import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.pipedream.exact_json import NumberText, read, whole_number, write

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    "text",
    ["9007199254740993", "9223372036854775808", "0.10", "1e400", "1E-400", "-0", "-0.0", "1.0", "9" * 5000],
)
def test_numbers_come_back_letter_for_letter(text):
    assert write(read(f"[{text}]".encode())) == f"[{text}]".encode()


@given(JSON_VALUES)
def test_every_value_without_decimals_comes_back_equal(value):
    assert json.loads(write(read(json.dumps(value).encode()))) == value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_decimal_comes_back_exactly(number):
    text = str(number)
    assert Decimal(write(read(f'{{"n": {text}}}'.encode())).decode()[5:-1]) == number


@given(JSON_VALUES)
def test_a_decimal_beside_other_values_leaves_them_alone(value):
    assert json.loads(write([NumberText("1.5"), value])) == [1.5, value]


@pytest.mark.parametrize("text", ["", "{", "NaN", "[Infinity]", "\\", "nope", "[" * 100_000])
def test_what_is_not_json_is_a_value_error(text):
    with pytest.raises(ValueError):
        read(text.encode())


def test_half_a_surrogate_pair_is_written_as_an_escape():
    assert write({"a": "\ud800"}) == b'{"a":"\\ud800"}'


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 3), ("4", 4), (NumberText("2.0"), 2), (True, 9), (None, 9), ("x", 9), (NumberText("1e400"), 9)],
)
def test_whole_number_reads_what_is_one(value, expected):
    assert whole_number(value, 9) == expected
