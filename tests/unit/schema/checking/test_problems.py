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
        ('{"not": {"type": "string"}}', "a", "Must not be text.", "not"),
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
        ('{"not": {"required": ["a"]}}', {"a": 1}, '"a" must not be filled in.', "not"),
        (
            '{"not": {"required": ["a", "b"]}}',
            {"a": 1, "b": 1},
            '"a" and "b" must not be filled in together.',
            "not",
        ),
        ('{"not": {"const": "a"}}', "a", 'Must not be "a".', "not"),
        ('{"not": {"enum": ["a", 1]}}', "a", 'Must not be "a" or 1.', "not"),
        ('{"not": {"minLength": 1}}', "a", "This value is ruled out.", "not"),
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


def test_union_in_a_union_of_types_tells_them_all():
    rule = '{"anyOf": [{"oneOf": [{"type": "string"}, {"type": "null"}]}, {"type": "integer"}]}'
    assert told(rule, True) == [((), "Must be text, null or a whole number.", "anyOf")]


def test_union_tells_the_branch_whose_constant_fits():
    rule = """{"oneOf": [
        {"properties": {"kind": {"const": "a"}, "x": {"type": "string"}}},
        {"properties": {"kind": {"const": "b"}, "x": {"type": "integer"}}}]}"""
    assert told(rule, {"kind": "b", "x": "no"}) == [(("x",), "Must be a whole number.", "type")]


def test_union_tells_the_branch_whose_type_fits():
    rule = '{"anyOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}'
    assert told(rule, {}) == [(("a",), "This field is required.", "required")]


def test_union_of_which_no_branch_was_plainly_meant_says_so():
    rule = '{"anyOf": [{"required": ["a"], "properties": {"x": {"minimum": 1}}}, {"minProperties": 2}]}'
    assert told(rule, {"x": 0}) == [((), "Fits none of the 2 forms that are possible here.", "anyOf")]


def test_all_keys_of_an_object_that_knows_none_are_told():
    message = "This key is not known here."
    assert told('{"additionalProperties": false}', {"a": 1, "b": {}}) == [
        ((key,), message, "additionalProperties") for key in "ab"
    ]


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_union_of_keys_of_which_one_set_is_needed_names_them(keyword):
    rule = {keyword: [{"type": "object", "required": ["a"]}, {"required": ["b", "c"]}]}
    assert told(rule, {}) == [((), 'Either "a" or "b" and "c" must be filled in.', keyword)]


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        ([["a"], ["a"]], '"a" must be filled in.'),
        ([[f"k{number}"] for number in range(9)], "One of 9 sets of fields has to be filled in."),
    ],
)
def test_sets_of_keys_are_named_once_and_many_are_counted(sets, message):
    assert told({"anyOf": [{"required": keys} for keys in sets]}, {}) == [((), message, "anyOf")]


@pytest.mark.parametrize(
    ("rules", "value"),
    [
        ('[{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}}]', {"a": 5, "b": 5}),
        ('[{"items": {"const": 1}}, {"items": {"const": 2}}]', [5]),
    ],
)
def test_union_told_apart_by_constants_of_no_single_key_names_none(rules, value):
    message = "Fits none of the 2 forms that are possible here."
    assert told({"oneOf": parse_json(rules)}, value) == [((), message, "oneOf")]


def test_union_told_apart_by_one_of_several_constants_names_that_one():
    rules = [{"properties": {"a": {"minimum": 9}, "kind": {"enum": [kind]}, kind: {"const": 1}}} for kind in "xy"]
    value = {"a": 5, "kind": "z", "x": 2, "y": 2}
    assert told({"oneOf": rules}, value) == [((), '"kind" must be one of "x" or "y".', "oneOf")]


def test_union_of_keys_of_which_only_one_may_be_there_names_them():
    rule = {"oneOf": [{"required": ["uses"]}, {"required": ["run"]}]}
    assert told(rule, {"uses": 1, "run": 2}) == [((), 'Only one of "uses" or "run" may be filled in.', "oneOf")]


def test_union_told_apart_by_a_constant_names_the_constants():
    rule = {"oneOf": [{"properties": {"kind": {"const": kind}, kind: {}}, "required": ["kind"]} for kind in "abc"]}
    assert told(rule, {"kind": "d"}) == [((), '"kind" must be one of "a", "b" or "c".', "oneOf")]


def test_union_of_constants_names_them():
    rule = {"oneOf": [{"const": "a", "title": "A"}, {"const": "b"}, {"enum": ["b", "c"]}]}
    assert told(rule, "d") == [((), 'Must be one of "a", "b" or "c".', "oneOf")]


def test_union_tells_the_branch_that_knows_all_keys():
    rule = """{"oneOf": [
        {"properties": {"link": {}}, "required": ["link"], "additionalProperties": false},
        {"properties": {"name": {}, "in": {}}, "required": ["name", "in"]}]}"""
    assert told(rule, {"name": "x"}) == [(("in",), "This field is required.", "required")]


def test_entries_that_a_list_does_not_take_are_told_at_their_places():
    rule = '{"prefixItems": [{"const": 1}], "contains": {"type": "string"}, "unevaluatedItems": false}'
    assert told(rule, [1, "a", 1, ExactNumber("0.5"), "b", {"x": [2]}]) == [
        ((number,), "This list takes no such entry here.", "unevaluatedItems") for number in (2, 3, 5)
    ]


@pytest.mark.parametrize(
    ("rule", "value", "place"),
    [
        ('{"properties": {"": {"type": "string"}}}', {"": 1}, ("",)),
        ('{"properties": {"": {"properties": {"a": {"type": "string"}}}}}', {"": {"a": 1}, "a": 2}, ("", "a")),
        ('{"additionalProperties": {"additionalProperties": {"type": "string"}}}', {"": {"": 1}}, ("", "")),
        ('{"properties": {"": {"required": ["a"]}}}', {"": {}}, ("", "a")),
        ('{"properties": {"": {"additionalProperties": false}}}', {"": {"a": 1}}, ("", "a")),
        ('{"properties": {"": {"items": {"anyOf": [{"minimum": 5}, {"maximum": 2}]}}}}', {"": [1, 3]}, ("", 1)),
    ],
)
def test_problem_under_a_key_without_a_name_is_told_there(rule, value, place):
    assert [pointer for pointer, _, _ in told(rule, value)] == [place]


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
