from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.inlycore.validation.php_value import is_whole, number_of, text_of
from explorer.sandbox.inlycore.wire.exact_json import TypedNumber


@pytest.mark.parametrize("value", [0, 12, -5, "12", "-5", "+5", " 7 ", True, Decimal("12.0"), "9223372036854775807"])
def test_takes_for_whole_what_php_does(value):
    assert is_whole(value)


@pytest.mark.parametrize(
    "value",
    [
        "012",
        "1.0",
        "1e3",
        "",
        "x",
        False,
        None,
        1.5,
        Decimal("12.5"),
        2**63,
        "9223372036854775808",
        [1],
        Decimal("1e400"),
    ],
)
def test_does_not_take_for_whole_what_php_does_not(value):
    assert not is_whole(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), ("1.50", Decimal("1.5")), (".5", Decimal("0.5")), ("5.", 5), ("1e3", 1000), (" 4 ", 4), (7, 7)],
)
def test_numbers_may_be_spelled(value, number):
    assert number_of(value) == number


@pytest.mark.parametrize("value", ["", "abc", "0x1A", "1,5", "1 2", True, False, None, [], "\u0665", "1e"])
def test_what_is_no_number(value):
    assert number_of(value) is None


def test_an_exponent_beyond_all_measure_is_infinite():
    assert number_of("1e99999999999999999999") == Decimal("Infinity")


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_every_integer_of_64_bits_is_whole_in_digits_too(number):
    assert is_whole(number)
    assert is_whole(str(number))
    assert number_of(str(number)) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "1"), (False, ""), (12, "12"), (TypedNumber("12.0"), "12"), (TypedNumber("0.5"), "0.5")],
)
def test_text_is_made_as_php_makes_it(value, text):
    assert text_of(value) == text
