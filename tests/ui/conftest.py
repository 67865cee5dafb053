"""Widgets on their own: the look they need, actions and runs to show, and a window for each."""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, Run, RunId, RunResult
from explorer.domain.connection import ConnectionId
from explorer.ui.look.appearance import Appearance


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The light look; the application looks as before afterwards."""
    before = QPalette(qapp.palette())
    look = Appearance(qapp, "light")
    yield look
    look.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(before)


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Callable[..., QWidget]]:
    """`show(widget, 400, 300)`: the widget in a window of its own that has the keyboard; gone after the test."""
    shown: list[QWidget] = []

    def show_one(widget: QWidget, width: int = 800, height: int = 600) -> QWidget:
        shown.append(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        assert QTest.qWaitForWindowActive(widget, 2000), "the window did not get the keyboard"
        return widget

    yield show_one
    for widget in shown:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # The news that a window is gone comes late, and would take the keyboard from the next one.
    QCoreApplication.processEvents()


@pytest.fixture
def make_action() -> Callable[..., Action]:
    """`make_action("Create employee", connector="BambooHR", effect=Effect.WRITE)`."""

    def make(name: str, connector: str = "BambooHR", **more: object) -> Action:
        key = ActionKey(f"{connector}_{name}".lower().replace(" ", "_"))
        known = {"key": key, "name": name, "connector_key": connector.lower(), "connector_name": connector}
        return Action(**(known | {"effect": Effect.READ} | more))

    return make


@pytest.fixture
def make_run(make_action: Callable[..., Action]) -> Callable[..., Run]:
    """`make_run("List employees", summary="25 employees")`; `outcome=None` for one that is on its way."""
    numbers = itertools.count()

    def make(
        name: str, *, outcome: Outcome | None = Outcome.SUCCEEDED, summary: str = "", is_unknown: bool = False
    ) -> Run:
        call = Call(ConnectionId("c"), make_action(name), None, {})
        result = None if outcome is None else RunResult(outcome, summary, None, None, is_unknown=is_unknown)
        started = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
        return Run(RunId(str(next(numbers))), call, started, duration_ms=1234.5, result=result)

    return make
