from explorer.domain.json_value import ABSENT
from explorer.schema.build import build_form
from explorer.schema.checking.places import Places
from explorer.schema.field import GroupField, ListField, NumberField, TextField

CARD = {"properties": {"kind": {"const": "card"}, "number": {"type": "string"}}}
BANK = {"properties": {"kind": {"const": "bank"}, "iban": {"type": "string"}}}


def places(schema):
    return Places(build_form(schema))


def test_field_inside_the_shape_that_the_value_has():
    found = places({"properties": {"pay": {"oneOf": [CARD, BANK]}}})
    assert isinstance(found.field_at(("pay", "iban"), {"pay": {"kind": "bank"}}), TextField)
    assert found.field_at(("pay", "iban"), {"pay": {"kind": "card"}}) is None
    assert found.field_at(("pay", "iban"), {}) is None


def test_field_of_a_branch_that_applies():
    found = places({"type": "object", "if": {"required": ["a"]}, "then": {"properties": {"b": {"type": "integer"}}}})
    assert isinstance(found.field_at(("b",), {"a": 1}), NumberField)
    assert found.field_at(("b",), {}) is None


def test_field_of_a_part_that_repeats_itself():
    found = places({"properties": {"name": {"type": "string"}, "child": {"$ref": "#"}}})
    value = {"child": {"child": {}}}
    assert isinstance(found.field_at(("child", "child", "name"), value), TextField)
    assert isinstance(found.field_at(("child",), value), GroupField)


def test_field_of_a_place_in_a_list():
    found = places({"properties": {"it": {"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}}})
    kinds = [type(found.field_at(("it", index), {"it": ["a", 1]})) for index in (0, 1, 5)]
    assert kinds == [TextField, NumberField, NumberField]
    assert isinstance(found.field_at(("it",), {"it": 5}), ListField)
    assert found.field_at(("it", "x", "y"), {}) is None


def test_root_is_a_place():
    assert isinstance(places({"type": "string"}).field_at((), "a"), TextField)


def test_places_are_ordered_as_the_fields_are():
    found = places({"properties": {"b": {"oneOf": [CARD, BANK]}, "a": {"type": "array"}}})
    value = {"b": {"kind": "bank"}, "a": [1, 2], "z": 1}
    pointers = [("z",), ("a", 1), ("a", 0), ("b", "iban"), ("b", "kind"), ("b", "nope")]
    expected = [("b", "kind"), ("b", "iban"), ("b", "nope"), ("a", 0), ("a", 1), ("z",)]
    assert sorted(pointers, key=lambda pointer: found.order(pointer, value)) == expected


def test_nothing_stands_where_the_value_is_absent():
    assert places({"properties": {"a": {}}}).order(("a", "b"), ABSENT) == (0, 0)


def test_part_that_is_nothing_but_itself_stays_closed():
    found = places({"properties": {"it": {"$ref": "#/properties/it"}}})
    assert found.field_at(("it",), {"it": 1}).closed == {"$ref": "#/properties/it"}
