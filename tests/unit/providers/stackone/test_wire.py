"""Received JSON: whatever comes in, it is read or called unreadable."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.account import Account, AccountState
from explorer.domain.action import Action, Effect, ListingProblem
from explorer.providers.stackone import wire

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)
)
NAMES = st.sampled_from(
    ["id", "key", "name", "label", "description", "actions", "version", "tags", "action_details", "annotations", "status",
     "status_reasons", "provider", "origin_owner_name", "release_stage", "effects", "readOnlyHint", "other"]
)  # fmt: skip
ANY_JSON = st.recursive(
    SCALARS,
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(NAMES, below, max_size=6)),
    max_leaves=25,
)


def raw(value: object) -> msgspec.Raw:
    return msgspec.Raw(json.dumps(value).encode())


@given(value=ANY_JSON)
def test_any_json_is_a_connector_or_a_problem(value):
    for found in wire.connector_of(raw(value)):
        assert isinstance(found, Action | ListingProblem)
        if isinstance(found, Action):
            assert found.key
            assert found.name
            assert isinstance(found.effect, Effect)
        else:
            assert found.reason


@given(value=ANY_JSON)
def test_any_json_is_an_account_or_called_unreadable(value):
    try:
        account = wire.account_of(raw(value))
    except wire.NotReadable as problem:
        account = problem
    assert str(account) if isinstance(account, wire.NotReadable) else account.id and account.label


@given(untrusted=st.binary(max_size=60))
def test_any_bytes_are_a_level_or_called_unreadable(untrusted):
    for read in (wire.object_of, wire.list_of, wire.check_json):
        try:
            read(untrusted)
        except wire.NotReadable as problem:
            said = str(problem)
        else:
            said = "read"
        assert said


@given(value=ANY_JSON)
def test_readers_of_single_values_take_anything(value):
    level = {"x": raw(value)}
    assert isinstance(wire.text_of(level, "x"), str)
    assert all(isinstance(text, str) for text in wire.texts_of(level, "x"))
    assert wire.flag_of(level, "x") in {True, False, None}
    assert isinstance(wire.number_of(level, "x"), float | None)
    assert isinstance(wire.time_of(level, "x"), datetime | None)
    assert isinstance(wire.object_in(level, "x"), dict)
    assert isinstance(wire.raw_text(level["x"]), str)


def test_leading_newlines_and_a_byte_order_mark_are_passed_over():
    assert wire.text_of(wire.object_of(b'\n\n\n\n{"a": "b"}'), "a") == "b"
    assert wire.text_of(wire.object_of(b'\xef\xbb\xbf{"a": "b"}'), "a") == "b"


def test_half_a_surrogate_pair_spoils_nothing():
    level = wire.object_of(b'{"half": "a\\ud800b", "whole": "\\ud83d\\ude00", "slash": "\\\\ud800", "next": "x"}')
    assert wire.text_of(level, "next") == "x"
    assert wire.text_of(level, "whole") == "\N{GRINNING FACE}"
    assert wire.text_of(level, "half") == "a\ufffdb"
    assert wire.text_of(level, "slash") == "\\ud800"


def test_deep_nesting_is_unreadable_and_kills_nothing():
    with pytest.raises(wire.NotReadable):
        wire.object_of(b'{"a":' * 100_000)


def test_raw_text_keeps_numbers_and_order_as_received():
    untrusted = b'{"b":1e400,"a":0.10,"n":9007199254740993}'
    level = wire.object_of(b'{"raw":' + untrusted + b"}")
    assert wire.raw_text(level["raw"]) == untrusted.decode()


def test_times_are_aware_and_in_utc():
    level = wire.object_of(b'{"a":"2026-05-01T02:00:00.5+02:00","b":"2026-05-01T00:00:00","c":"soon"}')
    assert wire.time_of(level, "a") == datetime(2026, 5, 1, 0, 0, 0, 500_000, tzinfo=UTC)
    assert wire.time_of(level, "b") == datetime(2026, 5, 1, tzinfo=UTC)
    assert wire.time_of(level, "c") is None


@pytest.mark.parametrize(
    "fields",
    [
        {"provider": "acmehr", "provider_name": "Acme HR", "origin_owner_name": "Meridian"},
        {"connector": "acmehr", "connector_name": "Acme HR", "owner_name": "Meridian"},
    ],
)
def test_account_of_either_generation(fields):
    told = [{"code": "x", "description": "Sign in again"}, {"code": "y"}]
    found = wire.account_of(raw({"id": "a1", "status": "error", "status_reasons": told, **fields}))
    assert found == Account("a1", "Meridian", "acmehr", "Acme HR", AccountState.ERROR, "Sign in again; y", "Meridian")


def test_unknown_state_of_an_account_is_unknown():
    assert wire.account_of(raw({"id": "a1", "status": "hibernating"})).state is AccountState.UNKNOWN


def test_bad_action_does_not_hide_good_ones():
    entry = {
        "key": "acmehr",
        "name": "Acme HR",
        "actions": [{"id": "acmehr_a"}, 5, {"label": "no id"}, {"id": "acmehr_b"}],
    }
    found = list(wire.connector_of(raw(entry)))
    assert [one.key for one in found if isinstance(one, Action)] == ["acmehr_a", "acmehr_b"]
    assert [one.entry for one in found if isinstance(one, ListingProblem)] == ["Acme HR, action 2", "Acme HR, action 3"]


def test_connector_key_with_an_underscore_stays_whole():
    (found,) = wire.connector_of(raw({"key": "gong_crm", "name": "Gong", "actions": [{"id": "gong_crm_delete_call"}]}))
    assert (found.connector_key, found.effect) == ("gong_crm", Effect.DESTRUCTIVE)


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "k", "release_stage": "deprecated", "actions": [{"id": "k_x"}]},
        {"key": "k", "actions": [{"id": "k_x", "tags": ["Deprecated"]}]},
        {"key": "k", "actions": [{"id": "k_x", "action_details": {"releaseStage": "deprecated"}}]},
    ],
)
def test_deprecated_is_seen_wherever_it_is_said(entry):
    (found,) = wire.connector_of(raw(entry))
    assert found.is_deprecated
