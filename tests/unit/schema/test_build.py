import pytest

from explorer.domain.json_value import parse_json
from explorer.schema import build
from explorer.schema.build import MOST_FIELDS, any_field, build_form, open_level
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Form,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    TextField,
    VariantField,
)


def field(schema, **around):
    return build_form({"properties": {"it": schema}, **around}).root.fields[0]


def keys(group):
    return [inside.key for inside in group.fields]


def levels_of(found):
    count = 0
    while isinstance(found, GroupField) and found.fields:
        found = found.fields[0]
        count += 1
    return count


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, TextField),
        ({"type": "number"}, NumberField),
        ({"type": "integer"}, NumberField),
        ({"type": "boolean"}, BooleanField),
        ({"enum": ["a", "b"]}, ChoiceField),
        ({"type": "boolean", "const": True}, ChoiceField),
        ({"type": "array", "items": {"type": "string"}}, ListField),
        ({"type": "array"}, ListField),
        ({"type": "array", "items": {"enum": [1, 2]}}, ChoiceField),
        ({"type": "object", "properties": {"a": {}}}, GroupField),
        ({"type": "object", "additionalProperties": False}, GroupField),
        ({"type": "object", "required": ["a"]}, GroupField),
        ({"type": "object"}, GroupField),
        ({"type": "array", "prefixItems": [{}]}, ListField),
        ({"type": ["string", "number"]}, VariantField),
        ({"oneOf": [{"type": "string"}, {"type": "number"}]}, VariantField),
        ({"not": {"type": "string"}}, VariantField),
        ({}, VariantField),
    ],
)
def test_each_kind_of_schema_has_its_kind_of_field(schema, kind):
    assert type(field(schema)) is kind


def test_integer_and_number_are_told_apart():
    assert [field({"type": kind}).is_integer for kind in ("integer", "number")] == [True, False]


def test_fields_keep_their_order_and_tell_which_are_required():
    form = build_form({"properties": {"b": {}, "a": {}}, "required": ["a"]})
    assert [(inside.key, inside.is_required) for inside in form.root.fields] == [("b", False), ("a", True)]


def test_group_is_nested_and_nullable():
    found = field({"type": ["object", "null"], "properties": {"a": {"properties": {"b": {"type": "string"}}}}})
    assert (found.is_nullable, keys(found), keys(found.fields[0])) == (True, ["a"], ["b"])


@pytest.mark.parametrize("keyword", ["additionalProperties", "unevaluatedProperties"])
@pytest.mark.parametrize(("rule", "is_open"), [(True, True), (False, False), ({"type": "string"}, True)])
def test_group_is_open_unless_other_keys_are_forbidden(keyword, rule, is_open):
    assert field({"type": "object", "properties": {"a": {}}, keyword: rule}).is_open is is_open


def test_key_that_is_only_required_gets_a_field_of_the_kind_of_other_keys():
    found = field({"type": "object", "required": ["a"], "additionalProperties": {"type": "integer"}})
    assert (keys(found), type(found.fields[0]), found.fields[0].is_required) == (["a"], NumberField, True)


def test_key_that_is_only_required_takes_anything_where_nothing_is_known():
    assert field({"required": ["a"], "properties": {}, "additionalProperties": False}).fields[0].is_any


def test_list_keeps_its_limits_and_its_item():
    found = field({"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 9, "uniqueItems": True})
    assert (found.min_items, found.max_items, found.is_unique) == (1, 9, True)
    assert found.item == TextField()


def test_list_of_choices_is_one_field_of_several_choices():
    found = field({"title": "Tags", "type": "array", "items": {"enum": ["a", "b"]}})
    assert (found.label, found.is_multiple, [option.value for option in found.options]) == ("Tags", True, ["a", "b"])


@pytest.mark.parametrize("item", [{"enum": ["a", None]}, {"const": "a"}, {"type": "array", "items": {"enum": [1, 2]}}])
def test_list_of_choices_that_several_choices_cannot_say_stays_a_list(item):
    assert isinstance(field({"type": "array", "items": item}), ListField)


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"$ref": "https://example.com/x"}, '"https://example.com/x" lies outside this schema, and nothing is fetched'),
        ({"type": "file"}, 'the type "file" is not known'),
        ({"enum": []}, "the schema allows no value here"),
        ({"type": "string", "enum": [5]}, "the schema allows no value here"),
        (False, "the schema allows no value here"),
        (5, "the schema here is neither an object nor true or false"),
    ],
)
def test_what_no_editor_holds_becomes_json_with_the_reason_and_its_definition(schema, reason):
    found = field(schema)
    assert (type(found), found.reason, parse_json(found.definition)) == (JsonField, reason, schema)


def test_shapes_keep_label_description_and_default_of_the_whole():
    found = field({"title": "T", "description": "D", "default": 5, "oneOf": [{"type": "string"}, {"type": "array"}]})
    assert (found.label, found.description, found.default) == ("T", "D", 5)


def test_unresolved_reference_keeps_its_label():
    assert field({"$ref": "#/nope", "title": "T"}).label == "T"


