import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.models.answer.body_text import known_encoding
from explorer.ui.models.answer.readable import readable_json
from explorer.ui.models.answer.splitting.json_level import (
    MOST_EXACT_KEYS,
    JsonKind,
    NotReadable,
    is_empty,
    kind_of,
    split_level,
    text_of,
    text_start,
)


def members(text: bytes) -> list[tuple[str, bytes]]:
    level = split_level(text)
    assert level.names is not None
    return [(name, bytes(raw)) for name, raw in zip(level.names, level.raws, strict=True)]


def test_members_are_slices_as_received():
    assert members(b' {"b" : 1e400 , "a":[1, 2 ] } ') == [("b", b"1e400"), ("a", b"[1, 2 ]")]


def test_a_key_given_twice_is_there_twice():
    assert members(b'{"a":1,"a":2}') == [("a", b"1"), ("a", b"2")]


def test_an_object_with_too_many_keys_for_that_still_has_all_distinct_ones():
    count = MOST_EXACT_KEYS + 1
    assert len(members(b"{" + b",".join(b'"%d":0' % number for number in range(count)) + b"}")) == count


def test_a_small_object_is_split_exactly_after_a_large_one():
    split_level(b"{" + b",".join(b'"%d":0' % number for number in range(MOST_EXACT_KEYS + 1)) + b"}")
    assert members(b'{"a":1,"a":2}') == [("a", b"1"), ("a", b"2")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (b' {"a":1}', JsonKind.OBJECT),
        (b"\n[]", JsonKind.LIST),
        (b'"x"', JsonKind.TEXT),
        (b"-1", JsonKind.NUMBER),
        (b"true", JsonKind.TRUTH),
        (b"false", JsonKind.TRUTH),
        (b"null", JsonKind.NULL),
    ],
)
def test_the_kind_is_told_from_the_first_letter(text, kind):
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "empty"), [(b"{}", True), (b"[ \n ]", True), (b"[" + b" " * 200 + b"]", True), (b"[0]", False)]
)
def test_an_empty_value_is_known_as_such(text, empty):
    assert is_empty(text) is empty


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_unicode_encodings_are_recognised_without_being_named(encoding):
    readable = readable_json('{"name": "\u00c4da"}'.encode(encoding))
    assert text_of(split_level(readable.content).raws[0]) == "\u00c4da"


def test_the_charset_that_was_named_is_used():
    readable = readable_json('["\u00c4da"]'.encode("latin-1"), "ISO-8859-1")
    assert text_of(split_level(readable.content).raws[0]) == "\u00c4da"


def test_bytes_that_are_not_utf8_become_visible():
    readable = readable_json(b'["a\xffb"]')
    assert text_of(split_level(readable.content).raws[0]) == "a<0xFF>b"
    assert "UTF-8" in readable.note


@pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "\\ud800\\n"])
def test_half_of_a_surrogate_pair_is_shown_as_it_was_written(half):
    readable = readable_json(f'["{half}x"]'.encode())
    assert text_of(split_level(readable.content).raws[0]).startswith(half[:6])


def test_a_backslash_before_something_like_a_half_pair_stays():
    readable = readable_json(rb'["\\ud800", "\ud83d\ude00", "\ud800"]')
    texts = [text_of(raw) for raw in split_level(readable.content).raws]
    assert texts == ["\\ud800", "\U0001f600", "\\ud800"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no text"),
        (b" \n", "no text"),
        (b"<html>", "not JSON"),
        (b'{"a":1}x', "not JSON"),
        (b"[NaN]", "not JSON"),
        (b'{"a":', "not JSON"),
        (b"[" * 2_100_000 + b"]" * 2_100_000, "nested too deep"),
    ],
)
def test_what_no_tree_can_be_made_of_is_refused_with_a_reason(body, words):
    with pytest.raises(NotReadable, match=words):
        readable_json(body)


@given(
    st.binary(max_size=200), st.sampled_from(["", "utf-8", "latin-1", "utf-16", "shift_jis", "hex", "rot13", "no such"])
)
def test_no_bytes_raise_anything_else(body, charset):
    try:
        readable = readable_json(body, charset)
    except NotReadable:
        return
    readable.content.decode()


@given(st.text(), st.integers(1, 40))
def test_the_start_of_a_text_is_its_start(text, letters):
    start = text_start(json.dumps(text + "x" * 400).encode(), letters)
    assert (text + "x" * 400).startswith(start)


@pytest.mark.parametrize("name", ["hex", "rot13", "unicode_escape", "nonsense", "a\0b"])
def test_a_charset_that_no_body_is_written_in_is_not_used(name):
    assert known_encoding(name) == ""
