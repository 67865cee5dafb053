"""When problems appear, how one gets to them, and that what is shown can always be sent; all of it by the keyboard."""

import json

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

EMPLOYEE = "cedarfolk_create_employee"
CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    QTest.keyClick(target, key, modifier)
    QCoreApplication.processEvents()


def write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)
    QCoreApplication.processEvents()


def focused() -> str:
    return QApplication.focusWidget().accessibleName()


def attention(person) -> str:
    button = person.window.editor.bar.problems_button
    return button.text() if button.isVisible() else ""


def sent(control) -> list[dict[str, object]]:
    found = [one for one in control("stackone", "GET", "requests") if one["path"] == "/actions/rpc"]
    return [json.loads(one["body"])["body"] for one in found]


@pytest.fixture
def at_employee(person, run):
    """Somebody at the empty form of a new employee."""
    run(person.find_and_open("create employee", EMPLOYEE))
    person.window.activateWindow()
    return person


def test_nothing_is_wrong_while_the_first_letters_are_typed(at_employee):
    at_employee.field("Email").setFocus()
    for letter in "ada":
        write(letter)
        assert (attention(at_employee), "e-mail address such as" in at_employee.screen_text()) == ("", False)


def test_what_is_wrong_is_said_when_the_field_is_left_with_the_rule_beside_it(at_employee):
    at_employee.field("Email").setFocus()
    write("ada")
    press(Qt.Key.Key_Tab)
    assert attention(at_employee) == "1 field needs attention"
    assert "(format: email)" in at_employee.screen_text()
    assert "e-mail address such as" in at_employee.field("Email").accessibleDescription()


def test_a_field_that_is_mended_is_right_at_once(at_employee):
    at_employee.field("Email").setFocus()
    write("ada")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focused() == "Email"
    press(Qt.Key.Key_End)
    write("@example.com")
    assert attention(at_employee) == ""
    assert "(format: email)" not in at_employee.screen_text()


def test_a_field_that_was_not_left_yet_is_told_on_run(at_employee, control):
    at_employee.field("Email").setFocus()
    write("ada")
    press(Qt.Key.Key_Return, CONTROL)
    assert attention(at_employee) == "3 fields need attention"
    assert not at_employee.explorer.runs.runs


def test_f8_goes_through_what_stopped_the_run(at_employee):
    at_employee.field("Email").setFocus()
    press(Qt.Key.Key_Return, CONTROL)
    seen = [focused()]
    for _ in range(3):
        press(Qt.Key.Key_F8)
        seen.append(focused())
    assert seen[0] == seen[3]
    assert len(set(seen)) == 3
    press(Qt.Key.Key_F8, SHIFT)
    assert focused() == seen[2]


def test_the_list_of_what_stopped_the_run_leads_to_a_field(at_employee):
    press(Qt.Key.Key_Return, CONTROL)
    at_employee.window.editor.bar.problems_button.setFocus()
    press(Qt.Key.Key_Space)
    popup = QApplication.activePopupWidget()
    rows = [popup.list.model().index(row, 0).data() for row in range(popup.list.model().rowCount())]
    assert all("(required)" in row for row in rows)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert focused() in rows[1]


def test_what_is_shown_is_sent_all_the_same_by_its_keys_and_nothing_else_is(at_employee, run, control):
    async def work():
        at_employee.field("Email").setFocus()
        write("ada")
        press(Qt.Key.Key_Return, CONTROL)
        assert not at_employee.explorer.runs.runs
        press(Qt.Key.Key_Return, CONTROL | SHIFT)
        await at_employee.until(lambda: at_employee.explorer.runs.runs, "the run")
        await at_employee.until(lambda: at_employee.explorer.runs.runs[0].result, "its end")

    run(work(), timeout=30)
    assert sent(control)[-1] == {"email": "ada"}


def test_send_anyway_is_reached_by_tab_too(at_employee, run, control):
    async def work():
        press(Qt.Key.Key_Return, CONTROL)
        bar = at_employee.window.editor.bar
        bar.run_button.setFocus()
        for _ in range(6):
            if QApplication.focusWidget() is bar.anyway_button:
                break
            press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
        await at_employee.until(lambda: at_employee.explorer.runs.runs, "the run")
        await at_employee.until(lambda: at_employee.explorer.runs.runs[0].result, "its end")

    run(work(), timeout=30)


def test_the_keys_for_sending_anyway_do_nothing_where_nothing_stopped_a_run(at_employee):
    at_employee.field("Email").setFocus()
    press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert not at_employee.explorer.runs.runs


def test_text_that_is_no_value_is_never_left_out_silently(at_employee):
    at_employee.field("Employee number").setFocus()
    write("12x")
    press(Qt.Key.Key_Return, CONTROL)
    at_employee.field("First name").setFocus()
    press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert not at_employee.explorer.runs.runs
    assert focused() == "Employee number"
    assert 'without "x"' in at_employee.field("Employee number").accessibleDescription()


def test_control_f_finds_fields_in_the_form_and_actions_elsewhere(at_employee):
    at_employee.field("Email").setFocus()
    press(Qt.Key.Key_F, CONTROL)
    assert focused() == "Find a field"
    write("last")
    press(Qt.Key.Key_Return)
    assert focused() == "Last name"
    at_employee.window.editor.bar.run_button.setFocus()
    press(Qt.Key.Key_F, CONTROL)
    assert focused() == "Search actions"


def test_escape_in_the_search_for_fields_stops_no_run(at_employee):
    stopped = []
    at_employee.window.editor.bar.cancel_wanted.connect(lambda: stopped.append(True))
    at_employee.window.editor.bar.show_running(1, "Waiting")
    at_employee.field("Email").setFocus()
    press(Qt.Key.Key_F, CONTROL)
    write("last")
    press(Qt.Key.Key_Escape)
    assert (stopped, focused()) == ([], "Email")


def test_a_change_that_is_taken_back_is_not_sent(at_employee, run, control):
    async def work():
        at_employee.field("Email").setFocus()
        write("ada@example.com")
        press(Qt.Key.Key_Tab)
        at_employee.field("First name").setFocus()
        write("Ada")
        press(Qt.Key.Key_Z, CONTROL)
        press(Qt.Key.Key_Return, CONTROL)
        press(Qt.Key.Key_Return, CONTROL | SHIFT)
        await at_employee.until(lambda: at_employee.explorer.runs.runs, "the run")
        await at_employee.until(lambda: at_employee.explorer.runs.runs[0].result, "its end")

    run(work(), timeout=30)
    assert sent(control)[-1] == {"email": "ada@example.com"}
