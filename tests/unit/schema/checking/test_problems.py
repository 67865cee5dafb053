import pytest

from explorer.domain.json_value import ExactNumber, parse_json
from explorer.schema.build import build_form
from explorer.schema.check import check


def told(rule, value):
    """The problems of one field, each as (the rest of its pointer, message, keyword)."""
    rule = parse_json(rule) if isinstance(rule, str) else rule
    draft = {"$schema": rule.pop("$schema")} if "$schema" in rule else {}
    problems = check(build_form({**draft, "properties": {"it": rule}}), {"it": value})
    return [(problem.pointer[1:], problem.message, problem.keyword) for problem in problems]


SEVEN = "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize(
    ("rule", "value", "message", "keyword"),
    [
        ('{"type": "string"}', 5, "Must be text.", "type"),
        ('{"type": "string"}', None, "Must not be null, but text.", "type"),
        ('{"type": "integer"}', "5", "Must be a whole number.", "type"),
        ('{"type": ["array", "boolean"]}', "5", "Must be a list or true or false.", "type"),
        ('{"type": "object"}', [], "Must be an object with named fields.", "type"),
        ('{"enum": ["a", 0.10, null]}', "b", 'Must be one of "a", 0.10 or null.', "enum"),
        ('{"enum": ["a"]}', "b", 'Must be "a".', "enum"),
        ('{"enum": []}', "b", "Nothing may be filled in here.", "enum"),
        ('{"enum": [1,2,3,4,5,6,7,8,9]}', 0, "Must be one of the 9 choices.", "enum"),
        ('{"const": {"a": [0.5, true]}}', 0, 'Must be {"a":[0.5,true]}.', "const"),
        ('{"minimum": 5}', 4, "Must be 5 or more.", "minimum"),
        ('{"maximum": 5}', 6, "Must be 5 or less.", "maximum"),
        ('{"exclusiveMinimum": 5}', 5, "Must be more than 5.", "exclusiveMinimum"),
        ('{"exclusiveMaximum": 5}', 5, "Must be less than 5.", "exclusiveMaximum"),
        ('{"multipleOf": 0.10}', ExactNumber("0.05"), "Must be a multiple of 0.10.", "multipleOf"),
        ('{"minLength": 1}', "", "Must not be empty.", "minLength"),
        ('{"minLength": 3}', "\U0001f600", "Must have at least 3 characters; it has 1.", "minLength"),
        ('{"maxLength": 1}', "abc", "May have at most 1 character; it has 3.", "maxLength"),
        ('{"maxLength": 2}', "abc", "May have at most 2 characters; it has 3.", "maxLength"),
        ('{"minItems": 1}', [], "Must have at least 1 entry; it has 0.", "minItems"),
        ('{"maxItems": 2}', [1, 2, 3], "May have at most 2 entries; it has 3.", "maxItems"),
        ('{"minProperties": 2}', {}, "At least 2 fields must be filled in; 0 are.", "minProperties"),
        ('{"maxProperties": 1}', {"a": 1, "b": 1}, "At most 1 field may be filled in; 2 are.", "maxProperties"),
        ('{"pattern": "^a"}', "b", "Does not follow the pattern ^a.", "pattern"),
        ('{"format": "email"}', "b", "Must be an e-mail address such as name@example.com.", "format"),
        ('{"format": "date"}', "b", "Must be a date such as 2026-01-31.", "format"),
        ('{"uniqueItems": true}', [1, 1], "No entry may appear twice.", "uniqueItems"),
        ('{"contains": {"type": "string"}}', [1], "An entry that must be in this list is missing.", "contains"),
        (
            '{"contains": {"type": "string"}, "maxContains": 1}',
            ["a", "b"],
            "Has too many entries of one kind.",
            "maxContains",
        ),
        ('{"not": {"type": "string"}}', "a", "This value is ruled out.", "not"),
        (
            {"$schema": SEVEN, "items": [{}], "additionalItems": False},
            [1, 2],
            "May have at most 1 entry.",
            "additionalItems",
        ),
        ({"$schema": SEVEN, "contentEncoding": "base64"}, "?", "Must be text in base64 encoding.", "contentEncoding"),
        (
            {"$schema": SEVEN, "contentMediaType": "application/json"},
            "?",
            "Must be text in application/json encoding.",
            "contentMediaType",
        ),
        ('{"unevaluatedItems": false}', [1], 'Breaks the rule "unevaluatedItems".', "unevaluatedItems"),
    ],
)
def test_each_rule_has_its_words(rule, value, message, keyword):
    assert told(rule, value) == [((), message, keyword)]


