"""Lines of the batch: every line is a question or says why it is none, however the bytes come."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ABSENT, ExactNumber, write_json
from explorer.form_command.question import BadLine, Question, read_lines, read_question


def refusal(line: bytes | None) -> str:
    with pytest.raises(BadLine) as problem:
        read_question(line)
    return str(problem.value)


def test_a_line_is_a_schema_and_data():
    asked = read_question(b'{"schema": {"type": "number"}, "data": 1e400, "id": 7}')
    assert asked == Question({"type": "number"}, ExactNumber("1e400"))


def test_data_that_is_absent_is_not_null():
    assert read_question(b'{"schema": true}').data is ABSENT
    assert read_question(b'{"schema": true, "data": null}').data is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "empty"),
        (b"  \t", "empty"),
        (b"{", "not JSON"),
        (b"[]", "no object"),
        (b'{"data": 1}', 'no "schema"'),
        (b'{"schema": null}', "neither an object nor true or false"),
        (b'{"schema": "a"}', "neither an object nor true or false"),
        (b'{"schema": {}, "schema": {}}', "twice"),
        (b'{"schema": {}, "data": NaN}', "NaN"),
        (b'{"schema": "\xff"}', "not UTF-8 at byte 13"),
        (b"[" * 100_000, "nested deeper"),
        (None, "longer than 64 MB"),
    ],
)
def test_a_bad_line_says_why(line: bytes | None, said: str):
    assert said in refusal(line)


def test_the_object_of_the_line_is_no_level_of_the_data():
    deepest = b"[" * 200 + b"]" * 200
    assert read_question(b'{"schema": {}, "data": ' + deepest + b"}").data is not ABSENT
    assert "nested deeper" in refusal(b'{"schema": {}, "data": [' + deepest + b"]}")


@given(st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"").replace(b"\r", b""))), st.booleans())
def test_lines_come_out_as_they_went_in(lines: list[bytes], ends_with_newline: bool):
    text = b"\n".join(lines) + (b"\n" if ends_with_newline and lines else b"")
    expected = lines if ends_with_newline or not lines or lines[-1] else lines[:-1]
    found = list(read_lines(io.BytesIO(text)))
    assert [line for line in found if line is not None] == [
        line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line for number, line in enumerate(expected)
    ]


@given(st.lists(st.integers(0, 40), max_size=6))
def test_a_line_that_is_too_long_is_passed_over_and_the_next_is_whole(sizes: list[int]):
    stream = io.BytesIO(b"".join(b"x" * size + b"\r\n" for size in sizes))
    assert list(read_lines(stream, 20)) == [None if size > 20 else b"x" * size for size in sizes]


def test_long_lines_without_an_end_are_passed_over_piece_by_piece():
    assert list(read_lines(io.BytesIO(b"x" * 5_000_000 + b"\nyes"), 100)) == [None, b"yes"]
    assert list(read_lines(io.BytesIO(b"x" * 5_000_000), 100)) == [None]


def test_a_byte_order_mark_before_the_first_line_is_none_of_it():
    assert list(read_lines(io.BytesIO(b"\xef\xbb\xbf{}\n\xef\xbb\xbf{}\n"))) == [b"{}", b"\xef\xbb\xbf{}"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(ExactNumber("0.10")),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=3), JSON)
def test_schema_and_data_come_out_exactly(schema, data):
    asked = read_question(write_json({"schema": schema, "data": data}).encode())
    assert write_json(asked.schema) == write_json(schema)
    assert write_json(asked.data) == write_json(data)


@given(st.binary(max_size=60) | st.text(max_size=40).map(str.encode) | JSON.map(write_json).map(str.encode))
def test_any_line_is_a_question_or_says_why_not(line: bytes):
    try:
        told: object = read_question(line).schema
    except BadLine as problem:
        told = str(problem) or None
    assert isinstance(told, dict | bool | str)
