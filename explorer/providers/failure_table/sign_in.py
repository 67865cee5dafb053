"""
What a token endpoint says when it gives no token. Nothing of the call itself was sent then.

By the code in `error`, else by status; statuses that are missing here are those of `on_the_way`. Name: {platform}.

Source: RFC 6749, section 5.2; Inly Core reference, section 3.3; Pipedream reference, section 2.1.
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.call import Outcome, Phase
from explorer.domain.failure import Party, Retry
from explorer.providers.failure_table.row import Row

_AFTER_CREDENTIALS: Final = "After the credentials are right; nothing was sent."
_AFTER_SETTINGS: Final = "After the connection is changed; nothing was sent."

SIGN_IN: Final[Mapping[str, Row]] = {
    "invalid_client": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's credentials, which {platform} does not accept",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_CREDENTIALS,
        "Open the connection, enter client id and client secret again, and test it.",
    ),
    "invalid_request": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's credentials: {platform} misses a part of them",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_CREDENTIALS,
        "Open the connection and fill in what the message names: client id, client secret or scope.",
    ),
    "invalid_grant": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The sign-in, which {platform} no longer accepts",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        "After signing in again; nothing was sent.",
        "Open the connection and sign in again: the code or the refresh token was used or has expired.",
    ),
    "invalid_scope": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's scope, which {platform} does not know or does not give",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_SETTINGS,
        "Change the scope in the connection's settings to one that the client may use.",
    ),
    "unauthorized_client": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's client, which {platform} lets sign in in other ways only",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        "After the client is allowed to; nothing was sent.",
        "Ask whoever manages the client to allow it the grant type client credentials.",
    ),
    "unsupported_grant_type": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's address: what answers there does not know client credentials",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_SETTINGS,
        "Check the connection's address: this service does not know client credentials.",
    ),
    "400": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's credentials, which {platform} does not accept",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_CREDENTIALS,
        "Read what it said; open the connection, correct client id, client secret or scope, and test it.",
    ),
    "401": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The connection's credentials, which {platform} does not accept",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_CREDENTIALS,
        "Open the connection, enter client id and client secret again, and test it.",
    ),
    "404": Row(
        Outcome.REJECTED,
        Party.INPUT,
        "The address for tokens, which {platform} does not know",
        Phase.TOKEN.value,
        Retry.AFTER_CHANGE,
        _AFTER_SETTINGS,
        "Check the connection's address, and the path for tokens under its assumptions.",
    ),
}
"""By `error`, else by status."""
