"""Keys of one's own: added, renamed, removed, each with the field that the group has for it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.domain.json_value import write_json
from explorer.schema.build import build_form
from explorer.schema.field import BooleanField, Form, GroupField, NumberField, TextField, VariantField
from explorer.ui.form.document.acts import key_acts
from explorer.ui.form.document.form_document import FormDocument
from explorer.ui.form.document.row_plan import RowKind, plan_rows
from tests.ui.form.conftest import CONTROL, SHIFT

HEADERS = GroupField(key="h", label="Headers", others=TextField())
MIXED = GroupField(
    key="m",
    label="Mixed",
    fields=[TextField(key="name", label="Name")],
    patterns=[("^x-", NumberField()), ("x", BooleanField())],
    others=TextField(),
)


def entries(desk):
    return [row.plan.pointer for row in desk.view._rows.pane.rows() if row.plan.is_entry]


def adder(desk, *place):
    row = desk.view._rows.pane.row((RowKind.ADD_KEY, place))
    row.editor.focus_target().setFocus()
    return row


def problem(row):
    return [one.message for one in row.problems]


def test_keys_are_rows_with_the_field_of_their_pattern(desk):
    desk.show(MIXED, value={"m": {"x-a": 1, "ax": True, "name": "n", "z": "t"}})
    desk.go("m", "x-a")
    kinds = {row.plan.pointer[-1]: type(row.plan.field) for row in desk.view._rows.pane.rows() if row.plan.is_entry}
    assert kinds == {"x-a": NumberField, "ax": BooleanField, "z": TextField}


def test_return_adds_a_key_and_goes_to_its_value(desk):
    desk.show(HEADERS, value={"h": {"Accept": "text/html"}})
    adder(desk, "h")
    desk.type("X-New")
    desk.press(Qt.Key.Key_Return)
    assert desk.focused_name() == "X-New"
    desk.type("1")
    assert write_json(desk.value()) == '{"h":{"Accept":"text/html","X-New":"1"}}'


def test_first_key_makes_the_object(desk):
    desk.show(GroupField(key="h", label="Headers", others=TextField(), is_required=True))
    adder(desk, "h")
    desk.type("a")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"h": {"a": ""}}


@pytest.mark.parametrize(
    ("key", "why"),
    [("", "Write the name of the key"), ("Accept", '"Accept" is there already'), ("name", '"name" has a field')],
)
def test_name_that_cannot_be_is_refused_with_the_reason(desk, key, why):
    group = GroupField(key="h", label="H", fields=[TextField(key="name", label="Name")], others=TextField())
    desk.show(group, value={"h": {"Accept": "t"}})
    desk.go("h", "Accept")
    row = adder(desk, "h")
    desk.type(key)
    desk.press(Qt.Key.Key_Return)
    assert problem(row)[0].startswith(why)
    assert (desk.focused().text(), desk.value()) == (key, {"h": {"Accept": "t"}})
    desk.type("2")
    assert problem(row) == []


def test_renaming_keeps_order_and_value(desk):
    desk.show(HEADERS, value={"h": {"a": "1", "b": "2", "c": "3"}})
    desk.go("h", "b")
    desk.press(Qt.Key.Key_F2)
    desk.type("new")
    desk.press(Qt.Key.Key_Return)
    assert write_json(desk.value()) == '{"h":{"a":"1","new":"2","c":"3"}}'
    assert desk.view.focusWidget() is desk.row("h", "new").key_line or desk.focused_name() == "new"


def test_leaving_the_name_renames_and_goes_on_to_the_value(desk):
    desk.show(HEADERS, value={"h": {"a": "1"}})
    desk.go("h", "a")
    desk.press(Qt.Key.Key_F2)
    desk.type("b")
    desk.press(Qt.Key.Key_Tab)
    assert desk.value() == {"h": {"b": "1"}}
    assert desk.focused_name() == "b"
    desk.type("x")
    assert desk.value() == {"h": {"b": "x1"}}


def test_what_is_noted_of_a_key_goes_along_when_it_is_renamed():
    document = FormDocument(Form(GroupField(fields=[HEADERS])), {"h": {"a": "1", "b": "2"}})
    document.put_unreadable(("h", "a"), "x", "why")
    document.opened["h", "a", "deep"] = True
    key_acts.rename(document, ("h", "a"), "c")
    assert (list(document.unreadable), list(document.opened)) == ([("h", "c")], [("h", "c", "deep")])


def test_new_key_stands_at_the_end():
    document = FormDocument(Form(GroupField(fields=[MIXED])), {"m": {"z": "1", "name": "n", "y": "2"}})
    key_acts.add_key(document, ("m",), "new")
    assert list(document.value["m"]) == ["z", "name", "y", "new"]


def test_refused_name_stays_in_view_and_nothing_is_lost(desk):
    desk.show(HEADERS, value={"h": {"a": "1", "b": "2"}})
    desk.go("h", "a")
    desk.press(Qt.Key.Key_F2)
    desk.type("b")
    desk.press(Qt.Key.Key_Return)
    row = desk.row("h", "a")
    assert (problem(row), row.key_line.text()) == (['"b" is there already'], "b")
    assert desk.value() == {"h": {"a": "1", "b": "2"}}
    desk.press(Qt.Key.Key_Escape)
    assert (problem(row), row.key_line.text()) == ([], "a")


def test_renamed_key_gets_the_field_of_its_new_name(desk):
    desk.show(MIXED, value={"m": {"plain": "5"}})
    desk.go("m", "plain")
    desk.press(Qt.Key.Key_F2)
    desk.type("x-n")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"m": {"x-n": "5"}}
    assert isinstance(desk.row("m", "x-n").plan.field, NumberField)
    assert desk.view.json_places() == [("m", "x-n")]


def test_key_can_be_removed_and_taken_back(desk):
    desk.show(HEADERS, value={"h": {"a": "1", "b": "2"}})
    desk.go("h", "a")
    desk.press(Qt.Key.Key_Delete, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert (desk.value(), desk.focused_name()) == ({"h": {"b": "2"}}, "b")
    desk.view.undo_actions()[0].trigger()
    assert write_json(desk.value()) == '{"h":{"a":"1","b":"2"}}'


def test_emptied_entry_stays(desk):
    desk.show(GroupField(key="h", label="H", others=NumberField()), value={"h": {"n": 1}})
    desk.go("h", "n")
    desk.press(Qt.Key.Key_Delete)
    assert entries(desk) == [("h", "n")]
    assert [one.pointer for one in desk.view.content().unreadable] == [("h", "n")]
    assert desk.value() == {"h": {}}


def test_names_that_are_given_are_chosen_from_a_list(desk):
    desk.show(GroupField(key="c", label="C", others=NumberField(), key_names=["red", "green"]), value={"c": {"red": 1}})
    desk.go("c", "red")
    adder(desk, "c")
    desk.type("green")
    desk.press(Qt.Key.Key_Return)
    assert entries(desk) == [("c", "red"), ("c", "green")]
    assert key_acts.why_not(desk.view._rows.document, ("c",), "blue") == "Choose one of red, green"


def test_unknown_keys_of_an_object_that_takes_none_are_shown_and_kept(desk):
    desk.show(
        GroupField(key="g", label="G", fields=[TextField(key="a", label="A")], is_open=False), value={"g": {"z": 1}}
    )
    desk.go("g", "z")
    assert entries(desk) == [("g", "z")]
    assert desk.view._rows.pane.row((RowKind.ADD_KEY, ("g",))) is None
    assert key_acts.why_not(desk.view._rows.document, ("g",), "y") == '"y" is not a key of this object'


def test_open_object_takes_any_json_under_a_key():
    document = FormDocument(Form(GroupField(fields=[GroupField(key="g", label="G")])), {"g": {}})
    assert isinstance(document.field_at(("g", "whatever")), VariantField)
    assert FormDocument(Form(GroupField(is_open=False)), {}).field_at(("x",)) is None


def test_keys_can_be_added_to_the_whole_of_a_schema(desk):
    desk.show_form(build_form({"properties": {"a": {"type": "string"}}}), {"a": "x"})
    desk.go("a")
    desk.choose_in_menu("Add other keys")
    desk.type("b")
    desk.press(Qt.Key.Key_Return)
    assert desk.focused_name() == "b"
    desk.show_form(build_form({"properties": {"a": {}}, "additionalProperties": False}), {"a": "x"})
    desk.go("a")
    assert "Add other keys" not in desk.menu_words()


def test_form_without_fields_and_schema_offers_no_keys():
    assert plan_rows(FormDocument(Form(GroupField()), {}), "all") == []
    kinds = [plan.kind for plan in plan_rows(FormDocument(Form(GroupField(), schema={}), {}), "all")]
    assert kinds == [RowKind.ADD_KEY]


def test_thousands_of_keys_are_shown_by_parts(desk):
    desk.show(HEADERS, value={"h": {f"k{n}": str(n) for n in range(10_000)}})
    desk.view._rows.open_towards([("h", "k0")])
    desk.view._rows.sync()
    assert len(plan_rows(desk.view._rows.document, "all")) < 250
    desk.go("h", "k5000")
    desk.type("x")
    assert desk.value()["h"]["k5000"] == "x5000"


def test_key_that_a_line_would_change_is_not_renamed(desk):
    desk.show(HEADERS, value={"h": {"two\nlines": "1"}})
    desk.go("h", "two\nlines")
    line = desk.row("h", "two\nlines").key_line
    assert line.isReadOnly()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.value() == {"h": {"two\nlines": "1"}}


def test_keyboard_stays_in_the_form_when_its_last_own_key_is_removed(desk):
    desk.show_form(build_form({"type": "object", "properties": {"t": {"type": "string"}}}), {"a": "x"})
    desk.go("a")
    desk.press(Qt.Key.Key_Delete, modifier=CONTROL | SHIFT)
    assert desk.value() == {}
    assert desk.focused_name() == "T"
