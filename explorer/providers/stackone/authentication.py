"""
Every request to StackOne: base URL, Basic authentication, headers; and what a refusal of it means.

Source: the user name is the API key, the password is empty; forgetting the colon behind the key is what most often
gives 401.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from explorer.domain.call import ReceivedAnswer, SentRequest
from explorer.domain.connection import Connection, Platform, SecretName
from explorer.domain.failure import NotSendable, SecretUnavailable
from explorer.domain.json_value import JsonValue, write_json
from explorer.domain.masking import SecretMask
from explorer.providers.bounded_http import OutgoingRequest, Transport
from explorer.providers.run_clock import RunClock
from explorer.providers.stackone.settings import API_KEY, options_of

SIDE_DEADLINE_S = 30.0
"""For requests that are no run: listings, tools, logs."""

Pairs = Sequence[tuple[str, str]]


class Channel:
    """
    Makes and sends the requests of one connection.

    Args:
        secrets: Holds the API key; a missing one fails at the first request.
    """

    def __init__(
        self, connection: Connection, secrets: Mapping[SecretName, str], transport: Transport, mask: SecretMask
    ) -> None:
        self.connection = connection
        self.options = options_of(connection)
        self.mask = mask
        self._key = secrets.get(API_KEY, "").strip()
        self._transport = transport
        mask.add(self._key)

    @property
    def platform_name(self) -> str:
        """How the platform is called in explanations."""
        return Platform.STACKONE.label

    @property
    def has_key(self) -> bool:
        """Whether there is an API key to send."""
        return bool(self._key)

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Pairs = (),
        headers: Pairs = (),
        json: JsonValue | None = None,
        may_write: bool = False,
    ) -> OutgoingRequest:
        """
        A request with the key in its Authorization header.

        Raises:
            NotSendable: A part of the query cannot be encoded.
        """
        lines = [("Authorization", f"Basic {self._basic()}"), *headers]
        body = b""
        if json is not None:
            lines.append(("Content-Type", "application/json"))
            body = write_json(json).encode("utf-8")
        return OutgoingRequest(
            method=method,
            url=self.connection.base_url.rstrip("/") + path + _query_text(query),
            allowed_origin=self.connection.base_url,
            headers=lines,
            body=body,
            may_write=may_write,
        )

    def shown(self, request: OutgoingRequest) -> SentRequest:
        """The request as it would be sent, masked."""
        return self._transport.sent_request(request)

    async def send(
        self,
        request: OutgoingRequest,
        *,
        clock: RunClock | None = None,
        deadline_s: float = SIDE_DEADLINE_S,
        progress: Callable[[str, int], None] | None = None,
        is_run: bool = False,
    ) -> ReceivedAnswer:
        """
        The answer of whatever status.

        Raises:
            SecretUnavailable: There is no API key.
            Failure: As `Transport.send`.
        """
        if not self._key:
            raise SecretUnavailable("the connection has no API key")
        return await self._transport.send(
            request, clock=clock or RunClock(), deadline_s=deadline_s, progress=progress, is_run=is_run
        )

    def _basic(self) -> str:
        return base64.b64encode(f"{self._key}:".encode("utf-8", "surrogatepass")).decode("ascii")


def path_part(value: str) -> str:
    """
    An id as one part of a path.

    Raises:
        NotSendable: It cannot be one: it is empty, or means another place.
    """
    if value in {"", ".", ".."}:
        raise NotSendable(f"{value!r} cannot be part of an address")
    return _quoted(value)


def _query_text(query: Pairs) -> str:
    return "?" + "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in query) if query else ""


def _quoted(text: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise NotSendable("half of a character pair cannot be sent in an address") from None
