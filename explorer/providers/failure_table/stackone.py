"""
StackOne's own refusals, by status; 412 by the state of the account.

Rows `elsewhere` are for answers that do not have the form of StackOne's errors. Names: {platform}, {provider}, and for
those {status} and {kind} (content type).

Source: StackOne reference, sections 1 to 3, 5.9 and 10.
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.call import Outcome, Phase
from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import AFTER_CHANGE, AFTER_WAIT, Row, Write

AT_STACKONE: Final = "1 of 3: StackOne checks the request"
AT_ACCOUNT: Final = "2 of 3: StackOne opens the account"
AT_PROVIDER: Final = "3 of 3: call of the provider"
DEFAULT_WAIT_S: Final = 60.0
"""What StackOne documents for 429 and 408 where the provider names no time."""

_ELSEWHERE: Final = "Not StackOne's own words: HTTP {status} with {kind}, perhaps of a gateway or a proxy"

STACKONE: Final[Mapping[str, Row]] = {
    "400": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The input does not pass StackOne's checks",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Correct the fields that the message names. Some rules, such as one of two fields being needed, are not part "
        "of the schema. An account has to be connected still, and a connector profile has to be of its connector.",
    ),
    "401": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "StackOne does not accept the API key",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        "After the API key is right.",
        "Open the connection and enter the API key again; it begins with v1. and may have been revoked.",
    ),
    "403": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne does not allow this to the API key or the account",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        "After the permission is given.",
        "Check the scopes of the API key, and what the linked account was allowed when it was connected.",
    ),
    "404": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "StackOne does not find what the call names",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Check the ids in the parameters, whether the account still exists, and whether this action is enabled for it.",
    ),
    "408": Row(
        Outcome.REJECTED,
        Party.PROVIDER,
        "The provider ({provider}) took longer than StackOne waits (60 s)",
        AT_PROVIDER,
        Retry.LATER,
        "Later, after the time that it asks for.",
        "Ask for less at once, then run it again when the count-down has ended.",
        Write.UNKNOWN,
        DEFAULT_WAIT_S,
    ),
    "409": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "What was to be made exists already",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Find the existing record, and update it instead or choose another value.",
    ),
    "412": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The linked account, which cannot be used at present",
        AT_ACCOUNT,
        Retry.AFTER_CHANGE,
        "After the account works again; {provider} was not called.",
        "Open the account in StackOne and connect it again, or choose another account.",
    ),
    "412 suspended": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The linked account, which is suspended",
        AT_ACCOUNT,
        Retry.AFTER_CHANGE,
        "After the account is taken out of suspension; {provider} was not called.",
        "Ask whoever administers the StackOne project why the account was suspended and to activate it, or choose "
        "another account.",
    ),
    "412 expired": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The linked account, which has expired",
        AT_ACCOUNT,
        Retry.AFTER_CHANGE,
        "Not with this account; {provider} was not called.",
        "Test accounts end on their day: link a new account in StackOne, refresh the accounts here, and choose it.",
    ),
    "412 archived": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The linked account, which is archived",
        AT_ACCOUNT,
        Retry.AFTER_CHANGE,
        "Not with this account; {provider} was not called.",
        "Choose another account. If this one is still needed, have it restored or linked anew in StackOne.",
    ),
    "412 error": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "The linked account, whose connection to {provider} does not work",
        AT_ACCOUNT,
        Retry.AFTER_CHANGE,
        "After the account is connected again; {provider} was not called.",
        "Let the customer connect the account again with credentials that {provider} accepts.",
    ),
    "422": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The input has the right form and is not acceptable",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Change the values that the message names.",
    ),
    "defender": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne Defender blocked the result as a risk",
        "after the provider's answer: scan by Defender",
        Retry.AFTER_CHANGE,
        "After Defender's settings for this call are changed; the provider was called already.",
        "Look at what Defender found. To let such results through, switch blocking off in this call's options or in "
        "the project's settings.",
        Write.LOOK,
    ),
    "429": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne's limit of requests, or that of {provider} behind it",
        AT_STACKONE,
        Retry.LATER,
        AFTER_WAIT,
        "Wait for the count-down, then run it again.",
        wait_s=DEFAULT_WAIT_S,
    ),
    "500": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne itself failed",
        AT_STACKONE,
        Retry.LATER,
        "Later.",
        "Try again in a few minutes; if it stays, hand the time and the request's id to StackOne's support.",
        Write.UNKNOWN,
    ),
    "501": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne does not offer this for {provider}",
        AT_STACKONE,
        Retry.NO,
        "No, this will not work for this provider.",
        "Choose another action that {provider} supports.",
    ),
    "502": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        "The provider ({provider}), not StackOne",
        AT_PROVIDER,
        Retry.LATER,
        "Later.",
        "Look whether {provider} has trouble, then run it again.",
        Write.UNKNOWN,
    ),
    "503": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne is not available at the moment",
        AT_STACKONE,
        Retry.LATER,
        "Later.",
        "Look at StackOne's status page, and try again in a few minutes.",
        Write.LOOK,
    ),
    "504": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne's gateway, which got no answer from behind it",
        AT_STACKONE,
        Retry.LATER,
        "Later.",
        "Ask for less at once, and try again in a few minutes.",
        Write.UNKNOWN,
    ),
    "4xx": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne refused the call",
        AT_STACKONE,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Read what it said, change the input, and run it again.",
    ),
    "json-rpc error": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "StackOne's list of tools (MCP)",
        "reading the account's tools",
        Retry.LATER,
        "Later; nothing was run.",
        "Try again in a few minutes; an account that is older than actions has no tools, choose another one then.",
    ),
    "elsewhere 3xx": Row(
        Outcome.MALFORMED,
        Party.INPUT,
        "The connection's address (HTTP {status}), which sends the explorer elsewhere: it does not follow with the key",
        Phase.READ.value,
        Retry.AFTER_CHANGE,
        "After the connection's address is right.",
        "Check the connection's address and paths.",
    ),
    "elsewhere 403": Row(
        Outcome.MALFORMED,
        Party.NETWORK,
        "Something in front of StackOne (HTTP {status} with {kind}), which blocks this computer or network",
        Phase.READ.value,
        Retry.AFTER_CHANGE,
        "After the block is lifted; StackOne was most likely not reached.",
        "Look at the page as received: a company proxy names itself there. Else try another network, or hand the "
        "request's id to StackOne's support.",
    ),
    "elsewhere 429": Row(
        Outcome.REJECTED,
        Party.PLATFORM,
        "A limit of requests in front of StackOne (HTTP {status} with {kind})",
        AT_STACKONE,
        Retry.LATER,
        AFTER_WAIT,
        "Wait for the count-down, then run it again.",
        wait_s=DEFAULT_WAIT_S,
    ),
    "elsewhere 4xx": Row(
        Outcome.MALFORMED,
        Party.PLATFORM,
        _ELSEWHERE,
        Phase.READ.value,
        Retry.AFTER_CHANGE,
        "After the connection's address is right; StackOne was most likely not reached.",
        "Check the connection's address and paths, and look at the answer as received.",
    ),
    "elsewhere 5xx": Row(
        Outcome.MALFORMED,
        Party.PLATFORM,
        _ELSEWHERE,
        Phase.READ.value,
        Retry.LATER,
        "Later.",
        "Try again in a few minutes; if it stays, check the connection's address and paths.",
        Write.UNKNOWN,
    ),
}
"""By status and, where one status means several things, by what tells them apart."""
