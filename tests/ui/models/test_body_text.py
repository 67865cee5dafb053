import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.models.body_text import LONGEST_LINE, body_text, charset_of, is_text


@given(
    st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "utf-32", "latin-1", "shift_jis", "hex", "none"])
)
def test_any_bytes_in_any_charset_have_a_text(body, charset):
    assert "\ufffd" not in body_text(body, charset).text or body


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_is_shown_unchanged(text):
    assert body_text(text.encode()).text == text


def test_bytes_that_cannot_be_decoded_are_visible():
    assert body_text(b"a\xff\xfeb").text == "a<0xFF><0xFE>b"


def test_control_and_turning_characters_are_visible():
    assert body_text("a\0\u202eb".encode()).text == "a<U+0000><U+202E>b"


def test_a_named_charset_is_used():
    assert body_text(b"\xe4", "iso-8859-1").text == "\u00e4"


def test_a_letter_at_the_edge_of_the_part_is_left_out_whole():
    assert body_text("aaaa\u00e4".encode(), most_bytes=5).text == "aaaa"


def test_only_the_first_part_becomes_text():
    shown = body_text(b"x\n" * 100, most_bytes=10)
    assert (shown.text, shown.shown_bytes) == ("x\n" * 5, 10)


def test_a_long_line_is_cut_and_its_length_told():
    shown = body_text(b"short\n" + b"y" * (LONGEST_LINE + 1))
    assert shown.cut_lines == 1
    assert shown.text.endswith("y\u2026 (10,001 characters in this line)")


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
