"""Ctrl+K and the history: from anywhere to anything, and back to what was run."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QTableView

from explorer.ui.dialogs.connection.connection_editor import ConnectionEditor
from explorer.ui.dialogs.history.history_dialog import HistoryDialog
from explorer.ui.dialogs.preferences import Preferences

KEY = "cedarfolk_create_employee"


async def go_to(person, text: str) -> None:
    person.press("Go to anything")
    await person.until(lambda: person.all_named("Go to", QLineEdit), "the palette")
    QTest.keyClicks(person.named("Go to", QLineEdit), text)
    QTest.keyClick(person.named("Go to", QLineEdit), Qt.Key.Key_Return)
    await asyncio.sleep(0.05)


async def opened_action(person, key: str) -> None:
    await person.until(
        lambda: person.explorer.form.session is not None and person.explorer.form.session.action.key == key,
        f"opening {key}",
    )


async def dialog(kind: type[QDialog]) -> QDialog:
    await asyncio.sleep(0.05)
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_a_few_letters_open_an_action_and_give_its_form_the_keyboard(person, run):
    async def work():
        await go_to(person, "cedarfolk create employee")
        await opened_action(person, KEY)
        await person.until(
            lambda: person.window.editor.form.isAncestorOf(person.window.focusWidget() or person.window), "the focus"
        )
        return person.window.picker.chosen()

    assert run(work(), timeout=30).key == KEY


def test_a_few_letters_open_another_connection(person, run):
    async def work():
        await go_to(person, "inly core sandbox")
        await person.opened("Inly Core sandbox")

    run(work(), timeout=30)


def test_a_few_letters_choose_another_account(person, run):
    async def work():
        await go_to(person, "meridian hiring")
        return person.named("Account", QComboBox).currentText()

    assert "hiring" in run(work(), timeout=30)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("settings", Preferences), ("history of", HistoryDialog), ("add a connection", ConnectionEditor)],
)
def test_a_few_letters_lead_to_a_command(person, run, text, kind):
    async def work():
        await go_to(person, text)
        (await dialog(kind)).reject()

    run(work(), timeout=30)


def test_what_begins_with_the_letters_comes_before_what_only_has_them(person, run):
    async def work():
        person.press("Go to anything")
        await person.until(lambda: person.all_named("Go to", QLineEdit), "the palette")
        QTest.keyClicks(person.named("Go to", QLineEdit), "s")
        model = QApplication.activeModalWidget().list.model()
        first = [model.index(row, 0).data() for row in range(2)]
        QApplication.activeModalWidget().reject()
        return first

    assert run(work(), timeout=30) == ["Settings", "StackOne sandbox"]


def test_closing_the_palette_goes_nowhere(person, run):
    async def work():
        person.press("Go to anything")
        await person.until(lambda: person.all_named("Go to", QLineEdit), "the palette")
        QTest.keyClick(person.named("Go to", QLineEdit), Qt.Key.Key_Escape)
        await asyncio.sleep(0.05)
        return person.explorer.form.session, QApplication.activeModalWidget()

    assert run(work(), timeout=30) == (None, None)


def test_a_run_from_the_history_comes_back_with_its_values_and_its_answer(person, run):
    async def work():
        await person.find_and_open("create employee", KEY)
        person.fill("First name", "Ada")
        person.fill("Last name", "Lovelace")
        person.fill("Email", "ada@analytical.example")
        await person.run_it("succeeded")
        person.fill("First name", "Somebody else")
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        person.press("History")
        history = await dialog(HistoryDialog)
        table = person.named("Runs", QTableView)
        QTest.keyClick(table, Qt.Key.Key_Down)
        QTest.keyClick(table, Qt.Key.Key_Return)
        await opened_action(person, KEY)
        await person.until(lambda: person.named("Run").isEnabled(), "the form")
        return history, person.field("First name").text(), person.window.results.current_run_id()

    _history, first_name, in_front = run(work(), timeout=30)
    assert first_name == "Ada"
    assert in_front == person.explorer.runs.runs[1].id


def test_the_history_names_each_run_and_how_it_ended(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        person.press("History")
        await dialog(HistoryDialog)
        model = person.named("Runs", QTableView).model()
        cells = [model.index(0, column).data() for column in range(model.columnCount())]
        QApplication.activeModalWidget().reject()
        return cells

    cells = run(work(), timeout=30)
    assert cells[1] == "List employees (Cedarfolk)"
    assert cells[3] == "StackOne sandbox"


def test_before_the_first_run_the_history_says_so(person, run):
    async def work():
        person.press("History")
        await dialog(HistoryDialog)
        shown = person.screen_text()
        QApplication.activeModalWidget().reject()
        return shown

    assert "Nothing was run yet." in run(work(), timeout=30)
