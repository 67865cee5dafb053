"""Inly Core behind the explorer's contract: one object for each connection."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from explorer.domain.account import Account, AccountId
from explorer.domain.action import Action
from explorer.domain.call import Call, Run, RunResult, SentRequest
from explorer.domain.connection import Connection, SecretName
from explorer.domain.failure import NotSendable
from explorer.domain.json_value import JsonObject, write_json
from explorer.domain.log_entry import LogEntry
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import Transport
from explorer.providers.contract import (
    ActionDescription,
    CataloguePage,
    ChoicesPage,
    ChoicesQuestion,
    ConnectionStep,
    PastedCall,
    PastedRequest,
    RunProgress,
)
from explorer.providers.inlycore.actions import action_of, discover, fetch_schema
from explorer.providers.inlycore.authentication import Line
from explorer.providers.inlycore.calls import prepare, run
from explorer.providers.inlycore.choices import TYPE_IT, record_choices
from explorer.providers.inlycore.connection_test import connection_steps
from explorer.providers.inlycore.form.reader import ActionSchema
from explorer.providers.inlycore.keys import ListedKey
from explorer.providers.inlycore.outcome.execution import WORKFLOW
from explorer.providers.inlycore.outcome.workflow import ENDED, status_of, workflow_lines
from explorer.providers.inlycore.sending.pasted import BULK_IDS, read_pasted
from explorer.providers.inlycore.sending.paths import filled
from explorer.providers.inlycore.settings import read_options
from explorer.schema.field import Form, GroupField, ListField, TextField

MOST_REMEMBERED: Final = 500
"""Schemas that are kept."""

FIRST_WAIT_S: Final = 2.0
LONGEST_WAIT_S: Final = 10.0
WATCHED_S: Final = 12.0
"""How long a workflow is watched at a time; reading the logs again goes on from there."""


class InlyCoreProvider:
    """One connection to an installation."""

    def __init__(
        self,
        connection: Connection,
        secrets: Mapping[SecretName, str],
        transport: Transport,
        mask: SecretMask,
        *,
        watched_s: float = WATCHED_S,
        first_wait_s: float = FIRST_WAIT_S,
    ) -> None:
        self.connection = connection
        self._line = Line(connection, read_options(connection), secrets, transport, mask)
        self._schemas: OrderedDict[str, ActionSchema] = OrderedDict()
        self._watched_s = watched_s
        self._first_wait_s = first_wait_s

    def test_connection(self) -> AsyncIterator[ConnectionStep]:
        """Address, token, schema of the first action."""
        return connection_steps(self._line)

    async def list_accounts(self) -> Sequence[Account]:
        """None: calls are made for the client itself."""
        return ()

    def discover(self) -> AsyncIterator[CataloguePage]:
        """All actions that the connection names, page by page."""
        return discover(self._line)

    async def describe(self, action: Action, account_id: AccountId | None) -> ActionDescription:
        """One action in full."""
        del account_id
        schema, untrusted = await fetch_schema(self._line, str(action.key))
        self._remember(str(action.key), schema)
        listed = ListedKey(str(action.key), action.name, action.connector_key)
        notes = ["The installation does not show this action in its own pages."] if schema.is_hidden else []
        return ActionDescription(
            action=replace(action_of(listed, schema), connector_name=action.connector_name),
            form=schema.form,
            options=_options(schema),
            subject_label=schema.subject.label if schema.subject else "",
            definition=write_json(untrusted, indent=2),
            notes=notes,
            question=schema.question,
        )

    async def reload(
        self,
        description: ActionDescription,
        account_id: AccountId | None,
        arguments: JsonObject,
        options: JsonObject,
    ) -> ActionDescription:
        """The description as it is: no field asks for others."""
        del account_id, arguments, options
        return description

    async def choices(self, question: ChoicesQuestion) -> ChoicesPage:
        """Records for a parameter that holds one."""
        key = str(question.action.key)
        if key not in self._schemas:
            schema, _ = await fetch_schema(self._line, key)
            self._remember(key, schema)
        found = self._schemas[key].searches.get(question.name)
        if found is None:
            raise NotSendable(TYPE_IT)
        return await record_choices(self._line, question, *found)

    def read_pasted(self, pasted: PastedRequest, form: Form) -> PastedCall:
        """Parameters, and key and record from the address."""
        del form
        return read_pasted(self._line.options, pasted)

    def prepare(self, call: Call) -> SentRequest:
        """The run as it would be sent."""
        return prepare(self._line, call, self._schemas.get(str(call.action.key)))

    async def run(self, call: Call, progress: RunProgress) -> RunResult:
        """Make the call, once."""
        return await run(self._line, call, self._schemas.get(str(call.action.key)), progress)

    async def read_logs(self, run: Run) -> Sequence[LogEntry]:
        """
        The states of the workflow that the run started, until it ends or has been watched long enough.

        Empty without a workflow, and where the connection names no path for its state.
        """
        workflow = run.result.details.get(WORKFLOW, "") if run.result is not None else ""
        template = self._line.options.workflow_status_path
        if not workflow or not template:
            return ()
        url = filled(self._line.base_url, template, subject=workflow)
        lines: list[LogEntry] = []
        told: list[str] = []
        wait_s = self._first_wait_s
        loop = asyncio.get_running_loop()
        until = loop.time() + self._watched_s
        while True:
            untrusted = await self._line.read(url)
            told_now = workflow_lines(workflow, untrusted)
            found = [replace(line, text=self._line.mask.text(line.text)) for line in told_now]
            texts = [line.text for line in found]
            if texts != told:
                lines.extend(found)
                told = texts
            if status_of(untrusted) in ENDED or loop.time() + wait_s > until:
                return lines
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * 1.5, LONGEST_WAIT_S)

    async def aclose(self) -> None:
        """Let go of the token."""
        await self._line.aclose()

    def _remember(self, key: str, schema: ActionSchema) -> None:
        self._schemas[key] = schema
        self._schemas.move_to_end(key)
        while len(self._schemas) > MOST_REMEMBERED:
            self._schemas.popitem(last=False)


def _options(schema: ActionSchema) -> GroupField:
    """A bulk run, where the schema says that there is one."""
    if not schema.has_bulk or schema.subject is None:
        return GroupField()
    label = schema.subject.label.lower()
    return GroupField(
        fields=[
            ListField(
                key=BULK_IDS,
                label="Run on several at once",
                description=f"Ids, one each. If there are any, one bulk run goes out in place of a run on one {label}.",
                item=TextField(),
            )
        ]
    )
