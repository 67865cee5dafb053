from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.models.answer.body_text import LONGEST_LINE, BodyText, charset_of, is_text

ENCODINGS = ["", "utf-8", "utf-16", "utf-32", "latin-1", "shift_jis", "hex", "none"]


def in_parts(body: bytes, part_bytes: int, charset: str = "") -> BodyText:
    text = BodyText(body, charset)
    text.part_bytes = part_bytes
    return text


def whole(text: BodyText) -> str:
    return "".join(text.text(number) for number in range(text.count))


@given(st.binary(max_size=300), st.sampled_from(ENCODINGS))
def test_any_bytes_in_any_charset_have_a_text(body, charset):
    assert "\ufffd" not in BodyText(body, charset).text(0) or body


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_shown_unchanged(text):
    assert BodyText(text.encode()).text(0) == text


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]) | st.just("\n")), st.integers(4, 30))
def test_parts_are_the_whole_without_a_letter_cut(text, part_bytes):
    assert whole(in_parts(text.encode(), part_bytes)) == text


@given(st.binary(max_size=200), st.integers(4, 50), st.sampled_from(ENCODINGS))
def test_parts_follow_each_other_and_know_their_bytes(body, part_bytes, charset):
    text = in_parts(body, part_bytes, charset)
    spans = [text.span(number) for number in range(text.count)]
    assert spans[0][0] == 0
    assert spans[-1][1] == len(body)
    assert all(one[1] == following[0] for one, following in pairwise(spans))
    for place in range(len(body)):
        start, end = text.span(text.part_at(place))
        assert start <= place < end


def test_bytes_that_cannot_be_decoded_are_visible():
    assert BodyText(b"a\xff\xfeb").text(0) == "a<0xFF><0xFE>b"


def test_control_and_turning_characters_are_visible():
    assert BodyText("a\0\u202eb".encode()).text(0) == "a<U+0000><U+202E>b"


def test_a_named_charset_is_used():
    assert BodyText(b"\xe4", "iso-8859-1").text(0) == "\u00e4"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8"])
def test_a_mark_at_the_start_tells_the_order_of_bytes_in_every_part(encoding):
    text = in_parts("\ufeffabc\u00e4".encode(encoding), 8)
    assert whole(text) == "abc\u00e4"


def test_parts_begin_with_a_line_where_there_are_lines():
    text = in_parts(b"one\ntwo\nthree\n" * 3, 10)
    assert text.text(1).startswith("one\ntwo")


def test_a_long_line_goes_on_in_the_next_and_nothing_is_lost():
    text = BodyText(b"short\n" + b"y" * (LONGEST_LINE + 1))
    assert text.text(0) == "short\n" + "y" * LONGEST_LINE + "\ny"
    assert text.broken_lines == 1


def test_letters_are_counted_as_the_text_widget_counts_them():
    body = "\U0001f600\0x".encode()
    assert BodyText(body).letters_before(0, len(body) - 1) == 2 + len("<U+0000>")


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        (b"{}", "application/json", True),
        (b"{}", "application/problem+json", True),
        (b"{}", "application/vnd.api+json", True),
        (b"<a/>", "text/xml", True),
        (b"a,b", "text/csv", True),
        (b"<svg/>", "image/svg+xml", True),
        (b"%PDF", "application/pdf", False),
        (b"plain", "image/png", False),
        (b"plain", "application/octet-stream", True),
        (b"\x89PNG\0", "application/octet-stream", False),
        (b"\xff\xd8\xff", "", False),
        (b"plain", "", True),
        (b"a\0b", "text/plain", False),
        ("text".encode("utf-16"), "text/plain", True),
    ],
)
def test_text_is_told_from_files(body, media_type, expected):
    assert is_text(body, media_type) is expected


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("application/json; charset=utf-8", "utf-8"),
        ('text/html; Charset="ISO-8859-1"', "ISO-8859-1"),
        ("text/html", ""),
    ],
)
def test_the_charset_is_read_from_the_content_type(content_type, charset):
    assert charset_of(content_type) == charset
