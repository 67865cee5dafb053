"""Schemas in every shape that the reference allows, and any JSON at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.action import Effect
from explorer.domain.json_value import parse_json
from explorer.providers.inlycore.form.reader import effect_of, read_schema
from explorer.schema.field import TextField

REASON = {
    "name": "reason",
    "type": "string",
    "label": "Reason",
    "required": False,
    "nullable": True,
    "rules": ["nullable", "string", "max:255"],
}
APPROVE = {
    "action": "orders/approve-order",
    "label": "Approve order",
    "description": "Marks a pending order as approved.",
    "variant": "brand",
    "confirm": True,
    "confirm_message": "Approve this order?",
    "bulk": True,
    "parameters": [REASON],
    "subject": {
        "required": True,
        "param": "order",
        "class": "App\\Models\\Order",
        "url_pattern": "/api/v1/actions/orders/approve-order/execute/{id}",
    },
}


def read(value, **more):
    return read_schema(parse_json(json.dumps(value)), **more)


def test_the_recommended_shape_is_read_whole():
    found = read(APPROVE)
    assert (found.label, found.description, found.variant) == ("Approve order", APPROVE["description"], "brand")
    assert (found.question, found.has_bulk, found.is_hidden) == ("Approve this order?", True, False)
    assert (found.subject.label, found.subject.param) == ("Order", "order")
    assert found.subject.url_pattern == APPROVE["subject"]["url_pattern"]
    field = found.form.root.fields[0]
    assert (type(field), field.key, field.is_nullable, field.max_length) == (TextField, "reason", True, 255)
    assert found.form.problems == ()


BY_NAME = {"reason": {key: value for key, value in REASON.items() if key != "name"}}


@pytest.mark.parametrize(
    "shape",
    [
        {"data": APPROVE},
        {"data": {"parameters": [REASON]}},
        {"schema": [REASON]},
        {"properties": [REASON]},
        {"fields": [REASON]},
        {"parameters": BY_NAME},
        {"properties": BY_NAME},
        {"parameters": {"reason": "string"}},
        [REASON],
        {"data": [REASON]},
        {"type": "object", "properties": {"reason": {"type": "string"}}},
        {"parameters": {"type": "object", "properties": {"reason": {"type": "string"}}, "required": []}},
        {"schema": {"type": "object", "properties": {"reason": {"type": "string"}}}},
    ],
)
def test_every_shape_of_the_list_gives_the_same_field(shape):
    fields = read(shape).form.root.fields
    assert [(type(field), field.key) for field in fields] == [(TextField, "reason")]


def test_camel_case_means_the_same():
    found = read(
        {
            "confirm": True,
            "confirmMessage": "Sure?",
            "parameters": [
                {
                    "name": "c",
                    "type": "object",
                    "searchEndpoint": "/s",
                    "visibleWhen": {"field": "a", "operator": "filled"},
                }
            ],
        }
    )
    assert found.question == "Sure?"
    assert found.searches == {"c": ("/s", "")}
    assert found.form.root.fields[0].visible_when.operator == "filled"


def test_a_json_schema_is_kept_for_checking():
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    found = read({"label": "L", "parameters": schema})
    assert (found.label, found.form.schema) == ("L", schema)
    assert found.form.root.fields[0].is_required


@pytest.mark.parametrize(
    ("confirm", "question"),
    [
        ({"confirm": True, "confirm_message": "Sure?"}, "Sure?"),
        ({"confirm": True}, "Run this action?"),
        ({"confirm": True, "confirm_message": None}, "Run this action?"),
        ({"confirm": False, "confirm_message": "Sure?"}, ""),
        ({"confirm_message": "Sure?"}, "Sure?"),
        ({}, ""),
    ],
)
def test_a_question_is_asked_where_the_user_interface_asks_it(confirm, question):
    assert read(confirm | {"parameters": []}).question == question


@pytest.mark.parametrize("subject", [None, False, [], "order", {"required": False}])
def test_without_a_subject_there_is_none(subject):
    assert read({"parameters": [], "subject": subject}).subject is None


@pytest.mark.parametrize("entry", [5, None, {"type": "string"}, {"name": ""}, {"name": 7}])
def test_a_bad_parameter_is_named_and_hides_no_other(entry):
    found = read({"parameters": [entry, REASON]})
    assert [field.key for field in found.form.root.fields] == ["reason"]
    assert len(found.form.problems) == 1


def test_of_two_parameters_with_one_name_the_first_stays():
    found = read({"parameters": [REASON, {"name": "reason", "type": "integer"}]})
    assert [type(field) for field in found.form.root.fields] == [TextField]
    assert len(found.form.problems) == 1


@pytest.mark.parametrize("nothing", [5, None, "text", {"label": "L"}, {"parameters": 7}])
def test_a_schema_without_parameters_says_so(nothing):
    found = read(nothing)
    assert found.form.root.fields in ((), [])
    assert len(found.form.problems) == 1


@pytest.mark.parametrize(
    ("key", "variant", "effect"),
    [
        ("orders/cancel-order", "destructive", Effect.DESTRUCTIVE),
        ("orders/delete-order", "brand", Effect.DESTRUCTIVE),
        ("orders/create-order", "", Effect.WRITE),
        ("orders/edit-order", "default", Effect.WRITE),
        ("reports/generate", "brand", Effect.UNKNOWN),
        ("orders/list-orders", "", Effect.UNKNOWN),
    ],
)
def test_effects_come_from_variant_and_key_and_reading_is_never_assumed(key, variant, effect):
    assert effect_of(key, variant) is effect


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
types = [
    "string",
    "text",
    "integer",
    "number",
    "money",
    "boolean",
    "date",
    "datetime",
    "enum",
    "object",
    "file",
    "json",
    "list",
    "group",
    "x",
]
descriptors = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from("abcd") | json_values,
        "type": st.sampled_from(types) | json_values,
        "rules": st.lists(st.sampled_from(["required", "nullable", "max:5", "in:a,b", "between:1,x", "regex:/a|b/"]))
        | json_values,
        "visible_when": json_values,
        "fields": json_values,
        "items": json_values,
    }
    | dict.fromkeys(
        [
            "label",
            "required",
            "nullable",
            "default",
            "hidden",
            "readonly",
            "options",
            "multiple",
            "min",
            "max",
            "max_length",
            "accept",
            "model",
            "search_endpoint",
        ],
        json_values,
    ),
)
schemas = st.fixed_dictionaries(
    {},
    optional={
        "parameters": st.lists(descriptors | json_values, max_size=5)
        | st.dictionaries(st.text(max_size=4), descriptors, max_size=4)
    }
    | dict.fromkeys(
        ["data", "schema", "properties", "fields", "type", "label", "subject", "confirm", "variant", "required"],
        json_values,
    ),
)


@given(schemas | json_values)
def test_any_json_gives_a_form(untrusted):
    found = read_schema(untrusted)
    keys = [field.key for field in found.form.root.fields]
    assert len(keys) == len(set(keys))
    assert all(field.label for field in found.form.root.fields)
