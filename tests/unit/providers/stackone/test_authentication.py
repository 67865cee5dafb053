"""Every request to StackOne."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.failure import NotSendable, SecretUnavailable
from explorer.providers.stackone.authentication import path_part


def test_key_never_shows_in_a_request_that_is_shown(channel_to):
    channel = channel_to(key="v1.eu1.topsecret")
    shown = channel.shown(channel.request("GET", "/x", query=[("k", "v1.eu1.topsecret")]))
    assert "topsecret" not in repr(shown)
    assert "djEuZXUxLnRvcHNlY3JldD" not in repr(shown)


def test_missing_key_is_a_missing_secret_and_nothing_is_sent(channel_to, fake, complete):
    channel = channel_to(key=" ")
    with pytest.raises(SecretUnavailable):
        complete(channel.send(channel.request("GET", "/x")))
    assert fake.requests == []


def test_request_can_be_shown_without_a_key(channel_to):
    channel = channel_to(key="")
    assert dict(channel.shown(channel.request("GET", "/x")).headers)["Authorization"].startswith("Basic ")


def test_blanks_around_a_pasted_key_are_left_out(channel_to):
    lines = dict(channel_to(key=" v1.a.b \n").request("GET", "/x").headers)
    assert lines["Authorization"] == "Basic djEuYS5iOg=="


def test_query_is_encoded_whole(channel_to):
    request = channel_to().request("GET", "/x", query=[("filter[a]", "b,c d&e=\u00e9")])
    assert request.url.endswith("/x?filter%5Ba%5D=b%2Cc%20d%26e%3D%C3%A9")


def test_half_a_character_pair_is_refused_in_words(channel_to):
    with pytest.raises(NotSendable, match="character pair"):
        channel_to().request("GET", "/x", query=[("a", "\ud800")])


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_part_of_a_path_that_means_another_place_is_refused(value):
    with pytest.raises(NotSendable):
        path_part(value)


@given(value=st.text(min_size=1, max_size=20).filter(lambda text: text not in {".", ".."}))
def test_part_of_a_path_stays_one_part(value):
    assert not set(path_part(value)) & set("/?#\\ ")
