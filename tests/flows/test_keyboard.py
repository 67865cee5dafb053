"""All of it works from the keyboard: real key events go to whatever has the keyboard."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from explorer.domain.json_value import write_json

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), which, modifier)


def focused():
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def words(text: str) -> None:
    QTest.keyClicks(focused(), text)


def name() -> str:
    return focused().accessibleName()


async def come_back(person) -> None:
    """What a window system does when a dialog is gone, and the one without a screen does not."""
    person.window.activateWindow()
    await person.until(person.window.isActiveWindow, "the window having the keyboard again")


async def form_has_the_keyboard(person, key_of_action: str) -> None:
    form = person.window.editor.form
    await person.until(
        lambda: (
            person.explorer.form.session is not None
            and person.explorer.form.session.action.key == key_of_action
            and person.window.focusWidget() is not None
            and form.isAncestorOf(person.window.focusWidget())
        ),
        f"the form of {key_of_action} having the keyboard",
    )


def test_from_the_search_to_an_answer_without_a_mouse(person, run):
    async def work():
        key(Qt.Key.Key_F, CTRL)
        words("cedarfolk create employee")
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, "cedarfolk_create_employee")
        first = name()
        words("Ada")
        for label, text in (("Last name", "Lovelace"), ("Email", "ada@analytical.example")):
            for _ in range(12):
                key(Qt.Key.Key_Tab)
                if name() == label:
                    break
            assert name() == label
            words(text)
        key(Qt.Key.Key_Return, CTRL)
        await person.ended("succeeded")
        key(Qt.Key.Key_F6)
        tabs = name()
        for _ in range(3):
            key(Qt.Key.Key_Right)
        return first, tabs, person.window.results.tabs.accessibleTabName(person.window.results.tabs.currentIndex())

    assert run(work(), timeout=30) == ("First name", "Result", "Request")
    assert "/actions/rpc" in person.screen_text()


def onto(label: str) -> None:
    """Tab on to what has the name."""
    passed = []
    while name() != label:
        passed.append(name())
        assert len(passed) < 40, f"no way to {label}: {passed}"
        key(Qt.Key.Key_Tab)


def test_lists_in_lists_and_a_variant_are_filled_and_run_without_a_mouse(person, run):
    async def work():
        key(Qt.Key.Key_F, CTRL)
        words("cedarfolk plan onboarding")
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, "cedarfolk_plan_onboarding")
        onto("ID")
        words("emp_3")
        onto("Title")
        words("Spring")
        onto("Stages")
        key(Qt.Key.Key_Space)
        onto("Name")
        words("First day")
        onto("Tasks")
        key(Qt.Key.Key_Space)
        onto("Task")
        words("Keys and badge")
        onto("Hours")
        words("0.10")
        key(Qt.Key.Key_I, CTRL | SHIFT)  # the keyboard stays in its column
        key(Qt.Key.Key_Backtab, SHIFT)
        assert name() == "Task"
        words("Tour")
        onto("Notice: Not sent")
        key(Qt.Key.Key_Left)
        key(Qt.Key.Key_Left)
        assert name() == "Kind of Notice: Chat"
        onto("Channel")
        words("#people")
        key(Qt.Key.Key_Return, CTRL)
        await person.ended("succeeded")
        return person.explorer.runs.runs[-1].call.arguments

    sent = run(work(), timeout=30)
    assert sent["path"] == {"id": "emp_3"}
    assert write_json(sent["body"]) == (
        '{"title":"Spring","stages":[{"name":"First day","tasks":[{"task":"Keys and badge","hours":0.10},{"task":"Tour"}]}],'
        '"notice":{"by":"chat","channel":"#people"}}'
    )
    assert "onboarding" in person.screen_text()


def test_arrows_go_through_the_list_and_return_into_the_form(person, run):
    async def work():
        key(Qt.Key.Key_F, CTRL)
        words("employee")
        key(Qt.Key.Key_Down)
        key(Qt.Key.Key_Down)
        in_list = name()
        chosen = person.window.picker.chosen()
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, chosen.key)
        return in_list

    assert run(work(), timeout=30) == "Actions"


def test_a_missing_field_takes_the_keyboard(person, run):
    async def work():
        key(Qt.Key.Key_F, CTRL)
        words("cedarfolk create employee")
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, "cedarfolk_create_employee")
        words("Ada")
        key(Qt.Key.Key_Return, CTRL)
        await asyncio.sleep(0.05)
        return name(), person.explorer.runs.runs

    assert run(work(), timeout=30) == ("Last name", [])


def test_escape_stops_a_run(person, run, control):
    async def work():
        fault = {"kind": "slow", "delay_s": 20, "match": {"path_contains": "/actions/rpc"}}
        control("stackone", "POST", "faults", fault)
        key(Qt.Key.Key_F, CTRL)
        words("cedarfolk list employees")
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, "cedarfolk_list_employees")
        key(Qt.Key.Key_Return, CTRL)
        await person.until(lambda: person.named("Cancel").isEnabled(), "the run")
        key(Qt.Key.Key_Escape)
        await person.ended("cancelled")

    run(work(), timeout=30)


def test_ctrl_k_goes_to_an_action_from_within_a_form(person, run):
    async def work():
        key(Qt.Key.Key_F, CTRL)
        words("cedarfolk create employee")
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, "cedarfolk_create_employee")
        key(Qt.Key.Key_K, CTRL)
        await asyncio.sleep(0.05)
        words("cedarfolk list employees")
        key(Qt.Key.Key_Return)
        await form_has_the_keyboard(person, "cedarfolk_list_employees")

    run(work(), timeout=30)


def test_a_dialog_opened_by_key_gives_the_keyboard_back(person, run):
    async def work():
        key(Qt.Key.Key_F, CTRL)
        key(Qt.Key.Key_Comma, CTRL)
        await asyncio.sleep(0.05)
        opened = QApplication.activeModalWidget() is not None
        key(Qt.Key.Key_Escape)
        await come_back(person)
        return opened, QApplication.activeModalWidget(), name()

    assert run(work(), timeout=30) == (True, None, "Search actions")


def test_tab_goes_through_the_window_and_comes_back_without_a_trap(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        person.named("Search actions", QLineEdit).setFocus()
        seen = []
        for _ in range(120):
            key(Qt.Key.Key_Tab)
            seen.append(focused())
            if seen[-1] is person.window.picker.search:
                break
        return seen

    seen = run(work(), timeout=30)
    assert seen[-1] is person.window.picker.search
    names = [one.accessibleName() for one in seen]
    assert {"Actions", "Run", "Connection", "Account", "Result"} <= set(names)


def test_backtab_leads_out_of_the_json_text(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        person.see_tab("JSON")
        text = person.named("Arguments as JSON", QPlainTextEdit)
        text.setFocus()
        key(Qt.Key.Key_Backtab, SHIFT)
        return focused() is text

    assert not run(work(), timeout=30)
