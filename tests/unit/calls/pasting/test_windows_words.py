"""A command line of the Windows prompt as words."""

import contextlib
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.pasting.shell_words import NotWords
from explorer.calls.pasting.windows_words import looks_like_windows, windows_words


def quoted(word: str) -> str:
    """A word in quotation marks, for the start-up code of a program."""
    inside = re.sub(r'(\\*)"', r'\1\1\\"', word)
    return '"' + re.sub(r"(\\+)\Z", r"\1\1", inside) + '"'


def with_carets(text: str) -> str:
    """A caret before everything that the prompt could take for itself, as browsers copy a command for it."""
    return re.sub(r"[^a-zA-Z0-9 ]", lambda one: "^\n\n" if one.group() == "\n" else "^" + one.group(), text)


LINE = st.text(alphabet=st.characters(exclude_characters="\r\n\0"))


@given(st.lists(LINE, max_size=5))
def test_words_as_list2cmdline_quotes_them_are_read_back(words):
    assert windows_words(with_carets(subprocess.list2cmdline(words))) == words


@given(st.lists(st.text(alphabet='ab "{}:\\^&|%\n'), max_size=4))
def test_words_with_carets_on_several_lines_are_read_back(words):
    assert windows_words(" ^\n  ".join(with_carets(quoted(word)) for word in words)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('curl ^"https://x.example/^" ^\n  -d ^"^{^\\^"a^\\^":1^}^"', ["curl", "https://x.example/", "-d", '{"a":1}']),
        ('a "b ""c"" d"', ["a", 'b "c" d']),
        ('"a^b"', ["a^b"]),
        ("a^b", ["ab"]),
        ("a^", ["a"]),
        ("a ^\r\n b", ["a", "b"]),
        ('"a\\\\" b', ["a\\", "b"]),
        ("a\\b", ["a\\b"]),
        ('""', [""]),
        ("'a b'", ["'a", "b'"]),
    ],
)
def test_what_the_prompt_makes_of_it_is_the_word(text, words):
    assert windows_words(text) == words


def test_a_quotation_mark_that_is_never_closed_is_refused():
    with pytest.raises(NotWords, match="never closed"):
        windows_words('a "b')


@given(st.text(alphabet='ab "\\^\r\n{'))
def test_any_text_is_read_or_refused_with_a_reason(text):
    with contextlib.suppress(NotWords):
        windows_words(text)


@pytest.mark.parametrize(("text", "is_so"), [("curl x ^\n -d y", True), ('curl ^"x^"', True), ("curl 'a^b'", False)])
def test_carets_at_line_ends_or_before_quotation_marks_tell_the_prompt(text, is_so):
    assert looks_like_windows(text) is is_so
