import json

import jsonschema_rs
import pytest

from explorer.sandbox.stackone.catalogue.catalogue import Catalogue
from explorer.sandbox.stackone.catalogue.model import Action, Input
from explorer.sandbox.stackone.tools.tool_schema import PARAM_STYLES, input_schema, tool, value_schema


def action(*inputs):
    return Action("acme", "do", "Do", "Does", "custom", ("crm",), "things", "do", "post", "/v1/things", inputs)


ID = Input("id", location="path", is_required=True)
SAME_NAME = Input("id", location="query")
TAGS = Input("tags", location="body", is_array=True)


def test_nested_groups_inputs_and_requires_groups_with_required_ones():
    assert input_schema(action(ID, SAME_NAME, TAGS), "nested") == {
        "type": "object",
        "properties": {
            "path": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
            "query": {"type": "object", "properties": {"id": {"type": "string"}}},
            "body": {"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}}}},
        },
        "required": ["path"],
    }


def test_flat_prefixed_puts_the_location_in_front_of_every_name():
    schema = input_schema(action(ID, SAME_NAME, TAGS), "flat_prefixed")
    assert set(schema["properties"]) == {"path_id", "query_id", "body_tags"}
    assert schema["required"] == ["path_id"]


def test_flat_smart_puts_it_only_where_a_name_comes_twice():
    schema = input_schema(action(ID, SAME_NAME, TAGS), "flat_smart")
    assert set(schema["properties"]) == {"path_id", "query_id", "tags"}


@pytest.mark.parametrize(
    ("one", "schema"),
    [
        (Input("a", "number"), {"type": "number"}),
        (
            Input("a", "number", is_integer=True, rules={"min": 1, "max": 9}),
            {"type": "integer", "minimum": 1, "maximum": 9},
        ),
        (Input("a", "boolean", default=False), {"type": "boolean", "default": False}),
        (Input("a", "datetime_string"), {"type": "string", "format": "date-time"}),
        (Input("a", "enum", values=("x", "y")), {"type": "string", "enum": ["x", "y"]}),
        (
            Input("a", "enum", values=("x",), is_nullable=True),
            {"type": ["string", "null"], "enum": ["x", None]},
        ),
        (Input("a", rules={"format": "url"}), {"type": "string", "format": "uri"}),
        (Input("a", rules={"pattern": "^x", "minLength": 2}), {"type": "string", "minLength": 2, "pattern": "^x"}),
        (Input("a", "object"), {"type": "object", "additionalProperties": True}),
        (
            Input("a", "object", properties=(Input("b", is_required=True),), is_array=True),
            {
                "type": "array",
                "items": {"type": "object", "properties": {"b": {"type": "string"}}, "required": ["b"]},
            },
        ),
        (Input("a", description="What"), {"type": "string", "description": "What"}),
    ],
)
def test_a_value_has_the_schema_of_its_type_and_rules(one, schema):
    assert value_schema(one) == schema


def test_an_input_with_variants_is_one_of_them():
    variants = (Input("Chat", "object", properties=(Input("by", "enum", values=("chat",), is_required=True),)),)
    by = {"type": "object", "properties": {"by": {"type": "string", "enum": ["chat"]}}, "required": ["by"]}
    assert value_schema(Input("a", "object", variants=variants)) == {"oneOf": [{"title": "Chat", **by}]}


@pytest.mark.parametrize("style", PARAM_STYLES)
def test_every_schema_of_the_catalogue_is_a_valid_one(style):
    for connector in Catalogue(2_000, 1).connectors():
        for one in connector.actions:
            schema = json.loads(json.dumps(tool(one, style)["inputSchema"]))
            jsonschema_rs.validator_for(schema, offline=True)
            assert jsonschema_rs.meta.is_valid(schema), one.id
