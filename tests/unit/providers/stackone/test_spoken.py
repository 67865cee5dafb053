"""The sentence in a provider's error body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.stackone.spoken import spoken


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('{"error":{"code":"email_taken","message":"is taken"}}', "is taken"),
        ('{"error":"email is taken"}', "email is taken"),
        ('{"errors":[{"detail":"a"},{"detail":"b"}]}', "a; b"),
        ('{"code":"E42"}', "E42"),
        ('"plain"', "plain"),
        ("Bad gateway", "Bad gateway"),
        ('{"status":409}', '{"status":409}'),
        ('{"error":', '{"error":'),
        ("[" * 300 + "]" * 300, "[" * 300 + "]" * 300),
        ("", ""),
    ],
)
def test_the_words_are_found_wherever_apis_put_them(body, words):
    assert spoken(body) == words


def test_words_too_deep_leave_the_body_as_it_is():
    body = '{"error":' * 8 + '"deep"' + "}" * 8
    assert spoken(body) == body


@given(st.text())
def test_no_body_breaks_it(body):
    assert isinstance(spoken(body), str)
