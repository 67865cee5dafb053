"""Patterns of keys: found anywhere, bounded in time, never a reason to fail."""

import pytest

from explorer.schema.key_pattern import is_found


@pytest.mark.parametrize(
    ("pattern", "key", "found"),
    [
        ("^x-", "x-a", True),
        ("^x-", "ax-", False),
        ("b", "abc", True),
        ("^\\p{Lu}", "\u00c4", True),
        ("^(?!x).*$", "y", True),
        ("^(?!x).*$", "x", False),
        ("(", "(", False),
        ("", "", True),
    ],
)
def test_pattern_is_looked_for_anywhere_in_the_key(pattern, key, found):
    assert is_found(pattern, key) is found


def test_hostile_pattern_ends_soon_and_is_not_found():
    assert not is_found("^(a|a?)+(?!b)c$", "a" * 60)


def test_key_that_is_no_text_of_unicode_is_not_found():
    assert not is_found("a", "\ud800")
