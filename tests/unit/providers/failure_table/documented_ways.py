"""Failures without an answer, and statuses that only the general rows explain."""

from dataclasses import dataclass

from explorer.domain.call import Outcome
from explorer.domain.failure import (
    Cancelled,
    ConnectionLost,
    Failure,
    MalformedAnswer,
    NotConnected,
    NotSendable,
    Party,
    Refused,
    Retry,
    SecretUnavailable,
    TimedOut,
    TooLarge,
)
from explorer.providers.failure_table.row import Write

from .documented_case import (
    CHANGE,
    LATER,
    LOOK,
    MALFORMED,
    NO_ANSWER,
    NOT_DONE,
    REJECTED,
    UNKNOWN,
    YES,
)


@dataclass(frozen=True)
class Way:
    """A failure without a usable answer, or one that only the general rows for a status explain."""

    row: str
    failure: Failure
    outcome: Outcome
    who: Party
    step: str
    retry: Retry
    next_step: str
    write: Write = NOT_DONE

    def __str__(self) -> str:
        return self.row


ON_THE_WAY = [
    Way("not connected: dns", NotConnected("x", reason="dns"), NO_ANSWER, Party.NETWORK, "name", CHANGE, "VPN"),
    Way(
        "not connected: refused",
        NotConnected("x", reason="refused"),
        NO_ANSWER,
        Party.NETWORK,
        "connecting",
        YES,
        "port",
    ),
    Way("not connected: tls", NotConnected("x", reason="tls"), NO_ANSWER, Party.NETWORK, "TLS", CHANGE, "certificate"),
    Way(
        "not connected: proxy",
        NotConnected("x", reason="proxy"),
        NO_ANSWER,
        Party.NETWORK,
        "proxy",
        CHANGE,
        "HTTPS_PROXY",
    ),
    Way(
        "not connected: timeout",
        NotConnected("x", reason="timeout"),
        NO_ANSWER,
        Party.NETWORK,
        "connecting",
        YES,
        "firewall",
    ),
    Way("not connected: other", NotConnected("x"), NO_ANSWER, Party.NETWORK, "connecting", YES, "online"),
    Way("lost while waiting", ConnectionLost("x"), NO_ANSWER, Party.NETWORK, "waiting", YES, "status page", UNKNOWN),
    Way(
        "lost while receiving",
        ConnectionLost("x", received_bytes=12),
        NO_ANSWER,
        Party.NETWORK,
        "receiving",
        YES,
        "less at once",
        UNKNOWN,
    ),
    Way(
        "timed out",
        TimedOut("x", limit_s=30, phase="waiting"),
        NO_ANSWER,
        Party.PLATFORM,
        "waiting",
        YES,
        "Raise the timeout",
        UNKNOWN,
    ),
    Way(
        "timed out before sending",
        TimedOut("x", limit_s=30, phase="getting a token", may_have_been_sent=False),
        NO_ANSWER,
        Party.NETWORK,
        "getting a token",
        YES,
        "Raise the timeout",
    ),
    Way("malformed", MalformedAnswer("x"), MALFORMED, Party.PLATFORM, "reading", LATER, "as received", UNKNOWN),
    Way(
        "too large", TooLarge("x", limit_bytes=2**26), NO_ANSWER, Party.EXPLORER, "receiving", CHANGE, "fewer", UNKNOWN
    ),
    Way("no secret", SecretUnavailable("x"), NO_ANSWER, Party.EXPLORER, "secret", CHANGE, "keyring"),
    Way("not sendable", NotSendable("x"), REJECTED, Party.INPUT, "checking", CHANGE, "Change what the message names"),
    Way(
        "cancelled",
        Cancelled("x", may_have_been_sent=True),
        Outcome.CANCELLED,
        Party.PERSON,
        "before the answer",
        YES,
        "again",
        UNKNOWN,
    ),
    Way(
        "unexpected",
        Failure("x", may_have_been_sent=True),
        NO_ANSWER,
        Party.EXPLORER,
        "running",
        YES,
        "report",
        UNKNOWN,
    ),
    Way("401", Refused("x", status=401), REJECTED, Party.INPUT, "signing in", CHANGE, "credentials"),
    Way("403", Refused("x", status=403), REJECTED, Party.PLATFORM, "permissions", CHANGE, "permission"),
    Way("404", Refused("x", status=404), REJECTED, Party.INPUT, "address", CHANGE, "ids"),
    Way("407", Refused("x", status=407), REJECTED, Party.NETWORK, "proxy", CHANGE, "user name and password"),
    Way("408", Refused("x", status=408), REJECTED, Party.PLATFORM, "working", LATER, "Wait", LOOK),
    Way("429", Refused("x", status=429), REJECTED, Party.PLATFORM, "counting", LATER, "count-down"),
    Way("4xx", Refused("x", status=418), REJECTED, Party.PLATFORM, "checking", CHANGE, "what it said"),
    Way("5xx", Refused("x", status=599), REJECTED, Party.PLATFORM, "working", LATER, "support", LOOK),
]
