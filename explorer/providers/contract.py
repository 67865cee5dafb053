"""
What the explorer asks of every platform.

A provider is handed its connection, its secrets and the transport; it fetches none of them. All calls are
coroutines and stop at once when cancelled. They raise `domain.failure.Failure`, except `run`, which always returns:
a failure of a run is its result.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from explorer.domain.account import Account, AccountId
from explorer.domain.action import Action, ListingProblem
from explorer.domain.call import Call, Run, RunResult, SentRequest
from explorer.domain.connection import Connection, SecretName
from explorer.domain.failure import Explanation
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.domain.log_entry import LogEntry
from explorer.domain.masking import SecretMask
from explorer.providers.copied_code.code import OfficialSdk
from explorer.schema.field import Form, GroupField, Option

if TYPE_CHECKING:
    from explorer.providers.bounded_http import Transport


@dataclass(frozen=True, slots=True)
class Setting:
    """
    One option of a connection, as the dialog shows it.

    Args:
        default: Start value, also the value of a connection that does not name the option.
        choices: The values that are possible; empty for free text.
        is_assumption: Nothing public settles it: shown under "Paths and assumptions".
    """

    name: str
    label: str
    default: str = ""
    description: str = ""
    choices: Sequence[str] = ()
    is_assumption: bool = False


@dataclass(frozen=True, slots=True)
class SecretSetting:
    """One secret of a connection. Of those with the same `group`, one is enough."""

    name: SecretName
    label: str
    description: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class ConnectionStep:
    """One step of "test connection": what was tried, and the failure if it failed. The steps after it are not tried."""

    name: str
    detail: str = ""
    failure: Explanation | None = None


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """A page of the listing. `expected` is the whole number of actions as far as the platform tells, else None."""

    actions: Sequence[Action]
    problems: Sequence[ListingProblem] = ()
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class ActionDescription:
    """
    Everything the form needs.

    Args:
        action: As listed, completed by what the description adds.
        form: The parameters.
        options: The platform's own options of a call (`sync`, `debug`, `version`), beside Run.
        subject_label: Name of the record that the action works on ("Order"); empty if it works on none.
        needs_account: Whether a call is impossible without an account.
        state: What the platform wants back with every later question and with the call (`dynamic_props_id`).
        definition: The platform's description as received, JSON text, for display.
        notes: Things to say above the form: from where the schema came, what was missing.
        question: Asked before the run ("Cancel this order?"); empty for none.
        suggested_timeout_s: Deadline to propose for a run of this action, None where the usual one will do.
    """

    action: Action
    form: Form
    options: GroupField = field(default_factory=GroupField)
    subject_label: str = ""
    needs_account: bool = False
    state: Mapping[str, str] = field(default_factory=dict)
    definition: str = ""
    notes: Sequence[str] = ()
    question: str = ""
    suggested_timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class ChoicesQuestion:
    """
    Which choices are wanted.

    Args:
        name: `RemoteChoices.name` of the field.
        arguments: What the form holds so far.
        query: What was typed, for fields that search on the platform.
        page: From 0.
        context: What the page before gave back, unchanged; None for the first.
    """

    action: Action
    account_id: AccountId | None
    name: str
    arguments: JsonObject
    state: Mapping[str, str] = field(default_factory=dict)
    options: JsonObject = field(default_factory=dict)
    query: str = ""
    page: int = 0
    context: JsonValue = None


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """Choices, and whether more may come with the next page."""

    options: Sequence[Option]
    context: JsonValue = None
    may_have_more: bool = False


@dataclass(frozen=True, slots=True)
class PastedRequest:
    """
    What a text from the clipboard says of a call, whatever the platform; secrets of its headers are gone already.

    Args:
        body: The JSON object that it carries; None where there is none.
        url: Address with query, as written; empty where the text was a body alone.
        headers: Those that hold no secrets.
    """

    body: JsonObject | None = None
    url: str = ""
    headers: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class PastedCall:
    """
    A pasted request as the platform would take it.

    Args:
        kind: What was recognised: "a StackOne call"; empty for parameters alone.
        subject: The record's id; None where nothing is said of it.
        account_id: For whom it was made; empty where nothing is said of it.
        action_key: Of which action it is; empty where nothing is said of it.
        state: See `ActionDescription.state`.
        notes: What was left out or changed, in plain words.
    """

    arguments: JsonObject
    kind: str = ""
    options: JsonObject = field(default_factory=dict)
    subject: str | None = None
    account_id: str = ""
    action_key: str = ""
    state: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()


RunProgress = Callable[[str, int], None]
"""Told while a run is on its way: the phase in plain words, and bytes received so far (0 before the answer)."""


class Provider(Protocol):
    """One platform, for one connection."""

    connection: Connection

    def test_connection(self) -> AsyncIterator[ConnectionStep]:
        """Try the steps of a connection one by one; ends after the first that fails."""
        ...

    async def list_accounts(self) -> Sequence[Account]:
        """Whom calls can be made for; empty where the platform has no accounts to choose from."""
        ...

    def discover(self) -> AsyncIterator[CataloguePage]:
        """All actions, page by page."""
        ...

    async def describe(self, action: Action, account_id: AccountId | None) -> ActionDescription:
        """One action in full: its form, its options, its subject."""
        ...

    async def reload(
        self,
        description: ActionDescription,
        account_id: AccountId | None,
        arguments: JsonObject,
        options: JsonObject,
    ) -> ActionDescription:
        """The description again, after a field that `reloads` has changed."""
        ...

    async def choices(self, question: ChoicesQuestion) -> ChoicesPage:
        """The choices of one field."""
        ...

    def read_pasted(self, pasted: PastedRequest, form: Form) -> PastedCall:
        """What a pasted request means for an action with this form. Asks nobody, and never fails."""
        ...

    def prepare(self, call: Call) -> SentRequest:
        """The request as it would be sent, secrets masked; raises `NotSendable` where it cannot be."""
        ...

    async def run(self, call: Call, progress: RunProgress) -> RunResult:
        """Make the call. Never sends a write twice. Cancelling it closes the connection at once."""
        ...

    async def read_logs(self, run: Run) -> Sequence[LogEntry]:
        """What the platform itself wrote about a run that has ended; empty where it keeps no logs."""
        ...

    async def aclose(self) -> None:
        """Let go of connections and tokens."""
        ...


class ProviderMaker(Protocol):
    """Makes the provider of one connection; it may import what the platform needs, and sends nothing yet."""

    def __call__(
        self,
        connection: Connection,
        secrets: Mapping[SecretName, str],
        transport: "Transport",
        mask: SecretMask,
    ) -> Provider:
        """`secrets` holds what is stored for the connection; one that is missing fails when it is needed."""
        ...


@dataclass(frozen=True, slots=True)
class PlatformKind:
    """
    What there is to know about a platform before any connection to it exists.

    Args:
        default_base_url: Start value of the address; empty where each installation has its own.
        settings: The options of a connection, in the order of the dialog.
        secrets: The secrets of a connection, in the order of the dialog.
        sdk: The platform's own client library, None where none is published.
    """

    default_base_url: str
    settings: Sequence[Setting]
    secrets: Sequence[SecretSetting]
    make: ProviderMaker
    sdk: OfficialSdk | None = None
