import pytest

from explorer.domain.json_value import ABSENT, ExactNumber, number_from_text, write_json
from explorer.schema.build import build_form
from explorer.schema.check import check
from explorer.schema.field import (
    AccountField,
    ChoiceField,
    Form,
    GroupField,
    JsonField,
    ListField,
    RemoteChoices,
    TextField,
)
from explorer.schema.making.example import example_of


def example(schema, **around):
    return example_of(build_form({"type": "object", "properties": {"it": schema}, **around}))["it"]


def is_valid(schema):
    form = build_form(schema)
    return check(form, example_of(form)) == []


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "examples": ["a", "b"], "default": "c"}, "a"),
        ({"type": "string", "default": "c"}, "c"),
        ({"enum": ["x", "y"], "default": None}, "x"),
        ({"type": "array", "items": {"enum": ["x", "y"]}}, ["x"]),
        ({"const": 5}, 5),
        ({"type": "boolean"}, True),
        ({"type": "integer"}, 1),
    ],
)
def test_what_the_schema_names_comes_first(schema, value):
    assert example(schema) == value


@pytest.mark.parametrize("shape", ["date", "date-time", "time", "duration", "email", "uri", "uuid", "ipv4", "ipv6"])
def test_text_of_a_format_has_that_format(shape):
    assert is_valid({"type": "string", "format": shape})


@pytest.mark.parametrize(("limits", "length"), [({"maxLength": 3}, 3), ({"minLength": 30}, 30)])
def test_text_keeps_to_its_lengths(limits, length):
    assert len(example({"type": "string", **limits})) == length


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        ({"minimum": 5}, "5"),
        ({"maximum": -5}, "-5"),
        ({"exclusiveMinimum": 5}, "6"),
        ({"exclusiveMaximum": -5}, "-6"),
        ({"multipleOf": 4}, "4"),
        ({"minimum": ExactNumber("0.10"), "maximum": ExactNumber("0.2")}, "0.2"),
        ({"minimum": ExactNumber("1e400")}, "1"),
        ({"minimum": ExactNumber("1e99999999999999999999")}, "1"),
    ],
)
def test_number_keeps_to_its_limits(limits, text):
    assert example({"type": "number", **limits}) == number_from_text(text)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": {"type": "string"}, "minItems": 3},
        {"type": "array", "items": {"type": "string"}, "maxItems": 0},
        {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "items": False},
        {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 1},
        {"type": "object", "propertyNames": {"enum": ["a"]}, "additionalProperties": {"type": "integer"}},
        {"oneOf": [{"properties": {"kind": {"const": "a"}}, "required": ["kind"]}, {"type": "string"}]},
        {"type": ["integer", "string"]},
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "properties": {"a": {"type": "string"}}},
        {"required": ["a"]},
        {"properties": {"a": {"type": "string", "readOnly": True}}, "additionalProperties": False},
        {"properties": {"tree": {"$ref": "#"}, "name": {"type": "string"}}},
        {"type": "array", "items": {"$ref": "#"}},
    ],
)
def test_value_of_every_kind_follows_the_rules(schema):
    assert is_valid(schema)


def test_field_that_is_fixed_or_takes_anything_stays_empty():
    properties = {"a": {"type": "string", "readOnly": True, "default": "x"}, "b": {}, "c": {"type": "file"}}
    assert example_of(build_form({"properties": properties})) == {}


def test_what_repeats_itself_ends():
    form = build_form({"properties": {"child": {"$ref": "#"}}, "required": ["child"]})
    assert len(write_json(example_of(form))) < 200


def test_account_and_items_that_nobody_knows_stay_empty():
    account = AccountField(key="app", label="App", connector_key="app", remote=RemoteChoices("app"))
    items = ListField(key="it", label="It", item=JsonField())
    others = GroupField(key="map", label="Map", others=JsonField())
    assert example_of(Form(GroupField(fields=(account, items, others)))) == {"it": [], "map": {}}
    assert example_of(Form(account)) is ABSENT


def test_choice_that_only_the_platform_knows_stays_empty():
    assert example_of(Form(ChoiceField(remote=RemoteChoices("it")))) is ABSENT


def test_text_that_holds_a_file_holds_a_small_one():
    assert example_of(Form(TextField(content="data-uri"))).startswith("data:text/plain")
