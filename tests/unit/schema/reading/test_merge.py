import pytest

from explorer.domain.json_value import ExactNumber
from explorer.schema.reading.merge import merged


def test_keywords_of_both_are_kept():
    assert merged({"type": "string"}, {"maxLength": 5}) == {"type": "string", "maxLength": 5}


def test_own_words_win():
    assert merged({"title": "Own", "default": 1}, {"title": "Other", "default": 2}) == {"title": "Own", "default": 1}


@pytest.mark.parametrize("keyword", ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"])
def test_higher_lower_limit_wins(keyword):
    assert merged({keyword: 2}, {keyword: 3}) == merged({keyword: 3}, {keyword: 2}) == {keyword: 3}


@pytest.mark.parametrize("keyword", ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"])
def test_lower_upper_limit_wins(keyword):
    assert merged({keyword: 2}, {keyword: 3}) == merged({keyword: 3}, {keyword: 2}) == {keyword: 2}


def test_limits_are_compared_by_value_and_keep_their_digits():
    assert merged({"minimum": ExactNumber("0.10")}, {"minimum": ExactNumber("1e-2")}) == {
        "minimum": ExactNumber("0.10")
    }


@pytest.mark.parametrize("broken", ["5", True, None, ExactNumber("1e99999999999999999999")])
def test_limit_that_is_none_gives_way(broken):
    assert merged({"minimum": broken}, {"minimum": 3}) == {"minimum": 3}
    assert merged({"minimum": 3}, {"minimum": broken}) == {"minimum": 3}


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ("string", "string", ["string"]),
        (["string", "null"], "string", ["string"]),
        (["string", "null"], ["null", "number"], ["null"]),
        ("integer", "number", ["integer"]),
        ("number", "integer", ["integer"]),
        ("string", "number", "string"),
    ],
)
def test_types_are_those_that_both_allow(own, other, expected):
    assert merged({"type": own}, {"type": other}) == {"type": expected}


def test_enum_keeps_what_both_list_and_tells_true_from_one():
    assert merged({"enum": [1, True, "a"]}, {"enum": ["a", 1]}) == {"enum": [1, "a"]}


def test_enum_that_is_no_list_changes_nothing():
    assert merged({"enum": [1]}, {"enum": 5}) == {"enum": [1]}


def test_required_of_both_are_required():
    assert merged({"required": ["a"]}, {"required": ["b", "a"]}) == {"required": ["a", "b"]}


@pytest.mark.parametrize(("own", "other", "expected"), [(True, ["a"], ["a"]), (["a"], 5, ["a"]), (["a"], [5], ["a"])])
def test_required_that_is_no_list_of_names_is_passed_over(own, other, expected):
    assert merged({"required": own}, {"required": other}) == {"required": expected}


def test_field_of_both_has_to_satisfy_both():
    one, two = {"type": "string"}, {"maxLength": 3}
    together = merged({"properties": {"a": one, "b": {}}}, {"properties": {"a": two, "c": {}}})
    assert together == {"properties": {"a": {"allOf": [one, two]}, "b": {}, "c": {}}}


def test_field_that_other_does_not_restrict_stays():
    assert merged({"properties": {"a": {"type": "string"}}}, {"properties": {"a": True}}) == {
        "properties": {"a": {"type": "string"}}
    }


@pytest.mark.parametrize(("own", "other"), [(5, {"a": {}}), ({"a": {}}, 5)])
def test_properties_that_are_no_object_are_passed_over(own, other):
    assert merged({"properties": own}, {"properties": other}) == {"properties": {"a": {}}}


def test_items_have_to_satisfy_both():
    assert merged({"items": {"type": "string"}}, {"items": {"maxLength": 3}}) == {
        "items": {"allOf": [{"type": "string"}, {"maxLength": 3}]}
    }


@pytest.mark.parametrize(("own", "other"), [(False, {"type": "string"}), ({"type": "string"}, False)])
def test_further_keys_are_forbidden_if_one_forbids_them(own, other):
    assert merged({"additionalProperties": own}, {"additionalProperties": other}) == {"additionalProperties": False}


def test_further_keys_have_to_satisfy_both():
    assert merged({"additionalProperties": {"a": 1}}, {"additionalProperties": {"b": 1}}) == {
        "additionalProperties": {"allOf": [{"a": 1}, {"b": 1}]}
    }


def test_key_that_the_other_forbids_is_left_out():
    closed = {"properties": {"a": {}}, "additionalProperties": False}
    for one, two in ((closed, {"properties": {"b": {}}}), ({"properties": {"b": {}}}, closed)):
        assert merged(one, two) == closed


def test_key_that_the_other_does_not_name_satisfies_its_rule_for_other_keys():
    rule = {"type": "string"}
    found = merged({"properties": {"a": {}}, "additionalProperties": rule}, {"properties": {"b": {"minLength": 1}}})
    assert found["properties"] == {"a": {}, "b": {"allOf": [{"minLength": 1}, rule]}}


def test_key_of_a_pattern_is_left_to_the_check():
    closed = {"patternProperties": {"^b": {}}, "additionalProperties": False}
    assert merged(closed, {"properties": {"b": {}}})["properties"] == {"b": {}}


def test_closed_schemas_of_the_same_fields_are_one():
    closed = {"properties": {"a": {}}, "additionalProperties": False}
    assert merged(closed, {**closed, "required": ["a"]}) == {**closed, "required": ["a"]}


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_two_sets_of_alternatives_give_every_pair(keyword):
    one, two, three = {"title": "A"}, {"title": "B"}, {"minLength": 1}
    assert merged({keyword: [one]}, {keyword: [two, three]}) == {
        keyword: [{"allOf": [one, two], "title": "A, B"}, {"allOf": [one, three]}]
    }
    assert merged({keyword: [one]}, {keyword: [one]}) == {keyword: [one]}
    assert merged({keyword: [one]}, {keyword: []}) == {keyword: [one]}
    assert merged({keyword: []}, {keyword: [one]}) == {keyword: [one]}
    assert merged({keyword: [one]}, {keyword: 5}) == {keyword: [one]}


def test_more_pairs_than_anybody_could_choose_from_cannot_be_one():
    many = [{"minLength": number} for number in range(8)]
    assert isinstance(merged({"anyOf": many}, {"anyOf": many[::-1]}), str)


@pytest.mark.parametrize("keyword", ["prefixItems", "items"])
def test_places_have_to_satisfy_both(keyword):
    one, two = {"minLength": 1}, {"maxLength": 2}
    assert merged({keyword: [one]}, {keyword: [two, one]}) == {keyword: [{"allOf": [one, two]}, one]}
    assert merged({keyword: [one, two]}, {keyword: [two]}) == {keyword: [{"allOf": [one, two]}, two]}


def test_places_that_are_no_list_say_nothing():
    assert merged({"prefixItems": 5}, {"prefixItems": [{}]}) == {"prefixItems": [{}]}
    assert merged({"prefixItems": [{}]}, {"prefixItems": 5}) == {"prefixItems": [{}]}
