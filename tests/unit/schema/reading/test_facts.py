import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ExactNumber
from explorer.schema.build import build_form
from explorer.schema.field import ChoiceField, Option
from explorer.schema.reading.facts import definition_of, label_of


def field(schema, *, is_required=False):
    whole = {"properties": {"it": schema}, "required": ["it"] if is_required else []}
    return build_form(whole).root.fields[0]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("first_name", "First name"),
        ("employeeNumber", "Employee number"),
        ("id", "ID"),
        ("accountId", "Account ID"),
        ("employee_ids", "Employee IDs"),
        ("baseURL", "Base URL"),
        ("URLOfThing", "URL of thing"),
        ("webhook-url", "Webhook URL"),
        ("HTTPStatus", "HTTP status"),
        ("x-account-id", "X account ID"),
        ("address2", "Address 2"),
        ("IBAN", "IBAN"),
        ("EEO_CLASS", "EEO CLASS"),
        ("name", "Name"),
        ("stra\u00dfe", "Stra\u00dfe"),
        ("\u59d3\u540d", "\u59d3\u540d"),
        ("$", "$"),
        ("", "(empty name)"),
        (" ", "(empty name)"),
    ],
)
def test_key_becomes_words(key, label):
    assert label_of(key) == label


@given(st.text(max_size=20))
def test_label_is_never_empty(key):
    assert label_of(key).strip() != ""


def test_title_is_the_label_unless_it_is_blank():
    assert (field({"title": "Its name"}).label, field({"title": " "}).label) == ("Its name", "It")


def test_words_and_marks_are_taken_over():
    found = field({"type": "string", "description": "D", "default": "d", "deprecated": True, "examples": ["a", "b"]})
    assert (found.description, found.default, found.is_deprecated, found.examples) == ("D", "d", True, ("a", "b"))


def test_example_in_the_singular_counts():
    assert field({"type": "string", "example": "a"}).examples == ("a",)


@pytest.mark.parametrize(("is_required", "is_fixed"), [(False, True), (True, False)])
def test_read_only_field_is_fixed_unless_it_has_to_be_filled(is_required, is_fixed):
    assert field({"type": "string", "readOnly": True}, is_required=is_required).is_fixed is is_fixed


def test_words_of_other_types_are_passed_over():
    found = field({"type": "string", "title": 5, "description": [], "format": 5, "pattern": 1, "examples": {"a": 1}})
    assert (found.label, found.description, found.format, found.pattern, found.examples) == ("It", "", "", "", ())


@pytest.mark.parametrize("schema", [{"format": "password"}, {"type": "string", "writeOnly": True}])
def test_password_is_secret(schema):
    assert field(schema).is_secret


@pytest.mark.parametrize(
    ("schema", "is_multiline"),
    [
        ({}, False),
        ({"maxLength": 200}, False),
        ({"maxLength": 201}, True),
        ({"format": "textarea"}, True),
        ({"contentMediaType": "text/html"}, True),
        ({"contentMediaType": "application/json"}, False),
        ({"default": "a\nb"}, True),
        ({"default": "a"}, False),
    ],
)
def test_long_text_has_several_lines(schema, is_multiline):
    assert field({"type": "string", **schema}).is_multiline is is_multiline


def test_base64_is_a_format():
    assert field({"type": "string", "contentEncoding": "base64"}).format == "byte"


@pytest.mark.parametrize(
    ("schema", "content", "media_type"),
    [
        ({"format": "byte"}, "base64", ""),
        ({"format": "binary", "maxLength": 5_000}, "base64", ""),
        ({"format": "base64"}, "base64", ""),
        ({"contentEncoding": "base64", "contentMediaType": "image/png"}, "base64", "image/png"),
        ({"contentEncoding": "BASE64url", "contentMediaType": "text/csv"}, "base64", "text/csv"),
        ({"contentMediaType": "image/png"}, "base64", "image/png"),
        ({"format": "data-url"}, "data-uri", ""),
        ({"format": "data-uri", "contentMediaType": "image/png"}, "data-uri", "image/png"),
        ({"contentMediaType": "text/html"}, "", "text/html"),
        ({"contentMediaType": "application/json"}, "", "application/json"),
        ({"contentMediaType": "image/svg+xml"}, "", "image/svg+xml"),
        ({"contentMediaType": "image/png", "format": "uri"}, "", "image/png"),
        ({"contentEncoding": "quoted-printable"}, "", ""),
        ({}, "", ""),
    ],
)
def test_text_that_holds_a_file_says_how(schema, content, media_type):
    found = field({"type": "string", **schema})
    assert (found.content, found.media_type) == (content, media_type)
    assert not (content and found.is_multiline)


