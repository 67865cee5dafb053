import json

import pytest
from hypothesis import given

from explorer.calls.comparison.answer_reading import (
    MOST_BYTES,
    PART_BYTES,
    NotComparable,
    read_answer,
    read_body,
)
from explorer.calls.comparison.values.value_comparison import GivenUp
from explorer.domain.call import ReceivedAnswer
from explorer.domain.json_value import ExactNumber, parse_json, write_json

from .any_json import VALUES, plain


def never() -> bool:
    return False


def read(body: bytes, charset: str = ""):
    return read_body(body, charset, never)


@given(VALUES)
def test_json_is_read_as_it_is(value):
    found = read(write_json(value).encode())
    assert found.is_json
    assert plain(found.value) == plain(value)


def test_large_json_is_read_in_parts_to_the_same_value():
    item = {"id": 1, "n": ExactNumber("0.10"), "t": "\u00e9" * 50, "deep": [[{"a": None}]]}
    value = {"big": [item | {"id": number} for number in range(2_000)], "s": "x" * (PART_BYTES + 1), "e": []}
    text = write_json(value)
    assert plain(read(text.encode()).value) == plain(parse_json(text))
    assert plain(read(write_json([value, value]).encode()).value) == plain(parse_json(write_json([value, value])))


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"a": "%s", "b": 1, "a": 2}' % ("x" * PART_BYTES),
        "[%s" % ("1," * PART_BYTES),
        "[" * 300 + "]" * 300,
        "[" * 300 + json.dumps("x" * PART_BYTES) + "]" * 300,
        "[" * 5_000 + json.dumps("x" * PART_BYTES) + "]" * 5_000,
    ],
)
def test_what_is_no_json_that_can_be_compared_is_read_as_lines_and_says_why(text):
    found = read(text.encode())
    assert not found.is_json
    assert found.value == [text]
    assert found.note.startswith("It is compared line by line, since it is not read as JSON: ")


def test_other_text_is_read_as_its_lines():
    found = read(b"a\r\nb\n")
    assert (found.value, found.is_json, found.note) == (["a\r", "b", ""], False, "")
    assert read(b"").value == []


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        (b"\xef\xbb\xbfa", "", "a"),
        (b"\xe9", "latin-1", "\u00e9"),
        (b"\xe9", "", "\udce9"),
        ("a".encode("utf-16"), "utf-16", "a"),
        (b"\xc3\xa9", "no-such", "\u00e9"),
        (b"\xd8\xd8\xd8", "utf-16-le", "\udcd8\udcd8\udcd8"),
    ],
)
def test_text_is_decoded_and_bytes_that_are_none_stay_apart(body, charset, text):
    assert read(body, charset).value == [text]


def test_bytes_that_are_no_text_and_bodies_that_are_too_large_are_refused():
    with pytest.raises(NotComparable, match="no text"):
        read(b"\x89PNG\0\0")
    large = ReceivedAnswer(200, "", [], b" " * (MOST_BYTES + 1))
    with pytest.raises(NotComparable, match="larger than 8 MB"):
        read_answer(large, never)


def test_the_charset_of_the_answer_counts():
    answer = ReceivedAnswer(200, "", [("Content-Type", "text/plain; charset=latin-1")], b"\xe9")
    assert read_answer(answer, never).value == ["\u00e9"]


def test_reading_ends_when_nobody_waits():
    with pytest.raises(GivenUp):
        read_body(b"[" + b"1," * PART_BYTES + b"1]", "", lambda: True)
