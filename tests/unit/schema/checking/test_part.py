import pytest

from explorer.schema.checking.part import passes

WHOLE = {"$defs": {"number": {"type": "integer"}}, "properties": {"a": {"if": {"$ref": "#/$defs/number"}}}}


@pytest.mark.parametrize("part", [True, False])
def test_true_and_false_say_it_themselves(part):
    assert passes(WHOLE, part, 5) is part


@pytest.mark.parametrize("part", [None, 5, [], "x"])
def test_what_is_no_schema_cannot_be_told(part):
    assert passes(WHOLE, part, 5) is None


def test_value_of_too_many_levels_cannot_be_told():
    deep = 5
    for _ in range(300):
        deep = [deep]
    assert passes(WHOLE, {"type": "array"}, deep) is None


def test_part_is_held_against_the_value_alone():
    part = {"type": "string"}
    assert [passes(WHOLE, part, value) for value in ("a", 5)] == [True, False]


@pytest.mark.parametrize(
    "whole",
    [
        WHOLE,
        {**WHOLE, "$id": "https://example.com/root.json"},
        {**WHOLE, "$schema": "http://json-schema.org/draft-07/schema#"},
    ],
)
def test_reference_of_a_part_means_what_it_means_in_the_whole(whole):
    part = {"allOf": [{"$ref": "#/$defs/number"}]}
    assert [passes(whole, part, value) for value in (5, "a")] == [True, False]


def test_relative_reference_counts_from_the_schema_around_it():
    inner = {"$id": "https://example.com/inner/", "then": {"$ref": "number"}}
    inner["$defs"] = {"it": {"$id": "number", "type": "integer"}}
    whole = {"properties": {"a": inner}}
    assert [passes(whole, inner["then"], value) for value in (5, "a")] == [True, False]


def test_reference_that_is_no_text_says_nothing():
    assert passes(WHOLE, {"$ref": 5, "type": "string"}, 5) is False


def test_part_that_would_take_too_long_cannot_be_told():
    parts = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(40)}
    whole = {"$defs": {**parts, "a40": {"type": "string"}}}
    assert passes(whole, {"$ref": "#/$defs/a0"}, 5) is None


def test_part_that_cannot_be_read_cannot_be_told():
    deep = {"type": "string"}
    for _ in range(150):
        deep = {"properties": {"a": deep}}
    assert passes(WHOLE, deep, {}) is None
