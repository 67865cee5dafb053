"""
Every error that the references document, with what a person has to be told of it.

Each case is one answer (or one failure without an answer); the expectations are written out by hand, apart from the
table that they check. Columns, in this order:

    source      where the reference documents it
    row         the row of the table that it belongs to
    status, body, headers
    outcome, who, step
    retry       whether to try again, after a read
    wait_s      the count-down
    next_step   words that the next step must hold
    write       what is known of a write that ended like this
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.domain.call import Outcome, ReceivedAnswer
from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import Write

REJECTED, MALFORMED, NO_ANSWER = Outcome.REJECTED, Outcome.MALFORMED, Outcome.NO_ANSWER
ACTION, PROVIDER = Outcome.ACTION_FAILED, Outcome.PROVIDER_FAILED
LATER, YES, NO, CHANGE = Retry.LATER, Retry.YES, Retry.NO, Retry.AFTER_CHANGE
NOT_DONE, LOOK, UNKNOWN = Write.NOT_DONE, Write.LOOK, Write.UNKNOWN
PAGE = b"<!doctype html><title>Bad gateway</title>"
HTML = {"content-type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Case:
    """One documented error; see the module's docstring."""

    source: str
    row: str
    status: int
    body: object
    outcome: Outcome
    who: Party
    step: str
    retry: Retry
    next_step: str
    write: Write = NOT_DONE
    wait_s: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.row}: {self.source}"

    def answer(self) -> ReceivedAnswer:
        """What comes over the wire."""
        content = self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()
        headers = {"content-type": "application/json"} | dict(self.headers)
        return ReceivedAnswer(self.status, "Said", list(headers.items()), content)
