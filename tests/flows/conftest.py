"""
The program as a person meets it: built by `app.py`, its real widgets used by their accessible names, the sandbox behind.

`person` has the hands and the eyes: it types, presses, chooses and reads what is on the screen, and waits inside
coroutines that the event loop carries out.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from explorer.app import Explorer
from explorer.crash_report import CrashReport
from explorer.domain.masking import SecretMask
from explorer.storage.locations import locations
from explorer.ui.models.action_list import ROW_ROLE, ActionRow

from .choice_lists import Lists

LONGEST_WAIT_S = 15.0


class SharedSandbox:
    """The tests' one sandbox process, as the program sees its own."""

    def __init__(self, ready: Mapping[str, Mapping[str, object]]) -> None:
        self._ready = ready

    async def ready(self) -> Mapping[str, Mapping[str, object]]:
        return self._ready

    async def stop(self) -> None:
        pass


class Person:
    """Somebody in front of the window."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.window = explorer.window

    async def until(self, what: Callable[[], object], why: str) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + LONGEST_WAIT_S
        while not what():
            if time.monotonic() > deadline:
                raise AssertionError(f"{why} did not happen; the window says:\n{self.screen_text()}")
            await asyncio.sleep(0.01)

    def named(self, name: str, kind: type[QWidget] = QWidget, within: QWidget | None = None) -> QWidget:
        """The visible widget of an accessible name."""
        found = self.all_named(name, kind, within)
        assert found, f"nothing named {name!r} is on the screen:\n{self.screen_text()}"
        return found[0]

    def all_named(self, name: str, kind: type[QWidget] = QWidget, within: QWidget | None = None) -> list[QWidget]:
        roots = [within] if within is not None else QApplication.topLevelWidgets()
        return [
            widget
            for root in roots
            for widget in [root, *root.findChildren(kind)]
            if isinstance(widget, kind) and widget.isVisible() and _name(widget) == name
        ]

    async def opened(self, connection: str) -> None:
        """Wait until the list of the connection is complete."""
        await self.until(
            lambda: (
                self.explorer.connection.open is not None
                and self.explorer.connection.open.connection.name == connection
                and not self.explorer.connection.open.is_discovering
                and self.explorer.connection.open.catalogue.actions
            ),
            f"discovering {connection}",
        )

    async def choose_connection(self, name: str) -> None:
        box = self.named("Connection", QComboBox)
        index = box.findText(name)
        assert index >= 0, f"no connection {name!r} among {[box.itemText(i) for i in range(box.count())]}"
        box.setCurrentIndex(index)
        box.activated.emit(index)
        await self.opened(name)

    async def choose_account(self, words: str) -> None:
        box = self.named("Account", QComboBox)
        index = next((i for i in range(box.count()) if words in box.itemText(i)), -1)
        assert index >= 0, f"no account {words!r} among {[box.itemText(i) for i in range(box.count())]}"
        box.setCurrentIndex(index)
        box.activated.emit(index)
        await asyncio.sleep(0)

    async def find_and_open(self, text: str, key: str) -> None:
        """Type into the search, go into the list, choose the action of that key."""
        search = self.named("Search actions", QLineEdit)
        search.setFocus()
        search.clear()
        QTest.keyClicks(search, text)
        shown = self.named("Actions", QListView)
        model = shown.model()
        for row in range(model.rowCount()):
            one = model.index(row, 0).data(ROW_ROLE)
            if isinstance(one, ActionRow) and one.action.key == key:
                shown.scrollTo(model.index(row, 0))
                place = shown.visualRect(model.index(row, 0)).center()
                QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
                break
        else:
            raise AssertionError(f"{key} is not listed for {text!r}")
        await self.until(
            lambda: self.explorer.form.session is not None and self.explorer.form.session.action.key == key,
            f"opening {key}",
        )
        await self.until(lambda: self.named("Run").isEnabled(), f"{key} being ready")

    def field(self, label: str) -> QWidget:
        """The input of a form field, by its label; scrolls to it as a person would."""
        form = self.explorer.window.editor.form
        for _ in range(2):
            found = [one for one in self.all_named(label, QWidget, form) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
            if found:
                return found[0]
            QApplication.sendPostedEvents()
        raise AssertionError(f"no field {label!r}; there are {self.field_names()}")

    def field_names(self) -> list[str]:
        form = self.explorer.window.editor.form
        return sorted({_name(one) for one in form.findChildren(QWidget) if one.isVisible() and _name(one)})

    def fill(self, label: str, text: str) -> None:
        """Type into a field, and leave it."""
        field = self.field(label)
        field.setFocus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Press a button."""
        button = self.named(name, QAbstractButton, within)
        assert button.isEnabled(), f"{name!r} cannot be pressed:\n{self.screen_text()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))

    def see_tab(self, name: str) -> None:
        """Bring a tab to the front by its accessible name."""
        for bar in self.window.findChildren(QTabBar):
            for index in range(bar.count()):
                if bar.isVisible() and (bar.accessibleTabName(index) or bar.tabText(index)) == name:
                    bar.setCurrentIndex(index)
                    QApplication.sendPostedEvents()
                    return
        raise AssertionError(f"no tab {name!r}")

    def outcome(self) -> str:
        """How the last run ended, as a screen reader says it."""
        return self.named("Outcome", QLabel).accessibleDescription()

    async def ended(self, outcome: str) -> None:
        """Wait until the last run ended in this way."""
        await self.until(lambda: self.explorer.runs.runs and self.explorer.runs.runs[0].result, "the run ending")
        await self.until(
            lambda: (
                self.window.results.current_run_id() == self.explorer.runs.runs[0].id and self.outcome() != "running"
            ),
            "the outcome being shown",
        )
        assert self.outcome() == outcome, self.screen_text()

    async def run_it(self, outcome: str = "succeeded") -> None:
        """Press Run, and wait for the outcome."""
        before = len(self.explorer.runs.runs)
        self.press("Run")
        await self.until(lambda: len(self.explorer.runs.runs) > before, "the run starting")
        await self.ended(outcome)

    def screen_text(self) -> str:
        """Everything that can be read on the screen, in the order of the widgets."""
        lines: list[str] = []
        for root in QApplication.topLevelWidgets():
            if root.isVisible():
                lines += _texts(root)
        return "\n".join(line for line in lines if line)


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text().replace("&", "")
    return ""


