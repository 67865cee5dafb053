"""What an action works with, and what it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from explorer.sandbox.inlycore.actions.workflows import Workflows
from explorer.sandbox.inlycore.records import Record, Records
from explorer.sandbox.inlycore.validation.php_value import text_of
from explorer.sandbox.inlycore.wire.request_body import RequestBody


@dataclass(frozen=True)
class Work:
    """One run: the parameters that passed their rules, and what the action may look at or change."""

    values: Mapping[str, Any]
    subject: Record
    """The record of the address; empty for an action without a subject."""

    records: Records
    workflows: Workflows
    now: datetime
    body: RequestBody

    def text(self, name: str) -> str | None:
        """A parameter as text; none if it is absent or null."""
        value = self.values.get(name)
        return None if value is None else text_of(value)

    def flag(self, name: str, *, default: bool) -> bool:
        """A yes-or-no parameter, in any of the forms that `boolean` accepts."""
        value = self.values.get(name)
        return default if value is None else value in {True, "1"}


@dataclass(frozen=True)
class Given:
    """What an action gives back; all of it may be absent, as actions may give nothing."""

    message: str | None = None
    data: Mapping[str, object] | None = None
    workflow_id: int | None = None
    delay_s: float = 0
    """How long the answer is held back."""

    raw_data: str | None = None
    """JSON text that takes the place of `data` as it is."""


def _no_objection(_work: Work) -> None:
    """Most actions have no precondition."""


@dataclass(frozen=True)
class Deed:
    """What an action does, and under which conditions."""

    run: Callable[[Work], Given]
    precondition: Callable[[Work], None] = field(default=_no_objection)
    """Raises `Aborted` (422 refused) before the parameters are looked at."""

    with_trashed: bool = False
    """Whether the subject may lie in the bin."""


class Uncaught(Exception):
    """An exception that an action throws and nobody catches: 500."""
