from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ExactNumber
from explorer.schema.checking.convert import encodable, plain, within_reach


@given(st.text())
def test_encodable_text_can_be_encoded_and_has_as_many_characters(text):
    changed = encodable(text)
    assert len(changed.encode().decode()) == len(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_that_can_be_encoded_stays(text):
    assert encodable(text) == text


def test_value_keeps_its_shape_and_the_kinds_of_its_scalars():
    value = {"a": [None, True, 5, ExactNumber("0.10"), "x"], "\ud800": {}}
    assert repr(plain(value)) == "{'a': [None, True, 5, Decimal('0.10'), 'x'], '\ufffd': {}}"


def test_lists_are_shortened_at_every_level():
    assert plain({"a": [[1, 2, 3], 2, 3]}, 2) == {"a": [[1, 2], 2]}


@pytest.mark.parametrize("number", [0, -5, 10**3999, ExactNumber("0.10"), ExactNumber("1e999999"), ExactNumber("-0")])
def test_number_within_reach_stays(number):
    assert within_reach(number) is number


@pytest.mark.parametrize("digits", [4_000, 5_000])
@pytest.mark.parametrize("sign", [1, -1])
def test_huge_integer_gets_a_fraction_and_keeps_its_value(digits, sign):
    number = sign * (10**digits + 1)
    found = within_reach(number)
    assert (found.text[-2:], Decimal(found.text) == Decimal(number)) == (".0", True)


def test_huge_integer_text_gets_a_fraction_and_keeps_its_digits():
    assert within_reach(ExactNumber("7" * 5_000)).text == "7" * 5_000 + ".0"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("1e99999999999999999999", "1e999999999"),
        ("-1E+99999999999999999999", "-1e999999999"),
        ("1e-99999999999999999999", "1e-999999999"),
        ("-1E-99999999999999999999", "-1e-999999999"),
    ],
)
def test_number_out_of_reach_is_given_as_one_near_it(text, near):
    assert within_reach(ExactNumber(text)).text == near
