import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.stackone.exact_json import NotJson, as_float, decimal, is_number, read, write

DIGITS = st.text("0123456789", min_size=1, max_size=25)


@pytest.mark.parametrize(
    "text", ["9007199254740993", "9223372036854775809", "1" * 60, "0.10", "85000.10", "1e400", "1E-400", "-0.0", "1.0"]
)
def test_a_number_keeps_its_text(text):
    assert write(read(f'{{"a":{text}}}'.encode())) == f'{{"a":{text}}}'.encode()


@given(DIGITS, DIGITS, st.sampled_from(["", "e5", "E-12", "e+400"]))
def test_every_decimal_keeps_its_text(whole, fraction, exponent):
    text = f"{whole.lstrip('0') or '0'}.{fraction}{exponent}".encode()
    assert write(read(b"[%b]" % text)) == b"[%b]" % text


def test_null_true_and_unicode_survive():
    text = '{"a":null,"b":[true,false],"c":"\u00fc\u4e2d"}'.encode()
    assert write(read(text)) == text


@pytest.mark.parametrize("text", [b"", b"{", b"{'a':1}", b"NaN", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(NotJson):
        read(text)


def test_numbers_are_told_from_other_values():
    assert [is_number(one) for one in (1, 2**70, decimal("0.1"), True, "1", None)] == [True] * 3 + [False] * 3


def test_a_number_that_no_double_holds_counts_as_infinite():
    assert as_float(decimal("1e400")) == as_float(10**400) == float("inf")
