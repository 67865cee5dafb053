"""The history on the screen: found, filtered, opened again, repeated, pinned, deleted."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTableView

from explorer.storage.history.records import HistoryUnusable
from explorer.ui.dialogs.history.history_dialog import HistoryDialog
from explorer.ui.views.call.call_editor import Face
from tests.unit.storage.history.conftest import CONTEXT, made_run

from .test_history import KEY, all_written, create_employee


async def open_history(person) -> HistoryDialog:
    person.press("History")
    await person.until(lambda: isinstance(QApplication.activeModalWidget(), HistoryDialog), "the history")
    shown = QApplication.activeModalWidget()
    await person.until(lambda: "Reading the history" not in person.screen_text(), "the list")
    await person.until(shown._size.full_text, "the size")
    return shown


def rows(person) -> list[str]:
    shown = person.all_named("Runs", QTableView)
    if not shown:
        return []
    model = shown[0].model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def key(person, pressed, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(person.named("Runs", QTableView), pressed, modifiers)


async def two_runs(person):
    await create_employee(person)
    await person.find_and_open("list employees", "cedarfolk_list_employees")
    await person.run_it("succeeded")
    await all_written(person, 2)


def sent(control) -> int:
    return sum(one["path"] == "/actions/rpc" for one in control("stackone", "GET", "requests"))


def choose(person, name, words):
    box = person.named(name, QComboBox)
    index = next(i for i in range(box.count()) if words in box.itemText(i))
    box.setCurrentIndex(index)


def test_words_that_were_sent_find_their_run_while_they_are_typed(person, run):
    async def work():
        await two_runs(person)
        await open_history(person)
        before = rows(person)
        QTest.keyClicks(person.named("Search runs", QLineEdit), '"1 employee created"')
        await person.until(lambda: len(rows(person)) == 1, "the list being narrowed")
        found = rows(person)
        QTest.keyClicks(person.named("Search runs", QLineEdit), "nowhere")
        await person.until(lambda: "No run fits" in person.screen_text(), "the empty list")
        person.press("Show all runs")
        await person.until(lambda: len(rows(person)) == 2, "all runs")
        QApplication.activeModalWidget().reject()
        return before, found

    before, found = run(work(), timeout=40)
    assert before == ["List employees (Cedarfolk)", "Create employee (Cedarfolk)"]
    assert found == ["Create employee (Cedarfolk)"]


@pytest.mark.parametrize(
    ("box", "words", "found"),
    [
        ("Action of the runs", "Create employee", 1),
        ("Outcome of the runs", "Succeeded", 2),
        ("Outcome of the runs", "Failed or unknown", 0),
        ("Connection of the runs", "StackOne sandbox", 2),
        ("Time of the runs", "Last 7 days", 2),
    ],
)
def test_a_filter_leaves_what_it_names(person, run, box, words, found):
    async def work():
        await two_runs(person)
        await open_history(person)
        choose(person, box, words)
        if found == 0:
            await person.until(lambda: "No run fits" in person.screen_text(), "the empty list")
        else:
            await person.until(lambda: len(rows(person)) == found, "the list being narrowed")
        QApplication.activeModalWidget().reject()

    run(work(), timeout=40)


def test_deleting_needs_two_presses_and_opens_nothing(person, run, monkeypatch):
    async def work():
        await two_runs(person)
        shown = await open_history(person)
        read = []
        monkeypatch.setattr(person.explorer.kept.store, "read", read.append)
        key(person, Qt.Key.Key_Delete)
        asked = shown.delete_button.text()
        key(person, Qt.Key.Key_Down)
        key(person, Qt.Key.Key_Delete)
        once = list(rows(person))
        key(person, Qt.Key.Key_Delete)
        await person.until(lambda: len(rows(person)) == 1, "the run going")
        left = rows(person)
        kept = (await person.explorer.kept.store.page()).lines
        shown.reject()
        return asked, once, left, [one.action_key for one in kept], read

    asked, once, left, kept, read = run(work(), timeout=40)
    assert asked == "Delete for good"
    assert len(once) == 2
    assert (left, kept, read) == (["List employees (Cedarfolk)"], ["cedarfolk_list_employees"], [])
    assert [one.call.action.key for one in person.explorer.runs.runs] == ["cedarfolk_list_employees"]


def test_a_pinned_run_is_found_among_the_pinned(person, run):
    async def work():
        await two_runs(person)
        shown = await open_history(person)
        key(person, Qt.Key.Key_Down)
        key(person, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: shown.pin_button.text() == "Unpin", "the run being pinned")
        person.press("Pinned runs only")
        await person.until(lambda: len(rows(person)) == 1, "the list being narrowed")
        found = rows(person)
        shown.reject()
        return found

    assert run(work(), timeout=40) == ["Create employee (Cedarfolk)"]


def test_all_runs_are_deleted_after_a_second_press(person, run):
    async def work():
        await two_runs(person)
        shown = await open_history(person)
        QTest.mouseClick(shown.clear_button, Qt.MouseButton.LeftButton)
        once = list(rows(person))
        QTest.mouseClick(shown.clear_button, Qt.MouseButton.LeftButton)
        await person.until(lambda: "Nothing was run yet" in person.screen_text(), "the empty list")
        shown.reject()
        return once

    assert len(run(work(), timeout=40)) == 2


def test_a_write_that_is_repeated_waits_in_the_form_with_what_would_be_sent(person, run, control):
    async def work():
        await two_runs(person)
        before = sent(control)
        await open_history(person)
        key(person, Qt.Key.Key_Down)
        key(person, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: person.explorer.form.session is not None, "the form")
        await person.until(lambda: person.explorer.form.session.action.key == KEY, "the form")
        await person.until(lambda: person.window.editor.tabs.currentIndex() == Face.REQUEST, "the request")
        await asyncio.sleep(0.1)
        return before

    assert run(work(), timeout=40) == sent(control)
    assert person.window.editor.draft().arguments["body"]["first_name"] == "Ada"


def test_a_read_that_is_repeated_is_sent_once(person, run, control):
    async def work():
        await two_runs(person)
        before = sent(control)
        await open_history(person)
        key(person, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: len(person.explorer.runs.runs) == 3, "the run starting")
        await person.ended("succeeded")
        return before

    assert run(work(), timeout=40) + 1 == sent(control)


def test_more_runs_are_listed_when_the_end_comes_into_view(person, run):
    async def work():
        for _ in range(130):
            await person.explorer.kept.store.begin(made_run(), CONTEXT)
        shown = await open_history(person)
        first = len(rows(person))
        bar = shown.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        await person.until(lambda: len(rows(person)) == 130, "the rest")
        shown.reject()
        return first

    assert run(work(), timeout=40) == 100


def test_a_history_that_cannot_be_read_says_why_in_the_lists_place(person, run, monkeypatch):
    async def broken(*_more, **_others):
        raise HistoryUnusable("The history cannot be read: the disk is gone.")

    async def work():
        monkeypatch.setattr(person.explorer.kept.store, "page", broken)
        person.press("History")
        await person.until(lambda: "the disk is gone" in person.screen_text(), "the words")
        QApplication.activeModalWidget().reject()

    run(work(), timeout=30)


def test_a_run_is_compared_with_the_last_success_before_it(person, run):
    async def work():
        await create_employee(person)
        await create_employee(person, "Grace")
        first, second = (await all_written(person, 2))[::-1]
        await open_history(person)
        key(person, Qt.Key.Key_Down)
        key(person, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: "No earlier run" in person.screen_text(), "the words")
        key(person, Qt.Key.Key_Up)
        key(person, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: person.explorer.comparing._windows, "the comparison being opened")
        (window,) = person.explorer.comparing._windows.values()
        await person.until(window.isVisible, "the comparison")
        return [one.id for one in window.view.shown_runs()], [first.id, second.id]

    shown, kept = run(work(), timeout=40)
    assert shown == kept
