"""Each type of the reference as a field."""

import json

import pytest

from explorer.domain.json_value import ABSENT, parse_json
from explorer.providers.inlycore.form.properties import Reading, read_fields
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Condition,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    Option,
    TextField,
    VariantField,
)


def fields_of(*entries, **reading):
    return read_fields(parse_json(json.dumps(entries)), Reading(**reading))


def field_of(**entry):
    return fields_of({"name": "x"} | entry)[0]


OPTIONS = [{"value": "a", "label": "Alpha"}, {"value": "b", "label": "Beta"}]

TYPES = [
    ({"type": "string"}, TextField),
    ({"type": "text"}, TextField),
    ({"type": "integer"}, NumberField),
    ({"type": "number"}, NumberField),
    ({"type": "money"}, NumberField),
    ({"type": "boolean"}, BooleanField),
    ({"type": "date"}, TextField),
    ({"type": "datetime"}, TextField),
    ({"type": "time"}, TextField),
    ({"type": "enum", "options": OPTIONS}, ChoiceField),
    ({"type": "enum", "rules": ["in:a,b"]}, ChoiceField),
    ({"type": "enum"}, TextField),
    ({"type": "object", "search_endpoint": "/s"}, ChoiceField),
    ({"type": "object"}, TextField),
    ({"type": "object", "rules": ["integer"]}, NumberField),
    ({"type": "object", "multiple": True}, ListField),
    ({"type": "file"}, TextField),
    ({"type": "file", "multiple": True}, ListField),
    ({"type": "json"}, VariantField),
    ({"type": "string", "multiple": True}, ListField),
    ({"type": "list", "items": {"type": "integer"}}, ListField),
    ({"type": "list", "fields": [{"name": "sku"}]}, ListField),
    ({"type": "group", "fields": [{"name": "sku"}]}, GroupField),
    ({"type": "list"}, VariantField),
    ({"type": "from_the_future"}, JsonField),
    ({}, TextField),
    ({"rules": "required|integer"}, NumberField),
    ({"rules": ["boolean"]}, BooleanField),
    ({"options": ["a"]}, ChoiceField),
]


@pytest.mark.parametrize(("entry", "expected"), TYPES)
def test_every_type_of_the_reference_has_its_field(entry, expected):
    assert type(field_of(**entry)) is expected


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("StringProperty", "string"),
        ("App\\Properties\\MoneyProperty", "money"),
        ("date-time", "datetime"),
        ("Boolean", "boolean"),
        ("bigint", "integer"),
        ("belongs_to", "object"),
        ("textarea", "text"),
    ],
)
def test_other_names_of_a_type_mean_the_same(name, like):
    assert type(field_of(type=name)) is type(field_of(type=like))


def test_a_connection_can_explain_a_type():
    found = fields_of({"name": "x", "type": "Amount"}, aliases={"amount": "money"})[0]
    assert type(found) is NumberField


def test_an_unknown_type_is_json_and_says_why():
    assert "from_the_future" in field_of(type="from_the_future").reason


@pytest.mark.parametrize(
    ("entry", "required", "nullable"),
    [
        ({"required": True, "nullable": False}, True, False),
        ({"required": False, "rules": ["required"]}, False, False),
        ({"rules": ["required", "nullable"]}, True, True),
        ({"rules": "nullable|string"}, False, True),
        ({"required": None}, False, False),
        ({}, False, False),
    ],
)
def test_flags_speak_first_and_rules_where_they_are_silent(entry, required, nullable):
    field = field_of(**entry)
    assert (field.is_required, field.is_nullable) == (required, nullable)


def test_a_null_default_is_none_and_any_other_is_one():
    assert field_of(type="string", default=None).default is ABSENT
    assert [field_of(type=kind, default=value).default for kind, value in [("boolean", False), ("integer", 0)]] == [
        False,
        0,
    ]


def test_a_hidden_preset_is_kept_and_sent_and_a_hidden_field_without_one_is_not_demanded():
    preset, empty = field_of(hidden=True, default="web"), field_of(hidden=True, required=True)
    assert (preset.is_hidden, preset.is_required, preset.default) == (True, True, "web")
    assert (empty.is_hidden, empty.is_required) == (True, False)


