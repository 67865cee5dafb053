import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.calls.comparison.values.ignored_paths import (
    LONGEST,
    NOTHING_IGNORED,
    NotAPath,
    anywhere_text,
    checked_path,
    general_text,
    ignored_paths,
    path_text,
)


def is_ignored(text: str, *place: str | int) -> bool:
    at = ignored_paths([text])
    for name in place:
        at = at.below(name)
    return at.is_here


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("/data/*/at", ("data", 3, "at")),
        ("/data/3", ("data", 3)),
        ("/**/at", ("at",)),
        ("/**/at", ("data", 0, "at")),
        ("/a/**/b/**/c", ("a", "x", "b", "b", "y", "c")),
        ("$.data[*].at", ("data", 7, "at")),
        ("$..at", ("x", "at")),
        ("$['a b'][\"c\"]", ("a b", "c")),
        ("$.*.x", ("any", "x")),
        ("$['']", ("",)),
        ("/a~1b~0c~2", ("a/b~c*",)),
        ("  /a ", ("a",)),
    ],
)
def test_a_path_leads_to_its_places(text, place):
    assert is_ignored(text, *place)


@pytest.mark.parametrize(
    ("text", "place"),
    [("/data/*/at", ("data", "at")), ("/a", ("b",)), ("/a", ("a", "b")), ("/~2", ("x",)), ("$['*']", ("x",))],
)
def test_a_path_leads_to_no_other_place(text, place):
    assert not is_ignored(text, *place)


@pytest.mark.parametrize("text", ["", "a", "$", "/a/**", "$[?@.x]", "$.a b", "/" + "x" * LONGEST])
def test_a_text_that_names_no_place_says_why(text):
    with pytest.raises(NotAPath) as why:
        checked_path(text)
    assert str(why.value)
    assert ignored_paths([text]) is NOTHING_IGNORED


@given(st.lists(st.one_of(st.text(max_size=5), st.integers(0, 9)), min_size=1, max_size=4))
def test_the_text_of_a_place_leads_to_it(place):
    for text in (path_text(place), general_text(place)):
        if text == text.strip():
            assert is_ignored(text, *place)
            assert checked_path(text) == text
    if isinstance(place[-1], str) and place[-1] == place[-1].strip():
        assert is_ignored(anywhere_text(place[-1]), *place)


def test_json_path_is_kept_as_a_pointer():
    assert checked_path("$.data[*]['a/b']") == "/data/*/a~1b"
