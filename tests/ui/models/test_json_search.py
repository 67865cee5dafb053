import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.ui.models.answer import json_search
from explorer.ui.models.answer.json_search import MOST_SHOWN, JsonSearch
from explorer.ui.models.answer.splitting import long_level

LETTERS = st.text('abAB"\\\u00e9\u00df\u0130\n', max_size=6)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), LETTERS),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(LETTERS, inner, max_size=5)),
    max_leaves=30,
)


def searched(value: object, wanted: str, **writing: object) -> JsonSearch:
    search = JsonSearch(json.dumps(value, **writing).encode(), wanted)
    while not search.look_on():
        pass
    return search


def naive_count(value: object, wanted: str, name: str | None = None) -> int:
    found = name is not None and wanted in name.casefold()
    if isinstance(value, dict):
        return found + sum(naive_count(one, wanted, key) for key, one in value.items())
    if isinstance(value, list):
        return found + sum(naive_count(one, wanted) for one in value)
    text = value if isinstance(value, str) else json.dumps(value)
    return int(found or wanted in text.casefold())


@given(VALUES, st.text('abAB"\\\u00e9\u00df1', min_size=1, max_size=2), st.booleans())
@settings(deadline=None)
def test_as_many_are_found_as_a_plain_walk_finds(value, wanted, ascii_only):
    assert searched(value, wanted, ensure_ascii=ascii_only).found == naive_count(value, wanted.casefold())


@pytest.mark.parametrize(
    ("wanted", "matches"),
    [
        ("ADA", {0: {1: {0: None}}}),
        ("name", {0: {1: None}}),
        ("0.1", {1: None}),
        ("null", {2: None}),
        ("nothing", {}),
        ('"', {}),
    ],
)
def test_keys_and_values_are_found_in_their_places(wanted, matches):
    search = JsonSearch(b'{"a": {"x": 1, "names": ["Ada"]}, "b": 0.10, "c": null}', wanted)
    search.look_on(5)
    assert search.matches == matches


def test_escaped_text_is_found_as_it_reads():
    assert searched(["caf\u00e9", 'say "hi"'], 'y "h').found == 1
    assert searched(["caf\u00e9"], "caf\u00c9", ensure_ascii=True).found == 1


def test_more_matches_than_are_shown_are_counted():
    search = searched(["x"] * (MOST_SHOWN + 10), "x")
    assert (search.found, len(search.matches)) == (MOST_SHOWN + 10, MOST_SHOWN)


def test_the_work_stops_when_its_time_is_over_and_goes_on_later():
    search = JsonSearch(json.dumps(["x"] * 1_000).encode(), "x")
    assert not search.look_on(0)
    while not search.look_on(0):
        pass
    assert search.found == 1_000


def test_a_match_inside_what_matches_already_is_counted_once_more_but_all_of_it_is_shown():
    search = searched({"ada": {"name": "ada", "other": 1}}, "ada")
    assert (search.found, search.matches) == (2, {0: None})


@pytest.mark.parametrize("wanted", ["needle", "7", "nowhere", "\u00e4"])
@pytest.mark.parametrize("is_long", [False, True])
def test_neighbours_that_are_passed_over_together_hide_no_match(monkeypatch, wanted, is_long):
    if is_long:
        monkeypatch.setattr(long_level, "LONG", 10)
        monkeypatch.setattr(long_level, "_LEAST_BYTES", 10)
    plain = [[number, {"a": "NEEDLE \u00c4"} if number in (0, 255, 256, 2_999) else None] for number in range(3_000)]
    assert searched({"data": plain}, wanted, ensure_ascii=False).found == naive_count({"data": plain}, wanted)
    named = {f"k{number}": one for number, one in enumerate(plain)}
    assert searched({"data": named}, wanted, ensure_ascii=False).found == naive_count({"data": named}, wanted)


@pytest.mark.parametrize(("wanted", "found"), [("needle", 1), ("nowhere", 0), ("name", 1)])
def test_a_very_long_text_is_looked_through_in_pieces(monkeypatch, wanted, found):
    monkeypatch.setattr(json_search, "_LARGE", 100)
    monkeypatch.setattr(json_search, "_PIECE", 7)
    assert searched({"name": "x" * 200 + "Needle" + "y" * 200}, wanted).found == found
