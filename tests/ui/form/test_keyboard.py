"""Everything can be reached and done with the keyboard, in the order of sight."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

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
from tests.ui.form.conftest import ALT, CONTROL, SHIFT

PERSON = GroupField(
    fields=[TextField(key="name", label="Name", is_required=True), NumberField(key="age", label="Age")],
)

NOTE = TextField(key="note", label="Note")


def many(count):
    kinds = (TextField, NumberField, BooleanField, JsonField)
    return [kinds[n % 4](key=f"f{n}", label=f"Field {n}", description="Words. " * (n % 30)) for n in range(count)]


def test_tab_visits_every_field_of_a_long_form_in_order(desk):
    desk.show(*many(120))
    desk.go("f0")
    visited = [desk.focused_name().split(":")[0]]
    for _ in range(119):
        desk.press(Qt.Key.Key_Tab)
        visited.append(desk.focused_name().split(":")[0])
    assert visited == [f"Field {n}" for n in range(120)]
    for _ in range(119):
        desk.press(Qt.Key.Key_Tab, modifier=SHIFT)
        visited.append(desk.focused_name().split(":")[0])
    assert visited[120:] == [f"Field {n}" for n in range(118, -1, -1)]


def test_field_with_the_keyboard_is_in_view(desk):
    desk.show(*many(120))
    desk.go("f0")
    for _ in range(50):
        desk.press(Qt.Key.Key_Tab)
        area, focused = desk.view._area.viewport(), desk.focused()
        top = focused.mapTo(desk.view._area, focused.rect().topLeft()).y()
        assert 0 <= top <= area.height() - 20


def test_tab_goes_on_where_one_field_fills_the_view(desk):
    desk.view.resize(800, 60)
    lines = "line\n" * 30
    fields = [TextField(key=f"f{n}", label=f"Field {n}", is_multiline=True) for n in range(12)]
    desk.show(*fields, value={f"f{n}": lines for n in range(12)})
    desk.go("f0")
    visited = []
    for _ in range(11):
        desk.press(Qt.Key.Key_Tab)
        visited.append(desk.focused_name())
    assert visited == [f"Field {n}" for n in range(1, 12)]


def test_tab_enters_at_the_first_field_and_leaves_behind_the_last(desk, qapp):
    host = QWidget()
    layout = QVBoxLayout(host)
    before = QLineEdit()
    layout.addWidget(before)
    layout.addWidget(desk.view)
    after = QPushButton("Run")
    layout.addWidget(after)
    host.resize(700, 400)
    host.show()
    desk.show(*many(60))
    before.setFocus()
    desk.press(Qt.Key.Key_Tab)
    assert desk.focused_name() == "Field 0"
    desk.press(Qt.Key.Key_Tab, modifier=SHIFT)
    assert QApplication.focusWidget() is before
    after.setFocus()
    desk.press(Qt.Key.Key_Tab, modifier=SHIFT)
    assert desk.focused_name() == "Field 59"
    desk.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    desk.view.setParent(None)
    host.close()
    host.deleteLater()


def test_nested_list_is_filled_without_the_mouse(desk):
    desk.show(TextField(key="title", label="Title"), ListField(key="people", label="People", item=PERSON))
    desk.go("title")
    desk.type("Team")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Tab)
    desk.type("Ada")
    desk.press(Qt.Key.Key_Tab)
    desk.type("36")
    desk.press(Qt.Key.Key_D, modifier=CONTROL)
    assert desk.value() == {"title": "Team", "people": [{"name": "Ada", "age": 36}] * 2}
    desk.go("people", 1, "name")
    desk.select_all()
    desk.type("Byron")
    desk.press(Qt.Key.Key_Up, modifier=ALT)
    assert desk.value()["people"] == [{"name": "Byron", "age": 36}, {"name": "Ada", "age": 36}]
    desk.press(Qt.Key.Key_Down, modifier=ALT)
    assert desk.value()["people"][1]["name"] == "Byron"


def test_item_keeps_the_keyboard_while_it_moves(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["a", "b", "c"]})
    desk.go("l", 2)
    desk.press(Qt.Key.Key_Up, Qt.Key.Key_Up, modifier=ALT)
    assert desk.value() == {"l": ["c", "a", "b"]}
    desk.press(Qt.Key.Key_End)
    desk.type("!")
    assert desk.value() == {"l": ["c!", "a", "b"]}


def test_removed_item_hands_the_keyboard_to_its_neighbour(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["a", "b", "c"]})
    desk.go("l", 1)
    desk.press(Qt.Key.Key_Delete, modifier=CONTROL | SHIFT)
    assert desk.value() == {"l": ["a", "c"]}
    desk.type("x")
    assert desk.value() == {"l": ["a", "xc"]}


def test_unreadable_text_moves_with_its_item(desk):
    desk.show(ListField(key="l", label="L", item=NumberField()), value={"l": [1, 2]})
    desk.go("l", 0)
    desk.type("x")
    desk.press(Qt.Key.Key_Down, modifier=ALT)
    assert desk.row("l", 1).editor.text() == "x1"
    assert desk.row("l", 0).editor.text() == "2"
    assert [problem.pointer for problem in desk.view.content().unreadable] == [("l", 1)]


def test_lines_are_pasted_as_items(desk, qapp):
    QApplication.clipboard().setText("one\n\n two \nthree\n")
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["zero"]})
    desk.go("l")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert desk.focused_name() == "Paste lines into L"
    desk.press(Qt.Key.Key_Space)
    assert desk.value() == {"l": ["zero", "one", "two", "three"]}


def test_pasted_lines_that_are_no_numbers_stay_and_say_so(desk, qapp):
    QApplication.clipboard().setText("1\nmany\n3")
    desk.show(ListField(key="l", label="L", item=NumberField()), value={"l": [0]})
    desk.go("l")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert desk.row("l", 2).editor.text() == "many"
    assert desk.row("l", 2).problems
    assert desk.value() == {"l": [0, 1, None, 3]}


def test_group_folds_and_unfolds(desk):
    desk.show(GroupField(key="g", label="Address", fields=PERSON.fields), NOTE, value={"g": {"name": "x"}})
    assert desk.labels() == ["Address", "Note"]
    desk.go("g")
    desk.press(Qt.Key.Key_Space)
    assert desk.labels() == ["Address", "Name *", "Age", "Note"]
    assert "1 of 2 fields set" in desk.row("g").editor._fold.text()
    desk.press(Qt.Key.Key_Space)
    assert desk.labels() == ["Address", "Note"]


def test_summary_counts_while_typing(desk):
    desk.show(GroupField(key="g", label="G", is_required=True, fields=PERSON.fields))
    desk.go("g", "age")
    desk.type("4")
    assert "1 of 2 fields set" in desk.row("g").editor._fold.text()
    assert desk.view.counts() == (1, 2)


def test_field_can_be_edited_as_json_and_back(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["a"]})
    desk.go("l")
    desk.choose_in_menu("Edit as JSON")
    desk.select_all()
    desk.type('["a", "b"]')
    assert desk.value() == {"l": ["a", "b"]}
    desk.choose_in_menu("Edit as field")
    assert desk.row("l", 1).editor.text() == "b"


def test_other_keys_can_be_added_to_an_open_group(desk):
    desk.show(GroupField(key="g", label="G", fields=PERSON.fields), value={"g": {"name": "x"}})
    desk.go("g")
    desk.choose_in_menu("Add other keys")
    desk.type("extra")
    desk.press(Qt.Key.Key_Return)
    assert desk.focused_name() == "extra"
    desk.pick("number")
    desk.press(Qt.Key.Key_Tab)
    desk.type("1")
    assert desk.value() == {"g": {"name": "x", "extra": 1}}


def test_first_required_field_without_a_value_gets_the_keyboard(desk):
    desk.show(
        TextField(key="a", label="A"),
        TextField(key="b", label="B", is_required=True),
        TextField(key="c", label="C", is_required=True),
        value={"b": "x"},
    )
    assert desk.view.focus_first()
    assert desk.focused_name() == "C"


def test_long_list_opens_folded_and_shows_only_what_is_in_view(desk):
    desk.show(ListField(key="l", label="L", item=PERSON), value={"l": [{"name": str(n)} for n in range(10_000)]})
    desk.go("l")
    desk.press(Qt.Key.Key_Space)
    assert len(desk.view._rows.pane.rows()) < 100
    desk.go("l", 9_999)
    assert "9999" in desk.row("l", 9_999).editor._fold.text()
    assert len(desk.view._rows.pane.rows()) < 200


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down])
def test_list_of_choices_opens_by_key(desk, key):
    desk.show(ChoiceField(key="c", label="C", options=[Option(n, f"Option {n}") for n in range(3500)]))
    desk.go("c")
    desk.press(key)
    desk.type("3499")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"c": 3499}
    assert desk.focused_name() == "C"


def test_letter_opens_the_list_and_searches(desk):
    desk.show(ChoiceField(key="c", label="C", options=[Option(n, f"Option {n}") for n in range(40)]))
    desk.go("c")
    desk.type("39")
    desk.press(Qt.Key.Key_Return)
    assert desk.value() == {"c": 39}


def test_escape_closes_the_list_and_changes_nothing(desk):
    desk.show(ChoiceField(key="c", label="C", options=[Option(n, f"Option {n}") for n in range(40)]), value={"c": 2})
    desk.go("c")
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Escape)
    QCoreApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert desk.value() == {"c": 2}
    assert desk.happened("left") == []


def test_cut_hint_is_shown_whole_by_f1(desk):
    desk.show(TextField(key="a", label="A", description="many words " * 60))
    desk.go("a")
    assert len(desk.row("a").hint_shown) == 2
    desk.press(Qt.Key.Key_F1)
    QCoreApplication.processEvents()
    assert len(desk.row("a").hint_shown) > 2


def test_very_long_list_is_turned_page_by_page(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": [str(n) for n in range(450)]})
    desk.go("l", 199)
    desk.press(Qt.Key.Key_Tab)
    assert desk.focused_name() == "Show items 201 to 400 of 450"
    desk.press(Qt.Key.Key_Return)
    assert desk.focused().text() == "200"
    desk.press(Qt.Key.Key_Tab, modifier=SHIFT)
    assert desk.focused_name() == "Show items 1 to 200"
    desk.press(Qt.Key.Key_Space)
    assert desk.focused().text() == "199"
    assert desk.value() == {"l": [str(n) for n in range(450)]}


def test_item_added_to_a_very_long_list_is_in_view(desk):
    desk.show(ListField(key="l", label="L", item=TextField()), value={"l": ["x"] * 450})
    desk.go("l")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    desk.type("last")
    assert desk.value()["l"][450] == "last"
    assert len(desk.value()["l"]) == 451