@pytest.mark.parametrize("keyword", ["additionalProperties", "unevaluatedProperties"])
def test_each_unknown_key_is_told_at_that_key(keyword):
    rule = {"properties": {"a": {}}, keyword: False}
    assert told(rule, {"b": 1, "a": 1, "c": 1}) == [
        (("b",), "This key is not known here.", keyword),
        (("c",), "This key is not known here.", keyword),
    ]


def test_key_that_breaks_the_rule_for_names_is_told_at_that_key():
    message = "The name of this key is not allowed. May have at most 2 characters; it has 3."
    assert told('{"propertyNames": {"maxLength": 2}}', {"abc": 1}) == [(("abc",), message, "propertyNames")]


def test_place_where_nothing_may_be_is_told():
    assert told('{"properties": {"a": false}}', {"a": 1}) == [(("a",), "Nothing may be filled in here.", "falseSchema")]


@pytest.mark.parametrize(
    ("rule", "keyword"),
    [
        ('{"dependentRequired": {"a": ["b"]}}', "dependentRequired"),
        ({"$schema": SEVEN, "dependencies": {"a": ["b"]}}, "dependencies"),
    ],
)
def test_field_that_another_asks_for_is_told_at_its_own_place(rule, keyword):
    message = "This field is required together with what else is filled in."
    assert told(rule, {"a": 1}) == [(("b",), message, keyword)]


def test_limit_behind_a_reference_is_told_with_its_digits():
    rule = '{"$ref": "#/properties/it/$defs/a", "$defs": {"a": {"maximum": 0.10}}}'
    assert told(rule, 1)[0][1] == "Must be 0.10 or less."


def test_limit_of_another_document_is_told_all_the_same():
    rule = '{"$ref": "x", "$defs": {"a": {"$id": "x", "maximum": 0.5, "enum": [1, {"a": 0.5}], "const": 2.50}}}'
    assert sorted(told(rule, 3)) == [
        ((), "Must be 0.5 or less.", "maximum"),
        ((), "Must be 2.5.", "const"),
        ((), 'Must be one of 1 or {"a":0.5}.', "enum"),
    ]


def test_nullable_union_tells_what_is_wrong_with_the_rest():
    rule = '{"anyOf": [{"type": "string", "maxLength": 1}, {"type": "null"}]}'
    assert told(rule, "ab") == [((), "May have at most 1 character; it has 2.", "maxLength")]


def test_union_of_types_tells_them_all():
    rule = '{"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "string", "maxLength": 1}]}'
    assert told(rule, []) == [((), "Must be text or a whole number.", "anyOf")]


def test_union_tells_the_branch_whose_constant_fits():
    rule = """{"oneOf": [
        {"properties": {"kind": {"const": "a"}, "x": {"type": "string"}}},
        {"properties": {"kind": {"const": "b"}, "x": {"type": "integer"}}}]}"""
    assert told(rule, {"kind": "b", "x": "no"}) == [(("x",), "Must be a whole number.", "type")]


def test_union_tells_the_branch_whose_type_fits():
    rule = '{"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}'
    assert told(rule, {}) == [(("a",), "This field is required.", "required")]


def test_union_of_which_no_branch_was_plainly_meant_says_so():
    rule = '{"anyOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}'
    assert told(rule, {}) == [((), "Fits none of the 2 forms that are possible here.", "anyOf")]


def test_union_of_which_several_branches_fit_says_so():
    rule = '{"oneOf": [{"type": "string"}, {"minLength": 1}]}'
    message = "Fits several of the forms that are possible here, but must fit only one."
    assert told(rule, "x") == [((), message, "oneOf")]


def test_unions_in_unions_are_looked_into_only_so_far():
    rule = {"maxLength": 1, "type": "string"}
    for _ in range(30):
        rule = {"anyOf": [rule, {"type": "null"}]}
    assert told(rule, "ab")[0][1] == "Fits none of the 2 forms that are possible here."


def test_message_never_holds_the_value():
    secret = "s3cret-value"
    rules = ['{"pattern": "^x"}', '{"maxLength": 1}', '{"format": "email"}', '{"const": 1}', '{"type": "array"}']
    assert not any(secret in message for rule in rules for _, message, _ in told(rule, secret))
