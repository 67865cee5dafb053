"""What would hide, turn or drop other text is made visible."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.widgets.shown_text import shown_line, shown_text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cod\u202eexe", "cod<U+202E>exe"),
        ("a\ud800b", "a<U+D800>b"),
        ("a\x00b\x1b[31m", "a<U+0000>b<U+001B>[31m"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("a\u061cb\u00ad", "a<U+061C>b<U+00AD>"),
        ("hidden \U000e0041\U000e0042", "hidden <U+E0041><U+E0042>"),
        ("Zo\u00eb \u6f22\u5b57 \U0001f600", "Zo\u00eb \u6f22\u5b57 \U0001f600"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
def test_invisible_characters_are_written_out(text, shown):
    assert shown_text(text) == shown


@given(ANY_TEXT)
def test_nothing_invisible_or_turning_is_left(text):
    left = [one for one in shown_text(text) if unicodedata.category(one) in ("Cc", "Cs")]
    assert set(left) <= {"\n", "\t", "\r"}
    assert not set(shown_text(text)) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANY_TEXT)
def test_what_was_written_out_can_be_read_back(text):
    assert re.sub(
        "<U[+]([0-9A-F]{4,6})>", lambda found: chr(int(found[1], 16)), shown_text(text.replace("<U+", ""))
    ) == text.replace("<U+", "")


@given(ANY_TEXT)
def test_a_line_is_one_line(text):
    assert len(shown_line(text).splitlines() or [""]) == 1


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_stays_as_it_is(text):
    assert shown_line(text) == text