def test_a_file_is_never_preset_by_the_installation():
    assert field_of(type="file", default="/etc/passwd", hidden=True).default is ABSENT


def test_readonly_is_shown_and_not_changed():
    assert field_of(type="string", readonly=True).is_fixed


def test_limits_come_from_the_descriptor_then_from_the_rules():
    assert field_of(type="string", max_length=5, rules=["max:9"]).max_length == 5
    assert field_of(type="string", rules=["max:9", "min:2"]).max_length == 9
    number = field_of(type="number", rules=["between:0.5,1e3"])
    assert (number.minimum, number.maximum) == ("0.5", "1e3")
    assert (
        field_of(type="integer", rules=["gt:0"]).exclusive_minimum,
        field_of(type="integer", rules=["gt:other"]).exclusive_minimum,
    ) == ("0", "")


def test_money_shows_its_currency():
    assert field_of(type="money", currency="SEK").unit == "SEK"


@pytest.mark.parametrize(
    ("entry", "form"), [({"format": "email"}, "email"), ({"rules": ["url"]}, "uri"), ({"type": "uuid"}, "uuid")]
)
def test_formats_are_named_as_json_schema_names_them(entry, form):
    assert field_of(**entry).format == form


@pytest.mark.parametrize(
    "options", [OPTIONS, {"a": "Alpha", "b": "Beta"}, [{"id": "a", "title": "Alpha"}, {"key": "b", "text": "Beta"}]]
)
def test_choices_are_read_in_every_spelling(options):
    assert field_of(type="enum", options=options).options == [Option("a", "Alpha"), Option("b", "Beta")]


def test_scalars_are_their_own_labels():
    assert field_of(type="enum", options=["a", 5, None]).options == [
        Option("a", "a"),
        Option(5, "5"),
        Option(None, "(none)"),
    ]


def test_allowed_values_of_a_rule_are_choices_with_words():
    assert field_of(type="enum", rules=["in:on_hold,open"]).options == [
        Option("on_hold", "On hold"),
        Option("open", "Open"),
    ]


def test_several_choices_are_a_list():
    assert field_of(type="enum", options=OPTIONS, multiple=True).is_multiple


def test_a_record_is_searched_or_typed_and_its_id_keeps_its_kind():
    reading = Reading()
    field = read_fields(
        [
            {
                "name": "customer",
                "type": "object",
                "search_endpoint": "/customers/search",
                "model": "App\\Models\\Customer",
                "rules": ["integer"],
            }
        ],
        reading,
    )[0]
    assert (field.remote.name, field.remote.is_searchable, field.is_free, field.value_kind) == (
        "customer",
        True,
        True,
        "integer",
    )
    assert reading.searches == {"customer": ("/customers/search", "App\\Models\\Customer")}


def test_a_record_whose_class_the_connection_can_search_is_searched():
    fields = fields_of(
        {"name": "o", "type": "object", "model": "App\\Models\\Order"}, lookups=frozenset({"App\\Models\\Order"})
    )
    assert type(fields[0]) is ChoiceField


@pytest.mark.parametrize("operator", ["eq", "neq", "in", "not_in", "filled", "empty"])
def test_conditions_are_read(operator):
    field = field_of(visible_when={"field": "cause", "operator": operator, "value": "other"})
    assert field.visible_when == Condition("cause", operator, "other")


@pytest.mark.parametrize("condition", ["text", {}, {"field": "a", "operator": "like"}, {"operator": "eq"}])
def test_a_condition_that_cannot_be_read_shows_the_field_and_says_so(condition):
    reading = Reading()
    field = read_fields([{"name": "x", "visible_when": condition}], reading)[0]
    assert (field.visible_when, len(reading.problems)) == (None, 1)


def test_what_a_file_may_be_is_said():
    assert field_of(type="file", accept=[".pdf"], max_size_kb=10240).description == "Accepted: .pdf. At most 10240 kB."


def test_nothing_is_nested_deeper_than_a_form_goes():
    entry = {"name": "x", "type": "string"}
    for _ in range(60):
        entry = {"name": "x", "type": "group", "fields": [entry]}
    assert type(fields_of(entry)[0]) is GroupField


def test_a_file_is_named_by_its_path_and_a_time_has_no_zone():
    assert field_of(type="file").content == "file-ref"
    assert field_of(type="time").format == "partial-time"
