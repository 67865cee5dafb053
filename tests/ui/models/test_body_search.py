import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.models.answer import body_search
from explorer.ui.models.answer.body_search import BodySearch


def found(body: bytes, wanted: str, encoding: str = "utf-8") -> list[int]:
    search = BodySearch(body, wanted, encoding)
    assert search.look_on(math.inf)
    assert search.found == len(search.places)
    return list(search.places)


def naively(body: bytes, wanted: str) -> list[int]:
    text, needle, places, place = body.lower(), wanted.lower().encode(), [], 0
    while (place := text.find(needle, place)) >= 0:
        places.append(place)
        place += len(needle)
    return places


pieces = st.lists(st.sampled_from([b"a", b"B", b"ab", b"\xff", b"\n"]), min_size=1).map(b"".join)


@given(pieces, st.sampled_from(["a", "ab", "BA", "aa"]))
def test_places_are_those_of_a_naive_search_however_it_is_cut(body, wanted):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body_search, "_CHUNK", 3)
        assert found(body, wanted) == naively(body, wanted)


@pytest.mark.parametrize("chunk", [1, 2, 3, 5, 7, 1000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "latin-1"])
def test_letters_of_the_other_case_are_found_in_any_encoding(monkeypatch, encoding, chunk):
    monkeypatch.setattr(body_search, "_CHUNK", chunk)
    places = found("x \u00c4rger \u00e4RGER x".encode(encoding), "\u00e4rger", encoding)
    assert len(places) == 2


def test_what_looks_like_a_pattern_is_plain_text():
    assert found(b"a.c abc", "a.c") == [0]


def test_more_places_than_are_kept_are_counted(monkeypatch):
    monkeypatch.setattr(body_search, "MOST_KEPT", 10)
    search = BodySearch(b"x" * 200_000, "x", "utf-8")
    assert search.look_on(math.inf)
    assert (search.found, len(search.places), search.share) == (200_000, 10, 1.0)


def test_a_search_can_be_left_at_any_time():
    search = BodySearch(b"x" * 1_000_000, "x", "utf-8")
    search._step()
    assert (search.is_done, 0 < search.share < 1) == (False, True)
