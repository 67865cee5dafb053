import pytest

from explorer.schema.build import any_field, build_form, open_level
from explorer.schema.field import ChoiceField, GroupField, JsonField, ListField, NumberField, TextField, VariantField


def shapes(schema, **around):
    return build_form({"properties": {"it": schema}, **around}).root.fields[0].variants


def labels(schema, **around):
    return [one.label for one in shapes(schema, **around)]


def opened(schema, number, **around):
    form = build_form({"properties": {"it": schema}, **around})
    return open_level(form, form.root.fields[0].variants[number].shape)


CARD = {"properties": {"kind": {"const": "card"}, "number": {"type": "string"}, "x": True}, "required": ["kind"]}
BANK = {"properties": {"kind": {"const": "bank"}, "iban": {"type": "string"}}, "required": ["kind"]}


def test_shape_is_called_by_its_title():
    assert labels({"oneOf": [{"type": "string", "title": " A "}, {"type": "integer", "title": "B"}]}) == ["A", "B"]


def test_shape_without_a_title_is_called_by_the_constant_that_tells_it():
    assert labels({"oneOf": [CARD, BANK]}) == ["Card", "Bank"]


def test_constant_that_is_no_word_is_called_as_it_is():
    one, two = ({"properties": {"v": {"const": value}, str(value): {}}} for value in (1, 2))
    assert labels({"oneOf": [one, two]}) == ["1", "2"]


def test_shape_is_called_by_the_name_of_what_it_refers_to():
    parts = {"home_address": {"properties": {"a": {}}}, "other": {"properties": {"b": {}}}}
    schema = {"anyOf": [{"$ref": "#/$defs/home_address"}, {"$ref": "#/$defs/other"}]}
    assert labels(schema, **{"$defs": parts}) == ["Home address", "Other"]


@pytest.mark.parametrize(
    ("schema", "label"),
    [
        ({"type": "string"}, "Text"),
        ({"type": "string", "format": "date"}, "Date"),
        ({"type": "string", "format": "own"}, "Text (own)"),
        ({"type": "number"}, "Number"),
        ({"type": "boolean"}, "True or false"),
        ({"type": "array"}, "List"),
        ({"type": "array", "items": {"type": "string"}}, "List (text)"),
        ({"type": "object"}, "Object"),
        ({"properties": {"first_name": {}, "b": {}, "c": {}}}, "With first name, b"),
        ({"properties": {"a": {}}, "required": ["z"]}, "With z"),
        ({"enum": ["a", 1, True, None]}, "a, 1, true"),
        ({"enum": ["a", 1, True, 4]}, "a, 1, true\u2026"),
        (True, "Anything"),
        ({"$ref": "#/nope"}, "Nope"),
        ({"type": "file"}, "Other"),
        (False, "Other"),
    ],
)
def test_shape_without_any_name_is_called_by_what_it_is(schema, label):
    assert labels({"anyOf": [schema, {"title": "last", "type": "string", "maxLength": 1}]})[0] == label


def test_no_two_shapes_are_called_alike():
    found = labels({"oneOf": [{"title": "A", "minLength": 1}, {"title": "A"}, {"title": "A 1", "type": "string"}]})
    assert found == ["A 2", "A 3", "A 1"]


def test_shapes_keep_what_applies_around_them():
    schema = {"properties": {"amount": {"type": "number"}}, "required": ["amount"], "oneOf": [CARD, BANK]}
    found = opened(schema, 1)
    assert [(field.key, field.is_required) for field in found.fields] == [
        ("amount", True),
        ("kind", True),
        ("iban", False),
    ]


def test_union_inside_a_union_gives_one_list_of_shapes():
    inner = {"oneOf": [{"type": "integer"}, {"type": "boolean"}]}
    assert labels({"anyOf": [{"type": "string"}, inner]}) == ["Text", "Whole number", "True or false"]


def test_several_types_inside_a_union_are_shapes_of_it():
    found = labels({"anyOf": [{"type": ["string", "integer"]}, {"type": "array"}]})
    assert found == ["Text", "Whole number", "List"]


def test_several_types_keep_what_else_is_said_of_the_value():
    schema = {"type": ["string", "array"], "maxLength": 3, "minItems": 1, "description": "D"}
    found = [opened(schema, 0), opened(schema, 1)]
    assert (type(found[0]), found[0].max_length, found[0].description) == (TextField, 3, "")
    assert (type(found[1]), found[1].min_items) == (ListField, 1)