def test_recursion_stops_at_the_first_repetition_and_opens_level_by_level():
    node = {"type": "object", "properties": {"name": {"type": "string"}, "child": {"$ref": "#/$defs/node"}}}
    form = build_form({"properties": {"tree": {"$ref": "#/$defs/node"}}, "$defs": {"node": node}})
    child = form.root.fields[0].fields[1]
    assert (type(child), child.reason) == (JsonField, "the schema repeats itself here")
    opened = open_level(form, child)
    assert (opened.key, keys(opened)) == ("child", ["name", "child"])
    assert keys(open_level(form, opened.fields[1])) == ["name", "child"]


def test_list_of_itself_stops_at_the_first_repetition():
    form = build_form({"properties": {"children": {"type": "array", "items": {"$ref": "#"}}}})
    assert form.root.fields[0].item.reason == "the schema repeats itself here"


def test_nothing_opens_where_nothing_is_closed():
    form = build_form({"properties": {"a": {}}})
    plain = JsonField(label="L")
    assert open_level(form, plain) is plain


def test_part_opens_in_a_form_without_a_schema():
    assert open_level(Form(GroupField()), JsonField(label="L", closed={})) == any_field(label="L")


def test_deep_schema_stops_at_a_level_and_opens_there():
    schema = {"type": "string"}
    for _ in range(40):
        schema = {"properties": {"a": schema}}
    form = build_form(schema)
    found = form.root
    while isinstance(found, GroupField):
        found = found.fields[0]
    assert found.reason == "nested deeper than shown at once"
    assert levels_of(open_level(form, found)) == 40 - levels_of(form.root)


def test_schema_of_ten_thousand_levels_gives_a_form():
    schema = {"type": "string"}
    for _ in range(10_000):
        schema = {"properties": {"a": schema}}
    assert levels_of(build_form(schema).root) == build._LEVELS[0]


def test_schema_of_fifty_thousand_fields_gives_them_all():
    form = build_form({"properties": {f"k{number}": {"type": "string"} for number in range(50_000)}})
    assert (len(form.root.fields), type(form.root.fields[-1])) == (50_000, TextField)


def test_schema_whose_fields_double_at_each_level_gives_few_levels():
    parts = {
        f"a{n}": {"type": "object", "properties": {side: {"$ref": f"#/$defs/a{n + 1}"} for side in ("l", "r")}}
        for n in range(30)
    }
    schema = {"properties": {"x": {"$ref": "#/$defs/a0"}}, "$defs": {**parts, "a30": {"type": "string"}}}
    form = build_form(schema)
    assert 2 <= levels_of(form.root) <= 9


def test_opening_a_part_whose_fields_double_gives_few_levels():
    parts = {
        f"a{n}": {"type": "object", "properties": {side: {"$ref": f"#/$defs/a{n + 1}"} for side in ("l", "r")}}
        for n in range(30)
    }
    form = build_form({"$defs": {**parts, "a30": {"type": "string"}}})
    assert 2 <= levels_of(open_level(form, JsonField(closed={"$ref": "#/$defs/a0"}))) <= 9


def test_levels_with_too_many_fields_are_left_closed():
    wide = {"properties": {f"k{number}": {"properties": {"a": {}}} for number in range(MOST_FIELDS // 2 + 1)}}
    form = build_form({"properties": {"x": wide, "y": wide}})
    assert levels_of(form.root) == 1


def test_root_keeps_title_or_takes_the_given_one():
    labels = [build_form({"title": "S"}), build_form({"title": "S"}, title="G"), build_form({})]
    assert [form.root.label for form in labels] == ["S", "G", "Parameters"]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [({"type": "array"}, ListField), ({"type": ["string", "number"]}, VariantField), ({"const": 5}, ChoiceField)],
)
def test_root_may_be_of_any_kind(schema, kind):
    form = build_form({"title": "T", **schema})
    assert (type(form.root), form.root.label, form.problems) == (kind, "T", ())


def test_root_that_cannot_be_read_says_why():
    form = build_form({"$ref": "#/nope", "properties": {"a": {"type": "string"}}})
    assert (keys(form.root), form.problems) == (
        ["a"],
        ('Not all of the schema could be read: "#/nope" points to nothing in this schema.',),
    )


@pytest.mark.parametrize(("schema", "kept"), [(True, {}), (False, {"not": {}})])
def test_true_and_false_are_schemas(schema, kept):
    form = build_form(schema)
    assert (form.root.is_any, form.schema) == (True, kept)


@pytest.mark.parametrize("schema", [None, 5, "x", []])
def test_what_is_no_schema_gives_an_empty_form_that_says_so(schema):
    form = build_form(schema, title="T")
    assert (form.root, form.schema) == (GroupField(label="T"), None)
    assert form.problems == ("The description of the parameters is no JSON Schema.",)


def test_form_keeps_the_schema_it_was_made_from():
    schema = {"properties": {"a": {}}}
    assert build_form(schema).schema is schema
