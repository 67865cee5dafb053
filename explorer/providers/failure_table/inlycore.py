"""
Inly Core's refusals, by status and, for 404 and 422, by what the body shows.

Names: {platform}, {limit} (requests allowed, in brackets; empty if not told); {failed}, {total}, {ids} of a bulk run.

Source: Inly Core reference, sections 2, 8 and 12.
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.call import Outcome
from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import AFTER_WAIT, NOTHING_RUN, Row, Write

_ELSEWHERE: Final = Row(
    Outcome.MALFORMED,
    Party.INPUT,
    "The connection: not signed in, or its address is not that of the installation",
    "finding the API",
    Retry.AFTER_CHANGE,
    "After the connection is right; the API was not reached.",
    "Check the connection's address and its credentials; the API answers in JSON, never with a page.",
)

INLYCORE: Final[Mapping[str, Row]] = {
    "400": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The request, which the installation cannot read",
        "reading the request",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Read what it said, change the field that it names, and run it again.",
    ),
    "401": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's token, which the installation does not accept",
        "checking the token",
        Retry.YES,
        "Yes, nothing was run; a new token is asked for.",
        "Run it again. If it stays, enter client id and client secret again, and test the connection.",
    ),
    "403": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "Inly Core: this client may not run the action",
        "checking permissions",
        Retry.AFTER_CHANGE,
        "After the permission is given; nothing was run.",
        "Ask an administrator for the role or permission, on the client's Permissions tab under Developer, Apps.",
    ),
    "404": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The address, which the installation does not know",
        "finding the address",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Check the connection's address and the paths under its assumptions.",
    ),
    "404 action": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The key of the action, which the installation does not know",
        "finding the action",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Check the key in the connection's list of actions; the action may have been renamed.",
    ),
    "404 record": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The record's id: there is no such record, or this client may not see it",
        "finding the record",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Check the id; deleted records are found by actions that restore, and by no others.",
    ),
    "405": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's paths: the address takes another method",
        "finding the address",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Check the paths under the connection's assumptions.",
    ),
    "408": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The installation, or a gateway in front of it, gave up waiting",
        "in the action",
        Retry.LATER,
        "Later.",
        "Ask for less at once, then run it again.",
        Write.UNKNOWN,
    ),
    "413": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The call, which is larger than the installation takes",
        "receiving the call",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Send a smaller file, or ask an administrator to raise the installation's limit of uploads.",
    ),
    "422 validation": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "Your input, which the action's rules refuse",
        "validating the parameters",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Change the fields that are marked, and run it again.",
    ),
    "422 refused": Row(
        Outcome.REJECTED,
        Party.ACTION,
        "The action, by a rule of the business",
        "in the action, before or while it ran",
        Retry.AFTER_CHANGE,
        "After the record or the input is changed.",
        "Read what it said: the record may be in a state that does not allow this.",
    ),
    "429": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "A rate limit of the installation{limit}",
        "counting requests",
        Retry.LATER,
        AFTER_WAIT,
        "Wait for the count-down (a minute where none is shown), then run it again.",
    ),
    "500": Row(
        Outcome.REJECTED,
        Party.ACTION,
        "The action's own code, or the installation itself",
        "in the action",
        Retry.LATER,
        "Later.",
        "The reason stands in the installation's own log; hand on the time and the action's key.",
        Write.UNKNOWN,
    ),
    "503": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The installation, which is under maintenance",
        "reaching the application",
        Retry.LATER,
        "Later; nothing was run.",
        "Wait until the maintenance is over.",
    ),
    "4xx": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The installation refused the request",
        "checking the request",
        Retry.AFTER_CHANGE,
        NOTHING_RUN,
        "Read what it said, change the input, and run it again.",
    ),
    "5xx": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The installation, or a gateway in front of it, failed",
        "working on the request",
        Retry.LATER,
        "Later.",
        "Try again in a few minutes; if it stays, hand the time and the action's key to the installation's "
        "administrator.",
        Write.UNKNOWN,
    ),
    "elsewhere 3xx": _ELSEWHERE,
    "elsewhere page": _ELSEWHERE,
    "elsewhere 5xx": Row(
        Outcome.MALFORMED,
        Party.PLATFORM,
        "Not the installation's own words: a page, perhaps of a gateway or a proxy in front of it",
        "working on the request",
        Retry.LATER,
        "Later.",
        "Try again in a few minutes; if it stays, hand the time and the page to the installation's administrator.",
        Write.UNKNOWN,
    ),
    "success false": Row(
        Outcome.ACTION_FAILED,
        Party.ACTION,
        "The action itself",
        "in the action",
        Retry.AFTER_CHANGE,
        "After the record or the input is changed.",
        "Read what it said, and look at the record before running it again.",
    ),
    "bulk": Row(
        Outcome.ACTION_FAILED,
        Party.ACTION,
        "The action, on {failed} of {total} records",
        "running on each record in turn",
        Retry.AFTER_CHANGE,
        "On the failed records alone, after a change; the others are done.",
        "Read why each failed under Logs, then run it again on {ids} only.",
    ),
}
"""By status and, where one status means several things, by what tells them apart."""
