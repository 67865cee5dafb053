"""Two runs of one action side by side, and results beside each other or in windows of their own."""

import asyncio
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTabBar

from explorer.ui.views.comparison.compare_window import CompareWindow
from explorer.ui.views.results.places.result_window import ResultWindow

LIST = "cedarfolk_list_employees"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def windows(kind: type) -> list:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


async def compared(person) -> CompareWindow:
    """The window of a comparison, when it has compared."""
    await person.until(lambda: windows(CompareWindow), "a comparison opening")
    (window,) = windows(CompareWindow)
    await person.until(lambda: not window.view.comparing.is_under_way, "the comparison")
    return window


async def list_employees(person, *, page_size: int, outcome: str = "succeeded") -> None:
    person.fill("Page size", str(page_size))
    await person.run_it(outcome)


async def open_list(person) -> None:
    await person.find_and_open("cedarfolk list employees", LIST)


def shown(window: CompareWindow) -> list[str]:
    """What is told in the rows at the top."""
    model = window.view.tree.rows
    return [" | ".join(str(model.index(row, column).data()) for column in range(4)) for row in range(model.rowCount())]


def test_a_run_is_compared_with_the_last_success_from_its_head_line(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        await list_employees(person, page_size=5)
        person.press("Compare with last success")
        window = await compared(person)
        assert window.windowTitle() == "Action Explorer \u2013 compare runs of List employees"
        assert window.view.count.text() == "1 changed, 2 added"
        assert shown(window)[0] == "data | 2 differences inside | [\u2026] 3 items | [\u2026] 5 items"
        window.view.tabs.setCurrentIndex(2)
        assert window.view.count.text() == "1 changed"
        assert window.view.tree.rows.pointers(window.view.tree.currentIndex())[1] == ("body", "query", "page_size")

    run(scene(), timeout=60)


def test_without_another_success_it_is_said_and_nothing_opens(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        person.press("Compare with last success")
        assert "No other run of List employees has succeeded in this session" in person.screen_text()
        assert not windows(CompareWindow)

    run(scene(), timeout=60)


def test_the_older_run_is_the_one_before_whichever_is_in_front(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        await list_employees(person, page_size=5)
        strip = person.window.results.strip
        strip.setCurrentIndex(0)
        person.press("Compare with last success")
        window = await compared(person)
        assert "3 employees" in person.named("Run before", QComboBox).currentText()
        assert "5 employees" in window.view.runs.after.currentText()

    run(scene(), timeout=60)


def test_a_pinned_run_is_what_others_are_compared_with(person, run):
    async def scene() -> None:
        await open_list(person)
        for page_size in (3, 4, 5):
            await list_employees(person, page_size=page_size)
        results = person.window.results
        results.strip.setCurrentIndex(0)
        person.explorer.comparing.commands()["Pin the result as baseline"]()
        results.strip.setCurrentIndex(2)
        person.press("Compare with baseline")
        window = await compared(person)
        assert window.view.runs.before.currentText().startswith("\u2605 baseline")
        assert "3 employees" in window.view.runs.before.currentText()
        person.press("Unpin baseline")
        assert not window.view.runs.before.currentText().startswith("\u2605")
        assert person.all_named("Compare with last success")

    run(scene(), timeout=60)


def test_another_run_is_chosen_and_both_are_exchanged(person, run):
    async def scene() -> None:
        await open_list(person)
        for page_size in (3, 4, 5):
            await list_employees(person, page_size=page_size)
        QTest.keyClick(person.window, Qt.Key.Key_B, CTRL_SHIFT)
        window = await compared(person)
        assert window.view.count.text() == "1 changed, 1 added"
        before = window.view.runs.before
        before.setCurrentIndex(2)
        before.activated.emit(2)
        await compared(person)
        assert window.view.count.text() == "1 changed, 2 added"
        person.press("Exchange the two runs")
        await compared(person)
        assert window.view.count.text() == "1 changed, 2 removed"

    run(scene(), timeout=60)


def test_ignored_places_are_remembered_for_the_action(person, run, data_dir):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        await list_employees(person, page_size=5)
        person.press("Compare with last success")
        window = await compared(person)
        window.view.ignoring.click()
        person.named("Path to ignore", QLineEdit)
        QTest.keyClicks(window.view.popup.path, "$.data\r")
        await compared(person)
        assert window.view.count.text() == "1 changed"
        window.view.popup.hide()
        window.close()
        person.press("Compare with last success")
        window = await compared(person)
        assert window.view.count.text() == "1 changed"
        assert "One place was ignored." in window.view.note.text()

    run(scene(), timeout=60)
    assert person.explorer._settings.section("ignored") == {LIST: {"answer": ["/data"]}}


def test_a_failed_run_is_compared_with_the_success_before_it(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        person.fill("Page size", "1000")
        person.window.editor.run_anyway_wanted.emit()
        await person.until(lambda: len(person.explorer.runs.runs) == 2, "the run starting")
        await person.ended("rejected")
        person.press("Compare with last success")
        window = await compared(person)
        assert any("statusCode | + added" in row for row in shown(window))

    run(scene(), timeout=60)


def test_secrets_are_masked_in_what_is_compared_and_copied(person, run, sandbox):
    key = str(sandbox["stackone"]["api_key"])

    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        await list_employees(person, page_size=5)
        person.press("Compare with last success")
        window = await compared(person)
        window.view.tabs.setCurrentIndex(2)
        window.view.only.click()
        window.view.tree.expandAll()
        assert "authorization" in person.screen_text()
        assert key not in person.screen_text()
        window.view.copy_text()
        await person.until(lambda: not window.view.comparing.is_under_way, "the copy")
        assert QApplication.clipboard().text()
        assert key not in QApplication.clipboard().text()

    run(scene(), timeout=60)


def tab_names(root) -> list[str]:
    return [
        bar.accessibleTabName(place)
        for bar in root.findChildren(QTabBar)
        if bar.isVisible()
        for place in range(bar.count())
    ]


def test_results_stand_beside_each_other_and_a_new_run_leaves_the_one_kept(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        await list_employees(person, page_size=5)
        QTest.keyClick(person.window, Qt.Key.Key_L, CTRL_SHIFT)
        await list_employees(person, page_size=7)
        places = person.window.results.places
        assert places.front.head.summary.full_text() == "7 employees"
        assert places.beside.head.summary.full_text() == "5 employees"
        names = tab_names(person.window)
        assert [names.count(name) for name in ("Response", "Logs", "Provider errors", "Timeline")] == [1] * 4
        person.see_tab("Timeline (beside)")
        assert person.outcome() == "succeeded"

    run(scene(), timeout=60)


def test_a_result_in_its_own_window_goes_on_and_the_main_window_has_the_names(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        QTest.keyClick(person.window, Qt.Key.Key_N, CTRL_SHIFT)
        (window,) = windows(ResultWindow)
        assert window.windowTitle().startswith("Action Explorer \u2013 List employees ")
        person.window.activateWindow()
        await list_employees(person, page_size=5)
        assert len(person.all_named("Outcome")) == 1
        assert window.front.head.summary.full_text() == "3 employees"
        person.press("Open in form (own window)", window)
        await person.until(lambda: person.explorer.form.session is not None, "the form")
        await asyncio.sleep(0.05)
        assert json.dumps(person.window.editor.draft().arguments) == '{"query": {"page_size": 3}}'

    run(scene(), timeout=60)


def test_closing_the_main_window_closes_all_others(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        await list_employees(person, page_size=5)
        person.press("Compare with last success")
        await compared(person)
        person.window.activateWindow()
        person.explorer.comparing.commands()["Open the result in a window of its own"]()
        assert windows(ResultWindow)
        person.window.close()
        assert not windows(ResultWindow)
        assert not windows(CompareWindow)

    run(scene(), timeout=60)


@pytest.mark.parametrize("words", ["compare the result with the last", "beside each other", "window of its own"])
def test_the_palette_offers_it(person, run, words):
    async def scene() -> None:
        await open_list(person)
        found = person.explorer.palette._find(words)
        assert found[0].kind == "Command"

    run(scene(), timeout=60)


def test_the_share_of_results_beside_each_other_is_remembered(person, run):
    async def scene() -> None:
        await open_list(person)
        await list_employees(person, page_size=3)
        person.window.results.places.set_share(0.3)
        assert person.window.places().splitters["beside"] == [300, 700]

    run(scene(), timeout=60)
