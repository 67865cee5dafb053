import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ABSENT, parse_json
from explorer.schema.build import build_form
from explorer.schema.check import check
from explorer.schema.default import start_of_whole, start_value
from explorer.schema.field import ChoiceField, Condition, Form, GroupField, NoticeField, Option, TextField


def start(fields, required=()):
    return start_value(build_form({"properties": fields, "required": list(required)}))


def test_required_default_is_filled_in():
    assert start({"a": {"type": "string", "default": "x"}}, ["a"]) == {"a": "x"}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string"}, ABSENT),
        ({"type": "string", "default": "x"}, "x"),
        ({"const": 5}, 5),
        ({"type": "array", "items": {}}, ABSENT),
        ({"properties": {"a": {"default": 1}}, "required": ["a"]}, {"a": 1}),
        ({"properties": {"a": {}}, "required": ["a"]}, {}),
    ],
)
def test_the_whole_starts_as_a_required_field_does(schema, value):
    assert start_of_whole(build_form(schema)) == value


def test_optional_default_is_left_to_the_platform():
    assert start({"a": {"type": "string", "default": "x"}}) == {}


def test_required_field_without_default_is_left_to_the_person():
    assert start({"a": {"type": "string"}}, ["a"]) == {}


def test_empty_and_null_defaults_are_defaults():
    fields = {"a": {"type": "string", "default": ""}, "b": {"type": ["string", "null"], "default": None}}
    assert start(fields, ["a", "b"]) == {"a": "", "b": None}


def test_default_keeps_its_digits():
    assert start({"a": parse_json('{"type": "number", "default": 0.10}')}, ["a"]) == parse_json('{"a": 0.10}')


def test_required_constant_is_filled_in_and_an_optional_one_is_not():
    assert start({"a": {"const": 5}, "b": {"const": 6}}, ["a"]) == {"a": 5}


def test_group_with_a_required_default_inside_is_made():
    group = {"type": "object", "properties": {"x": {"default": 1}, "y": {}}, "required": ["x", "y"]}
    assert start({"g": group}, ["g"]) == {"g": {"x": 1}}


def test_group_in_which_nothing_is_required_is_there_from_the_start():
    assert start({"g": {"type": "object", "properties": {"x": {"default": 1}}}}, ["g"]) == {"g": {}}


def test_group_that_has_to_be_filled_waits_for_its_first_field():
    assert start({"g": {"type": "object", "properties": {"x": {}}, "required": ["x"]}}, ["g"]) == {}


def test_optional_group_is_not_made_for_defaults_inside():
    assert start({"g": {"type": "object", "properties": {"x": {"default": 1}}, "required": ["x"]}}) == {}


def test_default_of_a_group_is_taken_whole():
    group = {"type": "object", "properties": {"x": {"default": 1}}, "required": ["x"], "default": {"z": 2}}
    assert start({"g": group}, ["g"]) == {"g": {"z": 2}}


def test_field_that_is_asked_for_only_sometimes_is_not_filled_in():
    shown_sometimes = TextField(
        key="a", label="A", is_required=True, default="x", visible_when=Condition("b", "filled")
    )
    assert start_value(Form(GroupField(label="F", fields=(shown_sometimes,)))) == {}


def test_notice_is_never_sent():
    notice = NoticeField(key="n", label="N", is_required=True, default="x")
    assert start_value(Form(GroupField(label="F", fields=(notice,)))) == {}


def test_choice_that_is_fixed_to_several_values_is_left_alone():
    fixed = ChoiceField(key="c", label="C", is_required=True, is_fixed=True, options=(Option(1, "1"), Option(2, "2")))
    assert start_value(Form(GroupField(label="F", fields=(fixed,)))) == {}


def test_running_with_the_required_fields_filled_sends_exactly_those():
    form = build_form(
        {
            "properties": {
                "path": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
                "body": {"type": "object", "properties": {"note": {"type": "string", "default": "hello"}}},
                "query": {"type": "object", "properties": {"size": {"type": "integer", "default": 25}}},
            },
            "required": ["path", "body"],
        }
    )
    value = start_value(form)
    assert value == {"body": {}}
    assert [problem.pointer for problem in check(form, value)] == [("path", "id")]
    assert check(form, {**value, "path": {"id": "1"}}) == []


leaves = st.fixed_dictionaries({"type": st.just("string")}, optional={"default": st.text(max_size=3)})
names = st.sampled_from("abc")
schemas = st.recursive(
    leaves,
    lambda inside: st.builds(
        lambda fields, required: {"type": "object", "properties": fields, "required": required},
        st.dictionaries(names, inside, max_size=3),
        st.lists(names, max_size=3, unique=True),
    ),
    max_leaves=8,
)


@given(st.dictionaries(names, schemas, max_size=3), st.lists(names, max_size=3, unique=True))
def test_start_of_any_form_lacks_required_fields_at_most(fields, required):
    form = build_form({"properties": fields, "required": required})
    assert {problem.keyword for problem in check(form, start_value(form))} <= {"required"}
