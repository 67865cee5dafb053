"""Each prop type of the reference as a field, and any JSON at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.json_value import ABSENT, ExactNumber, parse_json
from explorer.providers.pipedream.form.prop import read_props
from explorer.providers.pipedream.form.props import ACCOUNTS_OF, AppFacts, build_form
from explorer.schema.field import (
    AccountField,
    BooleanField,
    ChoiceField,
    GroupField,
    JsonField,
    ListField,
    NoticeField,
    NumberField,
    Option,
    TextField,
    VariantField,
)

APPS = {"slack_v2": AppFacts("slack_v2", "Slack"), "http": AppFacts("http", "HTTP", has_accounts=False)}
SLACK = {"name": "slack", "type": "app", "app": "slack_v2"}


def fields_of(*props):
    return build_form(parse_json(json.dumps(props)), APPS).root.fields


def field_of(**prop):
    return fields_of({"name": "x"} | prop)[0]


TYPES = [
    ("app", AccountField),
    ("string", TextField),
    ("string[]", ListField),
    ("integer", NumberField),
    ("integer[]", ListField),
    ("number", NumberField),
    ("boolean", BooleanField),
    ("boolean[]", ListField),
    ("object", GroupField),
    ("any", VariantField),
    ("sql", GroupField),
    ("http_request", GroupField),
    ("data_store", TextField),
    ("$.discord.channel", ChoiceField),
    ("$.discord.channel[]", ChoiceField),
    ("$.airtable.baseId", ChoiceField),
    ("$.airtable.tableId", ChoiceField),
    ("$.airtable.viewId", ChoiceField),
    ("$.airtable.fieldId", ChoiceField),
    ("alert", NoticeField),
    ("dir", NoticeField),
    ("$.service.db", NoticeField),
    ("$.interface.http", NoticeField),
    ("$.interface.apphook", NoticeField),
    ("$.interface.timer", VariantField),
    ("from_the_future", JsonField),
]


@pytest.mark.parametrize(("kind", "expected"), TYPES)
def test_every_type_of_the_reference_has_its_field(kind, expected):
    field = field_of(type=kind, app="slack_v2", content="Read this", appProp="slack")
    assert type(field) is expected
    assert field.key == "x"
    assert field.label


def test_an_unknown_type_is_json_and_says_why():
    field = field_of(type="from_the_future")
    assert "from_the_future" in field.reason
    assert json.loads(field.definition) == {"name": "x", "type": "from_the_future"}


def test_an_app_prop_asks_for_an_account_of_that_app_under_its_name():
    field = fields_of(SLACK)[0]
    assert (field.key, field.label, field.connector_key) == ("slack", "Slack", "slack_v2")
    assert field.remote.name == ACCOUNTS_OF + "slack_v2"
    assert field.is_required


def test_an_app_without_accounts_asks_for_none():
    assert not fields_of({"name": "http", "type": "app", "app": "http"})[0].is_required


@pytest.mark.parametrize(
    ("kind", "default"), [("integer", 0), ("boolean", False), ("string", ""), ("string[]", []), ("object", {})]
)
def test_a_default_counts_by_presence_not_by_truth(kind, default):
    assert field_of(type=kind, default=default).default == default


def test_a_null_default_is_none():
    assert field_of(type="string", default=None).default is ABSENT


@pytest.mark.parametrize(("optional", "required"), [(True, False), (False, True), (None, True)])
def test_a_prop_is_required_unless_it_is_optional(optional, required):
    assert field_of(type="string", optional=optional).is_required is required


def test_hidden_and_disabled_props_are_not_shown_and_not_demanded():
    for flag in ("hidden", "disabled"):
        field = field_of(type="string", **{flag: True})
        assert (field.is_hidden, field.is_required) == (True, False)


def test_a_read_only_prop_shows_what_its_author_fixed():
    field = field_of(type="string", readOnly=True, static="always this")
    assert (field.is_fixed, field.is_required, field.default) == (True, False, "always this")


def test_a_reloading_prop_says_so():
    assert field_of(type="string", reloadProps=True).reloads


def test_limits_of_integers_are_kept_to_the_last_digit():
    field = field_of(type="integer", min=0, max=9223372036854775808)
    assert (field.is_integer, field.minimum, field.maximum) == (True, "0", "9223372036854775808")


def test_limits_of_a_list_of_integers_belong_to_its_items():
    field = field_of(type="integer[]", min=1, max=5)
    assert (field.item.minimum, field.item.maximum, field.item.key) == ("1", "5", "")


def test_a_secret_is_masked_while_it_is_typed():
    assert field_of(type="string", secret=True).is_secret


def test_a_missing_label_shows_the_name_and_descriptions_are_plain():
    field = field_of(type="string", description="**Bold**, [see](https://a.example/x)")
    assert (field.label, field.description) == ("x", "Bold, see (https://a.example/x)")


def test_fixed_options_are_a_choice_without_typing():
    field = field_of(type="string", options=["a", {"label": "B", "value": "b"}])
    assert field.options == [Option("a", "a"), Option("b", "B")]
    assert (field.is_free, field.keeps_label, field.is_multiple, field.remote) == (False, False, False, None)


def test_options_of_a_list_type_are_chosen_severally():
    assert field_of(type="string[]", options=["a", "b"]).is_multiple


def test_a_broken_option_is_named_and_the_others_stay():
    form = build_form([{"name": "x", "type": "string", "options": ["a", [1], {"label": "no value"}]}], {})
    assert form.root.fields[0].options == [Option("a", "a")]
    assert len(form.problems) == 2


def test_with_label_keeps_labels_of_fixed_options_too():
    assert field_of(type="string", options=["a"], withLabel=True).keeps_label


@pytest.mark.parametrize(
    ("kind", "value_kind"), [("string", "text"), ("integer", "integer"), ("boolean", "json"), ("any", "json")]
)
def test_a_remote_choice_may_be_typed_as_its_type_demands(kind, value_kind):
    field = field_of(type=kind, remoteOptions=True)
    assert (field.is_free, field.keeps_label, field.value_kind) == (True, True, value_kind)


SHEET = [
    {"name": "sheets", "type": "app", "app": "google_sheets"},
    {"name": "drive", "type": "string", "optional": True, "remoteOptions": True},
    {"name": "note", "type": "string"},
    {"name": "sheet", "type": "string", "remoteOptions": True, "useQuery": True},
    {"name": "tab", "type": "integer", "remoteOptions": True},
]


def test_choices_need_earlier_accounts_and_earlier_required_choices():
    remote = {field.key: field.remote for field in fields_of(*SHEET) if isinstance(field, ChoiceField)}
    assert {key: list(one.needs) for key, one in remote.items()} == {
        "drive": ["sheets"],
        "sheet": ["sheets"],
        "tab": ["sheets", "sheet"],
    }


def test_choices_follow_every_other_earlier_field():
    remote = {field.key: field.remote for field in fields_of(*SHEET) if isinstance(field, ChoiceField)}
    assert list(remote["tab"].follows) == ["drive", "note"]


def test_only_props_with_a_query_are_searched_by_the_platform():
    searchable = [
        field.key for field in fields_of(*SHEET) if isinstance(field, ChoiceField) and field.remote.is_searchable
    ]
    assert searchable == ["sheet"]


def test_an_account_is_needed_even_if_its_prop_comes_later():
    late = [{"name": "channel", "type": "string", "remoteOptions": True}, SLACK]
    assert list(fields_of(*late)[0].remote.needs) == ["slack"]


def test_a_hidden_choice_is_no_condition():
    hidden = SLACK, {"name": "a", "type": "string", "remoteOptions": True, "hidden": True}
    assert list(fields_of(*hidden, {"name": "b", "type": "string", "remoteOptions": True})[2].remote.needs) == ["slack"]


def test_a_discord_channel_is_asked_for_though_nothing_says_so():
    field = fields_of(
        {"name": "bot", "type": "app", "app": "discord"}, {"name": "c", "type": "$.discord.channel", "appProp": "bot"}
    )[1]
    assert (field.remote.name, list(field.remote.needs)) == ("c", ["bot"])


def test_an_airtable_table_needs_its_base():
    base = {"name": "base", "type": "$.airtable.baseId", "appProp": "at", "optional": True}
    table = {"name": "table", "type": "$.airtable.tableId", "baseIdProp": "base"}
    assert "base" in fields_of(base, table)[1].remote.needs


def test_an_alert_shows_its_content_as_text():
    field = field_of(type="alert", alertType="warning", content="<b>Mind</b> the *gap*<br>now")
    assert (field.level, field.description) == ("warning", "Mind the *gap*\nnow")


def test_an_alert_without_content_is_not_shown():
    assert field_of(type="alert").is_hidden


def test_a_default_of_a_request_fills_its_parts():
    field = field_of(type="http_request", default={"method": "PATCH", "url": "https://a.example"})
    parts = {part.key: part for part in field.fields}
    assert (parts["method"].default, parts["url"].default) == ("PATCH", "https://a.example")
    assert list(parts) == ["method", "url", "headers", "params", "body", "auth"]


def test_the_parts_of_a_query_can_be_filled():
    field = field_of(type="sql", auth={"app": "slack_v2"})
    assert [part.key for part in field.fields] == ["query", "params", "usePreparedStatements"]
    assert "Slack" in field.description


@pytest.mark.parametrize("entry", [5, None, {}, {"name": 3, "type": "string"}, {"name": "", "type": "string"}])
def test_a_bad_prop_is_named_and_hides_no_other(entry):
    form = build_form([entry, {"name": "x", "type": "string"}], {})
    assert [field.key for field in form.root.fields] == ["x"]
    assert len(form.problems) == 1


def test_of_two_props_with_one_name_the_first_stays():
    form = build_form([{"name": "x", "type": "string"}, {"name": "x", "type": "integer"}], {})
    assert [type(field) for field in form.root.fields] == [TextField]
    assert len(form.problems) == 1


numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False).map(lambda x: ExactNumber("0.5") if x else 0)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
flags = [
    "optional",
    "disabled",
    "readOnly",
    "hidden",
    "remoteOptions",
    "useQuery",
    "reloadProps",
    "withLabel",
    "secret",
]
texts = ["label", "description", "content", "alertType", "app", "appProp", "baseIdProp", "format", "accessMode"]
props = st.fixed_dictionaries(
    {
        "name": st.sampled_from("abcdef") | json_values,
        "type": st.sampled_from([kind for kind, _ in TYPES]) | json_values,
    },
    optional={name: st.booleans() | json_values for name in flags}
    | {name: st.text(max_size=20) | json_values for name in texts}
    | dict.fromkeys(["default", "options", "min", "max", "auth", "static"], json_values),
)


@given(st.lists(props | json_values, max_size=6) | json_values)
def test_any_json_gives_a_form_with_one_field_for_each_readable_prop(untrusted):
    form = build_form(untrusted, APPS)
    assert [field.key for field in form.root.fields] == [prop.name for prop in read_props(untrusted)[0]]
    assert all(field.label for field in form.root.fields)


def test_a_reference_to_a_file_is_a_field_for_files():
    assert field_of(type="string", format="file-ref").content == "file-ref"
    assert field_of(type="string[]", format="file-ref").item.content == "file-ref"
    assert field_of(type="string").content == ""


def test_choices_need_no_account_of_an_app_that_has_none():
    props = [{"name": "a", "type": "app", "app": "a"}, {"name": "x", "type": "string", "remoteOptions": True}]
    for has_accounts, needs in ((True, ["a"]), (False, [])):
        form = build_form(props, {"a": AppFacts("a", "Alpha", has_accounts=has_accounts)})
        assert list(form.root.fields[1].remote.needs) == needs
