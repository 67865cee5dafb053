import pytest

from explorer.schema.checking import validator
from explorer.schema.checking.validator import compiled


def found(schema, value):
    return [(problem.pointer, problem.keyword) for problem in compiled(schema).problems(value)]


def test_nothing_is_fetched_for_a_reference_or_a_draft():
    schema = {
        "$schema": "http://127.0.0.1:9/draft",
        "properties": {"a": {"$ref": "http://127.0.0.1:9/x"}},
        "type": "object",
    }
    assert (found(schema, {"a": 5}), found(schema, 5)) == ([], [((), "type")])


@pytest.mark.parametrize(
    "broken",
    [
        {"pattern": "("},
        {"pattern": "(a{1000}){1000}"},
        {"minLength": -1},
        {"minLength": int("7" * 4_200)},
        {"type": "any"},
        {"type": ["string", 5]},
        {"enum": 5},
        {"required": "a"},
        {"properties": {"b": 5}},
        {"allOf": [{"minItems": "x"}]},
        {"anyOf": []},
        {"allOf": [5]},
        {"multipleOf": 0},
    ],
)
def test_broken_place_costs_no_more_than_itself(broken):
    assert found({"properties": {"a": broken}, "required": ["z"]}, {"a": "x"}) == [(("z",), "required")]


def test_schema_with_too_many_broken_places_is_given_up(monkeypatch):
    monkeypatch.setattr(validator, "_MOST_REPAIRS", 3)
    assert compiled({"properties": {key: {"minLength": -1} for key in "abcd"}}) is None


def test_schema_nested_too_deep_is_given_up():
    schema = {}
    for _ in range(10_000):
        schema = {"not": schema}
    assert compiled(schema) is None


def test_schema_that_is_broken_at_its_root_identifier_is_given_up_or_read():
    assert compiled({"$id": "http://[", "type": "string"}) is None


def test_problems_of_a_list_that_was_only_shortened_are_not_told():
    schema = {"items": {"type": "string"}, "minItems": 600, "contains": {"const": "last"}}
    assert found(schema, ["x"] * 700 + ["last", 5]) == [((701,), "type")]


def test_problem_of_a_whole_long_list_is_told():
    assert found({"maxItems": 600}, ["x"] * 700) == [((), "maxItems")]


def test_same_problem_by_two_rules_is_told_once():
    assert found({"allOf": [{"type": "string"}, {"type": "string"}]}, 5) == [((), "type")]
