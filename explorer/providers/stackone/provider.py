"""StackOne behind the contract of all platforms."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from explorer.domain.account import Account, AccountId
from explorer.domain.action import Action, ActionKey
from explorer.domain.call import Call, Phase, Run, RunResult, SentRequest
from explorer.domain.connection import Connection, SecretName
from explorer.domain.failure import Explanation, Failure, MalformedAnswer, Refused, SecretUnavailable
from explorer.domain.json_value import JsonObject
from explorer.domain.log_entry import LogEntry
from explorer.domain.masking import SecretMask
from explorer.domain.masking.masked_result import masked_lines, masked_result
from explorer.providers.bounded_http import Transport, check_whole
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
from explorer.providers.explanation import explain, no_answer_result
from explorer.providers.run_clock import RunClock
from explorer.providers.stackone.accounts import SERVERS_PAGE_SIZE, accounts_in, accounts_page, all_accounts
from explorer.providers.stackone.actions.description import describe_action
from explorer.providers.stackone.actions.listing import action_pages
from explorer.providers.stackone.actions.tools import ToolCatalogue
from explorer.providers.stackone.authentication import Channel
from explorer.providers.stackone.calls.pasted import read_pasted
from explorer.providers.stackone.calls.rpc_answer import run_result
from explorer.providers.stackone.calls.rpc_request import may_write, rpc_request
from explorer.providers.stackone.logs import RunLogs
from explorer.schema.field import Form

KEPT_SCHEMAS = 200


class StackOneProvider:
    """One StackOne connection."""

    def __init__(
        self, connection: Connection, secrets: Mapping[SecretName, str], transport: Transport, mask: SecretMask
    ) -> None:
        self.connection = connection
        self._channel = Channel(connection, secrets, transport, mask)
        self._tools = ToolCatalogue(self._channel)
        self._logs = RunLogs(self._channel)
        self._schemas: dict[tuple[ActionKey, AccountId | None], JsonObject] = {}

    async def test_connection(self) -> AsyncIterator[ConnectionStep]:
        """Address, API key, accounts, actions; ends after the first that fails."""
        answered = ConnectionStep("Address", f"{self._host} answers")
        try:
            answer = await accounts_page(self._channel, 1, SERVERS_PAGE_SIZE)
            accounts = accounts_in(answer)
        except Failure as failure:
            for step in self._failed_steps(failure, answered):
                yield step
            return
        yield answered
        yield ConnectionStep("API key", "accepted")
        yield ConnectionStep("Accounts", _how_many(len(accounts)))
        try:
            async for page in action_pages(self._channel):
                names = list(dict.fromkeys(action.connector_name for action in page.actions))
                detail = f"of {', '.join(names[:3])}" if names else "the first page is empty"
                yield ConnectionStep("Actions", f"{detail} and others" if len(names) > 3 else detail)
                return
        except Failure as failure:
            yield ConnectionStep("Actions", failure=self._explained(failure))

    async def list_accounts(self) -> Sequence[Account]:
        """The linked accounts."""
        return await all_accounts(self._channel)

    async def discover(self) -> AsyncIterator[CataloguePage]:
        """All actions of all connectors; what was known of accounts' tools is asked for again afterwards."""
        self._tools.forget()
        async for page in action_pages(self._channel):
            yield page

    async def describe(self, action: Action, account_id: AccountId | None) -> ActionDescription:
        """The form of an action, best with an account."""
        description = await describe_action(self._channel, self._tools, action, account_id)
        if description.form.schema is not None:
            self._schemas.pop((action.key, account_id), None)
            self._schemas[action.key, account_id] = description.form.schema
            while len(self._schemas) > KEPT_SCHEMAS:
                del self._schemas[next(iter(self._schemas))]
        return description

    async def reload(
        self,
        description: ActionDescription,
        account_id: AccountId | None,  # noqa: ARG002 - the contract's
        arguments: JsonObject,  # noqa: ARG002 - the contract's
        options: JsonObject,  # noqa: ARG002 - the contract's
    ) -> ActionDescription:
        """The same: no field of StackOne changes others."""
        return description

    async def choices(self, question: ChoicesQuestion) -> ChoicesPage:  # noqa: ARG002 - the contract's
        """None: StackOne has no choices to be asked for."""
        return ChoicesPage(())

    def read_pasted(self, pasted: PastedRequest, form: Form) -> PastedCall:
        """An RPC body, a tool call, a request to a provider, or parameters alone."""
        return read_pasted(pasted, form)

    def prepare(self, call: Call) -> SentRequest:
        """The request as it would be sent, the key masked."""
        return self._channel.shown(rpc_request(self._channel, call))

    async def run(self, call: Call, progress: RunProgress) -> RunResult:
        """Run the action once."""
        clock = RunClock()
        shown = None
        answer = None
        try:
            request = rpc_request(self._channel, call)
            shown = self._channel.shown(request)
            answer = await self._channel.send(
                request, clock=clock, deadline_s=call.timeout_s, progress=progress, is_run=True
            )
            check_whole(answer)
        except Failure as failure:
            result = no_answer_result(
                failure,
                platform=self._channel.platform_name,
                may_write=may_write(call),
                clock=clock,
                request=shown,
                answer=answer,
            )
            return masked_result(result, self._channel.mask)
        with clock.measure(Phase.READ):
            schema = self._schemas.get((call.action.key, call.account_id))
            result = run_result(self._channel, call, shown, answer, clock, schema)
        return masked_result(replace(result, phases=clock.phases), self._channel.mask)

    async def read_logs(self, run: Run) -> Sequence[LogEntry]:
        """The action log of a run, with its steps."""
        return masked_lines(await self._logs.of_run(run), self._channel.mask)

    async def aclose(self) -> None:
        """Stop listing tools. The transport belongs to the program."""
        await self._tools.aclose()

    @property
    def _host(self) -> str:
        return urlsplit(self.connection.base_url).netloc or self.connection.base_url

    def _explained(self, failure: Failure) -> Explanation:
        return explain(failure, platform=self._channel.platform_name, host=self._host)

    def _failed_steps(self, failure: Failure, answered: ConnectionStep) -> Sequence[ConnectionStep]:
        told = self._explained(failure)
        if isinstance(failure, SecretUnavailable) or (isinstance(failure, Refused) and failure.status == 401):
            before = () if isinstance(failure, SecretUnavailable) else (answered,)
            return (*before, ConnectionStep("API key", failure=told))
        if isinstance(failure, Refused):
            return (answered, ConnectionStep("API key", "accepted"), ConnectionStep("Accounts", failure=told))
        if isinstance(failure, MalformedAnswer):
            return (ConnectionStep("Address", "something answers, but not as StackOne does", told),)
        return (ConnectionStep("Address", failure=told),)


def _how_many(accounts: int) -> str:
    if accounts >= SERVERS_PAGE_SIZE:
        return f"{accounts} or more are linked"
    return {0: "none is linked yet", 1: "1 is linked"}.get(accounts, f"{accounts} are linked")
