"""
Everything that can go wrong on the way, and the five questions that each failure answers.

    Failure
      NotConnected            no connection could be made: name, port, TLS, proxy; nothing was sent
      ConnectionLost          the other side closed before the answer was whole
      TimedOut                a deadline passed
      Refused                 an answer came, and it says no: status 4xx or 5xx, or a failed action
        OutdatedForm          no, perhaps because the platform has forgotten the form that was asked about
      MalformedAnswer         an answer came that is not what was promised
      TooLarge                an answer larger than the limit
      SecretUnavailable       the secret store has no answer: no keyring, locked, cancelled
      NotSendable             the call was not sent, because it cannot be: an id with a slash, a missing account
      Cancelled               a person stopped it

`asyncio.CancelledError` stays what it is inside the program; it becomes `Cancelled` only in the result of a run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from explorer.domain.json_value import Pointer


class Party(Enum):
    """Who failed."""

    INPUT = "your input"
    EXPLORER = "the explorer"
    NETWORK = "the network"
    PLATFORM = "the platform"
    ACTION = "the action's own code"
    PROVIDER = "the provider"
    PERSON = "you"


class Retry(Enum):
    """Whether to try again."""

    NO = "no"
    AFTER_CHANGE = "after a change"
    YES = "yes"
    LATER = "later"
    CHECK_FIRST = "check first"
    """The request may have been carried out: look before sending it again."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    The five questions, answered in plain words; each text is a sentence or a part of one, shown beside its label.

    Args:
        who: The party; `who_text` names it: "The provider (BambooHR), not StackOne".
        step: At which step: "3 of 3: provider call", "connecting", "reading the answer".
        said: What exactly the failing side said, unchanged.
        retry_after_s: Seconds to wait as the other side asked, None if it named no time.
    """

    who: Party
    who_text: str
    step: str
    said: str
    retry: Retry
    retry_text: str
    next_step: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class ProviderError:
    """
    What a third party answered to the platform, as the platform passed it on.

    Args:
        status: The provider's own status, None if not passed on.
        raw_text: The provider's body as text: JSON text as received where it was JSON, else the text itself.
        request_id: To quote to the provider's support; from its headers.
    """

    status: int | None = None
    method: str = ""
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    raw_text: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """
    A refusal or warning that belongs to one field.

    Args:
        pointer: Where in the arguments; the root for one that belongs to none.
        message: In words a support person understands.
        keyword: The rule behind it as the schema or platform calls it: `required`, `maxLength`, `unique`.
    """

    pointer: Pointer
    message: str
    keyword: str = ""


class Failure(Exception):
    """
    Something that went wrong, told with what a person needs to know.

    Args:
        said: What exactly the failing side said, never holding a secret.
        may_have_been_sent: Whether the other side may have received the request all the same.
    """

    def __init__(self, said: str, *, may_have_been_sent: bool = False) -> None:
        super().__init__(said)
        self.said = said
        self.may_have_been_sent = may_have_been_sent


class NotConnected(Failure):
    """No connection could be made; nothing was sent. `reason` is one of dns, refused, tls, proxy, timeout, other."""

    def __init__(self, said: str, *, reason: str = "other") -> None:
        super().__init__(said)
        self.reason = reason


class ConnectionLost(Failure):
    """The connection ended before the answer was whole."""

    def __init__(self, said: str, *, may_have_been_sent: bool = True, received_bytes: int = 0) -> None:
        super().__init__(said, may_have_been_sent=may_have_been_sent)
        self.received_bytes = received_bytes


class TimedOut(Failure):
    """A deadline passed. `limit_s` is the deadline in seconds, `phase` what was being waited for."""

    def __init__(self, said: str, *, limit_s: float, phase: str, may_have_been_sent: bool = True) -> None:
        super().__init__(said, may_have_been_sent=may_have_been_sent)
        self.limit_s = limit_s
        self.phase = phase


class Refused(Failure):
    """
    The other side answered, and said no.

    Args:
        status: The HTTP status.
        explanation: What a provider that knows its platform makes of it; None leaves it to the general words.
    """

    def __init__(
        self,
        said: str,
        *,
        status: int,
        retry_after_s: float | None = None,
        explanation: Explanation | None = None,
    ) -> None:
        super().__init__(said, may_have_been_sent=True)
        self.status = status
        self.retry_after_s = retry_after_s
        self.explanation = explanation


class OutdatedForm(Refused):
    """
    A refusal about a part of a form that the platform made for certain values, and may have forgotten since.

    Asking for the form once more shows whether it is that, or a refusal like any other.
    """


class MalformedAnswer(Failure):
    """
    An answer that is not what was promised: not JSON, another shape, a broken encoding.

    `explanation` is what a provider that knows its platform makes of it; None leaves it to the general words.
    """

    def __init__(self, said: str, *, explanation: Explanation | None = None) -> None:
        super().__init__(said, may_have_been_sent=True)
        self.explanation = explanation


class TooLarge(Failure):
    """An answer larger than the limit, in decoded bytes."""

    def __init__(self, said: str, *, limit_bytes: int) -> None:
        super().__init__(said, may_have_been_sent=True)
        self.limit_bytes = limit_bytes


class SecretUnavailable(Failure):
    """The secret store gave no answer."""


class NotSendable(Failure):
    """The call cannot be sent as it is; nothing was sent. `pointer` names the field, if it is one."""

    def __init__(self, said: str, *, pointer: Pointer | None = None) -> None:
        super().__init__(said)
        self.pointer = pointer


class Cancelled(Failure):
    """A person stopped it."""
