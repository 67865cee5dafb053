import pytest

from explorer.sandbox.stackone.catalogue.model import Action, Input
from explorer.sandbox.stackone.envelope import Refused
from explorer.sandbox.stackone.exact_json import read
from explorer.sandbox.stackone.running.call import Call
from explorer.sandbox.stackone.running.input_check import check_inputs


def problem(*inputs, rules=(), **values):
    action = Action("a", "b", "B", "", "custom", (), "r", "v", "post", "/", inputs, validation_rules=rules)
    try:
        check_inputs(action, Call("a_b", **values))
    except Refused as refused:
        return refused.message if (refused.status, refused.error_code) == (400, "ValidationError") else refused
    return None


def in_body(*, value, type="string", **more):  # noqa: A002 - the model's own word
    return problem(Input("x", type, "body", **more), body={"x": read(value)})


@pytest.mark.parametrize(
    ("type_", "rules", "good", "bad"),
    [
        ("string", {}, '""', "1"),
        ("string", {"minLength": 2}, '"ab"', '"a"'),
        ("string", {"maxLength": 2}, '"ab"', '"abc"'),
        ("string", {"pattern": "^[A-Z]{2}$"}, '"PT"', '"pt"'),
        ("string", {"format": "email"}, '"a@b.cc"', '"a b@c.dd"'),
        ("string", {"format": "url"}, '"https://a.example"', '"ftp://a.example"'),
        ("string", {"format": "uri"}, '"mailto:a"', '"mailto"'),
        ("string", {"format": "uuid"}, '"0e9d1f2a-0000-4000-8000-00000000000A"', '"0e9d1f2a"'),
        ("string", {"format": "date"}, '"2026-02-28"', '"2026-02-30"'),
        ("string", {"format": "datetime"}, '"2026-02-28T10:00:00Z"', '"2026-02-28 10:00"'),
        ("number", {}, "0.10", '"1"'),
        ("number", {}, "1e400", "true"),
        ("number", {"min": 1}, "1", "0.99"),
        ("number", {"max": 1}, "1.0", "1.01"),
        ("number", {"max": 2**63 - 1}, "9223372036854775807", "9223372036854775808"),
        ("boolean", {}, "false", '"false"'),
        ("datetime_string", {}, '"2026-02-28T10:00:00.5+01:00"', '"2026-02-28"'),
        ("object", {}, '{"any": 1}', "[]"),
    ],
)
def test_a_value_must_be_of_its_type_and_keep_its_rules(type_, rules, good, bad):
    assert in_body(type=type_, rules=rules, value=good) is None
    assert in_body(type=type_, rules=rules, value=bad).startswith("body.x must ")


def test_a_whole_number_has_no_point():
    assert in_body(type="number", is_integer=True, value="9007199254740993") is None
    assert in_body(type="number", is_integer=True, value="1.0") == "body.x must be a whole number"


def test_a_choice_must_be_one_of_its_values():
    assert in_body(type="enum", values=("a", "b"), value='"b"') is None
    assert in_body(type="enum", values=("a", "b"), value='"c"') == "body.x must be one of a, b"


def test_a_list_is_checked_item_by_item():
    assert in_body(is_array=True, value='["a", "b"]') is None
    assert in_body(is_array=True, value='["a", 1]') == "body.x[1] must be text"
    assert in_body(is_array=True, value='"a"') == "body.x must be a list"


def test_parts_of_an_object_are_checked():
    parts = (Input("a", is_required=True), Input("b", "number"))
    assert in_body(type="object", properties=parts, value='{"a": ""}') is None
    assert (
        in_body(type="object", properties=parts, value='{"b": ""}') == "body.x.a is required; body.x.b must be a number"
    )


def test_a_value_of_one_of_several_variants_will_do():
    def kind(title, key):
        return Input(title, "object", properties=(Input(key, is_required=True),))

    one = {"type": "object", "variants": (kind("Chat", "channel"), kind("Letter", "street"))}
    assert in_body(value='{"street": "Low Lane"}', **one) is None
    assert in_body(value='{"street": 5}', **one) == "body.x must be one of Chat, Letter"


def test_null_is_taken_only_where_it_is_allowed():
    assert in_body(is_nullable=True, value="null") is None
    assert in_body(value="null") == "body.x must not be null"


def test_every_missing_input_is_named():
    inputs = [Input("a", location="path", is_required=True), Input("b", location="headers", is_required=True)]
    assert problem(*inputs) == "path.a is required; headers.b is required"


def test_outside_of_the_body_numbers_and_switches_may_come_as_text():
    inputs = [Input("n", "number", "path", is_integer=True), Input("s", "boolean", "query")]
    assert problem(*inputs, path={"n": "12"}, query={"s": "true"}) is None
    assert problem(*inputs, path={"n": "x"}, query={"s": "yes"}) is not None


def test_what_is_not_declared_passes():
    assert problem(body={"anything": 1}) is None


A, B = Input("a", location="body"), Input("b", location="body")


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ({"type": "atLeastOneOf", "fields": ["a", "b"]}, {"b": ""}, {}),
        ({"type": "mutuallyExclusive", "fields": ["a", "b"]}, {"b": ""}, {"a": "", "b": ""}),
        (
            {"type": "requiredIf", "field": "b", "condition": {"field": "a", "equals": "x"}},
            {"a": "y"},
            {"a": "x"},
        ),
    ],
)
def test_rules_between_inputs_hold(rule, good, bad):
    given = {**rule, "errorMessage": "They do not go together"}
    assert problem(A, B, rules=(given,), body=good) is None
    assert problem(A, B, rules=(given,), body=bad) == "They do not go together"
