"""Fields of branches: they follow the values; what was typed in one that has gone is not sent, and not lost."""

from PySide6.QtCore import Qt

from explorer.domain.json_value import write_json
from explorer.schema.build import build_form
from explorer.ui.form.document.acts import key_acts
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import plan_rows

BY_COUNTRY = {
    "properties": {"country": {"type": "string"}, "last": {"type": "string"}},
    "if": {"properties": {"country": {"const": "us"}}, "required": ["country"]},
    "then": {"properties": {"zip": {"type": "string"}}},
    "else": {"properties": {"code": {"type": "string"}}},
}
CHAIN = {
    "properties": {"a": {"type": "string"}},
    "dependentSchemas": {
        "a": {"properties": {"b": {"type": "string"}}},
        "b": {"properties": {"c": {"type": "string"}}},
    },
}


def shown(document):
    return [plan.pointer[-1] for plan in plan_rows(document, "all") if plan.pointer]


def test_fields_follow_what_is_typed(desk):
    desk.show_form(build_form(BY_COUNTRY), {})
    assert shown(desk.view._rows.document) == ["country", "last", "code"]
    desk.go("country")
    desk.type("us")
    assert shown(desk.view._rows.document) == ["country", "last", "zip"]
    assert desk.focused_name() == "Country"
    desk.press(Qt.Key.Key_Backspace)
    assert shown(desk.view._rows.document) == ["country", "last", "code"]


def test_what_was_typed_in_a_field_that_has_gone_is_not_sent_and_comes_back_with_it():
    document = FormDocument(build_form(BY_COUNTRY), {"country": "us"})
    document.put(("zip",), "12345")
    document.put(("country",), "nl")
    assert document.content().value == {"country": "nl"}
    assert shown(document) == ["country", "last", "code"]
    document.put(("code",), "1011")
    document.put(("country",), "us")
    assert document.content().value == {"country": "us", "zip": "12345"}
    document.put(("country",), "nl")
    assert document.content().value == {"country": "nl", "code": "1011"}


def test_what_was_loaded_is_kept_and_shown_when_its_field_has_gone():
    document = FormDocument(build_form(BY_COUNTRY), {"country": "us", "zip": "12345"})
    document.put(("country",), "nl")
    assert document.content().value == {"country": "nl", "zip": "12345"}
    assert [plan.pointer for plan in plan_rows(document, "all") if plan.is_entry] == [("zip",)]


def test_loaded_value_that_was_typed_over_counts_as_typed():
    document = FormDocument(build_form(BY_COUNTRY), {"country": "us", "zip": "1"})
    document.put(("zip",), "12")
    document.put(("country",), "nl")
    assert document.content().value == {"country": "nl"}


def test_key_of_ones_own_stays_though_a_field_of_its_name_has_gone():
    document = FormDocument(build_form(BY_COUNTRY), {"country": "us"})
    document.put(("zip",), "1")
    document.put(("country",), "nl")
    assert key_acts.why_not(document, (), "zip") == ""
    key_acts.add_key(document, (), "zip")
    document.put(("zip",), 5)
    document.put(("country",), "de")
    assert document.content().value == {"country": "de", "zip": 5}


def test_fields_that_depend_on_each_other_go_and_come_together():
    document = FormDocument(build_form(CHAIN), {})
    document.put(("a",), "1")
    document.put(("b",), "2")
    document.put(("c",), "3")
    document.erase(("a",))
    assert document.content().value == {}
    document.put(("a",), "1")
    assert write_json(document.content().value) == '{"a":"1","b":"2","c":"3"}'


def test_branches_of_an_item_concern_that_item_alone():
    form = build_form({"properties": {"l": {"type": "array", "items": BY_COUNTRY}}})
    document = FormDocument(form, {"l": [{"country": "us"}, {"country": "nl"}]})
    document.put(("l", 0, "zip"), "1")
    document.move_item(("l",), 0, 1)
    document.put(("l", 1, "country"), "nl")
    assert document.content().value == {"l": [{"country": "nl"}, {"country": "nl"}]}
    document.put(("l", 1, "country"), "us")
    assert document.content().value == {"l": [{"country": "nl"}, {"country": "us", "zip": "1"}]}


def test_loading_anew_forgets_what_was_typed_in_fields_that_have_gone():
    document = FormDocument(build_form(BY_COUNTRY), {"country": "us"})
    document.put(("zip",), "1")
    document.put(("country",), "nl")
    document.load({"country": "us"})
    assert document.content().value == {"country": "us"}
