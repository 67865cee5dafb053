from explorer.schema.build import build_form
from explorer.schema.field import Form, GroupField, NumberField
from explorer.schema.shape import shaped

BY_COUNTRY = {
    "type": "object",
    "properties": {"country": {"enum": ["US", "CA"]}},
    "allOf": [
        {
            "if": {"properties": {"country": {"const": "US"}}, "required": ["country"]},
            "then": {"properties": {"zip": {"type": "string"}}, "required": ["zip"]},
            "else": {"properties": {"postal": {"type": "string"}}},
        }
    ],
    "dependentRequired": {"note": ["country"]},
    "dependentSchemas": {"tax": {"properties": {"rate": {"type": "number"}}}},
    "unevaluatedProperties": False,
}


def keys(form, value):
    return [(field.key, field.is_required) for field in shaped(form, form.root, value).fields]


def test_fields_come_and_go_with_the_value():
    form = build_form(BY_COUNTRY)
    assert keys(form, {"country": "US"}) == [("country", False), ("zip", True)]
    assert keys(form, {}) == [("country", False), ("postal", False)]
    assert keys(form, {"note": 1, "tax": 1}) == [("country", True), ("rate", False), ("postal", False)]


def test_object_that_is_not_there_is_taken_for_an_empty_one():
    form = build_form(BY_COUNTRY)
    assert keys(form, None) == keys(form, {})


def test_same_branches_give_the_same_group_and_fields_that_stay_are_the_same():
    form = build_form(BY_COUNTRY)
    one, two = shaped(form, form.root, {"country": "US"}), shaped(form, form.root, {"country": "US", "x": 1})
    assert one is two
    assert shaped(form, form.root, {}).fields[0] is form.root.fields[0]


def test_group_without_branches_is_itself():
    form = build_form({"properties": {"a": {}}})
    assert shaped(form, form.root, {}) is form.root


def test_group_of_a_form_without_a_schema_is_itself():
    form = build_form(BY_COUNTRY)
    assert shaped(Form(form.root), form.root, {}) is form.root


def test_label_and_key_stay_whatever_applies():
    whole = build_form({"properties": {"it": {**BY_COUNTRY, "title": "T"}}, "required": ["it"]})
    found = shaped(whole, whole.root.fields[0], {"country": "US"})
    assert (found.key, found.label, found.is_required) == ("it", "T", True)


def test_branches_inside_branches_apply_too():
    inner = {"if": {"required": ["b"]}, "then": {"properties": {"c": {}}}}
    form = build_form({"type": "object", "if": {"required": ["a"]}, "then": {"properties": {"b": {}}, **inner}})
    assert [key for key, _ in keys(form, {"a": 1, "b": 1})] == ["b", "c"]


def test_branches_inside_branches_without_end_stop():
    again = {"type": "object", "properties": {"a": {}}, "if": True, "then": {"$ref": "#"}}
    form = build_form(again)
    assert [key for key, _ in keys(form, {})] == ["a"]


def test_branches_inside_more_branches_than_anybody_writes_stop():
    inside = {"properties": {"end": {}}}
    for number in range(15):
        inside = {"properties": {f"k{number}": {}}, "if": True, "then": inside}
    form = build_form({"type": "object", **inside})
    assert len(keys(form, {})) == 11


def test_branch_that_no_group_can_say_leaves_the_group_as_it_was():
    form = build_form({"type": "object", "properties": {"a": {}}, "if": True, "then": {"$ref": "#/nope"}})
    found = shaped(form, form.root, {})
    assert (isinstance(found, GroupField), keys(form, {})) == (True, [("a", False)])


def test_rule_for_other_keys_may_come_with_a_branch():
    rule = {"additionalProperties": {"type": "integer"}}
    form = build_form({"type": "object", "if": {"required": ["a"]}, "then": rule, **rule})
    assert shaped(form, form.root, {"a": 1}).others is form.root.others
    other = build_form({"type": "object", "if": {"required": ["a"]}, "then": rule})
    assert isinstance(shaped(other, other.root, {"a": 1}).others, NumberField)


def test_forms_used_long_ago_are_made_anew():
    forms = [build_form({"type": "object", "if": True, "then": {"required": [str(n)]}}) for n in range(12)]
    assert [keys(form, {}) for form in forms] == [[(str(n), True)] for n in range(12)]
    assert keys(forms[0], {}) == [("0", True)]


def test_group_of_the_very_same_value_is_the_very_same():
    form, value = build_form(BY_COUNTRY), {"country": "US"}
    assert shaped(form, form.root, value) is shaped(form, form.root, value)