def test_limits_of_text_are_taken_over():
    found = field({"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a", "format": "email"})
    assert (found.min_length, found.max_length, found.pattern, found.format) == (1, 9, "^a", "email")


@pytest.mark.parametrize("length", [-1, True, "5", ExactNumber("1e400"), None])
def test_length_that_is_none_is_passed_over(length):
    assert field({"type": "string", "maxLength": length}).max_length is None


@pytest.mark.parametrize(
    ("examples", "placeholder"), [(["a"], "a"), ([5, "b"], "b"), (["a\nb"], ""), (["a" * 61], ""), ([], "")]
)
def test_short_example_is_the_placeholder(examples, placeholder):
    assert field({"type": "string", "examples": examples}).placeholder == placeholder


def test_limits_of_numbers_keep_their_digits():
    schema = {"type": "number", "minimum": ExactNumber("0.10"), "maximum": 2**64, "multipleOf": ExactNumber("1e-400")}
    found = field(schema)
    assert (found.minimum, found.maximum, found.multiple_of) == ("0.10", "18446744073709551616", "1e-400")


def test_exclusive_limits_of_both_drafts_are_the_same():
    new = field({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9})
    old = field({"type": "integer", "minimum": 1, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": True})
    assert new == old
    assert (new.exclusive_minimum, new.minimum, new.exclusive_maximum, new.maximum) == ("1", "", "9", "")


def test_limit_that_is_no_number_is_passed_over():
    assert field({"type": "number", "minimum": "5", "maximum": True}).minimum == ""


def test_choices_show_text_as_it_is_and_other_values_as_json():
    found = field({"enum": ["a", "", 5, True, {"b": [1]}, ExactNumber("0.10")]})
    assert [option.label for option in found.options] == ["a", '""', "5", "true", '{"b":[1]}', "0.10"]


def test_long_choice_is_cut():
    assert len(field({"enum": ["a", ["x" * 500]]}).options[1].label) == 203


def test_equal_choices_are_one_and_true_is_not_one():
    assert [option.value for option in field({"enum": [1, 1, True, "1"]}).options] == [1, True, "1"]


@pytest.mark.parametrize("keyword", ["enumNames", "x-enumNames", "x-enum-varnames"])
def test_names_beside_the_values_are_their_labels(keyword):
    assert field({"enum": [1, 2], keyword: ["One", 5]}).options == (Option(1, "One"), Option(2, "2"))


def test_names_of_another_number_than_the_values_are_passed_over():
    assert field({"enum": [1, 2], "enumNames": ["One"]}).options == (Option(1, "1"), Option(2, "2"))


@pytest.mark.parametrize(
    ("values", "kind"), [(["a", "b"], "text"), ([1, 2], "integer"), ([1, True], "json"), (["a", 1], "json")]
)
def test_kind_of_a_typed_value_is_that_of_all_choices(values, kind):
    assert field({"enum": values}).value_kind == kind


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("string", ["a"]),
        ("boolean", [True]),
        ("integer", [1]),
        ("number", [1]),
        ("array", [[]]),
        ("object", [{}]),
        (["string", "array"], ["a", []]),
    ],
)
def test_choices_of_another_type_are_left_out(kind, kept):
    found = field({"type": kind, "enum": ["a", True, 1, [], {}]})
    assert [option.value for option in found.options] == kept


def test_one_choice_alone_is_fixed():
    assert field({"const": 5}) == ChoiceField(
        key="it", label="It", is_fixed=True, options=(Option(5, "5"),), value_kind="integer"
    )


def test_one_choice_or_null_is_not_fixed():
    assert not field({"enum": ["a", None]}).is_fixed


def test_null_alone_is_fixed():
    found = field({"type": "null"})
    assert (found.is_fixed, [option.value for option in found.options]) == (True, [None])


def test_definition_shows_a_small_schema_whole():
    assert definition_of({"type": "string"}) == '{\n  "type": "string"\n}'


def test_definition_of_a_large_schema_is_short():
    wide = {f"k{number}": {"a": [1, 2, {"b": "x" * 10_000}]} for number in range(5_000)}
    assert len(definition_of(wide)) < 5_000


def test_definition_of_a_deep_schema_ends_in_dots():
    deep = {}
    for _ in range(10_000):
        deep = {"a": deep, "b": []}
    assert '"..."' in definition_of(deep)
