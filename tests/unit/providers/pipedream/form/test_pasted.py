"""A pasted request as Pipedream takes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.contract import PastedCall, PastedRequest
from explorer.providers.pipedream.form.pasted import read_pasted

PROPS = {"slack": {"authProvisionId": "apn_1"}, "channel": {"__lv": {"label": "#general", "value": "C1"}}}
WIRE = {
    "id": "slack_v2-send",
    "version": "0.0.5",
    "external_user_id": "u1",
    "configured_props": PROPS,
    "dynamic_props_id": "dyp_1",
    "stash_id": True,
}
SDK = {
    "actionId": "slack_v2-send",
    "version": "0.0.5",
    "externalUserId": "u1",
    "configuredProps": PROPS,
    "dynamicPropsId": "dyp_1",
    "stashId": True,
}


@pytest.mark.parametrize("body", [WIRE, SDK])
def test_a_run_is_read_in_both_spellings(body):
    assert read_pasted(PastedRequest(body)) == PastedCall(
        PROPS,
        "a Pipedream run",
        {"version": "0.0.5", "stash_id": True},
        account_id="u1",
        action_key="slack_v2-send",
        state={"dynamic_props_id": "dyp_1"},
        notes=[],
    )


def test_configured_props_under_their_name_are_read():
    assert read_pasted(PastedRequest({"configured_props": PROPS})) == PastedCall(PROPS, "configured props", notes=[])


def test_bare_props_stay_as_they_are_even_with_names_of_a_run():
    body = {"id": "5", "version": 1, **PROPS}
    assert read_pasted(PastedRequest(body)) == PastedCall(body)
    assert read_pasted(PastedRequest(None)) == PastedCall({})


def test_what_is_no_part_of_a_run_is_named():
    found = read_pasted(PastedRequest({**WIRE, "prop_name": "channel", "blocking": True}))
    assert found.notes == ["Not part of a run, and left out: prop_name, blocking."]


def test_props_that_are_no_object_are_told():
    found = read_pasted(PastedRequest({"id": "a", "configured_props": [1]}))
    assert found.arguments == {}
    assert "no object" in found.notes[0]


def test_a_stash_that_is_null_is_left_out():
    assert read_pasted(PastedRequest({"configured_props": {}, "stash_id": None, "version": 5})).options == {}


@given(st.dictionaries(st.sampled_from([*WIRE, *SDK, "x"]), st.none() | st.text() | st.lists(st.none())))
def test_nothing_makes_reading_fail(body):
    read_pasted(PastedRequest(body, "x"))
