"""One row of the table of failures, and the explanation that it becomes."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from explorer.domain.call import Outcome
from explorer.domain.failure import Explanation, Party, Retry

CHECK_FIRST: Final = "Only after looking: the request may have been carried out."
LOOK_FIRST: Final = "Look for the record with a reading action, or at the provider itself, before running this again."
AFTER_CHANGE: Final = "After a change; as it is, it would fail again."
NOTHING_RUN: Final = "After a change; nothing was run."
AFTER_WAIT: Final = "After the time that it asks for; nothing was run."


class Write(Enum):
    """What is known of a call that could change something, when it ends like this."""

    NOT_DONE = "not carried out"
    LOOK = "perhaps carried out in part: look before trying again"
    UNKNOWN = "nobody knows: the outcome is unknown"


class Row(NamedTuple):
    """
    What one kind of failure means.

    The four texts may hold names in braces, which `told` fills in: {platform}, {provider}, {host}, {status} and others
    that the part of the table names.

    Args:
        outcome: Of the run that ends like this.
        who: Who failed; `who_text` names it.
        step: At which step.
        retry: Whether to try again; `retry_text` says when.
        next_step: What a support person does now.
        write: For calls that could change something. Anything but `NOT_DONE` replaces the advice to try again by
            "look first".
        wait_s: Seconds to count down where the other side names no time.
    """

    outcome: Outcome
    who: Party
    who_text: str
    step: str
    retry: Retry
    retry_text: str
    next_step: str
    write: Write = Write.NOT_DONE
    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A failure as a person is told of it. `is_unknown`: a write that may have been carried out."""

    outcome: Outcome
    explanation: Explanation
    is_unknown: bool = False


def told(row: Row, said: str, *, may_write: bool = False, wait_s: float | None = None, **names: object) -> Told:
    """
    The five questions, answered by a row.

    Args:
        row: Of the table.
        said: What exactly the failing side said.
        may_write: Whether the call could change something on the other side, and may have arrived there.
        wait_s: Seconds that the other side asked to wait.
        names: What stands for the names in the row's texts.
    """
    retry, retry_text, next_step = row.retry, row.retry_text, row.next_step.format(**names)
    if may_write and row.write is not Write.NOT_DONE:
        retry, retry_text, next_step = Retry.CHECK_FIRST, CHECK_FIRST, f"{LOOK_FIRST} {next_step}"
    explanation = Explanation(
        who=row.who,
        who_text=row.who_text.format(**names),
        step=row.step.format(**names),
        said=said,
        retry=retry,
        retry_text=retry_text.format(**names),
        next_step=next_step,
        retry_after_s=row.wait_s if wait_s is None else wait_s,
    )
    return Told(row.outcome, explanation, may_write and row.write is Write.UNKNOWN)
