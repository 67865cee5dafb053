import pytest

from explorer.domain.json_value import ABSENT
from explorer.schema.reading.reference import Document, Unresolved, subschemas

TARGET = {"type": "string"}


def found(document, *path):
    place = document
    for part in path:
        place = place[part]
    return Document(document).target_of(place)


def test_schema_without_reference_has_no_target():
    assert Document({}).target_of({"type": "string"}) is ABSENT


@pytest.mark.parametrize("holder", ["$defs", "definitions", "components"])
def test_pointer_finds_its_place_under_any_name(holder):
    document = {holder: {"a": TARGET}, "items": {"$ref": f"#/{holder}/a"}}
    assert found(document, "items") is TARGET


def test_pointer_with_escapes_finds_keys_with_slash_tilde_and_percent():
    document = {"$defs": {"a/b~c%d e": TARGET}, "items": {"$ref": "#/$defs/a~1b~0c%25d%20e"}}
    assert found(document, "items") is TARGET


def test_pointer_finds_places_of_lists():
    document = {"oneOf": [{}, TARGET], "items": {"$ref": "#/oneOf/1"}}
    assert found(document, "items") is TARGET


@pytest.mark.parametrize("place", ["#/oneOf/2", "#/oneOf/-1", "#/oneOf/x", "#/oneOf/99999999999", "#/nope", "#/title"])
def test_pointer_to_nothing_says_so(place):
    document = {"title": "T", "oneOf": [{}, {}], "items": {"$ref": place}}
    assert found(document, "items") == Unresolved(f'"{place}" points to nothing in this schema')


@pytest.mark.parametrize("keyword", ["$anchor", "$dynamicAnchor"])
def test_anchor_is_found_by_its_name(keyword):
    target = {keyword: "here", "type": "string"}
    assert found({"$defs": {"a": target}, "items": {"$ref": "#here"}}, "items") is target


def test_draft_7_anchor_in_id_is_found():
    target = {"$id": "#here"}
    assert found({"definitions": {"a": target}, "items": {"$ref": "#here"}}, "items") is target


def test_unknown_anchor_says_so():
    assert found({"items": {"$ref": "#here"}}, "items") == Unresolved('nothing in this schema is named "#here"')


def test_dynamic_reference_means_the_dynamic_anchor():
    target = {"$dynamicAnchor": "node"}
    assert found({"$defs": {"n": target}, "items": {"$dynamicRef": "#node"}}, "items") is target


def test_recursive_reference_means_the_root():
    document = {"items": {"$recursiveRef": "#"}}
    assert found(document, "items") is document


def test_identifier_inside_the_document_is_found_absolute_and_relative():
    target = {"$id": "part"}
    document = {
        "$id": "https://example.com/schemas/root",
        "$defs": {"p": target},
        "properties": {"a": {"$ref": "part"}, "b": {"$ref": "https://example.com/schemas/part"}},
    }
    assert [found(document, "properties", key) is target for key in "ab"] == [True, True]


def test_reference_inside_an_embedded_resource_starts_from_there():
    inner = {"$id": "https://example.com/inner", "$defs": {"x": TARGET}, "items": {"$ref": "#/$defs/x"}}
    assert found({"$defs": {"x": {"type": "number"}, "inner": inner}}, "$defs", "inner", "items") is TARGET


def test_reference_by_fragment_works_under_a_urn():
    document = {"$id": "urn:uuid:1", "$defs": {"x": TARGET}, "items": {"$ref": "#/$defs/x"}}
    assert found(document, "items") is TARGET


def test_anchor_belongs_to_its_resource():
    document = {
        "$defs": {"r": {"$id": "https://example.com/r", "$defs": {"a": {"$anchor": "here"}}}},
        "properties": {"a": {"$ref": "#here"}, "b": {"$ref": "https://example.com/r#here"}},
    }
    assert isinstance(found(document, "properties", "a"), Unresolved)
    assert found(document, "properties", "b") == {"$anchor": "here"}


def test_address_outside_is_never_fetched_and_says_so():
    told = found({"items": {"$ref": "https://example.com/other.json"}}, "items")
    assert told == Unresolved('"https://example.com/other.json" lies outside this schema, and nothing is fetched')


def test_value_that_looks_like_an_identifier_is_none():
    document = {"enum": [{"$id": "https://example.com/x"}], "items": {"$ref": "https://example.com/x"}}
    assert isinstance(found(document, "items"), Unresolved)


@pytest.mark.parametrize("reference", [5, None, ["#"], {}])
def test_reference_that_is_no_text_says_so(reference):
    assert found({"items": {"$ref": reference}}, "items") == Unresolved('"$ref" is not text')


@pytest.mark.parametrize("address", ["http://[", "//[x"])
def test_broken_address_says_so(address):
    assert found({"$id": "http://a/", "items": {"$ref": address}}, "items") == Unresolved(
        f'"{address}" is not an address'
    )


def test_broken_identifier_is_passed_over():
    part = {"$id": "//[x", "items": {"$ref": "#/$defs/a"}}
    document = {"$id": "http://a/", "$defs": {"a": TARGET, "part": part}}
    assert found(document, "$defs", "part", "items") is TARGET


def test_true_and_false_can_be_referred_to():
    assert found({"$defs": {"no": False}, "items": {"$ref": "#/$defs/no"}}, "items") is False


def test_subschemas_come_with_their_keywords_and_nothing_else_counts():
    schema = {
        "items": {"a": 1},
        "not": True,
        "allOf": [{"b": 1}, 5],
        "properties": {"enum": {"c": 1}},
        "enum": [{"d": 1}],
        "anyOf": "x",
        "$defs": 5,
        "prefixItems": {"e": 1},
    }
    assert list(subschemas(schema)) == [
        ("items", {"a": 1}),
        ("allOf", {"b": 1}),
        ("properties", {"c": 1}),
        ("prefixItems", {"e": 1}),
    ]
