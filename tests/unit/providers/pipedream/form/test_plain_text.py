"""Descriptions without their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.pipedream.form.plain_text import MOST_LETTERS, plain_text


@pytest.mark.parametrize(
    ("markdown", "text", "address"),
    [
        ("Post. [See the documentation](https://api.a.example/x)", "Post.", "https://api.a.example/x"),
        (
            "Get [the docs here](https://a.example/docs/y) now",
            "Get the docs here (https://a.example/docs/y) now",
            "https://a.example/docs/y",
        ),
        ("See [page](https://a.example/p).", "See page (https://a.example/p).", ""),
        ("A [wiki](https://a.example/x_(y)) link", "A wiki (https://a.example/x_(y)) link", ""),
        ("**Bold** and __strong__ and `code`", "Bold and strong and code", ""),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4", ""),
        ("# Head\n\n- one\n- two", "Head\n\n- one\n- two", ""),
        ("```json\n{}\n```", "{}", ""),
        ("<b>Mind</b> <a href='x'>it</a><br/>now &amp; then", "Mind it\nnow & then", ""),
        ("a < b and b > c", "a < b and b > c", ""),
        ("![logo](https://a.example/l.png) here", "logo here", ""),
        ("[See the documentation](javascript:alert(1))", "See the documentation", ""),
        ("<https://a.example>", "https://a.example", ""),
        ("", "", ""),
    ],
)
def test_marks_go_and_words_stay(markdown, text, address):
    found = plain_text(markdown)
    assert (found.text, found.documentation_url) == (text, address)


@given(st.text(alphabet='[]()<>*_`#! \n"ab:/&', max_size=200))
def test_any_marks_give_text_and_an_address_of_the_web_or_none(markdown):
    found = plain_text(markdown)
    assert not found.documentation_url or found.documentation_url.startswith(("https://", "http://"))


@pytest.mark.parametrize("part", ["[", "![", "](", "**", "<", "<!--", "`", "[a](", "((", "__ "])
def test_hostile_repetitions_are_cut_and_read(part):
    assert len(plain_text(part * 50_000).text) <= MOST_LETTERS
