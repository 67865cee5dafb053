"""What is going to be sent, and the run that it becomes: request, answer, times, logs, outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

from explorer.domain.account import AccountId
from explorer.domain.action import Action
from explorer.domain.body import Body
from explorer.domain.connection import ConnectionId
from explorer.domain.failure import Explanation, Failure, FieldProblem, ProviderError
from explorer.domain.json_value import JsonObject
from explorer.domain.log_entry import LogEntry

RunId = NewType("RunId", str)


@dataclass(frozen=True, slots=True)
class Call:
    """
    What is going to be sent.

    Args:
        account_id: None where the platform has no accounts to choose from, or none is chosen.
        subject: The record's id for an action that works on one, else None.
        arguments: What the form holds.
        options: The platform's own options of this call (`sync`, `debug`, `version`), as their form holds them.
        state: What the platform wants to have back with the call (`dynamic_props_id`), by name.
        timeout_s: Deadline of the whole run, token calls included.
    """

    connection_id: ConnectionId
    action: Action
    account_id: AccountId | None
    arguments: JsonObject
    subject: str | None = None
    options: JsonObject = field(default_factory=dict)
    state: Mapping[str, str] = field(default_factory=dict)
    timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class SentPart:
    """One part of a form (`multipart/form-data`): a text, or a file of this computer, which has a `file_path`."""

    name: str
    text: str = ""
    file_path: str = ""
    file_name: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class SentRequest:
    """
    A request as it was or would be sent. Header values that hold secrets are masked already.

    Args:
        body: The bytes that go out; of a form with files, what stands around the files, and their sizes.
        parts: Those of such a form, else empty.
    """

    method: str
    url: str
    headers: Sequence[tuple[str, str]]
    body: bytes = b""
    parts: Sequence[SentPart] = ()


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """
    An answer as received, its content encoding undone.

    Args:
        body: What came, up to the limit; `is_cut` when the other side had more, or was to have more.
        wire_bytes: Length on the wire, before decoding.
        cut_by: Why it is cut, where that is known.
    """

    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: Body
    wire_bytes: int = 0
    is_cut: bool = False
    cut_by: Failure | None = None

    def header(self, name: str) -> str:
        """The first header of that name, in any case; empty if there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def media_type(self) -> str:
        """The content type without parameters, in lower case; empty if not said."""
        return self.header("content-type").split(";", 1)[0].strip().lower()


class Phase(Enum):
    """A part of a run's time, in the order in which they come."""

    SECRET = "waiting for the secret store"
    TOKEN = "getting a token"
    PREPARE = "making the request"
    TRUST = "reading the system's certificates"
    NEXT = "next request"
    POOL = "waiting for a free connection"
    CONNECT = "connecting"
    TLS = "TLS"
    SEND = "sending"
    WAIT = "waiting"
    RECEIVE = "receiving"
    REDIRECT = "redirect, not followed"
    READ = "reading the answer"


@dataclass(frozen=True, slots=True)
class PhaseTime:
    """
    When a phase began, in milliseconds after the start of the run, and how long it took.

    Args:
        depth: 0 for phases of the run itself, 1 for those of a request that one of them makes, as for a token.
    """

    phase: Phase
    start_ms: float
    duration_ms: float
    note: str = ""
    depth: int = 0


class Outcome(Enum):
    """How a run ended; the value is what a person reads."""

    SUCCEEDED = "succeeded"
    ACTION_FAILED = "action failed"
    REJECTED = "rejected"
    PROVIDER_FAILED = "provider failed"
    NO_ANSWER = "no answer"
    MALFORMED = "malformed answer"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RunResult:
    """
    A run that has ended.

    Args:
        summary: One line: "1 employee created", "BambooHR refused the employee: email is taken".
        is_unknown: A write whose request may have been carried out though no answer came.
        explanation: None only when it succeeded.
        field_problems: Refusals that belong to fields of the form.
        file_name: The name that the platform gave to an answer that is a file; empty otherwise.
        is_form_outdated: The platform may have forgotten the fields that the call was filled in with.
    """

    outcome: Outcome
    summary: str
    request: SentRequest | None
    answer: ReceivedAnswer | None
    explanation: Explanation | None = None
    provider_errors: Sequence[ProviderError] = ()
    field_problems: Sequence[FieldProblem] = ()
    logs: Sequence[LogEntry] = ()
    phases: Sequence[PhaseTime] = ()
    is_unknown: bool = False
    next_cursor: str = ""
    file_name: str = ""
    is_form_outdated: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    """Things to show beside the answer, by label: "Request id", "Workflow", "Stash"."""


@dataclass(frozen=True, slots=True)
class Run:
    """A call that was made. `result` is None while it is on its way; times are aware, in UTC."""

    id: RunId
    call: Call
    started_at: datetime
    duration_ms: float = 0.0
    result: RunResult | None = None
