import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.domain.json_value import (
    ABSENT,
    MOST_LEVELS,
    ExactNumber,
    NotJson,
    depth,
    number_from_text,
    parse_json,
    pointer_parts,
    pointer_text,
    same_json,
    strings_in,
    value_at,
    write_json,
)

number_texts = st.from_regex(r"\A-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?\Z")
numbers = number_texts.map(number_from_text)
scalars = st.none() | st.booleans() | numbers | st.text(st.characters())
values = st.recursive(
    scalars, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=4), inside, max_size=4)
)
halves = st.text(st.characters(categories=["Cs", "Ll"]), min_size=1, max_size=5)


def order_of(value):
    """All keys, in the order in which they stand."""
    if isinstance(value, dict):
        return [(key, order_of(inside)) for key, inside in value.items()]
    return [order_of(item) for item in value] if isinstance(value, list) else None


@given(values, st.sampled_from([None, 0, 2]))
def test_value_comes_back_from_its_text_with_numbers_and_key_order(value, indent):
    found = parse_json(write_json(value, indent=indent))
    assert (found, order_of(found)) == (value, order_of(value))


@given(number_texts)
def test_number_is_written_as_it_was_read(text):
    assert write_json(parse_json(text)) == text


@given(values)
def test_text_is_what_the_standard_library_reads_too(value):
    assert json.loads(write_json(value), parse_float=ExactNumber, parse_int=number_from_text) == value


@pytest.mark.parametrize("text", ["9007199254740993", "9223372036854775808", "1e400", "0.10", "-0", "-0.0", "1E+2"])
def test_telling_numbers_stay_as_they_are(text):
    assert write_json(parse_json(f"[{text}]")) == f"[{text}]"


def test_integer_of_five_thousand_digits_stays_as_it_is():
    text = "9" * 5_000
    assert write_json(parse_json(text)) == text


def test_whole_numbers_are_integers_and_others_keep_their_text():
    assert [type(parse_json(text)) for text in ("5", "5.0", "5e0", "-0")] == [
        int,
        ExactNumber,
        ExactNumber,
        ExactNumber,
    ]


def test_indented_text_has_one_entry_a_line_and_nothing_behind_empty_ones():
    assert write_json({"a": [1, {}], "b": []}, indent=2) == '{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}'


def test_compact_text_has_no_blanks():
    assert write_json({"a": [1, None, True]}) == '{"a":[1,null,true]}'


@given(halves)
def test_half_a_surrogate_pair_is_escaped_and_comes_back(text):
    assume(not re.search("[\ud800-\udbff][\udc00-\udfff]", text))
    written = write_json({text: text})
    written.encode("utf-8")
    assert list(parse_json(written).items()) == [(text, text)]


def test_letters_of_all_languages_stay_readable():
    assert write_json("\u59d3 \u00e9 \U0001f600") == '"\u59d3 \u00e9 \U0001f600"'


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '[{"x":{"b":1,"c":2,"b":1}}]'])
def test_key_given_twice_is_refused(text):
    with pytest.raises(NotJson, match=r'the key "[ab]" stands twice in one object'):
        parse_json(text)


def test_same_key_in_different_objects_is_fine():
    assert parse_json('[{"a":1},{"a":{"a":2}}]') == [{"a": 1}, {"a": {"a": 2}}]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "[-Infinity]"])
def test_number_that_json_has_not_is_refused(text):
    with pytest.raises(NotJson, match="is no JSON number"):
        parse_json(text)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('{"a": }', 1, 7), ("[1,\n 2,\n x]", 3, 2), ("", 1, 1), ("1 2", 1, 3), ("\ufeff1", 1, 1)],
)
def test_broken_text_says_where(text, line, column):
    with pytest.raises(NotJson) as caught:
        parse_json(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value) == f"{caught.value.reason} (line {line}, column {column})"


def test_reason_without_a_place_names_none():
    assert str(NotJson("twice")) == "twice"


