import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.running.call import DefenderWish, read_call

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["action", "path", "query", "headers", "body", "defender_config", "defender_enabled", "other"])


def read(body, headers=None, query=None):
    return read_call(json.dumps(body).encode(), headers or {}, query or {})


def test_inputs_are_taken_by_location():
    call = read({"action": "a_b", "path": {"id": 1}, "query": {"x": None}, "headers": {"h": "1"}, "body": {"y": [0]}})
    assert (call.path, call.query, call.headers, call.body) == ({"id": 1}, {"x": None}, {"h": "1"}, {"y": [0]})


def test_the_account_in_the_header_wins_over_the_one_in_the_body():
    body = {"action": "a_b", "headers": {"X-Account-Id": "in body"}}
    assert read(body).account_id == "in body"
    assert read(body, {"x-account-id": "in header"}).account_id == "in header"


def test_the_account_is_no_input_of_the_action():
    assert read({"action": "a_b", "headers": {"x-account-id": "7", "if_match": "1"}}).headers == {"if_match": "1"}


@pytest.mark.parametrize(
    ("body", "query", "synced", "debugged"),
    [
        ({}, {}, False, False),
        ({}, {"sync": "true", "debug": "false"}, True, False),
        ({"query": {"debug": True}}, {}, False, True),
        ({}, {"debug": "true"}, False, True),
    ],
)
def test_sync_and_debug_are_read(body, query, synced, debugged):
    call = read({"action": "a_b", **body}, query=query)
    assert (call.is_synced, call.is_debugged) == (synced, debugged)


@pytest.mark.parametrize(
    ("body", "wish"),
    [
        ({}, DefenderWish()),
        ({"defender_enabled": True}, DefenderWish(is_enabled=True)),
        ({"defender_enabled": True, "defender_config": {"enabled": False}}, DefenderWish(is_enabled=False)),
        ({"defender_enabled": True, "defender_config": {}}, DefenderWish()),
        ({"defender_config": {"block_high_risk": True}}, DefenderWish(blocks_high_risk=True)),
        (
            {"defender_config": {"use_tier1_classification": False, "use_tier2_classification": False}},
            DefenderWish(is_enabled=False),
        ),
    ],
)
def test_defender_config_wins_over_the_deprecated_switch(body, wish):
    assert read({"action": "a_b", **body}).defender == wish


@given(st.dictionaries(NAMES, JSON))
def test_any_object_is_a_call_or_a_400(body):
    try:
        ended = read(body).action_id
    except Refused as refusal:
        ended = refusal.status
    assert ended in (400, body.get("action"))
