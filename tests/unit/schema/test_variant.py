import pytest

from explorer.domain.json_value import ABSENT, ExactNumber
from explorer.schema.build import build_form
from explorer.schema.field import Form, GroupField, JsonField, TextField, Variant, VariantField
from explorer.schema.variant import kinds_of, variant_of


def chosen(schema, value, **around):
    form = build_form({"properties": {"it": schema}, **around})
    field = form.root.fields[0]
    number = variant_of(form, field, value)
    return None if number is None else field.variants[number].label


@pytest.mark.parametrize("value", [None, ABSENT])
def test_nothing_has_no_shape(value):
    assert chosen({"type": ["string", "integer"]}, value) is None


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("a", "Text"),
        (5, "Whole number"),
        (ExactNumber("5.0"), "Whole number"),
        (True, None),
        ([], "List"),
        ({}, "Object"),
    ],
)
def test_type_of_a_value_tells_its_shape(value, label):
    assert chosen({"type": ["string", "integer", "array", "object"]}, value) == label


def test_number_is_one_rather_than_a_whole_number():
    schema = {"anyOf": [{"type": "integer"}, {"type": "number", "minimum": 0}]}
    assert [chosen(schema, value) for value in (5, ExactNumber("0.5"))] == ["Whole number", "Number"]


MARKED = {
    "oneOf": [
        {"title": "A", "properties": {"kind": {"const": "a"}, "x": {}}},
        {"title": "B", "properties": {"kind": {"enum": ["b", "c"]}, "y": {}}},
    ]
}


@pytest.mark.parametrize(("value", "label"), [({"kind": "a"}, "A"), ({"kind": "c"}, "B"), ({"y": 1, "kind": "b"}, "B")])
def test_value_that_marks_a_shape_tells_it(value, label):
    assert chosen(MARKED, value) == label


def test_schema_of_a_shape_decides_where_nothing_marks_it():
    schema = {"oneOf": [{"properties": {"a": {}}, "required": ["a"]}, {"properties": {"b": {}}, "required": ["b"]}]}
    assert chosen(schema, {"b": 1}) == "With b"


def test_reference_in_a_shape_means_what_it_means_in_the_whole_schema():
    parts = {"one": {"properties": {"a": {"type": "string"}}}, "two": {"properties": {"a": {"type": "integer"}}}}
    schema = {"oneOf": [{"$ref": "#/$defs/one"}, {"$ref": "#/$defs/two"}]}
    assert chosen(schema, {"a": 5}, **{"$defs": parts}) == "Two"


def test_keys_decide_where_no_shape_fits():
    limit = {"type": "integer", "minimum": 5}
    shapes = [{"title": name, "properties": {name: limit, "s": limit}} for name in ("a", "b")]
    assert chosen({"oneOf": shapes}, {"b": 1, "s": 1}) == "b"


def test_keys_around_the_shapes_count_for_all_of_them():
    shapes = [{"title": name, "properties": {name: {"type": "integer"}}} for name in ("a", "b")]
    schema = {"oneOf": shapes, "properties": {"s": {"type": "string"}}}
    assert chosen(schema, {"b": "no", "s": 1}) == "b"


def test_text_that_no_shape_takes_has_the_first_of_its_type():
    schema = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "email"}]}
    assert [chosen(schema, text) for text in ("x", "a@example.com")] == ["Date", "Email address"]


def test_shape_that_stands_open_is_taken_where_its_type_fits():
    variants = (Variant("A", JsonField()), Variant("B", TextField(), kinds=("string",)), Variant("C", JsonField()))
    field = VariantField(variants=variants)
    assert variant_of(Form(field), field, "x") == 1
    assert variant_of(Form(field), field, {}) == 0


def test_keys_of_a_group_that_stands_open_tell_it():
    groups = [GroupField(fields=(TextField(key=key, label=key),)) for key in ("a", "b")]
    field = VariantField(variants=[Variant(str(n), group, kinds=("object",)) for n, group in enumerate(groups)])
    assert variant_of(Form(field), field, {"b": "x"}) == 1


def test_any_json_has_the_shape_of_its_type():
    values = ["a", 5, True, {}, []]
    assert [chosen({}, value) for value in values] == ["Text", "Number", "True or false", "Object", "List"]


def test_null_is_a_type_of_its_own():
    assert kinds_of(None) == ("null",)
