"""What was called: each run of an action with its steps and provider requests, the newest 2,000."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

KEPT_RUNS = 2_000
KEPT_BODY_BYTES = 16_384
"""How much of one body a log keeps."""


@dataclass(frozen=True)
class Exchange:
    """One HTTP request and what was answered; secrets are masked before they get here."""

    method: str
    url: str
    status: int
    request_headers: Mapping[str, str]
    request_body: str | None
    response_headers: Mapping[str, str]
    response_body: str | None


@dataclass
class Step:
    """One step of a run; those that call the provider have an exchange."""

    index: int
    step_id: str
    function: str
    started_at: datetime
    ended_at: datetime
    success: bool = True
    status_code: int | None = 200
    message: str | None = None
    exchange: Exchange | None = None
    is_skipped: bool = False


@dataclass
class Run:
    """One run of an action, from the request to the answer."""

    id: str
    started_at: datetime
    action_id: str = ""
    account_id: str | None = None
    connector_key: str | None = None
    connector_version: str | None = None
    profile_id: str | None = None
    action_type: str | None = None
    category: str | None = None
    source_type: str = "API"
    transport_type: Literal["ACTION_RPC", "MCP"] = "ACTION_RPC"
    user_agent: str = ""
    ip_address: str = "127.0.0.1"
    ended_at: datetime | None = None
    status_code: int = 0
    exchange: Exchange | None = None
    steps: list[Step] = field(default_factory=list)
    risk_level: str | None = None
    defender: Mapping[str, object] | None = None
    provider_errors: list[Mapping[str, object]] | None = None

    @property
    def success(self) -> bool:
        """Whether it ended well."""
        return 200 <= self.status_code < 300

    def step(
        self,
        step_id: str,
        function: str,
        *,
        started_at: datetime,
        status_code: int = 200,
        message: str | None = None,
        exchange: Exchange | None = None,
    ) -> None:
        """Note a step that has just ended."""
        self.steps.append(
            Step(
                index=len(self.steps),
                step_id=step_id,
                function=function,
                started_at=started_at,
                ended_at=datetime.now(UTC),
                success=status_code < 400,
                status_code=status_code,
                message=message,
                exchange=exchange,
            )
        )


class ActionLog:
    """The newest runs by id, in the order in which they began."""

    def __init__(self) -> None:
        self._runs: OrderedDict[str, Run] = OrderedDict()

    def add(self, run: Run) -> None:
        """Keep a run; the oldest goes when there are too many."""
        self._runs[run.id] = run
        while len(self._runs) > KEPT_RUNS:
            self._runs.popitem(last=False)

    def get(self, run_id: str) -> Run | None:
        """A run by its id."""
        return self._runs.get(run_id)

    def newest_first(self) -> list[Run]:
        """All runs that have ended."""
        return [run for run in reversed(self._runs.values()) if run.ended_at is not None]

    def clear(self) -> None:
        """Forget all."""
        self._runs.clear()
