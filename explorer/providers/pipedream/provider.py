"""Pipedream Connect behind the explorer's contract: one object for each connection."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from explorer.domain.account import Account, AccountId
from explorer.domain.action import Action
from explorer.domain.call import Call, Run, RunResult, SentRequest
from explorer.domain.connection import Connection, SecretName
from explorer.domain.json_value import JsonObject, JsonValue, write_json
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
from explorer.providers.pipedream.accounts import account_choices, list_external_users
from explorer.providers.pipedream.actions import AppNames, discover, fetch_component
from explorer.providers.pipedream.authentication import Line
from explorer.providers.pipedream.calls import prepare, run
from explorer.providers.pipedream.choices import DYNAMIC_PROPS, dynamic_props, remote_choices, version_of
from explorer.providers.pipedream.connection_test import connection_steps
from explorer.providers.pipedream.form.call_options import call_options
from explorer.providers.pipedream.form.label_value import has_value
from explorer.providers.pipedream.form.pasted import read_pasted
from explorer.providers.pipedream.form.prop import Prop, read_props
from explorer.providers.pipedream.form.props import ACCOUNTS_OF, build_form
from explorer.providers.pipedream.settings import read_options
from explorer.providers.pipedream.wire import Component
from explorer.schema.field import Form

MOST_REMEMBERED: Final = 200
"""Lists of props that are kept: of actions that were described, and of reloads."""


class PipedreamProvider:
    """One connection to Pipedream."""

    def __init__(
        self,
        connection: Connection,
        secrets: Mapping[SecretName, str],
        transport: Transport,
        mask: SecretMask,
    ) -> None:
        self.connection = connection
        self._line = Line(connection, read_options(connection), secrets, transport, mask)
        self._names = AppNames(self._line)
        self._props: OrderedDict[tuple[str, str], list[Prop]] = OrderedDict()

    def test_connection(self) -> AsyncIterator[ConnectionStep]:
        """Address, token, project, actions."""
        return connection_steps(self._line)

    async def list_accounts(self) -> Sequence[Account]:
        """External users: those of the connection, then those that Pipedream knows."""
        return await list_external_users(self._line)

    def discover(self) -> AsyncIterator[CataloguePage]:
        """All actions, page by page."""
        return discover(self._line, self._names)

    async def describe(self, action: Action, account_id: AccountId | None) -> ActionDescription:
        """One action in full, in its latest version."""
        del account_id
        return await self._described(action, "")

    async def reload(
        self,
        description: ActionDescription,
        account_id: AccountId | None,
        arguments: JsonObject,
        options: JsonObject,
    ) -> ActionDescription:
        """
        The form for these values: the props of another version if one is asked for, then those that the values add.

        Raises:
            Refused: The component failed, with its words.
        """
        wanted = version_of(options)
        if wanted and wanted != description.action.version:
            description = await self._described(description.action, wanted)
        elif not self._known(description.action, description.state):
            # Described by another provider of the same connection, before this one was made.
            await self._described(description.action, wanted)
        known = self._known(description.action, description.state)
        asking = [prop for prop in known if prop.flag("reloadProps")]
        is_plain = DYNAMIC_PROPS not in description.state
        if not asking or (is_plain and not any(has_value(arguments.get(prop.name)) for prop in asking)):
            return description
        question = ChoicesQuestion(
            description.action, account_id, "", arguments, state=self._state(description.state), options=options
        )
        dynamic_id, untrusted_props = await dynamic_props(self._line, question, known)
        self._remember(description.action, dynamic_id, untrusted_props)
        return replace(
            description,
            form=build_form(untrusted_props, self._names.known),
            state={DYNAMIC_PROPS: dynamic_id} if dynamic_id else {},
        )

    async def choices(self, question: ChoicesQuestion) -> ChoicesPage:
        """Accounts of an app, or what the component offers for a prop."""
        if question.name.startswith(ACCOUNTS_OF):
            return await account_choices(self._line, question)
        question = replace(question, state=self._state(question.state))
        known = self._known(question.action, question.state)
        plain = self._props.get((str(question.action.key), ""), [])
        is_dynamic = DYNAMIC_PROPS in question.state and all(prop.name != question.name for prop in plain)
        return await remote_choices(self._line, question, known, is_dynamic=is_dynamic)

    def read_pasted(self, pasted: PastedRequest, form: Form) -> PastedCall:
        """The body of a run, or configured props alone."""
        del form
        return read_pasted(pasted)

    def prepare(self, call: Call) -> SentRequest:
        """The run as it would be sent."""
        call = replace(call, state=self._state(call.state))
        return prepare(self._line, call, self._known(call.action, call.state))

    async def run(self, call: Call, progress: RunProgress) -> RunResult:
        """Make the call, once."""
        call = replace(call, state=self._state(call.state))
        return await run(self._line, call, self._known(call.action, call.state), progress)

    async def read_logs(self, run: Run) -> Sequence[LogEntry]:
        """Nothing more: what the action wrote comes with its answer."""
        del run
        return ()

    async def aclose(self) -> None:
        """Let go of the token."""
        await self._line.aclose()

    async def _described(self, action: Action, version: str) -> ActionDescription:
        component = await fetch_component(self._line, self._names, action, version)
        self._remember(component.action, "", component.props)
        props, _ = read_props(component.props)
        return ActionDescription(
            action=component.action,
            form=build_form(component.props, self._names.known),
            options=call_options(component.action, component.stash, props),
            needs_account=not self._line.options.external_users,
            definition=write_json(component.raw, indent=2),
            notes=_notes(component, props),
            suggested_timeout_s=self._line.options.run_timeout_s,
        )

    def _state(self, state: Mapping[str, str]) -> Mapping[str, str]:
        """The state to send: an id of dynamic props from an earlier session only where the connection wants it so."""
        dynamic_id = state.get(DYNAMIC_PROPS, "")
        if self._line.options.keeps_dynamic_props or any(known == dynamic_id for _, known in self._props):
            return state
        return {name: value for name, value in state.items() if name != DYNAMIC_PROPS}

    def _remember(self, action: Action, dynamic_id: str, untrusted_props: JsonValue) -> None:
        place = (str(action.key), dynamic_id)
        self._props[place] = read_props(untrusted_props)[0]
        self._props.move_to_end(place)
        while len(self._props) > MOST_REMEMBERED:
            self._props.popitem(last=False)

    def _known(self, action: Action, state: Mapping[str, str]) -> list[Prop]:
        """The props that the form shows; those of the plain definition where a reload's are not known."""
        key = str(action.key)
        found = self._props.get((key, state.get(DYNAMIC_PROPS, "")))
        return found if found is not None else self._props.get((key, ""), [])


def _notes(component: Component, props: Sequence[Prop]) -> list[str]:
    notes: list[str] = []
    if any(prop.flag("reloadProps") for prop in props):
        notes.append("More fields may appear once some of these are filled.")
    if not any(prop.type == "app" for prop in props) and component.action.connector_key:
        notes.append("This action names no account.")
    return notes
