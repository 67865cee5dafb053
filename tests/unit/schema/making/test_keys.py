import pytest

from explorer.schema.build import build_form
from explorer.schema.field import NumberField, TextField


def group(schema):
    return build_form({"properties": {"it": {"type": "object", **schema}}}).root.fields[0]


@pytest.mark.parametrize("keyword", ["additionalProperties", "unevaluatedProperties"])
def test_other_keys_have_the_field_that_the_schema_gives_them(keyword):
    assert isinstance(group({keyword: {"type": "integer"}}).others, NumberField)


@pytest.mark.parametrize("rule", [True, False, {}])
def test_nothing_is_said_of_other_keys_by_a_rule_without_words(rule):
    assert group({"additionalProperties": rule}).others is None


def test_each_pattern_of_keys_has_a_field():
    found = group({"patternProperties": {"^a": {"type": "string"}, "^b": {"type": "integer"}}})
    assert [(pattern, type(field)) for pattern, field in found.patterns] == [("^a", TextField), ("^b", NumberField)]


def test_patterns_that_are_no_object_are_none():
    assert group({"patternProperties": 5}).patterns == ()


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ({"enum": ["a", 5, "b"]}, ("a", "b")),
        ({"const": "a"}, ("a",)),
        ({"pattern": "^a"}, ()),
        ({"enum": 5}, ()),
        (True, ()),
    ],
)
def test_keys_that_the_schema_lists_can_be_chosen_from(rule, names):
    assert group({"propertyNames": rule}).key_names == names


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"pattern": "^a", "minLength": 2, "maxLength": 3}, "at least 2 characters, at most 3 characters, matching ^a"),
        ({"format": "email"}, "an email address"),
        ({"format": "own"}, "of the format own"),
        ({}, ""),
        (5, ""),
    ],
)
def test_rule_for_keys_is_told_in_words(rule, words):
    assert group({"propertyNames": rule}).key_rule == words


def test_number_of_keys_is_kept():
    found = group({"minProperties": 1, "maxProperties": 3})
    assert (found.least_keys, found.most_keys) == (1, 3)
