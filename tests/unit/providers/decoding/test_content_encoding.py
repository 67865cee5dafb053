"""Content encodings, undone piece by piece."""

import gzip
import itertools
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.failure import MalformedAnswer
from explorer.providers.decoding.content_encoding import PIECE_BYTES, decoder_for

ENCODERS = {
    "": lambda data: data,
    "identity": lambda data: data,
    "gzip": gzip.compress,
    "X-GZIP": lambda data: gzip.compress(data[:3]) + gzip.compress(data[3:]) + bytes(10),
    "deflate": zlib.compress,
    "Deflate ": lambda data: zlib.compress(data, wbits=-15),
}


def decoded(encoding: str, parts: list[bytes]) -> bytes:
    decoder = decoder_for(encoding)
    whole = b"".join(piece for part in parts for piece in decoder.pieces(part))
    decoder.end()
    return whole


@pytest.mark.parametrize("encoding", ENCODERS)
@given(data=st.binary(max_size=2000), cuts=st.lists(st.integers(0, 2100), max_size=8), many=st.integers(1, 200))
def test_any_cutting_of_the_bytes_gives_the_same(encoding, data, cuts, many):
    data *= many
    encoded = ENCODERS[encoding](data)
    places = sorted({0, len(encoded), *(cut for cut in cuts if cut < len(encoded))})
    parts = [encoded[start:end] for start, end in itertools.pairwise(places)]
    assert decoded(encoding, parts) == data


@given(untrusted=st.binary(max_size=300))
@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_any_bytes_are_decoded_or_called_malformed(encoding, untrusted):
    try:
        outcome = decoded(encoding, [untrusted])
    except MalformedAnswer as failure:
        outcome = failure.said
    assert outcome or not untrusted or isinstance(outcome, bytes)


def test_pieces_are_small_however_much_comes_out():
    decoder = decoder_for("gzip")
    sizes = [len(piece) for piece in decoder.pieces(gzip.compress(bytes(5_000_000)))]
    assert sum(sizes) == 5_000_000
    assert max(sizes) <= PIECE_BYTES


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress"])
def test_encoding_that_was_not_asked_for_is_named(encoding):
    with pytest.raises(MalformedAnswer, match=encoding.split(",")[0]):
        decoder_for(encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_data_that_ends_too_early_is_malformed(encoding):
    encoded = ENCODERS[encoding](b"hello" * 1000)
    with pytest.raises(MalformedAnswer, match="too early"):
        decoded(encoding, [encoded[:-6]])
