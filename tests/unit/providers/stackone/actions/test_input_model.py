"""The engine's description of inputs as a JSON Schema."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.providers.stackone.actions.input_model import GROUPS, nested, schema_of_details
from explorer.schema.build import build_form

WORDS = st.sampled_from(
    ["name", "type", "required", "description", "in", "array", "properties", "oneOf", "values", "ref", "variants", "rules",
     "inputs", "path", "query", "body", "headers", "string", "number", "object", "enum", "datetime_string", "min", "format"]
)  # fmt: skip
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), WORDS),
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(WORDS, below, max_size=6)),
    max_leaves=30,
)


def one_input(**parts):
    schema = schema_of_details({"inputs": [{"name": "x", "in": "body", **parts}]})
    return schema["properties"]["body"]["properties"]["x"]


@given(details=st.dictionaries(WORDS, ANY_JSON, max_size=6), inputs=st.lists(ANY_JSON, max_size=4))
def test_any_details_give_a_schema_that_a_form_can_be_made_from_or_none(details, inputs):
    for untrusted in (details, {**details, "inputs": inputs}):
        schema = schema_of_details(untrusted)
        assert schema is None or build_form(schema).root is not None


def test_inputs_are_grouped_by_place_in_the_order_of_the_form():
    inputs = [
        {"name": "b", "type": "string", "in": "body"},
        {"name": "h", "type": "string", "in": "headers"},
        {"name": "id", "type": "string", "in": "path", "required": True},
        {"name": "q", "type": "string", "in": "query"},
    ]
    schema = schema_of_details({"inputs": inputs})
    assert list(schema["properties"]) == list(GROUPS)
    assert schema["required"] == ["path"]
    assert schema["properties"]["path"]["required"] == ["id"]
    assert schema["properties"]["path"]["title"] == "Path"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"type": "string"}, {"type": "string"}),
        ({"type": "number", "rules": {"min": 1, "max": 9}}, {"type": "number", "minimum": 1, "maximum": 9}),
        ({"type": "datetime_string"}, {"type": "string", "format": "date-time"}),
        ({"type": "enum", "oneOf": {"values": ["a", "b"]}}, {"type": "string", "enum": ["a", "b"]}),
        ({"type": "boolean", "array": True}, {"type": "array", "items": {"type": "boolean"}}),
        (
            {"type": "string", "rules": {"format": "url", "minLength": 2}},
            {"type": "string", "format": "uri", "minLength": 2},
        ),
        ({"type": "mystery"}, {}),
        ({"variants": [{"type": "string"}, {"type": "number"}]}, {"anyOf": [{"type": "string"}, {"type": "number"}]}),
    ],
)
def test_each_type_has_its_keyword(parts, expected):
    assert one_input(**parts) == expected


def test_known_list_of_values_is_filled_in():
    assert "full_time" in one_input(type="enum", oneOf={"ref": "employment_type"})["enum"]


def test_nested_inputs_become_an_object():
    inside = [{"name": "street", "type": "string", "required": True, "in": "path"}, {"name": "no", "type": "number"}]
    assert one_input(type="object", properties=inside) == {
        "type": "object",
        "properties": {"street": {"type": "string"}, "no": {"type": "number"}},
        "required": ["street"],
    }


def test_details_that_are_a_schema_are_taken_as_one():
    schema = {"type": "object", "properties": {"query": {"type": "object"}}}
    for details in (schema, {"inputSchema": schema}, {"parameters": schema}):
        assert list(schema_of_details(details)["properties"]) == ["query"]


def test_details_that_describe_nothing_give_none():
    assert schema_of_details({"id": "x", "label": "y"}) is None


def test_prefixed_names_are_put_back_into_their_places():
    schema = {
        "type": "object",
        "properties": {"path_id": {"type": "string"}, "body_first_name": {}, "headers_if_match": {}, "limit": {}},
        "required": ["path_id", "limit"],
    }
    found = nested(schema)
    places = {group: list(inside["properties"]) for group, inside in found["properties"].items()}
    assert places == {"path": ["id"], "headers": ["if_match"], "body": ["first_name", "limit"]}
    assert found["required"] == ["path", "body"]
    assert found["properties"]["body"]["required"] == ["limit"]


def test_nested_layout_stays_as_it_is():
    schema = {"type": "object", "required": ["path"], "properties": {"path": {"type": "object", "required": ["id"]}}}
    assert nested(schema)["properties"]["path"] == {"title": "Path", "type": "object", "required": ["id"]}
    assert nested(schema)["required"] == ["path"]
