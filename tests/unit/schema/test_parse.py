from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ExactNumber, write_json
from explorer.schema.field import BooleanField, ChoiceField, JsonField, NumberField, Option, TextField
from explorer.schema.parse import MOST_DIGITS, Unreadable, parse, parse_json_text, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        (" 5 ", 5),
        ("+5", 5),
        ("-5", -5),
        ("\u22125", -5),
        ("0", 0),
        ("9007199254740993", 9007199254740993),
        ("9223372036854775808", 9223372036854775808),
        ("0.10", ExactNumber("0.10")),
        (".5", ExactNumber("0.5")),
        ("-.5", ExactNumber("-0.5")),
        ("1e400", ExactNumber("1e400")),
        ("1E+5", ExactNumber("1E+5")),
        ("-0", ExactNumber("-0")),
        ("1.50", ExactNumber("1.50")),
    ],
)
def test_number_keeps_what_was_typed(text, value):
    assert parse_number(text) == value


def test_integer_of_five_thousand_digits_is_kept():
    assert write_json(parse_number("7" * 5_000, is_integer=True)) == "7" * 5_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Type a number."),
        ("1,000", "Write 1000 without separators between the thousands."),
        ("1,000.50", "Write 1000.50 without separators between the thousands."),
        ("-1 000 000", "Write -1000000 without separators between the thousands."),
        ("1\u00a0000", "Write 1000 without separators between the thousands."),
        ("1'000", "Write 1000 without separators between the thousands."),
        ("1_000", "Write 1000 without separators between the thousands."),
        ("0,5", "Write 0.5 with a point."),
        ("1000,5", "Write 1000.5 with a point."),
        ("007", "Write 7 without zeros in front."),
        ("00", "Write 0 without zeros in front."),
        ("5.", "Digits are missing after the point."),
        ("NaN", "JSON has no such number."),
        ("-Infinity", "JSON has no such number."),
        ("0x10", "Write 16 in decimal digits."),
        ("0x" + "f" * 200, "Write the number in decimal digits."),
        ("5 %", 'Write 5 alone, without "%".'),
        ("12.5kg", 'Write 12.5 alone, without "kg".'),
    ],
)
def test_number_that_is_nearly_one_is_refused_with_a_hint(text, reason):
    assert parse_number(text) == Unreadable(reason)


@pytest.mark.parametrize("text", ["abc", ".", "-", "1-2", "1e", "1.2.3", "--5", "5" + "kg" * 30, "\u0665", "1,2,3"])
def test_number_that_is_none_is_refused(text):
    assert parse_number(text) == Unreadable(
        "This is no number. Use digits, with a point for fractions, such as 1234.5."
    )


def test_number_without_end_is_refused():
    assert isinstance(parse_number("1" * (MOST_DIGITS + 1)), Unreadable)


@pytest.mark.parametrize("text", ["1.0", "1e3", "1.5e1", "0.0", "100e-2", "1e400", "0e-5", "1e9999999999", "-12.50e+2"])
def test_integer_may_be_written_with_point_or_power(text):
    assert parse_number(text, is_integer=True) == ExactNumber(text)


@pytest.mark.parametrize("text", ["1.5", "1e-1", "15e-1", "1.25e1", "1e-9999999999", ".5"])
def test_fraction_is_no_integer(text):
    assert parse_number(text, is_integer=True) == Unreadable("Must be a whole number, without a fraction.")


numbers = st.from_regex(r"\A-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,6})?([eE][+-]?[0-9]{1,2})?\Z")


@given(numbers)
def test_every_json_number_comes_back_unchanged(text):
    assert write_json(parse_number(text)) == text


@given(numbers)
def test_integer_field_takes_a_number_exactly_if_it_has_no_fraction(text):
    is_whole = Fraction(text).denominator == 1
    assert isinstance(parse_number(text, is_integer=True), Unreadable) is not is_whole


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_has_a_reason(text):
    found = parse_number(text)
    assert isinstance(found, int | ExactNumber) or (isinstance(found, Unreadable) and found.reason != "")


def test_text_field_takes_everything_as_it_is():
    assert [parse(TextField(), text) for text in ("", " a ", "null")] == ["", " a ", "null"]


def test_number_field_asks_for_its_kind():
    assert [parse(NumberField(is_integer=True), "5"), parse(NumberField(), "0.5")] == [5, ExactNumber("0.5")]
    assert isinstance(parse(NumberField(is_integer=True), "0.5"), Unreadable)


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), (" False ", False), ("1", Unreadable("Type true or false."))]
)
def test_boolean_field_reads_true_and_false_only(text, value):
    assert parse(BooleanField(), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "5", "5"),
        ("integer", "5", 5),
        ("integer", "x", Unreadable("This is no number. Use digits, with a point for fractions, such as 1234.5.")),
        ("json", '{"a": 1}', {"a": 1}),
    ],
)
def test_typed_choice_is_of_the_kind_of_the_field(kind, text, value):
    assert parse(ChoiceField(value_kind=kind, is_free=True), text) == value


def test_choice_is_found_by_its_value_before_its_label():
    field = ChoiceField(
        options=(Option("a", "b"), Option("b", "First"), Option(7, "Seven"), Option("x", "S"), Option("y", "S"))
    )
    assert [parse(field, text) for text in ("b", "First", "Seven", "other", "S")] == ["b", "b", 7, "other", "S"]


def test_json_field_reads_any_json():
    assert parse(JsonField(), '[1, null, {"a": 0.10}]') == [1, None, {"a": ExactNumber("0.10")}]


def test_broken_json_says_where():
    found = parse_json_text('{"a": }')
    assert (found.line, found.column) == (1, 7)
    assert found.reason.startswith("This is no JSON: ")


def test_empty_json_says_what_to_type():
    assert parse_json_text("  ").reason.startswith("Type a JSON value")
