"""Runs of every kind, and a pane on the screen to show them in."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, Phase, PhaseTime, ReceivedAnswer, Run, RunId, RunResult, SentRequest
from explorer.domain.connection import ConnectionId
from explorer.domain.failure import Explanation, Party, ProviderError, Retry
from explorer.domain.log_entry import LogEntry, LogLevel, LogSource
from explorer.ui.look.appearance import Appearance
from explorer.ui.views.results.result_pane import ResultPane

STARTED = datetime(2026, 1, 5, 14, 3, 40, tzinfo=UTC)


class Made:
    """Makes the parts of runs; every argument has a plain start value."""

    def answer(self, body: object = b"{}", status: int = 200, media_type: str = "application/json") -> ReceivedAnswer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return ReceivedAnswer(status, "", [("content-type", media_type), ("x-request-id", "req-1")], content)

    def request(self) -> SentRequest:
        return SentRequest("POST", "http://127.0.0.1/rpc", [("accept", "*/*")], b'{"action":"x"}')

    def explanation(self, **more: object) -> Explanation:
        parts = {
            "who": Party.PROVIDER,
            "who_text": "The provider",
            "step": "3 of 3",
            "said": "email is taken",
            "retry": Retry.AFTER_CHANGE,
            "retry_text": "Not unchanged",
            "next_step": "Use another one",
        }
        return Explanation(**(parts | more))

    def provider_error(self, **more: object) -> ProviderError:
        parts = {
            "status": 409,
            "method": "POST",
            "url": "https://provider.example/v1/people",
            "headers": {"x-id": "p-1"},
            "raw_text": '{"error": "taken"}',
            "request_id": "p-1",
        }
        return ProviderError(**(parts | more))

    def result(self, outcome: Outcome = Outcome.SUCCEEDED, **more: object) -> RunResult:
        parts = {"summary": "1 person made", "request": self.request(), "answer": self.answer({"id": 1})}
        if outcome is not Outcome.SUCCEEDED:
            parts["explanation"] = self.explanation()
        return RunResult(outcome, **(parts | more))

    def run(self, result: RunResult | None = None, run_id: str = "run", **more: object) -> Run:
        action = Action(
            ActionKey("make_person"), str(more.pop("name", "Make person")), "acme", "Acme", effect=Effect.WRITE
        )
        started = more.pop("started_at", STARTED)
        return Run(RunId(run_id), Call(ConnectionId("c"), action, None, {}), started, 634.0 if result else 0.0, result)

    def logs(self, *texts: str) -> list[LogEntry]:
        return [
            LogEntry(STARTED + timedelta(milliseconds=number), LogLevel.NOTE, LogSource.PLATFORM, text)
            for number, text in enumerate(texts)
        ]

    def phases(self) -> list[PhaseTime]:
        return [PhaseTime(Phase.CONNECT, 0, 100), PhaseTime(Phase.WAIT, 100, 500)]


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp, "light")


@pytest.fixture
def pane(appearance: Appearance, qtbot) -> ResultPane:
    pane = ResultPane(appearance)
    qtbot.addWidget(pane)
    pane.resize(1100, 500)
    pane.show()
    return pane


@pytest.fixture
def heard() -> Callable[[object], list[object]]:
    """`heard(signal)`: a list of what the signal carried since."""

    def listen(signal: object) -> list[object]:
        got: list[object] = []
        signal.connect(got.append)
        return got

    return listen


@pytest.fixture
def copied(qapp: QApplication) -> Callable[[], str]:
    """What is on the clipboard, which is empty at the start."""
    qapp.clipboard().clear()
    return lambda: qapp.clipboard().text()
