"""A command line of a POSIX shell as words."""

import contextlib
import shlex

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.calls.pasting.shell_words import NotWords, shell_words

WORDS = st.lists(st.text(), max_size=6)
PLAIN = st.text(alphabet=" \t'\"\\abc{}:#=-\u00e4")


def written(word: str) -> str:
    """A word in quotation marks of the kind that takes everything by number."""
    letters = (f"\\U{ord(one):08x}" if not one.isalnum() or not one.isascii() else one for one in word)
    return "$'" + "".join(letters) + "'"


@given(WORDS)
def test_words_that_shlex_quoted_are_read_back(words):
    assert shell_words(" ".join(shlex.quote(word) for word in words)).words == words


@given(WORDS)
def test_words_in_quotation_marks_with_numbers_are_read_back(words):
    assert shell_words(" \\\n".join(written(word) for word in words)).words == words


@given(PLAIN)
@example("a\\")
@example('"a\\b\\"c"\'d\\\'')
def test_plain_command_lines_are_read_as_shlex_reads_them(text):
    try:
        wanted = shlex.split(text)
    except ValueError as problem:
        if "quotation" in str(problem):
            with pytest.raises(NotWords):
                shell_words(text)
        return
    assert shell_words(text).words == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a \\\n b", ["a", "b"]),
        ("a\\\nb", ["ab"]),
        ("a \\\r\n  b", ["a", "b"]),
        ('"a\\\nb"', ["ab"]),
        ('"\\$x \\` \\" \\\\ \\n"', ['$x ` " \\ \\n']),
        ("$'a\\n\\t\\'b\\x41\\101\\u00e9\\cA\\q'", ["a\n\t'bAA\u00e9\x01\\q"]),
        ("$'\\xc3\\xa9'", ["\u00e9"]),
        ("$'\\ud83d\\ude00'", ["\U0001f600"]),
        ("$'\\xff'", ["\ufffd"]),
        ("$'\\U00110000'", ["\\U00110000"]),
        ("''", [""]),
        ("a\\", ["a"]),
        ("$", ["$"]),
    ],
)
def test_what_a_shell_makes_of_it_is_the_word(text, words):
    assert shell_words(text).words == words


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("$TOKEN", True),
        ('"x ${TOKEN}"', True),
        ('"$(cat x)"', True),
        ("`date`", True),
        ("'$TOKEN'", False),
        ('"\\$TOKEN"', False),
        ("\\$TOKEN", False),
        ("$'$TOKEN'", False),
        ("5$", False),
    ],
)
def test_what_a_shell_would_fill_in_is_noticed(text, has):
    assert shell_words(text).has_variables is has


@example('"' + "x" * 5000)
@example("$'" + "\\x" * 5000)
@given(st.text(alphabet="ab '\"\\$x4{\n\r^"))
def test_any_text_is_read_or_refused_with_a_reason(text):
    with contextlib.suppress(NotWords):
        shell_words(text)
