"""Favourites, recent actions, the look and the places of the window: there again at the next start."""

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListView

from explorer.ui.look.palette import DARK, LIGHT
from explorer.ui.models.action_list import ROW_ROLE, ActionRow
from explorer.ui.views.action_picker import Shown

KEY = "cedarfolk_list_employees"


def shown_actions(person) -> list[str]:
    model = person.named("Actions", QListView).model()
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [str(row.action.key) for row in rows if isinstance(row, ActionRow)]


def show_only(person, which: Shown) -> None:
    next(one for one in person.window.picker._menu.actions() if one.data() is which).trigger()


def test_favourites_are_there_again_at_the_next_start(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await person.find_and_open("list employees", KEY)
        QTest.keyClick(person.named("Actions", QListView), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        again = await starts.start(with_sandbox=True)
        await again.opened("StackOne sandbox")
        show_only(again, Shown.FAVOURITES)
        return shown_actions(again)

    assert run(work(), timeout=40) == [KEY]


def test_a_favourite_that_is_unmarked_is_none_any_more(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        await person.find_and_open("list employees", KEY)
        for _ in range(2):
            QTest.keyClick(person.named("Actions", QListView), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        show_only(person, Shown.FAVOURITES)
        return "No favourite fits" in person.screen_text()

    assert run(work(), timeout=40)


def test_what_was_run_last_stands_first_among_the_recent_ones_also_at_the_next_start(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        for text, key in (("list departments", "cedarfolk_list_departments"), ("list employees", KEY)):
            await person.find_and_open(text, key)
            await person.run_it("succeeded")
        again = await starts.start(with_sandbox=True)
        await again.opened("StackOne sandbox")
        show_only(again, Shown.RECENT)
        return shown_actions(again)

    assert run(work(), timeout=40) == [KEY, "cedarfolk_list_departments"]


def test_the_look_that_was_chosen_is_there_again(starts, run, dialog):
    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Open the sandbox"), "the welcome page")
        person.press("Settings")
        await asyncio.sleep(0.05)
        look = person.named("Look", QComboBox)
        look.setCurrentText("Dark")
        look.activated.emit(look.currentIndex())
        at_once = person.explorer.appearance.tokens
        dialog().accept()
        again = await starts.start()
        return at_once, again.explorer.appearance.tokens

    assert run(work(), timeout=30) == (DARK, DARK)


def test_another_look_can_be_chosen_again(starts, run, dialog):
    async def work():
        person = await starts.start()
        await person.until(lambda: person.all_named("Open the sandbox"), "the welcome page")
        for words in ("Dark", "Light"):
            person.press("Settings")
            await asyncio.sleep(0.05)
            look = person.named("Look", QComboBox)
            look.setCurrentText(words)
            look.activated.emit(look.currentIndex())
            dialog().accept()
            await asyncio.sleep(0.05)
        again = await starts.start()
        return again.explorer.appearance.tokens

    assert run(work(), timeout=30) is LIGHT


def test_panes_stand_where_they_were_left(starts, run):
    async def work():
        person = await starts.start(with_sandbox=True)
        await person.opened("StackOne sandbox")
        person.window._across.setSizes([417, 1023])
        QApplication.processEvents()
        left = person.window.picker.width()
        again = await starts.start()
        QApplication.processEvents()
        return left, again.window.picker.width()

    before, after = run(work(), timeout=30)
    assert before == after == 417
