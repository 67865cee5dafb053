"""Names for assistive technology: everything that takes the keyboard has one, and those that were promised stay."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget

from explorer.domain.failure import Failure

RESULT_TABS = ["Response", "Logs", "Provider errors", "Request", "Timeline"]


def spoken(widget: QWidget) -> str:
    """What a screen reader says: the name given, or the one that Qt makes of text, buddy or title."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface is not None else "")


def nameless(*roots: QWidget) -> list[str]:
    """The visible widgets that the keyboard can reach and that have no name."""
    found = []
    for root in roots:
        for widget in [root, *root.findChildren(QWidget)]:
            can_focus = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if can_focus and widget.focusProxy() is None and not spoken(widget).strip():
                found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def on_screen() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


async def all_tabs(person) -> list[str]:
    """Go through every tab that can be seen; gives whatever has no name on the way."""
    found = nameless(*on_screen())
    for bar in person.window.findChildren(QTabBar):
        for index in range(bar.count()):
            if bar.isVisible():
                bar.setCurrentIndex(index)
                await asyncio.sleep(0.05)
                found += nameless(*on_screen())
    return found


def test_the_first_page_has_names(explorer, run):
    async def work():
        explorer.open(with_sandbox=False)
        await asyncio.sleep(0.3)
        return nameless(*on_screen())

    assert run(work(), timeout=30) == []


@pytest.mark.parametrize(
    ("connection", "text", "key"),
    [
        ("StackOne sandbox", "cedarfolk create employee", "cedarfolk_create_employee"),
        ("StackOne sandbox", "list employees", "cedarfolk_list_employees"),
        ("Pipedream sandbox", "every type", "fault_lab-every-type-of-prop"),
        ("Pipedream sandbox", "create contact", "harbor_crm-create-contact"),
        ("Inly Core sandbox", "approve order", "orders/approve-order"),
    ],
)
def test_every_view_of_an_action_has_names(person, run, connection, text, key):
    async def work():
        if connection != "StackOne sandbox":
            await person.choose_connection(connection)
        keys = [one.key for one in person.explorer.connection.open.catalogue.actions]
        wanted = key if key in keys else next(one for one in keys if "every" in one and "type" in one)
        await person.find_and_open(text, wanted)
        return await all_tabs(person)

    assert run(work(), timeout=30) == []


@pytest.mark.parametrize("key", ["cedarfolk_list_employees", "fault_lab_provider_conflict"])
def test_every_view_of_a_result_has_names(person, run, key):
    async def work():
        keys = [one.key for one in person.explorer.connection.open.catalogue.actions]
        wanted = key if key in keys else next(one for one in keys if one.startswith("fault_lab"))
        action = person.explorer.connection.open.action(wanted)
        await person.find_and_open(action.name, wanted)
        person.press("Run")
        await asyncio.sleep(0)
        if not person.explorer.runs.runs:
            person.press("Send anyway")
        await asyncio.sleep(0.05)
        if person.all_named("Run it"):
            person.press("Run it")
        await person.until(lambda: person.explorer.runs.runs and person.explorer.runs.runs[0].result, "the run")
        await asyncio.sleep(0.1)
        return await all_tabs(person)

    assert run(work(), timeout=30) == []


@pytest.mark.parametrize("which", ["preferences", "connection", "history", "palette", "options", "connectors"])
def test_every_dialog_has_names(person, run, which):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        if which == "preferences":
            person.explorer.preferences.open_settings()
        elif which == "connection":
            person.explorer.preferences.add_connection()
        elif which == "history":
            person.explorer.history.open_history()
        elif which == "palette":
            person.explorer.palette.open_palette()
        elif which == "options":
            person.press("Options")
        else:
            person.press("Connector filter")
        await asyncio.sleep(0.1)
        front = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        assert front is not None
        found = []
        platforms = front.platform.count() if which == "connection" else 1
        for platform in range(platforms):
            if which == "connection":
                front.platform.setCurrentIndex(platform)
                front.settings._fold_button.click()
                await asyncio.sleep(0.05)
            found += nameless(front)
        front.close()
        return found

    assert run(work(), timeout=30) == []


def test_a_dialog_says_its_title(person, run):
    async def work():
        titles = []
        for opened in (person.explorer.preferences.open_settings, person.explorer.palette.open_palette):
            opened()
            await asyncio.sleep(0.05)
            titles.append(QApplication.activeModalWidget().windowTitle())
            QApplication.activeModalWidget().reject()
            await asyncio.sleep(0.05)
        return titles

    assert run(work(), timeout=30) == ["Settings", "Go to anything"]


def test_the_names_that_were_promised_are_there(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        names = ["Connection", "Account", "Search actions", "Actions", "Parameters", "Run", "Cancel", "Outcome"]
        return {name: len(person.all_named(name)) for name in names}

    counts = run(work(), timeout=30)
    assert set(counts.values()) == {1}
    assert person.window.windowTitle().startswith("Action Explorer")


def test_the_outcome_is_the_description_of_its_label(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        return person.named("Outcome", QLabel).accessibleDescription()

    assert run(work(), timeout=30) == "succeeded"


def test_a_count_in_a_tab_is_no_part_of_its_name(person, run):
    async def work():
        await person.find_and_open("list employees", "cedarfolk_list_employees")
        await person.run_it("succeeded")
        bar = person.window.results.tabs
        await person.until(lambda: any(bar.tabText(index) != RESULT_TABS[index] for index in range(5)), "a count")
        return [bar.accessibleTabName(index) for index in range(bar.count())]

    assert run(work(), timeout=30) == RESULT_TABS


def test_a_field_has_its_label_as_name_and_its_description(person, run):
    async def work():
        await person.find_and_open("cedarfolk create employee", "cedarfolk_create_employee")
        field = person.field("Email")
        return field.accessibleName(), field.accessibleDescription()

    name, description = run(work(), timeout=30)
    assert name == "Email"
    assert "used once only" in description


def test_a_failing_start_page_has_names(person, run):
    async def work():
        flow = person.explorer.connection
        flow._show_failure("It does not answer", Failure("no"), "StackOne", lambda: None)
        await asyncio.sleep(0.05)
        return nameless(*on_screen())

    assert run(work(), timeout=30) == []
