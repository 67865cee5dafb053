import pytest

from explorer.domain.json_value import ExactNumber
from explorer.schema.checking.prepare import prepared

SEVEN = "http://json-schema.org/draft-07/schema#"


def part(schema):
    return prepared({"properties": {"it": schema}})["properties"]["it"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": ["string"], "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string", "nullable": False}),
        ({"nullable": True, "maxLength": 3}, {"maxLength": 3}),
        (
            {"type": "string", "enum": ["a"], "nullable": True, "maxLength": 3},
            {"maxLength": 3, "anyOf": [{"type": "null"}, {"type": "string", "enum": ["a"]}]},
        ),
        (
            {"nullable": True, "$ref": "#/properties"},
            {"anyOf": [{"type": "null"}, {"$ref": "#/properties"}]},
        ),
        (
            {"nullable": True, "anyOf": [{"type": "string"}]},
            {"anyOf": [{"type": "null"}, {"anyOf": [{"type": "string"}]}]},
        ),
        ({"nullable": True, "type": 5}, {"anyOf": [{"type": "null"}, {"type": 5}]}),
    ],
)
def test_nullable_is_spelled_with_types(schema, expected):
    assert part(schema) == expected


def test_field_that_is_called_nullable_is_a_field():
    assert part({"properties": {"nullable": True}}) == {"properties": {"nullable": True}}


def test_field_that_is_called_like_a_keyword_of_values_is_still_a_schema():
    assert part({"properties": {"default": {"type": "string", "nullable": True}}}) == {
        "properties": {"default": {"type": ["string", "null"]}}
    }


@pytest.mark.parametrize("keyword", ["const", "default", "enum", "examples"])
def test_values_are_left_as_they_are(keyword):
    value = [{"nullable": True, "type": "string", "exclusiveMinimum": True, "n": ExactNumber("0.10"), "b": None}]
    assert part({keyword: value}) == {keyword: value}


def test_schemas_under_names_of_other_formats_are_prepared_too():
    schema = {"components": {"schemas": {"A": {"type": "string", "nullable": True}}}}
    assert prepared(schema) == {"components": {"schemas": {"A": {"type": ["string", "null"]}}}}


@pytest.mark.parametrize("reference", ["#/nope", "https://example.com/x", 5])
def test_reference_to_nowhere_allows_anything(reference):
    assert part({"$ref": reference, "title": "T"}) == {"title": "T"}


def test_reference_that_leads_somewhere_stays():
    assert part({"$ref": "#/properties/it"}) == {"$ref": "#/properties/it"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"maximum": ExactNumber("0.1"), "exclusiveMaximum": True}, {"exclusiveMaximum": ExactNumber("0.1")}),
        ({"minimum": 1, "exclusiveMinimum": False}, {"minimum": 1}),
        ({"exclusiveMinimum": True}, {}),
        ({"exclusiveMinimum": 1}, {"exclusiveMinimum": 1}),
    ],
)
def test_old_spelling_of_exclusive_limits_is_the_new_one(schema, expected):
    assert part(schema) == expected


def test_old_spelling_stays_in_the_draft_that_has_it():
    schema = {"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 5, "exclusiveMinimum": True}
    assert prepared(schema) == schema


def test_numbers_and_text_are_made_fit():
    schema = {"\ud800": "\ud800", "minimum": ExactNumber("1e99999999999999999999"), "enum": [{"\ud800": "\ud800"}]}
    assert part(schema) == {"\ufffd": "\ufffd", "minimum": ExactNumber("1e999999999"), "enum": [{"\ufffd": "\ufffd"}]}


@pytest.mark.parametrize("schema", [{"items": [{}]}, {"dependencies": {"a": ["b"]}}, {"allOf": [{"items": [{}]}]}])
def test_schema_in_old_words_without_a_draft_is_draft_7(schema):
    assert prepared(schema) == {"$schema": SEVEN, **schema}


@pytest.mark.parametrize("draft", [SEVEN, "https://json-schema.org/draft/2020-12/schema"])
def test_known_draft_stays(draft):
    assert prepared({"$schema": draft})["$schema"] == draft


@pytest.mark.parametrize("draft", ["https://example.com/own-words", 5])
def test_unknown_draft_is_left_out(draft):
    assert prepared({"$schema": draft, "type": "string"}) == {"type": "string"}


def test_schema_itself_is_not_changed():
    schema = {"properties": {"a": {"type": "string", "nullable": True, "$ref": "#/nope"}}}
    prepared(schema)
    assert schema == {"properties": {"a": {"type": "string", "nullable": True, "$ref": "#/nope"}}}
