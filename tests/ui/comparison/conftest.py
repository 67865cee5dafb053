"""Runs with answers, and a window that compares them."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, Phase, PhaseTime, ReceivedAnswer, Run, RunId, RunResult, SentRequest
from explorer.domain.connection import ConnectionId
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.comparison.compare_window import CompareWindow

ACTION = Action(ActionKey("list_invoices"), "List invoices", "acme", "Acme", effect=Effect.READ)


def make_run(number: int, body: str, *, media_type: str = "application/json", wait_ms: float = 100.0) -> Run:
    answer = ReceivedAnswer(200, "", [("content-type", media_type), ("x-number", str(number))], body.encode())
    request = SentRequest("POST", f"https://acme.example/rpc?n={number}", [("accept", "*/*")], b'{"a":1}')
    result = RunResult(Outcome.SUCCEEDED, "", request, answer, phases=[PhaseTime(Phase.WAIT, 0, wait_ms)])
    started = datetime(2026, 1, 5, 14, 3, number, tzinfo=UTC)
    return Run(RunId(str(number)), Call(ConnectionId("c"), ACTION, None, {}), started, wait_ms, result)


class Desk:
    """A window that compares, and hands to use it."""

    def __init__(self, window: CompareWindow) -> None:
        self.window = window
        self.view = window.view

    def wait(self) -> None:
        deadline = time.monotonic() + 10
        while self.view.comparing.is_under_way:
            assert time.monotonic() < deadline, "no comparison came"
            QTest.qWait(5)

    def show(self, before: str | Run, after: str | Run, **more: object) -> None:
        one = before if isinstance(before, Run) else make_run(1, before)
        other = after if isinstance(after, Run) else make_run(2, after)
        parts = {"baseline": None, "ignored": {}}
        self.view.show_runs([other, one], one, other, **(parts | more))
        self.wait()

    def rows(self) -> list[str]:
        """Each row that there is, as `name | what happened | before | after`, indented."""
        tree, model = self.view.tree, self.view.tree.rows
        found: list[str] = []
        index = model.index(0, 0)
        while index.isValid():
            depth, above = 0, index.parent()
            while above.isValid():
                depth, above = depth + 1, above.parent()
            cells = [str(model.index(index.row(), column, index.parent()).data()) for column in range(4)]
            found.append("  " * depth + " | ".join(cells))
            index = tree.indexBelow(index)
        return found

    def current(self) -> str:
        return str(self.view.tree.currentIndex().siblingAtColumn(0).data())


@pytest.fixture
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp, "light")


@pytest.fixture
def desk(appearance: Appearance) -> Iterator[Desk]:
    window = CompareWindow(appearance, ACTION)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 2000)
    yield Desk(window)
    if shiboken6.isValid(window):
        window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def copied(qapp: QApplication) -> Callable[[], str]:
    qapp.clipboard().clear()
    return lambda: qapp.clipboard().text()
