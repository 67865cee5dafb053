"""What was done to a form can be taken back and done again, by the keys that people know."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from explorer.schema.field import (
    BooleanField,
    ChoiceField,
    Condition,
    Form,
    GroupField,
    ListField,
    NumberField,
    Option,
    TextField,
)
from explorer.ui.form.document.edits import Act
from tests.ui.form.conftest import ALT, CONTROL, SHIFT

NAME = TextField(key="name", label="Name", default="Grace")
AGE = NumberField(key="age", label="Age")
NOTE = TextField(key="note", label="Note", is_multiline=True, is_nullable=True)
TAGS = ListField(key="tags", label="Tags", item=TextField())
LINES = ListField(key="lines", label="Lines", item=GroupField(fields=(NAME, AGE)))


def undo(desk) -> None:
    desk.press(Qt.Key.Key_Z, modifier=CONTROL)


def redo(desk) -> None:
    desk.press(Qt.Key.Key_Z, modifier=CONTROL | SHIFT)


def test_control_z_takes_back_what_was_typed_in_a_field_at_once(desk):
    desk.show(NAME, AGE)
    desk.go("name")
    desk.type("Ada")
    undo(desk)
    assert desk.value() == {}
    assert desk.focused().text() == ""


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Z, CONTROL | SHIFT), (Qt.Key.Key_Y, CONTROL)])
def test_what_was_taken_back_is_done_again_by_either_of_its_keys(desk, key, modifier):
    desk.show(NAME, AGE)
    desk.go("name")
    desk.type("Ada")
    undo(desk)
    desk.press(key, modifier=modifier)
    assert desk.value() == {"name": "Ada"}
    assert (desk.focused().text(), desk.focused().cursorPosition()) == ("Ada", 3)


def test_the_last_change_of_the_form_goes_first_wherever_the_keyboard_is(desk):
    desk.show(NAME, AGE, NOTE)
    desk.go("name")
    desk.type("Ada")
    desk.go("age")
    desk.type("36")
    desk.go("name")
    undo(desk)
    assert desk.value() == {"name": "Ada"}
    assert desk.focused_name() == "Age"


def test_a_field_of_many_lines_leaves_the_keys_to_the_form_too(desk):
    desk.show(NAME, NOTE)
    desk.go("note")
    desk.type("one")
    desk.go("name")
    desk.type("Ada")
    desk.go("note")
    undo(desk)
    assert desk.value() == {"note": "one"}
    undo(desk)
    assert desk.value() == {}


def test_typing_after_a_pause_is_a_step_of_its_own(desk, monkeypatch):
    view = desk.show(NAME)
    now = [100.0]
    monkeypatch.setattr(view._rows.history, "_clock", lambda: now[0])
    desk.go("name")
    desk.type("Ada")
    now[0] += 5
    desk.type(" L")
    undo(desk)
    assert desk.value() == {"name": "Ada"}


def test_typing_in_a_field_that_was_left_in_between_is_a_step_of_its_own(desk):
    desk.show(NAME, AGE)
    desk.go("name")
    desk.type("Ada")
    desk.go("age")
    desk.go("name")
    desk.type("!")
    undo(desk)
    assert desk.value() == {"name": "Ada"}


def test_keys_of_undo_do_nothing_to_a_field_where_nothing_can_be_taken_back(desk):
    desk.show(NAME, value={"name": "Ada"})
    desk.go("name")
    undo(desk)
    redo(desk)
    assert desk.focused().text() == "Ada"
    assert desk.value() == {"name": "Ada"}


def test_text_that_is_no_value_yet_comes_back_as_it_was_typed(desk):
    desk.show(AGE, NAME)
    desk.go("age")
    desk.type("3x")
    desk.go("name")
    desk.type("Ada")
    undo(desk)
    undo(desk)
    assert desk.focused().text() == ""
    assert not desk.view.content().unreadable
    redo(desk)
    assert desk.focused().text() == "3x"
    assert [one.pointer for one in desk.view.content().unreadable] == [("age",)]


@pytest.mark.parametrize("words", [Act.SEND_NULL.value, Act.SEND_EMPTY_TEXT.value, Act.LEAVE_OUT.value])
def test_null_empty_and_left_out_are_taken_back_to_what_was_there(desk, words):
    desk.show(NOTE, value={"note": "kept"})
    desk.go("note")
    desk.choose_in_menu(words)
    changed = desk.value()
    assert changed != {"note": "kept"}
    undo(desk)
    assert desk.value() == {"note": "kept"}
    redo(desk)
    assert desk.value() == changed


def test_the_default_that_was_filled_in_is_taken_back(desk):
    desk.show(NAME)
    desk.go("name")
    desk.choose_in_menu("Fill in the default")
    assert desk.value() == {"name": "Grace"}
    undo(desk)
    assert desk.value() == {}


def test_a_removed_item_comes_back_with_what_was_in_it_and_has_the_keyboard(desk):
    desk.show(TAGS, value={"tags": ["a", "b", "c"]})
    desk.go("tags", 1)
    desk.press(Qt.Key.Key_Delete, modifier=CONTROL | SHIFT)
    assert desk.value() == {"tags": ["a", "c"]}
    undo(desk)
    assert desk.value() == {"tags": ["a", "b", "c"]}
    assert desk.focused().text() == "b"


def test_text_that_was_no_value_in_a_removed_item_comes_back_too(desk):
    desk.show(ListField(key="counts", label="Counts", item=NumberField()), value={"counts": [1, 2]})
    desk.go("counts", 0)
    desk.type("x")
    desk.press(Qt.Key.Key_Delete, modifier=CONTROL | SHIFT)
    undo(desk)
    assert desk.focused().text() == "x1"
    assert [one.pointer for one in desk.view.content().unreadable] == [("counts", 0)]


def test_a_moved_item_goes_back_and_takes_the_keyboard_along(desk):
    desk.show(TAGS, value={"tags": ["a", "b", "c"]})
    desk.go("tags", 2)
    desk.press(Qt.Key.Key_Up, modifier=ALT)
    undo(desk)
    assert desk.value() == {"tags": ["a", "b", "c"]}
    assert desk.focused().text() == "c"
    redo(desk)
    assert desk.value() == {"tags": ["a", "c", "b"]}
    assert desk.focused().text() == "c"


def test_an_inserted_item_goes_and_the_keyboard_is_where_it_was(desk):
    desk.show(TAGS, value={"tags": ["a"]})
    desk.go("tags", 0)
    desk.press(Qt.Key.Key_I, modifier=CONTROL | SHIFT)
    assert desk.value() == {"tags": ["a", ""]}
    undo(desk)
    assert desk.value() == {"tags": ["a"]}
    assert desk.focused().text() == "a"


def test_the_first_item_of_a_list_goes_and_the_keyboard_is_at_the_list(desk):
    desk.show(TAGS)
    desk.go("tags")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"tags": [""]}
    undo(desk)
    assert desk.value() == {}
    assert desk.focused_name() == "Tags"


def test_pasted_lines_go_at_once(desk):
    desk.show(TAGS, value={"tags": ["a"]})
    QApplication.clipboard().setText("b\nc\nd")
    desk.go("tags")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert desk.value() == {"tags": ["a", "b", "c", "d"]}
    undo(desk)
    assert desk.value() == {"tags": ["a"]}


def test_a_choice_is_a_step_of_its_own(desk):
    colour = ChoiceField(key="c", label="Colour", options=[Option("red", "Red"), Option("blue", "Blue")])
    desk.show(colour, BooleanField(key="b", label="On"))
    desk.go("c")
    desk.press(Qt.Key.Key_Left)
    first = desk.value()
    desk.press(Qt.Key.Key_Left)
    assert desk.value() != first
    undo(desk)
    assert desk.value() == first


def test_a_value_that_was_replaced_as_a_whole_comes_back_as_a_whole(desk):
    view = desk.show(NAME, AGE, value={"name": "Ada"})
    view.set_value({"age": 1})
    desk.go("name")
    undo(desk)
    assert desk.value() == {"name": "Ada"}
    redo(desk)
    assert desk.value() == {"age": 1}


def test_undo_reaches_through_fields_that_were_asked_for_again(desk):
    view = desk.show(NAME, AGE)
    desk.go("name")
    desk.type("Ada")
    view.show_form(Form(GroupField(fields=(NAME, NOTE))), {"name": "Ada", "note": "new"}, is_reload=True)
    desk.go("name")
    undo(desk)
    assert desk.value() == {"name": "Ada"}
    undo(desk)
    assert desk.value() == {}


def test_undo_of_a_choice_that_reloads_asks_for_the_fields_again(desk):
    desk.show(
        ChoiceField(key="c", label="Colour", options=[Option("red", "Red"), Option("blue", "Blue")], reloads=True)
    )
    desk.go("c")
    desk.press(Qt.Key.Key_Left)
    before = len(desk.happened("reload"))
    undo(desk)
    assert desk.happened("reload")[before:] == [("c",)]


def test_another_form_has_nothing_to_take_back(desk):
    view = desk.show(NAME)
    desk.go("name")
    desk.type("Ada")
    view.show_form(Form(GroupField(fields=(AGE,))), {})
    desk.go("age")
    undo(desk)
    assert desk.value() == {}
    assert not view.undo_actions()[0].isEnabled()


def test_the_same_form_shown_again_with_the_same_values_keeps_its_steps(desk):
    view = desk.show(NAME)
    desk.go("name")
    desk.type("Ada")
    view.show_form(Form(GroupField(fields=(NAME,))), {"name": "Ada"})
    desk.go("name")
    undo(desk)
    assert desk.value() == {}


def test_a_change_in_a_folded_group_unfolds_it_when_it_is_taken_back(desk):
    group = GroupField(key="g", label="Group", fields=(NAME, AGE))
    desk.show(group, NOTE, value={"g": {"age": 1}})
    desk.go("g", "name")
    desk.type("Ada")
    desk.go("g")
    desk.press(Qt.Key.Key_Return)
    undo(desk)
    assert desk.value() == {"g": {"age": 1}}
    assert desk.focused_name() == "Name"


def test_what_was_unfolded_since_stays_unfolded(desk):
    group = GroupField(key="g", label="Group", fields=(AGE,))
    desk.show(NAME, group, value={"g": {}})
    desk.go("name")
    desk.type("Ada")
    desk.go("g")
    desk.press(Qt.Key.Key_Return)
    undo(desk)
    assert "Age" in desk.labels()


def test_a_field_that_is_asked_for_again_has_its_value_back(desk):
    size = TextField(key="size", label="Size", visible_when=Condition("name", "filled"))
    desk.show(TextField(key="name", label="Name"), size, value={"name": "x", "size": "big"})
    desk.go("name")
    desk.press(Qt.Key.Key_Delete)
    assert desk.value() == {}
    undo(desk)
    assert desk.value() == {"name": "x", "size": "big"}


def test_the_menu_of_a_text_field_takes_back_the_changes_of_the_form(desk):
    desk.show(NAME, AGE)
    desk.go("name")
    desk.type("Ada")
    desk.go("age")
    desk.press(Qt.Key.Key_Menu)
    row = desk.row("age")
    menu = row.editor.createStandardContextMenu()
    row.fill_menu(menu)
    entry = next(action for action in menu.actions() if action.text() == "Undo")
    entry.trigger()
    menu.deleteLater()
    assert desk.value() == {}
    assert not [action for action in menu.actions() if action.objectName() == "edit-undo"]


def test_what_was_kept_aside_is_still_there_after_going_back_and_on(desk):
    desk.show(GroupField(key="g", label="Group", fields=(NAME, AGE)), NOTE, value={"g": {"age": 1}})
    desk.go("g")
    desk.choose_in_menu(Act.LEAVE_OUT.value)
    undo(desk)
    redo(desk)
    assert desk.value() == {}
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"g": {"age": 1}}


def test_undo_in_an_open_list_is_not_the_forms(desk):
    desk.show(ChoiceField(key="f", label="F", options=[Option(word, word) for word in "abcdefgh"]), value={"f": "a"})
    desk.go("f")
    desk.pick("b")
    desk.go("f")
    desk.press(Qt.Key.Key_Space)
    assert desk.focused_name() == "Search choices"
    desk.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert desk.value() == {"f": "b"}
    desk.press(Qt.Key.Key_Escape)
    desk.view.activateWindow()
    desk.press(Qt.Key.Key_Z, modifier=CONTROL)
    assert desk.value() == {"f": "a"}