@pytest.mark.parametrize("levels", [MOST_LEVELS + 1, 5_000, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_text_nested_too_deep_is_refused(levels, opening, closing):
    with pytest.raises(NotJson, match=f"nested deeper than {MOST_LEVELS} levels"):
        parse_json(opening * levels + "1" + closing * levels)


def test_text_nested_to_the_limit_is_read_and_written():
    text = "[" * MOST_LEVELS + "]" * MOST_LEVELS
    assert write_json(parse_json(text)) == text


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    try:
        value = parse_json(text)
    except NotJson:
        return
    assert same_json(parse_json(write_json(value)), value)


@pytest.mark.parametrize("text", ["", "01", "1.", ".5", "+1", "1e", "0x1", "NaN", " 1", "1 ", "\u0661", "1_000"])
def test_text_that_is_no_json_number_is_no_exact_number(text):
    with pytest.raises(ValueError, match="not a JSON number"):
        ExactNumber(text)


@pytest.mark.parametrize("value", [0.5, b"x", {1, 2}, object()])
def test_what_is_no_json_value_is_not_written(value):
    with pytest.raises(TypeError, match="is no JSON value"):
        write_json([value])


def test_exact_number_shows_its_text():
    assert str(ExactNumber("0.10")) == "0.10"


@pytest.mark.parametrize(("value", "levels"), [(1, 0), ([], 1), ({"a": [1, {}]}, 3), ([[], {"a": 1}], 2)])
def test_depth_counts_lists_and_objects(value, levels):
    assert depth(value) == levels


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (1, 1, True),
        (True, 1, False),
        (1, ExactNumber("1.0"), False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        (None, ABSENT, False),
        (ABSENT, ABSENT, True),
        ("", None, False),
    ],
)
def test_same_json_is_the_same_to_the_letter(one, other, is_same):
    assert same_json(one, other) is is_same


def test_absent_is_false():
    assert not ABSENT


@given(st.lists(st.text(st.sampled_from("a/~01"), max_size=4), max_size=4))
def test_pointer_comes_back_from_its_text(parts):
    assert pointer_parts(pointer_text(tuple(parts))) == tuple(parts)


def test_pointer_text_escapes_and_counts_from_zero():
    assert pointer_text(("a/b", 0, "~")) == "/a~1b/0/~0"


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ((), {"a": [1, {"b": None}]}),
        (("a", 1, "b"), None),
        (("a", 2), ABSENT),
        (("a", -1), ABSENT),
        (("a", "0"), ABSENT),
        (("x",), ABSENT),
        (("a", 0, "x"), ABSENT),
        ((0,), ABSENT),
    ],
)
def test_value_at_a_place_is_found_or_absent(pointer, found):
    assert value_at({"a": [1, {"b": None}]}, pointer) == found


def test_strings_are_found_in_keys_and_values():
    assert sorted(strings_in({"k": ["a", {"n": "b"}, 5, None]})) == ["a", "b", "k", "n"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a": 1, "a": 2}', 1, 10),
        ('{\n "x": {"a": 1},\n "y": [{"b": "a", "c":\n1,\n  "b": 2}]}', 5, 3),
        ('{"a\\"": 1,\n"a\\"": 2}', 2, 1),
        ('{"a": [1, -Infinity]}', 1, 11),
        ("[\nNaN]", 2, 1),
        ("[" * (MOST_LEVELS + 1) + "]" * (MOST_LEVELS + 1), 1, MOST_LEVELS + 1),
        ('{"a": 1, "\\u0061": 2}', 0, 0),
        ('{"a": 1, "a": "' + "x" * 200_000 + '"}', 0, 0),
    ],
)
def test_what_is_refused_is_told_with_its_place_where_it_can_be_found(text, line, column):
    with pytest.raises(NotJson) as refused:
        parse_json(text)
    assert (refused.value.line, refused.value.column) == (line, column)


@pytest.mark.parametrize("text", ["}", "]", '"', '{"a": NaN}}', "[" * 100_000])
def test_a_place_is_looked_for_in_any_text(text):
    with pytest.raises(NotJson):
        parse_json(text)