def test_shape_tells_its_types_and_the_values_that_mark_it():
    one, two, three = shapes({"oneOf": [CARD, {"type": "number"}, {"enum": ["a", 1, None]}]})
    assert (one.kinds, one.marks) == (("object",), {"kind": ["card"]})
    assert (two.kinds, three.kinds) == (("number", "integer"), ("string", "integer", "number"))


def test_discriminator_fills_its_key_where_a_shape_does_not():
    parts = {
        name: {"type": "object", "properties": {"t": {"type": "string"}, name: {}}, "required": ["t"]}
        for name in ("Cat", "Dog")
    }
    schema = {
        "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}, {"type": "string"}],
        "discriminator": {"propertyName": "t", "mapping": {"kitten": "#/$defs/Cat", "pup": "Dog"}},
    }
    found = shapes(schema, **{"$defs": parts})
    assert [(one.label, dict(one.marks)) for one in found] == [
        ("kitten", {"t": ["kitten"]}),
        ("pup", {"t": ["pup"]}),
        ("Text", {}),
    ]
    tag = opened(schema, 0, **{"$defs": parts}).fields[0]
    assert (type(tag), tag.is_fixed, tag.options[0].value) == (ChoiceField, True, "kitten")


@pytest.mark.parametrize("broken", [5, {}, {"propertyName": 5}, {"propertyName": "t", "mapping": 5}])
def test_discriminator_that_cannot_be_read_is_none(broken):
    schema = {"oneOf": [{"$ref": "#/$defs/a"}, {"type": "string"}], "discriminator": broken}
    assert len(shapes(schema, **{"$defs": {"a": {"type": "object"}}})) == 2


def test_value_may_be_null_apart_from_its_shapes():
    found = build_form({"properties": {"it": {"type": ["string", "integer", "null"]}}}).root.fields[0]
    assert (found.is_nullable, [one.label for one in found.variants]) == (True, ["Text", "Whole number"])


def test_shape_has_a_description_of_its_own():
    found = shapes({"oneOf": [{"type": "string", "description": "D"}, {"type": "array", "description": 5}, True]})
    assert [one.description for one in found] == ["D", "", ""]


def test_shapes_with_no_end_stop():
    schema = {"anyOf": [{"$ref": "#/properties/it"}, {"type": "string"}]}
    found = build_form({"properties": {"it": schema}}).root.fields[0]
    assert isinstance(found, VariantField | JsonField)


def test_any_json_has_a_shape_for_each_type():
    found = any_field(label="L", is_required=True)
    assert (found.label, found.is_required, found.is_any) == ("L", True, True)
    assert [type(one.shape) for one in found.variants][:2] == [TextField, NumberField]
    held = [one.shape for one in found.variants if isinstance(one.shape, GroupField | ListField)]
    form = build_form({})
    assert open_level(form, held[0].others).is_any
    assert open_level(form, held[1].item).is_any


def test_places_of_a_list_have_fields_of_their_own():
    for schema in (
        {"prefixItems": [{"type": "string"}], "items": {"type": "integer"}},
        {"items": [{"type": "string"}], "additionalItems": {"type": "integer"}},
        {"prefixItems": [{"type": "string"}], "unevaluatedItems": {"type": "integer"}},
    ):
        found = build_form({"properties": {"it": schema}}).root.fields[0]
        assert [type(found.field_of(index)) for index in (0, 1, 9)] == [TextField, NumberField, NumberField]


@pytest.mark.parametrize(
    "schema",
    [
        {"prefixItems": [{}], "items": False},
        {"items": [{}], "additionalItems": False},
        {"prefixItems": [{}], "unevaluatedItems": False},
    ],
)
def test_list_that_takes_no_more_has_no_field_behind_its_places(schema):
    found = build_form({"properties": {"it": schema}}).root.fields[0]
    assert (found.takes_more, found.field_of(1)) == (False, None)


@pytest.mark.parametrize("beside", [{"items": True}, {"contains": {"type": "string"}}])
def test_list_whose_unevaluated_items_the_value_tells_takes_any(beside):
    schema = {"prefixItems": [{}], "unevaluatedItems": False, **beside}
    assert build_form({"properties": {"it": schema}}).root.fields[0].takes_more
