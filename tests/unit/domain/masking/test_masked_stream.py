import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.masking import MASK, SecretMask
from explorer.domain.masking.masked_stream import PIECE, MaskedStream, masked_start, masked_text

# Few letters, so that secrets overlap, repeat and stand in each other; some that are written in many ways.
letters = st.sampled_from("ab/+\u00e9\U0001f600\ud800")
secrets = st.lists(st.text(letters, min_size=4, max_size=9), min_size=1, max_size=3)


def in_pieces(mask, pieces):
    stream = MaskedStream(mask)
    return "".join([*(stream.feed(piece) for piece in pieces), stream.end()])


def written(secret, way):
    raw = secret.encode("utf-8", "surrogatepass")
    return {
        "plain": secret,
        "percent": quote(raw, safe=""),
        "base64": base64.b64encode(raw).decode(),
        "basic": base64.b64encode(b"us:" + raw + b"=").decode(),
    }[way]


@given(st.data(), secrets)
def test_pieces_are_masked_as_the_whole_is_however_it_is_cut(data, known):
    ways = st.sampled_from(["plain", "percent", "base64", "basic"])
    parts = st.lists(
        st.one_of(st.text(letters, max_size=200), st.builds(written, st.sampled_from(known), ways)), max_size=8
    )
    text = "".join(data.draw(parts))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    mask = SecretMask(known)
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert in_pieces(mask, pieces) == mask.text(text)


@given(st.text(letters, min_size=4, max_size=6), st.integers(0, 700))
def test_one_letter_at_a_time_is_masked_as_the_whole_is(secret, count):
    text = ("xy" + secret * 3 + base64.b64encode(b"a" + secret.encode("utf-8", "surrogatepass")).decode()) * 2
    text = text[:count] + secret
    mask = SecretMask([secret])
    assert in_pieces(mask, text) == mask.text(text)


def test_a_text_of_nothing_but_one_secret_is_one_mask_and_is_not_held_in_memory():
    mask = SecretMask(["aaaa"])
    stream = MaskedStream(mask)
    out = [stream.feed("a" * 1000) for _ in range(100)]
    assert "".join([*out, stream.end()]) == MASK
    assert len(stream._held) <= 1
    assert stream.has_masked


def test_text_without_secrets_comes_out_at_once():
    stream = MaskedStream(SecretMask())
    assert stream.feed("abc") == "abc"
    assert stream.end() == ""
    assert not stream.has_masked


@pytest.mark.parametrize("length", [10, PIECE - 3, PIECE, 3 * PIECE])
def test_a_long_text_is_masked_also_where_a_secret_lies_on_the_border_of_two_steps(length):
    text = "x" * length + "swordfish" + "y" * length
    assert masked_text(SecretMask(["swordfish"]), text) == "x" * length + MASK + "y" * length


@given(st.lists(st.sampled_from(["x", "swordfish", "c3dvcmRmaXNo"]), max_size=60), st.integers(0, 300))
def test_the_start_of_a_text_has_no_part_of_a_secret_that_the_cut_goes_through(parts, most):
    text = "".join(parts)
    mask = SecretMask(["swordfish"])
    start = masked_start(mask, text, most)
    assert mask.text(text).startswith(start)
    assert len(text) <= most or len(start) <= most


def test_the_start_of_a_text_without_secrets_is_as_long_as_asked_for():
    assert masked_start(SecretMask(["swordfish"]), "y" * 1000, 300) == "y" * 300
