"""All problems of a call in one list, from which one gets to each field."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.domain.failure import FieldProblem
from explorer.providers.contract import ActionDescription
from explorer.schema.field import Form, GroupField, ListField, NumberField, TextField
from explorer.ui.views.call.call_editor import CallEditor, Face

SHIFT = Qt.KeyboardModifier.ShiftModifier
FORM = Form(
    GroupField(
        fields=(
            TextField(key="mail", label="E-mail", format="email", pattern="x" * 60),
            GroupField(key="home", label="Home", fields=(TextField(key="city", label="City", max_length=20),)),
            ListField(
                key="lines",
                label="Lines",
                item=GroupField(fields=(NumberField(key="price", label="Price", minimum="0"),)),
            ),
        )
    )
)
PROBLEMS = [
    FieldProblem(("mail",), "Not an email address", "format"),
    FieldProblem(("home", "city"), "Too long", "maxLength"),
    FieldProblem(("lines", 1, "price"), "Must be 0 or more", "minimum"),
    FieldProblem((), "The platform is closed on Sundays", "closed"),
]
VALUE = {"home": {}, "lines": [{"price": 1}, {"price": -1}]}


@pytest.fixture
def editor(appearance, show, make_action):
    made = show(CallEditor(), 900, 600)
    made.show_description(ActionDescription(make_action("Create employee"), FORM), VALUE)
    made.show_problems(PROBLEMS)
    made.bar.run_button.setFocus()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    QTest.keyClick(target, key, modifier)
    QCoreApplication.processEvents()


def open_list(editor):
    editor.bar.problems_button.setFocus()
    QTest.keyClick(editor.bar.problems_button, Qt.Key.Key_Space)
    QCoreApplication.processEvents()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


def lines(popup) -> list[str]:
    model = popup.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def focused() -> str:
    return QApplication.focusWidget().accessibleName()


def test_the_list_says_where_what_and_by_which_rule(editor):
    assert lines(open_list(editor)) == [
        "E-mail: Not an email address (format: email)",
        "Home \u203a City: Too long (maxLength: 20)",
        "Lines \u203a 2 \u203a Price: Must be 0 or more (minimum: 0)",
        "The whole call: The platform is closed on Sundays (closed)",
    ]


def test_choosing_one_goes_to_its_field_and_unfolds_what_is_in_the_way(editor):
    popup = open_list(editor)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert (focused(), editor.form.last_place()) == ("Price", ("lines", 1, "price"))


def test_a_click_chooses_too(editor):
    popup = open_list(editor)
    row = popup.list.visualRect(popup.list.model().index(1, 0))
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert focused() == "City"


def test_escape_closes_the_list_and_changes_nothing(editor):
    popup = open_list(editor)
    press(Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert QApplication.focusWidget() is editor.bar.problems_button


def test_f8_goes_through_the_problems_and_shift_f8_back(editor):
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_F8)
        seen.append(editor.form.last_place())
    press(Qt.Key.Key_F8, SHIFT)
    seen.append(editor.form.last_place())
    assert seen == [("mail",), ("home", "city"), ("lines", 1, "price"), ("home", "city")]


def test_f8_after_the_last_field_comes_round_again(editor):
    editor.show_problems(PROBLEMS[:2])
    for _ in range(3):
        press(Qt.Key.Key_F8)
    assert editor.form.last_place() == ("mail",)


def test_f8_without_problems_leaves_the_keyboard_where_it_is(editor):
    editor.show_problems([])
    press(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is editor.bar.run_button


def test_the_list_opens_at_the_field_that_has_the_keyboard(editor):
    editor.form.focus_field(("home", "city"))
    QTest.mouseClick(editor.bar.problems_button, Qt.MouseButton.LeftButton)
    assert QApplication.activePopupWidget().list.currentIndex().row() == 1


def test_a_problem_of_the_json_text_leads_to_the_text(editor):
    editor.tabs.setCurrentIndex(Face.JSON)
    editor.json.text.setPlainText("{")
    editor.show_problems([FieldProblem((), "Not JSON yet", "json")])
    editor.bar.run_button.setFocus()
    press(Qt.Key.Key_F8)
    assert QApplication.focusWidget() is editor.json.text


def test_a_problem_leads_from_the_json_to_its_field(editor):
    editor.tabs.setCurrentIndex(Face.JSON)
    press(Qt.Key.Key_F8)
    assert (editor.face(), focused()) == (Face.FORM, "E-mail")


def test_the_count_says_to_screen_readers_what_is_wrong(editor):
    described = editor.bar.problems_button.accessibleDescription()
    assert described.startswith("E-mail: Not an email address (format: email); Home \u203a City: Too long")
    editor.show_problems([FieldProblem(("mail",), f"Number {n}") for n in range(8)])
    assert editor.bar.problems_button.accessibleDescription().endswith("Number 4; 3 more")


def test_each_line_of_the_list_is_read_by_screen_readers(editor):
    popup = open_list(editor)
    interface = QAccessible.queryAccessibleInterface(popup.list)
    assert interface.text(QAccessible.Text.Name) == "4 problems"
    assert interface.child(2).text(QAccessible.Text.Name).startswith("Lines \u203a 2 \u203a Price")


def test_the_list_goes_with_the_last_problem(editor):
    popup = open_list(editor)
    editor.show_problems([])
    assert not popup.isVisible()


def test_the_rule_stands_beside_the_message_under_the_field(editor):
    shown = [label.text() for label in editor.form.findChildren(type(editor.bar._words).__mro__[1]) if label.text()]
    assert "(format: email)" in shown


def test_a_rule_that_is_long_is_named_without_what_it_asks_for(editor):
    assert editor.form.problem_words(FieldProblem(("mail",), "No", "pattern"))[2] == "pattern"


def test_a_long_way_and_markup_stay_plain_and_short(editor):
    editor.show_problems([FieldProblem(("k" * 500, "<b>x</b>"), "<i>no</i>", "rule")])
    words = lines(open_list(editor))[0]
    assert words.startswith("k" * 60 + " \u203a <b>x</b>: <i>no</i>")
