import pytest

from explorer.schema.checking import effort
from explorer.schema.checking.effort import Effort


def doubling(times):
    parts = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}, {"$ref": f"#/$defs/a{n + 1}"}]} for n in range(times)}
    return {"$ref": "#/$defs/a0", "$defs": {**parts, f"a{times}": {}}}


def nested(levels):
    value = {}
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"properties": {"a": {"type": "string"}}}, {"a": "x"}),
        ({"items": {"type": "string"}}, ["x"] * 300_000),
        ({"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}], "$defs": {"a": {"items": {}}}}, [1] * 1_000),
        ({"allOf": [{"$ref": "#"}]}, {}),
        ({"properties": {"a": {"$ref": "#"}}, "allOf": [{"$ref": "#/$defs/x"}], "$defs": {"x": {}}}, nested(150)),
        ({"patternProperties": {"a": {}}}, {"a": 1}),
        (doubling(8), 1),
    ],
)
def test_usual_schema_is_reasonable(schema, value):
    assert Effort(schema).is_reasonable(value)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (doubling(30), 1),
        ({"properties": {"a": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}}, nested(60)),
        ({"additionalProperties": {"allOf": [{"$ref": "#"}, {"$ref": "#"}]}}, nested(60)),
        ({"patternProperties": {"a": {"allOf": [{"$ref": "#"}]}, "b": {"anyOf": [{"$ref": "#"}]}}}, nested(60)),
        (
            {"$defs": {"l": {"items": {"oneOf": [{"$ref": "#/$defs/l"}, {"$ref": "#/$defs/l"}]}}}, "$ref": "#/$defs/l"},
            [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]],
        ),
        (
            {"allOf": [{"prefixItems": [{"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}]}]},
            [[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]],
        ),
    ],
)
def test_schema_that_doubles_its_looks_is_not(schema, value):
    assert not Effort(schema).is_reasonable(value)


def test_more_looks_than_can_be_counted_are_not_reasonable(monkeypatch):
    monkeypatch.setattr(effort, "_MOST_LOOKS", 10)
    assert not Effort({"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"items": {}}}}).is_reasonable([[]] * 20)


def test_chain_too_long_to_follow_is_not_reasonable():
    schema = {}
    for _ in range(5_000):
        schema = {"allOf": [schema]}
    assert not Effort({"allOf": [schema, {"$ref": "#/$defs/a"}], "$defs": {"a": {}}}).is_reasonable(1)


def test_rules_for_the_same_value_in_many_places_are_no_repetition(monkeypatch):
    monkeypatch.setattr(effort, "_MOST_PRODUCT", 0)
    schema = {"items": {"allOf": [{"type": "string"}, {"maxLength": 3}]}}
    assert Effort(schema).is_reasonable(["x"] * 20_000)
