"""Bodies above the size from which they are read in slices, made small by a lower limit."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.body import IncomingBody
from explorer.ui.models.answer import readable
from explorer.ui.models.answer.readable import JsonReading, readable_json
from explorer.ui.models.answer.splitting.json_level import NotReadable, split_level, text_of


@pytest.fixture
def large(monkeypatch):
    """Everything counts as large, and is rewritten a few bytes at a time."""
    monkeypatch.setattr(readable, "LARGE", 0)
    monkeypatch.setattr(readable, "_PIECE", 7)


def on_disk(content: bytes):
    incoming = IncomingBody(1)
    incoming.add(content)
    incoming.write()
    return incoming.body()


def texts(found) -> list[str]:
    return [text_of(raw) for raw in found.root.raws]


@pytest.mark.usefixtures("large")
def test_a_body_on_disk_is_split_where_it_lies():
    body = on_disk(b'{"b": 1e400, "a": 0.10}')
    found = readable_json(body)
    assert (found.content is body, found.root.names, texts(found), found.note) == (
        True,
        ["b", "a"],
        ["1e400", "0.10"],
        "",
    )


@pytest.mark.usefixtures("large")
def test_a_mark_at_the_start_is_passed_over():
    assert texts(readable_json(on_disk(b"\xef\xbb\xbf[1, 2]"))) == ["1", "2"]


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be"])
def test_another_encoding_is_rewritten_and_said(encoding):
    found = readable_json(on_disk('["\u00e4\U0001f600", 1]'.encode(encoding)))
    assert texts(found) == ["\u00e4\U0001f600", "1"]
    assert found.note.startswith("Received as utf-")


@pytest.mark.usefixtures("large")
def test_bytes_that_are_no_text_are_visible_in_values_and_keys():
    found = readable_json(on_disk(b'{"k\xff": "caf\xe9", "x": ["\xfe"]}'))
    assert found.root.names == ["k<0xFF>", "x"]
    assert texts(found)[0] == "caf<0xE9>"
    assert text_of(split_level(found.root.raws[1]).raws[0]) == "<0xFE>"


@pytest.mark.usefixtures("large")
def test_halves_of_pairs_are_shown_as_they_were_written_and_pairs_stay():
    written = rb'["\ud800", "\ud83d\ude00", "\\ud800", "\udc00x\n\ud83d\ude00\ud83d"]'
    found = readable_json(on_disk(written))
    assert texts(found) == ["\\ud800", "\U0001f600", "\\ud800", "\\udc00x\n\U0001f600\\ud83d"]
    assert found.note.startswith("Halves")


half = st.sampled_from([r"\ud800", r"\udc00", r"\ud83d\ude00", r"\\", r"\n", "x", "\u00e4", r"\\ud800", r"\u00e4"])


@given(st.lists(half, max_size=30).map("".join), st.integers(1, 20))
def test_a_large_text_is_repaired_as_a_small_one_is(text, piece):
    body = f'["{text}", 1]'.encode()
    small = texts(readable_json(body))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readable, "LARGE", 0)
        patch.setattr(readable, "_PIECE", piece)
        assert texts(readable_json(on_disk(body))) == small


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("body", "words"),
    [(b"  \n ", "no text"), (b'{"a": ', "not JSON"), (b"<html>", "not JSON"), (b"[1, ?]", "not JSON")],
)
def test_a_large_body_that_is_no_json_is_refused_with_a_reason(body, words):
    with pytest.raises(NotReadable, match=words):
        readable_json(on_disk(body))


@pytest.mark.usefixtures("large")
def test_a_single_value_has_no_members():
    assert readable_json(on_disk(b' "text" ')).root is None


def test_very_many_members_are_gone_through_in_slices():
    body = b"[" + b"1," * 2_000_000 + b"1]"
    reading = JsonReading(body)
    assert not reading.read_on(1e-9)
    while not reading.read_on():
        pass
    assert len(reading.result.root.raws) == 2_000_001


@given(st.binary(max_size=60))
def test_no_large_bytes_raise_anything_else(body):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readable, "LARGE", 0)
        patch.setattr(readable, "_PIECE", 5)
        try:
            found = readable_json(body)
        except NotReadable:
            return
        json.dumps(text_of(found.content))
