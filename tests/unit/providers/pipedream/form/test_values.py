"""What a form holds, as `configured_props` gets it."""

import pytest

from explorer.domain.json_value import ExactNumber, same_json
from explorer.providers.pipedream.form.prop import read_props
from explorer.providers.pipedream.form.values import configured_props, earlier_values

SQL = [{"name": "sql", "type": "sql", "auth": {"app": "postgresql"}}]


def props(*raw):
    return read_props(list(raw))[0]


def test_values_go_out_exactly_and_in_order():
    held = {"b": ExactNumber("1e400"), "a": None, "c": {"k": ["", {}]}, "n": 2**63 + 1}
    assert same_json(configured_props(props({"name": "a", "type": "string"}), held, "union"), held)


SHAPES = {
    "union": {
        "query": "select 1",
        "params": [],
        "app": "postgresql",
        "value": "select 1",
        "usePreparedStatements": False,
    },
    "schema": {"query": "select 1", "params": [], "value": "select 1", "usePreparedStatements": False},
    "docs": {"query": "select 1", "params": [], "auth": {"app": "postgresql"}},
    "builder": {"query": "select 1", "params": [], "app": "postgresql"},
}


@pytest.mark.parametrize(("shape", "expected"), SHAPES.items())
@pytest.mark.parametrize("held", ["select 1", {"query": "select 1"}])
def test_a_query_is_completed_to_the_shape_of_the_connection(shape, expected, held):
    assert configured_props(props(*SQL), {"sql": held}, shape) == {"sql": expected}


def test_what_was_filled_of_a_query_stays():
    held = {"query": "select $1", "params": [ExactNumber("0.10")], "usePreparedStatements": True, "app": "mine"}
    sent = configured_props(props(*SQL), {"sql": held}, "union")["sql"]
    assert sent == held | {"value": "select $1"}


def test_a_query_without_a_query_is_left_alone():
    assert configured_props(props(*SQL), {"sql": {"raw": 1}}, "union") == {"sql": {"raw": 1}}


def test_a_value_that_must_carry_a_label_gets_one():
    table = props({"name": "table", "type": "string", "withLabel": True})
    assert configured_props(table, {"table": "tbl1"}, "union") == {
        "table": {"__lv": {"label": "tbl1", "value": "tbl1"}}
    }


def test_nothing_is_not_labelled():
    table = props({"name": "table", "type": "string", "withLabel": True})
    assert configured_props(table, {"table": None}, "union") == {"table": None}


FORM = props(
    {"name": "note", "type": "string"},
    {"name": "app", "type": "app", "app": "a"},
    {"name": "first", "type": "string", "remoteOptions": True},
    {"name": "second", "type": "string", "remoteOptions": True},
    {"name": "other", "type": "app", "app": "b"},
    {"name": "later", "type": "string"},
)
HELD = {
    "later": "l",
    "second": "s",
    "first": "f",
    "app": {"authProvisionId": "1"},
    "other": {"authProvisionId": "2"},
    "note": "",
}


def test_a_question_carries_values_of_earlier_props_and_all_accounts():
    assert earlier_values(FORM, HELD, "second") == {
        "app": {"authProvisionId": "1"},
        "first": "f",
        "other": {"authProvisionId": "2"},
    }


def test_a_question_for_an_unknown_prop_carries_everything_but_itself():
    assert set(earlier_values(FORM, HELD | {"dyn": 1}, "dyn")) == {"later", "second", "first", "app", "other"}
