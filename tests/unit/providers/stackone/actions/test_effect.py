"""Whether an action reads, writes or destroys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Effect
from explorer.providers.stackone.actions.effect import effect_of, words_of


@pytest.mark.parametrize(
    ("key", "connector", "expected"),
    [
        ("bamboohr_list_employees", "bamboohr", Effect.READ),
        ("bamboohr_unified_get_employee", "bamboohr", Effect.READ),
        ("gong_crm_create_call", "gong_crm", Effect.WRITE),
        ("ashby-custom-test_delete_candidate", "ashby-custom-test", Effect.DESTRUCTIVE),
        ("acme_updateEmployee", "acme", Effect.WRITE),
        ("acme_get", "acme", Effect.READ),
        ("acme_reticulate_splines", "acme", Effect.UNKNOWN),
        ("acme", "acme", Effect.UNKNOWN),
        ("", "", Effect.UNKNOWN),
        ("acme_listening_posts", "acme", Effect.UNKNOWN),
    ],
)
def test_name_tells_the_effect(key, connector, expected):
    assert effect_of(key, connector) is expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"is_read_only": True}, Effect.READ),
        ({"is_destructive": True}, Effect.DESTRUCTIVE),
        ({"told": "delete"}, Effect.DESTRUCTIVE),
        ({"told": "SEARCH"}, Effect.READ),
        ({"is_read_only": False}, Effect.WRITE),
        ({"told": "execute"}, Effect.READ),
    ],
)
def test_what_stackone_says_comes_before_the_name(told, expected):
    assert effect_of("acme_list_things", "acme", **told) is expected


@given(key=st.text(max_size=30), connector=st.text(max_size=10))
def test_any_name_has_an_effect(key, connector):
    assert isinstance(effect_of(key, connector), Effect)
    assert all(word == word.lower() for word in words_of(key, connector))
