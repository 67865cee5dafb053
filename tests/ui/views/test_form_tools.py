"""Beside the tabs of a call: undo and redo, finding a field, which fields to show."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from explorer.providers.contract import ActionDescription
from explorer.schema.field import Form, GroupField, TextField
from explorer.ui.views.call.call_editor import CallEditor, Face

CONTROL = Qt.KeyboardModifier.ControlModifier
FORM = Form(
    GroupField(
        fields=(
            TextField(key="name", label="Name", is_required=True),
            GroupField(
                key="home", label="Home", fields=(TextField(key="city", label="City", description="Where one lives"),)
            ),
            *(TextField(key=f"f{n}", label=f"Field {n}") for n in range(40)),
        )
    )
)


@pytest.fixture
def editor(appearance, show, make_action):
    made = show(CallEditor(), 900, 600)
    made.show_description(ActionDescription(make_action("Create employee"), FORM), {})
    made.form.focus_field(("name",))
    return made


def button(editor, name: str) -> QPushButton:
    return next(one for one in editor.findChildren(QPushButton) if one.accessibleName() == name)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QCoreApplication.processEvents()


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def focused() -> str:
    return QApplication.focusWidget().accessibleName()


def test_control_f_escape_and_back(editor):
    write("Ada")
    press(Qt.Key.Key_F, CONTROL)
    assert focused() == "Find a field"
    write("city")
    assert editor.tools.counts.text() == "1 field found"
    press(Qt.Key.Key_Escape)
    assert (focused(), editor.tools.find_line.text()) == ("Name", "")
    assert editor.tools.counts.text() == "1 of 42 fields set"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_return_goes_to_the_first_field_that_was_found(editor, key):
    press(Qt.Key.Key_F, CONTROL)
    write("one lives")
    press(key)
    assert focused() == "City"


def test_control_f_again_chooses_what_was_looked_for_before(editor):
    press(Qt.Key.Key_F, CONTROL)
    write("city")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F, CONTROL)
    write("field 7")
    assert editor.tools.find_line.text() == "field 7"


def test_how_many_were_found_is_said_to_screen_readers(editor):
    press(Qt.Key.Key_F, CONTROL)
    write("field 1")
    assert editor.tools.find_line.accessibleDescription() == "13 fields found"


def test_another_action_clears_the_line(editor, make_action):
    press(Qt.Key.Key_F, CONTROL)
    write("city")
    other = Form(GroupField(fields=(TextField(key="x", label="X"),)))
    editor.show_description(ActionDescription(make_action("Other"), other), {})
    assert editor.tools.find_line.text() == ""


def test_choosing_which_fields_to_show_ends_the_search(editor):
    press(Qt.Key.Key_F, CONTROL)
    write("city")
    button(editor, "Show required fields").click()
    assert editor.tools.find_line.text() == ""
    assert [row.plan.field.label for row in editor.form._rows.pane.rows()] == ["Name"]


def test_each_set_of_fields_is_seen_where_it_was_scrolled_to(editor):
    bar = editor.form._area.verticalScrollBar()
    bar.setValue(900)
    QCoreApplication.processEvents()
    button(editor, "Show required fields").click()
    assert bar.value() == 0
    button(editor, "Show all fields").click()
    assert bar.value() == 900


def test_undo_and_redo_are_buttons_that_can_be_pressed_when_there_is_something(editor):
    undo, redo = button(editor, "Undo"), button(editor, "Redo")
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    write("Ada")
    undo.click()
    assert editor.draft().arguments == {}
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    redo.click()
    assert editor.draft().arguments == {"name": "Ada"}


def test_what_was_written_as_json_is_taken_back_in_the_form(editor):
    write("Ada")
    editor.tabs.setCurrentIndex(Face.JSON)
    editor.json.text.selectAll()
    editor.json.text.insertPlainText('{"f1": "x"}')
    editor.tabs.setCurrentIndex(Face.FORM)
    assert editor.draft().arguments == {"f1": "x"}
    editor.form.focus_field(("f1",))
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.draft().arguments == {"name": "Ada"}
    assert editor.tools.counts.text() == "1 of 42 fields set"


def test_the_json_has_an_undo_of_its_own_text(editor):
    write("Ada")
    editor.tabs.setCurrentIndex(Face.JSON)
    editor.json.text.setFocus()
    press(Qt.Key.Key_End, CONTROL)
    write(" ")
    assert editor.json.typed().endswith("} ")
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.json.typed().endswith("}")


def test_tools_of_the_form_are_not_there_beside_the_json(editor):
    editor.tabs.setCurrentIndex(Face.JSON)
    assert not any(one.isVisible() for one in (editor.tools.find_line, button(editor, "Undo")))
    assert editor.tools.counts.isVisible()