def _texts(root: QWidget) -> list[str]:
    found: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found.append(widget.currentText())
        elif hasattr(widget, "model") and callable(widget.model) and widget.model() is not None:
            found += _model_texts(widget.model())
        text = QAccessible.queryAccessibleInterface(widget)
        if text is None:
            continue
    return found


def _model_texts(model: object, most: int = 200) -> list[str]:
    rows: list[str] = []

    def walk(parent: object, depth: int) -> None:
        for row in range(min(model.rowCount(parent), most)):
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
            cells = [model.index(row, column, parent).data() for column in range(columns)]
            rows.append("  " * depth + " | ".join(str(cell) for cell in cells if cell is not None))
            if len(rows) < most and depth < 4:
                walk(model.index(row, 0, parent), depth + 1)

    from PySide6.QtCore import QModelIndex

    walk(QModelIndex(), 0)
    return rows


@pytest.fixture
def explorer(
    qapp: QApplication,
    loop: asyncio.AbstractEventLoop,
    sandbox: Mapping[str, Mapping[str, object]],
    data_dir: object,
    run: Callable[..., object],
) -> Iterator[Explorer]:
    """The program on the shared sandbox, its window shown; closed after the test, with nothing left running."""
    places = locations(data_dir)
    places.make_directories()
    mask = SecretMask()
    crash = CrashReport(places.logs, mask)
    qapp.setQuitOnLastWindowClosed(False)

    async def build() -> Explorer:
        built = Explorer(qapp, places, mask, crash, SharedSandbox(sandbox))
        built.window.resize(1440, 900)
        return built

    built = run(build())
    yield built

    async def close() -> list[str]:
        built.window.close()
        return list(await built.aclose())

    stuck = run(close())
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not stuck, f"tasks that would not stop: {stuck}"


@pytest.fixture
def person(explorer: Explorer, run: Callable[..., object]) -> Person:
    """Somebody in front of the window, which shows the sandbox's StackOne connection."""
    somebody = Person(explorer)

    async def begin() -> None:
        explorer.open(with_sandbox=True)
        await somebody.opened("StackOne sandbox")

    run(begin(), timeout=30)
    return somebody


@pytest.fixture
def pipedream(person: Person, run: Callable[..., object]) -> Person:
    """Somebody in front of the Pipedream sandbox."""
    run(person.choose_connection("Pipedream sandbox"), timeout=30)
    return person


@pytest.fixture
def lists(pipedream: Person, control: Callable[..., object]) -> Lists:
    """The lists of choices of the form that somebody has open."""
    return Lists(pipedream, control)
