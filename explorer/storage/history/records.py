"""What the history keeps of a run, how it is asked for, and how much of it there may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from explorer.domain.account import AccountId
from explorer.domain.action import ActionKey, Effect
from explorer.domain.call import Run, RunId, SentRequest
from explorer.domain.connection import ConnectionId, Platform
from explorer.domain.json_value import JsonObject


class HistoryUnusable(Exception):
    """The history cannot be read or written now; the text is a sentence that says why."""


class KeptOutcome(Enum):
    """How a run ended, or that it has not; the value is what a person reads, the name is what the disk holds."""

    RUNNING = "running"
    INTERRUPTED = "interrupted, outcome unknown"
    SUCCEEDED = "succeeded"
    ACTION_FAILED = "action failed"
    REJECTED = "rejected"
    PROVIDER_FAILED = "provider failed"
    NO_ANSWER = "no answer"
    MALFORMED = "malformed answer"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class RunContext:
    """
    What a call alone does not say, and what is needed to have it in the form again.

    Args:
        connection_name: What the connection was called then.
        account_label: What the account was called then; empty where there is none.
        definition: The platform's description of the action, JSON text; kept once for all runs that have the same.
        form_notes: What the form knows beside its value, in any shape that it likes: variants chosen, texts that are
            no value yet. Comes back as it was.
        request: As it was prepared, before sending. After the end, the one in the result counts.
    """

    platform: Platform
    connection_name: str = ""
    account_label: str = ""
    definition: str = ""
    form_notes: JsonObject = field(default_factory=dict)
    request: SentRequest | None = None


@dataclass(frozen=True, slots=True)
class RunLine:
    """
    A run as a line of the list.

    Args:
        number: Its place in the order in which runs were begun; newer ones are larger.
        is_unknown: A write that may have been carried out though no answer came.
        status: Of the answer; None if there is none.
        summary: One line; empty while it runs and after an interruption.
        size_bytes: About what it takes on the disk, search index included.
    """

    number: int
    id: RunId
    started_at: datetime
    duration_ms: float
    outcome: KeptOutcome
    is_unknown: bool
    is_pinned: bool
    connection_id: ConnectionId
    connection_name: str
    platform: Platform
    action_key: ActionKey
    action_name: str
    action_version: str
    connector_name: str
    effect: Effect
    account_id: AccountId | None
    account_label: str
    status: int | None
    summary: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class KeptBody:
    """
    A body that lies in a file of its own.

    Args:
        name: Of the file.
        size_bytes: Of the file, in which secrets are masked.
        received_bytes: Before masking.
        sha256: Of the file, in hexadecimal digits.
        media_type: As the other side named it.
        is_masked: Whether something was masked, so that the file is not what was received to the byte.
    """

    name: str
    size_bytes: int
    received_bytes: int
    sha256: str
    media_type: str
    is_masked: bool


@dataclass(frozen=True, slots=True)
class KeptRun:
    """
    A run in full.

    Args:
        run: With its call and, if it has ended, its result. Without a result it is still on its way or was
            interrupted: `line` says which. Secrets are masked in all of it.
        bodies: By what they are: `answer`, `request`. Those that were small stand in the run itself.
        notes: What could not be read, in sentences; empty if all was.
    """

    line: RunLine
    run: Run
    context: RunContext
    bodies: Mapping[str, KeptBody]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RunFilter:
    """
    Which runs are wanted; what is None or empty does not matter.

    Args:
        text: Words, each of which must occur somewhere, also within longer ones; `"in quotes"` as a whole.
        outcomes: One of these.
        since, until: When it began, aware; `until` itself is not included.
        is_pinned: Only those that are pinned, or only those that are not.
    """

    text: str = ""
    connection_id: ConnectionId | None = None
    action_key: ActionKey | None = None
    account_id: AccountId | None = None
    outcomes: frozenset[KeptOutcome] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    is_pinned: bool | None = None


@dataclass(frozen=True, slots=True)
class RunPage:
    """Some of the runs, newest first. `before` is what the next page is asked for with; None if this is the last."""

    lines: Sequence[RunLine]
    before: int | None = None


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """Something that a list can be filtered by: its key, what it was called last, and how many runs there are."""

    key: str
    label: str
    runs: int


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """What the runs that are kept can be filtered by, each by number of runs, the most first."""

    connections: Sequence[FilterChoice]
    actions: Sequence[FilterChoice]
    accounts: Sequence[FilterChoice]


@dataclass(frozen=True, slots=True)
class HistoryLimits:
    """
    How much is kept. Beyond it the oldest go, but never those that are pinned, running, or the newest.

    Args:
        is_on: Whether anything new is kept at all.
    """

    is_on: bool = True
    most_runs: int = 100_000
    most_bytes: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class HistorySize:
    """How many runs are kept, and about how many bytes they take."""

    runs: int
    size_bytes: int
