"""Whatever a client sends, the stand-in answers with JSON and a status of the platform's."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.sandbox.pipedream.catalogue.files import load_catalogue

WAITING = ("fault_lab-slow", "fault_lab-every-choice", "fault_lab-large-answer")
COMPONENTS = [one for one in load_catalogue().components if one["key"] not in WAITING]
WORDS = st.sampled_from(["", "a", "con_first001", "select 1", "\ud800", "2026-01-01", "value", "url", "query", "__lv"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
EXTRA = st.dictionaries(
    st.sampled_from(
        [
            "version",
            "dynamic_props_id",
            "stash_id",
            "page",
            "prev_context",
            "query",
            "prop_name",
            "configured_props",
            "external_user_id",
        ]
    ),
    VALUES,
    max_size=2,
)


@pytest.fixture
def accounts(caller):
    listed = caller.get("/accounts?external_user_id=demo-user&limit=100").json()["data"]
    return {one["app"]["name_slug"]: {"authProvisionId": one["id"]} for one in reversed(listed) if one["healthy"]}


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(COMPONENTS), st.data())
def test_odd_values_get_an_answer_of_the_platform(caller, accounts, component, data):
    props = component["configurable_props"]
    configured = {prop["name"]: accounts.get(prop["app"]) for prop in props if prop["type"] == "app"}
    for prop in props:
        if prop["type"] != "app" and (not prop.get("optional") or data.draw(st.booleans())):
            configured[prop["name"]] = data.draw(VALUES)
    call = data.draw(st.sampled_from(["run", "props", "configure"]))
    name = data.draw(st.sampled_from([prop["name"] for prop in props]))
    body = {**caller.form(component["key"], configured, prop_name=name), **data.draw(EXTRA)}
    answer = caller.send("POST", f"{caller.project}/actions/{call}", content=json.dumps(body).encode())
    assert answer.status_code in (200, 400, 404, 429) or component["key"] == "fault_lab-refused-request"
    assert isinstance(answer.json(), dict)
