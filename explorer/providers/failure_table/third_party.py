"""
What the third party behind a platform answered, by its own status.

Names: {provider}, {platform}; {provider_step}, as the platform counts its steps.

Source: RFC 9110, section 15; StackOne reference, section 2; Pipedream reference, section 9.2 (`upstream_api`).
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.call import Outcome
from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import AFTER_CHANGE, Row, Write

_NOT_THE_PLATFORM: Final = "The provider ({provider}), not {platform}"
_STEP: Final = "{provider_step}"

THIRD_PARTY: Final[Mapping[str, Row]] = {
    "401": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.AFTER_CHANGE,
        "After the account is connected again.",
        "Connect the account of {provider} again in {platform}: its credentials are no longer accepted.",
    ),
    "403": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.AFTER_CHANGE,
        "After {provider} gives the permission.",
        "Have the permission given in {provider}, or connect the account with a user who has it.",
    ),
    "404": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Check the ids: {provider} does not know the record, or the account may not see it.",
    ),
    "408": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.LATER,
        "Later.",
        "Ask for less at once, and run it again in a few minutes.",
        Write.LOOK,
    ),
    "409": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Look for the record in {provider}; it exists already or has changed.",
    ),
    "429": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.LATER,
        "After the time that it asks for.",
        "Wait until {provider}'s limit of requests is over (a minute where no count-down is shown), then run it again.",
    ),
    "4xx": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.AFTER_CHANGE,
        AFTER_CHANGE,
        "Read the provider's words, correct the input that they name, and run it again.",
    ),
    "5xx": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.LATER,
        "Later.",
        "Look at {provider}'s status page, then run it again; hand its request id to its support if it stays.",
        Write.LOOK,
    ),
    "no status": Row(
        Outcome.PROVIDER_FAILED,
        Party.PROVIDER,
        _NOT_THE_PLATFORM,
        _STEP,
        Retry.LATER,
        "Later; it sometimes helps.",
        "Read what {provider} said, and look at its status page.",
        Write.LOOK,
    ),
}
"""By the provider's own status."""
