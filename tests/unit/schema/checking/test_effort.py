import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.schema.checking import effort
from explorer.schema.checking.effort import Effort


def doubling(times):
    parts = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}, {"$ref": f"#/$defs/a{n + 1}"}]} for n in range(times)}
    return {"$ref": "#/$defs/a0", "$defs": {**parts, f"a{times}": {}}}


def nested(levels, key="a"):
    value = {}
    for _ in range(levels):
        value = {key: value}
    return value


def lists(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


TWICE = [{"$ref": "#"}, {"$ref": "#"}]
TREE = {"properties": {"left": {"$ref": "#"}, "right": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}}
MUTUAL = {
    "$ref": "#/$defs/a",
    "$defs": {
        "a": {"properties": {"b": {"$ref": "#/$defs/b"}, "c": {"$ref": "#/$defs/c"}}},
        "b": {"properties": {"x": {"$ref": "#/$defs/a"}}},
        "c": {"properties": {"x": {"$ref": "#/$defs/a"}}},
    },
}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({}, nested(150)),
        ({"properties": {"a": {"type": "string"}, "b": True}}, {"a": "x"}),
        ({"items": {"type": "string"}}, ["x"] * 300_000),
        (
            {"items": {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}]}, "$defs": {"a": {"items": {}}}},
            [[1]] * 100_000,
        ),
        ({"allOf": [{"$ref": "#"}]}, {}),
        (TREE, nested(150, "left")),
        (TREE, nested(150, "right")),
        (MUTUAL, {"b": {"x": {"c": {"x": {"b": {"x": {"c": {"x": {"c": {"x": {}}}}}}}}}}}),
        ({"prefixItems": [{"$ref": "#"}, {"$ref": "#"}]}, lists(100)),
        ({"prefixItems": [{"$ref": "#"}], "items": {"$ref": "#"}}, [[[[[[[[[[1, 2], 2], 2], 2], 2], 2], 2], 2], 2], 2]),
        ({"patternProperties": {"a": {}}}, {"a": 1}),
        ({"allOf": [{"properties": {f"k{n}": {"type": "string"}}} for n in range(500)]}, {"k1": "x"}),
        (doubling(6), 1),
        ({"$ref": "#/$defs/any", "$defs": {"any": True}}, 1),
    ],
)
def test_usual_schema_is_reasonable(schema, value):
    assert Effort(schema).is_reasonable(value)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (doubling(30), 1),
        ({"properties": {"a": {"allOf": TWICE}}}, nested(60)),
        ({"additionalProperties": {"allOf": TWICE}}, nested(60)),
        ({"patternProperties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}}}, nested(60)),
        ({"items": {"oneOf": TWICE}}, lists(60)),
        ({"allOf": [{"prefixItems": [{"anyOf": TWICE}]}]}, lists(60)),
        ({"items": [{"anyOf": TWICE}]}, lists(60)),
    ],
)
def test_schema_that_doubles_its_looks_is_not(schema, value):
    assert not Effort(schema).is_reasonable(value)


@pytest.mark.parametrize(
    "keyword", ["$ref", "$dynamicRef", "allOf", "not", "then", "dependencies", "patternProperties"]
)
def test_keyword_that_looks_again_is_noticed(keyword):
    assert effort.may_repeat(f'{{"items":{{"{keyword}":1}}}}')


def test_schema_that_looks_once_is_noticed():
    assert not effort.may_repeat('{"properties":{"thenx":{"items":{"additionalProperties":false}}}}')


def test_schema_that_doubles_its_looks_is_reasonable_for_a_flat_value():
    assert Effort({"properties": {"a": {"allOf": TWICE}}}).is_reasonable({"a": {"a": {}}})


def test_more_looks_than_can_be_counted_are_not_reasonable(monkeypatch):
    monkeypatch.setattr(effort, "_USUAL", 0)
    monkeypatch.setattr(effort, "_MOST_LOOKS", 10)
    assert not Effort({"items": {}}).is_reasonable([1] * 20)


def test_many_rules_for_many_values_are_counted_closely(monkeypatch):
    monkeypatch.setattr(effort, "_MOST_PRODUCT", 0)
    schema = {"items": {"allOf": [{"type": "string"}, {"maxLength": 3}]}}
    assert (Effort(schema).is_reasonable(["x"] * 9_000), Effort(schema).is_reasonable(["x"] * 20_000)) == (True, False)


def test_chain_too_long_to_follow_is_not_reasonable(monkeypatch):
    monkeypatch.setattr(effort, "_USUAL", 0)
    schema = {}
    for _ in range(5_000):
        schema = {"allOf": [schema]}
    assert not Effort(schema).is_reasonable(1)


names = st.sampled_from("ab")
schemas = st.recursive(
    st.sampled_from([{"$ref": "#"}, {"$ref": "#/$defs/a"}, {}]),
    lambda inside: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(names, inside, max_size=2),
            "items": inside,
            "prefixItems": st.lists(inside, min_size=1, max_size=2),
            "allOf": st.lists(inside, min_size=1, max_size=2),
            "anyOf": st.lists(inside, min_size=1, max_size=2),
            "additionalProperties": inside,
        },
    ),
    max_leaves=5,
)
values = st.recursive(
    st.just(1), lambda inside: st.lists(inside, max_size=2) | st.dictionaries(names, inside, max_size=2), max_leaves=6
)


@given(schemas, schemas, values)
def test_rough_count_is_never_below_the_exact_one(schema, definition, value):
    whole = {"allOf": [schema], "$defs": {"a": definition}}
    measured = Effort(whole)
    exact = effort._Looks(measured._document).at(whole, value)
    rough = measured._most_looks(effort.depth(value))
    assert exact <= rough * len(measured._steps) * effort._size(value) or rough > effort._USUAL
