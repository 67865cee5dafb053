import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.ui.models.answer.splitting import long_level
from explorer.ui.models.answer.splitting.deep_level import MemberPassing, members_of
from explorer.ui.models.answer.splitting.json_level import NotReadable, level_of_blocks, split_level, text_of
from explorer.ui.models.answer.splitting.long_level import BLOCK, BlockPlaces, is_long

values = st.recursive(
    st.none() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=40,
)
documents = st.lists(values, max_size=9) | st.dictionaries(st.text(max_size=4), values, max_size=9)


def in_blocks(content: bytes):
    places = BlockPlaces(memoryview(content))
    assert places.look_on(math.inf)
    return level_of_blocks(places)


@given(documents, st.sampled_from([None, 1]), st.sampled_from([1, 3, 200]))
def test_a_level_in_blocks_is_the_same_level(value, indent, repeats):
    if isinstance(value, list):
        value = value * repeats
    content = json.dumps(value, indent=indent).encode()
    level, expected = in_blocks(content), split_level(content)
    assert [json.loads(bytes(raw)) for raw in level.raws] == [json.loads(bytes(raw)) for raw in expected.raws]
    assert (level.names is None) == (expected.names is None)
    assert list(level.names or ()) == list(expected.names or ())


def test_a_member_deeper_or_larger_than_a_window_is_passed_in_steps(monkeypatch):
    monkeypatch.setattr(long_level, "_WINDOW", 50)
    deep = b"[" * 90 + b'"],\\"["' + b"]" * 90
    content = b"[1," + deep + b',"' + b"x" * 300 + b'",2]'
    assert [bytes(raw) for raw in in_blocks(content).raws] == [b"1", deep, b'"' + b"x" * 300 + b'"', b"2"]


def test_a_key_given_twice_is_there_twice_also_among_very_many():
    content = b"{" + b",".join(b'"k":%d' % number for number in range(BLOCK * 2 + 1)) + b"}"
    level = in_blocks(content)
    assert set(level.names) == {"k"}
    assert [bytes(level.raws[number]) for number in (0, BLOCK, BLOCK * 2)] == [b"0", b"1000", b"2000"]
    with pytest.raises(IndexError):
        level.raws[BLOCK * 2 + 1]


def test_only_the_last_few_blocks_stay_split():
    level = in_blocks(b"[" + b",".join([b"1"] * (BLOCK * 40)) + b"]")
    assert len(list(level.raws)) == BLOCK * 40
    assert len(level.raws._blocks._kept) == long_level.KEPT_BLOCKS


def test_a_block_with_something_that_is_no_json_hides_no_other():
    content = b"[" + b",".join([b"1", b"?x"] + [b"2"] * BLOCK) + b"]"
    level = in_blocks(content)
    assert [bytes(level.raws[number]) for number in (0, 1, 2, BLOCK + 1)] == [b"1", b"?x", b"2", b"2"]


def test_an_object_with_a_broken_member_shows_it_by_its_beginning():
    content = b"{" + b",".join([b"odd"] + [b'"k%d":1' % number for number in range(BLOCK)]) + b"}"
    level = in_blocks(content)
    assert (level.names[0], level.names[1]) == ("odd", "k0")


@pytest.mark.parametrize("content", [b"[1,]]]]]", b'["abc]', b"[[1,2]"])
def test_what_does_not_end_is_no_level(content):
    with pytest.raises(NotReadable):
        in_blocks(content)


def test_it_is_gone_through_in_slices():
    places = BlockPlaces(memoryview(b"[" + b"1," * 2_000_000 + b"1]"))
    assert not places.look_on(1e-9)
    assert 0 <= places.count < 2_000_001
    assert places.look_on(math.inf)
    assert places.count == 2_000_001


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[" + b"1," * 1_000_000 + b"1]", True),
        (b'["' + b"x" * 2_000_000 + b'"]', False),
        (b"[1,2,3]", False),
        (b"[" + b",".join([b'{"a": "%s"}' % (b"x" * 200)] * 10_000) + b"]", False),
    ],
)
def test_a_long_level_is_told_from_its_beginning(content, expected):
    assert is_long(memoryview(content)) is expected


def test_a_long_level_can_be_split_at_once_too(monkeypatch):
    monkeypatch.setattr(long_level, "LONG", 10)
    level = split_level(b"[" + b"1," * 600_000 + b"1]")
    assert len(level.raws) == 600_001


@given(documents, st.sampled_from([None, 1]), st.integers(1, 60))
def test_members_found_by_tokens_are_those_of_the_decoder(value, indent, step):
    content = json.dumps(value, indent=indent).encode()
    expected = [bytes(raw) for raw in split_level(content).raws]
    found = members_of(content)
    assert found is not None
    assert [member[len(member) - len(raw) :] for member, raw in zip(found, expected, strict=True)] == expected
    if not expected:
        return
    inner = memoryview(content.strip())[1:-1]
    passing = MemberPassing(inner, 0, len(inner), step_bytes=step)
    while (end := passing.end()) is None:
        assert not passing.is_broken
    assert bytes(inner[:end]).strip() == found[0]


def test_json_of_thousands_of_levels_can_be_opened_to_the_last():
    raw = b'{"a": ' * 1_500 + b'"end"' + b"}" * 1_500
    for _ in range(1_500):
        level = split_level(raw)
        assert level.names == ["a"]
        (raw,) = level.raws
    assert text_of(raw) == "end"


@pytest.mark.parametrize("content", [b"[" * 5_000 + b"}" * 5_000, b'{"a" 1' + b"[" * 5_000 + b"]" * 5_000 + b"}"])
def test_deep_text_that_is_no_json_is_refused(content):
    with pytest.raises(NotReadable):
        split_level(content)
