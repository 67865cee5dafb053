"""A provider made of plain objects: it answers what a test told it to."""

from collections.abc import Sequence
from typing import Any

import pytest

from explorer.domain.account import Account
from explorer.domain.action import Action, ActionKey, Effect
from explorer.domain.call import Call, Outcome, RunResult, SentRequest
from explorer.domain.connection import Connection, ConnectionId, Environment, Platform
from explorer.domain.failure import NotSendable
from explorer.providers.contract import ActionDescription, CataloguePage, ChoicesPage
from explorer.schema.field import Form, GroupField

CONNECTION = Connection(
    ConnectionId("c1"), "Acme", Platform.STACKONE, "https://stackone.example", Environment.DEVELOPMENT
)


def made_action(key: str = "acme_list_people", **other: Any) -> Action:
    return Action(
        **{
            "key": ActionKey(key),
            "name": "List people",
            "connector_key": "acme",
            "connector_name": "Acme",
            "effect": Effect.READ,
            **other,
        }
    )


def made_call(action: Action | None = None, **other: Any) -> Call:
    return Call(
        **{
            "connection_id": CONNECTION.id,
            "action": action or made_action(),
            "account_id": None,
            "arguments": {},
            "timeout_s": 5.0,
            **other,
        }
    )


def result(outcome: Outcome = Outcome.SUCCEEDED, **other: Any) -> RunResult:
    return RunResult(**{"outcome": outcome, "summary": "done", "request": None, "answer": None, **other})


class PlainProvider:
    """Answers with what was put into its attributes; an exception there is raised."""

    connection = CONNECTION

    def __init__(self) -> None:
        self.pages: Sequence[CataloguePage | Exception] = ()
        self.run_answer: Any = result()
        self.logs: Any = ()
        self.descriptions: list[Any] = []
        self.questions: list[Any] = []
        self.closed = 0

    async def discover(self):
        for page in self.pages:
            if isinstance(page, Exception):
                raise page
            yield page

    async def list_accounts(self) -> Sequence[Account]:
        return ()

    async def describe(self, action, account_id):
        return ActionDescription(action, Form(GroupField()))

    async def reload(self, description, account_id, arguments, options):
        answer = self.descriptions.pop(0)
        if callable(answer):
            answer = await answer()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def choices(self, question):
        self.questions.append(question)
        return ChoicesPage(())

    def prepare(self, call):
        if call.subject == "none":
            raise NotSendable("no")
        return SentRequest("POST", "https://stackone.example/actions/rpc", ())

    async def run(self, call, progress):
        answer = self.run_answer
        if callable(answer):
            answer = await answer(progress)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def read_logs(self, run):
        if isinstance(self.logs, Exception):
            raise self.logs
        return self.logs

    async def aclose(self):
        self.closed += 1


@pytest.fixture
def provider():
    return PlainProvider()
