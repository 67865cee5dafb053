import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.decoding import first_level as module
from explorer.providers.decoding.first_level import first_level

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def as_values(level):
    return {name: json.loads(bytes(raw)) for name, raw in level.items()}


@given(
    before=st.dictionaries(st.text(max_size=5), values, max_size=3),
    behind=st.dictionaries(st.text(max_size=5), values, max_size=3),
    large=st.lists(values, min_size=1) | st.dictionaries(st.text(), values, min_size=1),
    indent=st.sampled_from([None, 2]),
)
def test_a_large_object_has_the_same_members_as_when_it_is_split_whole(before, behind, large, indent):
    value = {**before, "large": [large] * 40, **{f"_{name}": one for name, one in behind.items()}}
    body = json.dumps(value, indent=indent).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SPLIT_BYTES", 0)
        edges = len(json.dumps(before, indent=indent)) + len(json.dumps(behind, indent=indent))
        patch.setattr(module, "EDGE_BYTES", 2 * edges + 100)
        assert as_values(first_level(body)) == value


def test_the_large_member_is_passed_over_unread(monkeypatch):
    monkeypatch.setattr(module, "SPLIT_BYTES", 0)
    monkeypatch.setattr(module, "EDGE_BYTES", 60)
    broken_within = b"[" + b"1," * 100 + b"?," + b"1," * 100 + b"1]"
    level = first_level(b'\xef\xbb\xbf {"os": [], "ret" : ' + broken_within + b' , "stash_id": "s" }')
    assert {name: bytes(raw)[:6] for name, raw in level.items()} == {
        "os": b"[]",
        "ret": b"[1,1,1",
        "stash_id": b'"s"',
    }
    assert bytes(level["ret"]) == broken_within


@pytest.mark.parametrize(
    "body", [b"[1]", b'{"a": [1}', b'{"a" 1}', b'{"a": [' + b"1," * 500, b"", b'{"a":1,"b":]]]]' + b"1" * 400]
)
def test_what_is_no_object_is_refused(monkeypatch, body):
    monkeypatch.setattr(module, "SPLIT_BYTES", 0)
    monkeypatch.setattr(module, "EDGE_BYTES", 60)
    with pytest.raises(msgspec.MsgspecError):
        first_level(body)


def test_all_is_split_where_a_wanted_name_is_missing(monkeypatch):
    monkeypatch.setattr(module, "SPLIT_BYTES", 0)
    monkeypatch.setattr(module, "EDGE_BYTES", 60)
    body = json.dumps({"exports": [1] * 100, "os": [2] * 100, "ret": None}).encode()
    assert "os" not in first_level(body)
    assert as_values(first_level(body, wanted=("os",)))["os"] == [2] * 100


def test_members_of_what_nests_deeper_than_the_decoder_goes_are_found():
    deep = b"[" * 20_000 + b'"}"' + b"]" * 20_000
    level = first_level(b'{"os": [], "ret": ' + deep + b', "stash_id": "s" } ')
    assert {name: bytes(raw) for name, raw in level.items()} == {"os": b"[]", "ret": deep, "stash_id": b'"s"'}


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": ' + b"[" * 20_000,
        b'{"a" ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b'{"a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}}",
        b'{"\\x": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b"[" * 20_000 + b"]" * 20_000,
        b'{"a": ' + b"[" * 600_000 + b"]" * 600_000 + b"}",
    ],
)
def test_deep_text_that_cannot_be_gone_through_is_refused(body):
    with pytest.raises((RecursionError, msgspec.MsgspecError)):
        first_level(body)
