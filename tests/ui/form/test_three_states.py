"""Unset, null and empty are three values, and the form shows which."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from explorer.domain.json_value import ExactNumber, same_json
from explorer.schema.build import build_form
from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    GroupField,
    JsonField,
    ListField,
    NumberField,
    Option,
    TextField,
)
from explorer.ui.form.choices.chips import ChipBar

NAME = TextField(key="name", label="Name")
NICK = TextField(key="nick", label="Nick", is_nullable=True)


def test_untouched_optional_fields_are_not_sent(desk):
    desk.show(
        TextField(key="a", label="A", is_required=True),
        NAME,
        NumberField(key="n", label="N", default=25),
        BooleanField(key="b", label="B", default=True),
        GroupField(key="g", label="G", fields=[NAME]),
        ListField(key="l", label="L", item=TextField()),
        JsonField(key="j", label="J"),
    )
    desk.go("a")
    desk.type("x")
    assert desk.value() == {"a": "x"}


def test_default_is_a_hint_not_a_value(desk):
    desk.show(NumberField(key="n", label="Page size", default=25))
    assert desk.row("n").editor.placeholderText() == "Default: 25"
    assert desk.value() == {}


def test_erased_text_is_left_out_again(desk):
    desk.show(NAME)
    desk.go("name")
    desk.type("a")
    assert desk.value() == {"name": "a"}
    desk.press(Qt.Key.Key_Backspace)
    assert desk.value() == {}
    assert desk.row("name").editor.placeholderText() == "not sent"


def test_menu_sends_empty_text_and_says_so(desk):
    desk.show(NAME)
    desk.go("name")
    desk.choose_in_menu("Send empty text")
    assert desk.value() == {"name": ""}
    assert desk.row("name").editor.placeholderText() == ""
    assert desk.row("name").editor._chip == "empty text"


def test_null_is_offered_only_where_it_may_be(desk):
    desk.show(NAME, NICK)
    desk.go("name")
    assert "Send null" not in desk.menu_words()
    desk.go("nick")
    desk.choose_in_menu("Send null")
    assert desk.value() == {"nick": None}


def test_field_switched_off_gets_its_value_back(desk):
    desk.show(GroupField(key="g", label="Address", fields=[NAME]), NICK, value={"g": {"name": "Ada", "more": [1]}})
    desk.go("g")
    desk.choose_in_menu("Leave out (not sent)")
    assert desk.value() == {}
    assert desk.row("g").state_words == "optional, not sent"
    desk.press(Qt.Key.Key_Space)
    assert desk.value() == {"g": {"name": "Ada", "more": [1]}}


def test_null_group_can_be_filled_again(desk):
    desk.show(GroupField(key="g", label="G", is_nullable=True, fields=[NAME]), value={"g": {"name": "x"}})
    desk.go("g")
    desk.choose_in_menu("Send null")
    assert desk.value() == {"g": None}
    assert desk.row("g").state_words == "null is sent"
    desk.press(Qt.Key.Key_Space)
    assert desk.value() == {"g": {"name": "x"}}


def test_boolean_has_its_three_states_in_view(desk):
    desk.show(BooleanField(key="b", label="Active"))
    words = [button.text() for button in desk.row("b").editor._buttons]
    assert words == ["True", "False", "Not sent"]
    desk.go("b")
    desk.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert desk.value() == {"b": True}
    desk.press(Qt.Key.Key_Right)
    assert desk.value() == {"b": False}
    desk.press(Qt.Key.Key_Right)
    assert desk.value() == {}


def test_empty_list_differs_from_none(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["a"]})
    desk.go("l", 0)
    desk.choose_in_menu("Remove item")
    assert desk.value() == {"l": []}
    assert desk.row("l").state_words == "empty list is sent"
    desk.choose_in_menu("Leave out (not sent)")
    assert desk.value() == {}


def test_default_can_be_filled_in(desk):
    desk.show(NumberField(key="n", label="N", default=ExactNumber("0.10")))
    desk.go("n")
    desk.choose_in_menu("Fill in the default")
    assert same_json(desk.value(), {"n": ExactNumber("0.10")})


def test_required_group_is_made_by_its_first_field(desk):
    desk.show(GroupField(key="body", label="Body", is_required=True, fields=[NAME]))
    assert desk.value() == {}
    desk.go("body", "name")
    desk.type("x")
    assert desk.value() == {"body": {"name": "x"}}


def test_form_of_nothing_but_groups_shows_their_fields_at_once(desk):
    desk.show(
        GroupField(key="query", label="Query", fields=[NAME]), GroupField(key="body", label="Body", fields=[NICK])
    )
    assert desk.labels() == ["Query", "Name", "Body", "Nick"]
    assert desk.value() == {}
    desk.go("body", "nick")
    desk.type("x")
    assert desk.value() == {"body": {"nick": "x"}}


def test_group_made_by_typing_goes_with_what_was_typed(desk):
    desk.show(GroupField(key="query", label="Query", fields=[NAME]))
    desk.go("query", "name")
    desk.type("x")
    desk.press(Qt.Key.Key_Backspace)
    assert desk.value() == {}


def test_loaded_empty_group_stays_when_what_was_typed_goes(desk):
    desk.show(GroupField(key="query", label="Query", fields=[NAME]), value={"query": {}})
    desk.go("query", "name")
    desk.type("x")
    desk.press(Qt.Key.Key_Backspace)
    assert desk.value() == {"query": {}}


def test_placeholder_that_could_be_a_value_is_told_from_one(desk):
    desk.show(TextField(key="d", label="D", placeholder="2026-03-13"), TextField(key="e", placeholder="Write here"))
    assert desk.row("d").editor.placeholderText() == "e.g. 2026-03-13"
    assert desk.row("e").editor.placeholderText() == "Write here"


def test_default_of_a_boolean_is_said_beside_it(desk):
    desk.show(BooleanField(key="b", label="B", default=True))
    assert desk.row("b").state_words == "Default: True"


def test_fixed_field_takes_no_typing(desk):
    desk.show(TextField(key="f", label="F", is_fixed=True), NAME, value={"f": "kept"})
    desk.go("f")
    desk.type("x")
    assert desk.value() == {"f": "kept"}


def test_hidden_field_keeps_its_value(desk):
    desk.show(TextField(key="h", label="H", is_hidden=True), NAME, value={"h": 7, "name": "x"})
    assert desk.labels() == ["Name"]
    assert desk.value() == {"h": 7, "name": "x"}


def test_choice_can_be_left_out_by_its_list(desk):
    options = [Option(n, f"Option {n}") for n in range(9)]
    desk.show(ChoiceField(key="c", label="C", options=options), value={"c": 3})
    desk.go("c")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert desk.value() == {}


@pytest.mark.parametrize("field", [NICK, replace(NICK, is_multiline=True)])
def test_menu_key_offers_the_text_and_the_field(desk, field):
    desk.show(field, value={"nick": "abc"})
    target = desk.go("nick")
    place = target.mapToGlobal(target.rect().center())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, target.rect().center(), place)
    QCoreApplication.sendEvent(getattr(target, "viewport", lambda: target)(), event)
    menu = QApplication.activePopupWidget()
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions()]
    assert "Paste" in words
    next(action for action in menu.actions() if action.text() == "Send null").trigger()
    menu.close()
    assert desk.value() == {"nick": None}


CONSTANT = {"type": "object", "properties": {"kind": {"const": "cat"}, "name": {"type": "string"}}}


def test_optional_constant_is_sent_and_left_out_by_keys(desk):
    desk.show_form(build_form(CONSTANT), {})
    desk.view.focus_first()
    assert desk.focused_name() == "Kind: Not sent"
    desk.press(Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert desk.value() == {"kind": "cat"}
    desk.choose_in_menu("Leave out (not sent)")
    assert desk.value() == {}


@pytest.mark.parametrize("loaded", [{}, {"kind": "dog"}])
def test_required_constant_that_loaded_data_lacks_can_be_put_right(desk, loaded):
    desk.show_form(build_form({**CONSTANT, "required": ["kind"]}), loaded)
    desk.go("kind")
    if loaded:
        desk.press(Qt.Key.Key_Space)
        desk.pick("cat")
    else:
        desk.press(Qt.Key.Key_Space)
    assert desk.value() == {"kind": "cat"}
    desk.show_form(build_form({**CONSTANT, "required": ["kind"]}), desk.value())
    desk.view.focus_first()
    assert desk.focused_name() == "Name"


def test_several_choices_may_be_an_empty_list(desk):
    desk.show(ChoiceField(key="f", label="F", is_multiple=True, options=(Option("a", "a"), Option("b", "b"))))
    desk.go("f")
    desk.choose_in_menu("Send empty list")
    assert desk.value() == {"f": []}


def test_several_choices_among_objects_are_chips(desk):
    form = build_form({"type": "object", "properties": {"f": {"items": {"enum": [{"id": 1}, {"id": 2}]}}}})
    desk.show_form(form, {"f": [{"id": 2}]})
    assert isinstance(desk.row("f").editor, ChipBar)
    desk.go("f")
    desk.press(Qt.Key.Key_Space)
    desk.pick('{"id":1}')
    assert desk.value() == {"f": [{"id": 2}, {"id": 1}]}
